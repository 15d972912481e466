/** Which brokers hold a partition, in which order: pointed at instead of typed, with the line that says the same. */
import { useState } from 'react';
import { Heading } from 'react-aria-components';
import { Button } from '../../../ui/Button.tsx';
import { FENCED, statusText } from '../../../views/words.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { showing } from '../../commands/lenses.ts';
import { consoleDeskOf } from '../../console/consoleDesk.ts';
import { currentView } from '../../store.ts';
import { useSay, words } from '../words.ts';
import { brokersIn, earlier, partitionOf, reassignLine, toggled } from './plan.ts';
import './reassign.css';

const TITLE = words('Reassign a partition', '파티션 재할당');
const NONE = words('Select a partition first.', '먼저 파티션을 선택하세요.');
const HINT = words(
  'The first is the preferred leader. Brokers that are new copy the log; those that are taken out keep it until the new ones are in sync.',
  '첫 번째가 선호 리더예요. 새로 들어온 브로커는 로그를 복사하고, 빠지는 브로커는 새 브로커가 동기화될 때까지 로그를 가지고 있어요.',
);
const REPLICAS = words('Replicas of {partition}', '{partition}의 레플리카');
const ORDER = words('In this order:', '순서:');
const NOBODY = words('A partition needs a replica.', '레플리카가 하나는 있어야 해요.');
const SAME = words('This is how it stands now.', '지금과 같아요.');
const EARLIER = words('Move {broker} forward', '{broker} 앞으로');
const PREFERRED = words('preferred leader', '선호 리더');
const IN_CONSOLE = words('The same in the console', '콘솔에서는');
const RUN = words('Reassign', '재할당');
const CANCEL = words('Cancel', '취소');

export default function ReassignDialog({ close }: { readonly close: () => void }) {
  const { conductor } = useApp();
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const frame = useAppState((state) => currentView(state)?.frame ?? null);
  const name = useAppState((state) => partitionOf(state.selection));
  const partition = frame?.partitions.find(({ id }) => id === name);
  const now = partition?.replicas ?? [];
  const [chosen, setChosen] = useState<readonly number[] | null>(null);
  const replicas = chosen ?? now;
  const title = (
    <Heading slot="title" className="dialog-title">
      {say(TITLE)}
    </Heading>
  );
  if (frame === null || partition === undefined)
    return (
      <>
        {title}
        <p className="dim">{say(NONE)}</p>
      </>
    );
  const line = reassignLine(partition.id, replicas, frame);
  const isSame = replicas.join() === now.join();
  const problem = replicas.length === 0 ? NOBODY : isSame ? SAME : null;
  const run = (): void => {
    close();
    conductor.set(showing('console'));
    void consoleDeskOf(conductor).enter(line, null);
  };
  return (
    <>
      {title}
      <p className="dim">{say(HINT)}</p>
      <fieldset className="reassign">
        <legend>{say(REPLICAS, { partition: partition.id })}</legend>
        {brokersIn(frame).map((broker) => {
          const place = replicas.indexOf(broker.nodeId);
          return (
            <div key={broker.id} className="reassign-line">
              <label>
                <input
                  type="checkbox"
                  checked={place >= 0}
                  onChange={() => setChosen(toggled(replicas, broker.nodeId))}
                />
                <b className="mono" lang="en">
                  {broker.id}
                </b>
                <span className="dim">
                  {[
                    ...(place >= 0 ? [`${place + 1}`] : []),
                    ...(place === 0 ? [say(PREFERRED)] : []),
                    ...(broker.status === 'up' ? [] : [statusText(broker, language)]),
                    ...(broker.fenced ? [FENCED[language]] : []),
                  ].join(' · ')}
                </span>
              </label>
              {place > 0 && (
                <Button variant="quiet" onPress={() => setChosen(earlier(replicas, broker.nodeId))}>
                  {say(EARLIER, { broker: broker.id })}
                </Button>
              )}
            </div>
          );
        })}
      </fieldset>
      <p role="status">
        {say(ORDER)} <code>[{replicas.join(', ')}]</code> {problem !== null && say(problem)}
      </p>
      <p className="dim dialog-hint">{say(IN_CONSOLE)}</p>
      <code className="reassign-command" lang="en">
        {line}
      </code>
      <div className="dialog-acts">
        <Button variant="primary" isDisabled={problem !== null} onPress={run}>
          {say(RUN)}
        </Button>
        <Button onPress={close}>{say(CANCEL)}</Button>
      </div>
    </>
  );
}
