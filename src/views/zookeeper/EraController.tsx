/** The controller among the brokers: who holds it, what its one thread is at, and whom it has still to tell what. */
import type { EraBroker, EraControllerFrame } from '../../frame/zookeeper/eraControllerFrame.ts';
import { Table } from '../../ui/Table.tsx';
import { server } from '../factWords.ts';
import type { ZooKeeperProps } from '../viewProps.ts';
import { processText, words } from '../words.ts';
import { ActingView } from './ActingView.tsx';
import { controllerSentence, threadWords } from './controllerSentences.ts';
import { Migration } from './Migration.tsx';

const BROKERS = words('What each broker believes', '브로커마다 아는 것');
const NO_BROKERS = words('No broker keeps its metadata in ZooKeeper', '메타데이터를 ZooKeeper에 두는 브로커 없음');
const COLUMNS = {
  broker: words('Broker', '브로커'),
  session: words('Session', '세션'),
  server: words('Connected to', '연결된 서버'),
  registered: words('In /brokers/ids', '/brokers/ids에'),
  read: words('Has read in /controller', '/controller에서 읽은 것'),
  told: words('Told by UpdateMetadata', 'UpdateMetadata로 들은 것'),
  known: words('Known controller epoch', '아는 controller epoch'),
  threads: words('Waits for ZooKeeper', 'ZooKeeper를 기다리는 것'),
} as const;
const YES = words('yes, epoch', '예, epoch');
const NO = words('no', '아니요');

type ControllerProps = ZooKeeperProps & { readonly controller: EraControllerFrame };

export function EraController(props: ControllerProps) {
  const { controller, now, language, selection, onSelect, onMenu } = props;
  const { acting, brokers } = controller;
  const name = (id: number | null): string => (id === null ? '–' : id < 0 ? '-1' : server(`${id}`));
  return (
    <div className="zk-controller">
      {controller.migration !== null && <Migration {...props} migration={controller.migration} />}
      <p className="zk-truth">{controllerSentence(controller, language)}</p>
      {acting.map((one) => (
        <ActingView key={one.node} acting={one} now={now} language={language} onSelect={onSelect} />
      ))}
      <Table<EraBroker>
        caption={BROKERS[language]}
        rows={brokers}
        keyOf={({ node }) => node}
        empty={NO_BROKERS[language]}
        isSelected={({ node }) => selection?.type === 'node' && selection.id === node}
        onChoose={({ node }) => onSelect({ type: 'node', id: node })}
        onMenu={({ node }, element) => onMenu({ type: 'node', id: node }, element.getBoundingClientRect())}
        columns={[
          { id: 'broker', title: COLUMNS.broker[language], cell: ({ node }) => <b>{node}</b> },
          {
            id: 'session',
            title: COLUMNS.session[language],
            cell: ({ session, status }) =>
              session === null ? (
                processText(status, language)
              ) : (
                <span lang="en">
                  {session.state} <code className="zk-id">{session.id ?? ''}</code>
                </span>
              ),
          },
          { id: 'server', title: COLUMNS.server[language], cell: ({ session }) => session?.server ?? '–' },
          {
            id: 'registered',
            title: COLUMNS.registered[language],
            cell: ({ registeredAs }) => (registeredAs === null ? NO[language] : `${YES[language]} ${registeredAs}`),
          },
          { id: 'read', title: COLUMNS.read[language], cell: ({ readController }) => name(readController) },
          { id: 'told', title: COLUMNS.told[language], cell: ({ toldController }) => name(toldController) },
          {
            id: 'known',
            title: COLUMNS.known[language],
            cell: ({ knownEpoch }) => knownEpoch ?? '–',
            isNumber: true,
          },
          {
            id: 'threads',
            title: COLUMNS.threads[language],
            cell: ({ threads }) => (threads.length === 0 ? '–' : threadWords(threads, now, language)),
          },
        ]}
      />
    </div>
  );
}
