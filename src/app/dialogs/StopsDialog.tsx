/** Run until something happens, and the facts at which playing stops. */
import { X } from 'lucide-react';
import { useState } from 'react';
import { Heading } from 'react-aria-components';
import { factChoices } from '../../frame/factChoices.ts';
import type { FactGroup } from '../../frame/frame.ts';
import { Button, IconButton, Toggle } from '../../ui/Button.tsx';
import { GROUP_WORDS } from '../../views/words.ts';
import type { FactMatch } from '../../worker/protocol.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { type Breakpoint, matchText, withStop } from '../stops.ts';
import { currentView } from '../store.ts';
import { useSay, words } from './words.ts';

export const STOPS_TITLE = words('Run until…', '조건까지 실행');
const WHAT = words('What happens', '일어날 일');
const PARTITION = words('Partition', '파티션');
const NODE = words('Node', '노드');
const ANY = words('any', '모두');
const HINT = words(
  'The run goes on, or back, to the first event that tells this: exactly there, without playing what lies between. A node counts when it told the fact or is its subject.',
  '이 일을 알리는 첫 이벤트로 곧장 갑니다. 사이에 있는 것은 재생하지 않습니다. 노드는 그 일을 알렸거나 그 일의 당사자일 때 맞는 것으로 봅니다.',
);
const FORWARD = words('Run until then', '그때까지 실행');
const BACK = words('Back to the last one', '바로 앞의 것으로');
const KEEP = words('Keep as a breakpoint', '중단점으로 두기');
const KEPT = words('Breakpoints of this scenario', '이 시나리오의 중단점');
const NONE = words(
  'None yet. Playing stops at each of these facts; the keys J and Shift+J jump from one to the next.',
  '아직 없습니다. 재생은 여기 있는 일마다 멈춥니다. J와 Shift+J 키로 다음과 이전으로 건너뜁니다.',
);
const ON = words('{fact}: stop here', '{fact}: 여기서 멈추기');
const REMOVE = words('Remove {fact}', '{fact} 지우기');

/** What was looked for last is likely to be looked for again. */
let last: FactMatch = { type: 'LeaderElected' };

export default function StopsDialog({ close }: { readonly close: () => void }) {
  const app = useApp();
  const say = useSay();
  const t = useTranslate();
  const [match, setMatch] = useState(last);
  const stops = useAppState((state) => state.stops);
  const choose = (change: FactMatch) => {
    last = change;
    setMatch(change);
  };
  const go = (direction: 1 | -1) => {
    close();
    app.conductor.toFact([match], direction);
  };
  const change = (changed: Breakpoint) =>
    app.changeStops(stops.map((stop) => (matchText(stop.match) === matchText(changed.match) ? changed : stop)));
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {say(STOPS_TITLE)}
      </Heading>
      <Choice match={match} onChoose={choose} />
      <p className="dim dialog-hint">{say(HINT)}</p>
      <div className="dialog-acts">
        <Button variant="primary" onPress={() => go(1)}>
          {say(FORWARD)}
        </Button>
        <Button onPress={() => go(-1)}>{say(BACK)}</Button>
        <Button onPress={() => app.changeStops(withStop(stops, match))}>{say(KEEP)}</Button>
      </div>
      <h3 className="dialog-part">{say(KEPT)}</h3>
      {stops.length === 0 ? (
        <p className="dim">{say(NONE)}</p>
      ) : (
        <ul className="stops" data-testid="stops">
          {stops.map((stop) => {
            const fact = matchText(stop.match);
            return (
              <li key={fact}>
                <Toggle
                  variant="chip"
                  label={say(ON, { fact })}
                  isSelected={stop.on}
                  onChange={(on) => change({ ...stop, on })}
                >
                  <span lang="en">{fact}</span>
                </Toggle>
                <IconButton
                  label={say(REMOVE, { fact })}
                  icon={<X size={16} aria-hidden />}
                  onPress={() => app.changeStops(stops.filter((other) => other !== stop))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <div className="dialog-end">
        <Button onPress={close}>{t('view.close')}</Button>
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly match: FactMatch;
  readonly onChoose: (match: FactMatch) => void;
}

function Choice({ match, onChoose }: ChoiceProps) {
  const say = useSay();
  const frame = useAppState((state) => currentView(state)?.frame);
  const { type, partition, node } = match;
  const groups = factChoices();
  const hasPartition = (wanted: string) =>
    [...groups.values()].flat().some((choice) => choice.type === wanted && choice.ofPartition);
  const narrowed = (wanted: string, chosen: { partition?: string | undefined; node?: string | undefined }) =>
    onChoose({
      type: wanted,
      ...(chosen.partition === undefined || !hasPartition(wanted) ? {} : { partition: chosen.partition }),
      ...(chosen.node === undefined ? {} : { node: chosen.node }),
    });
  return (
    <div className="stop-choice">
      <label>
        <span>{say(WHAT)}</span>
        <select value={type} onChange={({ currentTarget }) => narrowed(currentTarget.value, { partition, node })}>
          {(Object.keys(GROUP_WORDS) as FactGroup[]).map((group) => (
            <optgroup key={group} label={say(GROUP_WORDS[group])}>
              {groups.get(group)?.map((choice) => (
                <option key={choice.type}>{choice.type}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{say(PARTITION)}</span>
        <select
          value={partition ?? ''}
          disabled={!hasPartition(type)}
          onChange={({ currentTarget }) => narrowed(type, { partition: currentTarget.value || undefined, node })}
        >
          <option value="">{say(ANY)}</option>
          {frame?.partitions.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <label>
        <span>{say(NODE)}</span>
        <select
          value={node ?? ''}
          onChange={({ currentTarget }) => narrowed(type, { partition, node: currentTarget.value || undefined })}
        >
          <option value="">{say(ANY)}</option>
          {frame?.nodes.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
