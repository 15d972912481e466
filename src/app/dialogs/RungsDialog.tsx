/**
 * Which Kafka: another release, another era of its metadata, another generation of the replication protocol; beside this run
 * or in its place.
 */
import { useState } from 'react';
import { Heading } from 'react-aria-components';
import type { RungFrame } from '../../frame/frame.ts';
import { type Generation, rungsFrame } from '../../frame/rungs.ts';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { chosenText } from '../rungs.ts';
import { currentBranch } from '../store.ts';
import { useSay, words } from './words.ts';

export const RUNGS_TITLE = words('Run on another Kafka', '다른 Kafka로 실행');
const TEXT = words(
  'The same scenario, seed and acts from the start, on another release, with its metadata kept elsewhere, or with another generation of the replication protocol. Shown beside this run, both stand under one playhead and the first difference is marked.',
  '같은 시나리오, 시드, 조작을 처음부터 다른 릴리스, 다른 메타데이터 보관 방식, 다른 세대의 복제 프로토콜로 실행합니다. 나란히 놓으면 두 실행이 같은 시각을 보여 주고, 처음 달라진 곳이 표시됩니다.',
);
const PROTOCOL = words('Replication protocol', '복제 프로토콜');
const RELEASE = words('Release', '릴리스');
const METADATA = words('Metadata', '메타데이터');
const ERA_WORDS: Readonly<Record<RungFrame['era'], ReturnType<typeof words>>> = {
  zookeeper: words('in ZooKeeper', 'ZooKeeper에 보관'),
  kraft: words('in a quorum of controllers (KRaft)', '컨트롤러 쿼럼에 보관(KRaft)'),
  migration: words('on its way from ZooKeeper to KRaft', 'ZooKeeper에서 KRaft로 옮기는 중'),
};
/** A migration needs a file that has both. */
const OFFERED = ['zookeeper', 'kraft'] as const;
const SAME = words('as it is now ({version})', '지금과 같이({version})');
const HERE = words('this run', '지금 실행');
const BREAKS = words('can break: {properties}', '깨질 수 있는 속성: {properties}');
const HOLDS = words('every property is promised', '모든 속성을 약속합니다');
const OWN = words('the protocol of that release', '그 릴리스의 프로토콜');
const BESIDE = words('Run beside this one', '나란히 실행');
const AGAIN = words('Start again on it', '이것으로 다시 시작');
const UNCHANGED = words(
  'This is what runs now: choose another one.',
  '지금 실행 중인 것과 같습니다. 다른 것을 고르세요.',
);

const KAFKAS = rungsFrame();

export default function RungsDialog({ close }: { readonly close: () => void }) {
  const { conductor } = useApp();
  const say = useSay();
  const t = useTranslate();
  const current = useAppState((state) => currentBranch(state)?.rung);
  const [protocol, setProtocol] = useState<string | undefined>();
  const [version, setVersion] = useState('');
  const [era, setEra] = useState<RungFrame['era'] | undefined>();
  if (current === undefined) return null;
  const released = KAFKAS.versions.find(({ name }) => name === (version || current.version));
  const chosen = protocol ?? (version === '' ? current.protocol : (released?.protocol ?? current.protocol));
  const wanted = era ?? current.era;
  const isOtherEra = wanted !== current.era;
  const able = KAFKAS.versions.filter(({ eras }) => eras.includes(wanted));
  const isSame = chosen === current.protocol && !isOtherEra && (version === '' || version === current.version);
  // In another era the file's own release may be another one: two runs shall differ in what was chosen, and no more.
  const kept = isOtherEra ? current.version : current.chosen.version;
  const rung = {
    ...(version === '' ? optional('version', kept) : { version }),
    ...optional('era', isOtherEra ? wanted : current.chosen.era),
    ...(chosen === released?.protocol && !current.mixed ? {} : { protocol: chosen }),
  };
  const name = chosenText({
    ...(version === '' ? {} : { version }),
    ...(isOtherEra ? { era: wanted } : {}),
    ...optional('protocol', rung.protocol ?? (version === '' && !isOtherEra ? chosen : undefined)),
  });
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {say(RUNGS_TITLE)}
      </Heading>
      <p className="dim">{say(TEXT)}</p>
      <label className="rung-release">
        <span>{say(METADATA)}</span>
        <select
          value={wanted}
          data-testid="era"
          onChange={({ currentTarget }) => {
            const next = OFFERED.find((one) => one === currentTarget.value) ?? current.era;
            const newest = KAFKAS.versions.filter(({ eras }) => eras.includes(next));
            const stays = newest.some(({ name }) => name === (version || current.version));
            setEra(next);
            if (!stays) setVersion(newest[0]?.name ?? '');
            if (!stays) setProtocol(undefined);
          }}
        >
          {[...new Set([current.era, ...OFFERED])].map((one) => (
            <option key={one} value={one}>
              {say(ERA_WORDS[one])}
            </option>
          ))}
        </select>
      </label>
      {KAFKAS.versions.length > 1 && (
        <label className="rung-release">
          <span>{say(RELEASE)}</span>
          <select
            value={version}
            onChange={({ currentTarget }) => {
              setVersion(currentTarget.value);
              setProtocol(undefined);
            }}
          >
            {able.some(({ name }) => name === current.version) && (
              <option value="">{say(SAME, { version: current.version })}</option>
            )}
            {able
              .filter((one) => one.name !== current.version)
              .map((one) => (
                <option key={one.name}>{one.name}</option>
              ))}
          </select>
        </label>
      )}
      <fieldset className="rungs" data-testid="rungs">
        <legend>{say(PROTOCOL)}</legend>
        {KAFKAS.protocols.map((one) => (
          <GenerationChoice
            key={one.id}
            one={one}
            isChosen={one.id === chosen}
            isCurrent={one.id === current.protocol}
            isOwn={version !== '' && one.id === released?.protocol}
            onChoose={() => setProtocol(one.id)}
          />
        ))}
      </fieldset>
      <div className="dialog-end">
        {isSame && <p className="dim">{say(UNCHANGED)}</p>}
        <Button onPress={close}>{t('view.close')}</Button>
        {conductor.canStartAgain && (
          <Button
            isDisabled={isSame}
            onPress={() => {
              close();
              void conductor.startAgainOn(rung);
            }}
          >
            {say(AGAIN)}
          </Button>
        )}
        <Button
          variant="primary"
          isDisabled={isSame}
          onPress={() => {
            close();
            void conductor.beside(rung, name);
          }}
        >
          {say(BESIDE)}
        </Button>
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly one: Generation;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly isOwn: boolean;
  readonly onChoose: () => void;
}

function GenerationChoice({ one, isChosen, isCurrent, isOwn, onChoose }: ChoiceProps) {
  const say = useSay();
  const { id, kip, name, sentence, breaks } = one;
  const notes = [kip, isCurrent ? say(HERE) : '', isOwn ? say(OWN) : ''].filter((note) => note !== '');
  return (
    <label className={isChosen ? 'rung chosen' : 'rung'}>
      <input type="radio" name="protocol" value={id} checked={isChosen} onChange={onChoose} />
      <span className="rung-name">
        <span>{say(name)}</span>
        {notes.length > 0 && <span className="dim rung-note">{notes.join(' · ')}</span>}
      </span>
      <span className="rung-text">{say(sentence)}</span>
      <span className={breaks.length > 0 ? 'rung-breaks' : 'rung-breaks dim'}>
        {breaks.length > 0 ? say(BREAKS, { properties: breaks.join(', ') }) : say(HOLDS)}
      </span>
    </label>
  );
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, string>>);
}
