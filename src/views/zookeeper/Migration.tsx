/** The move from ZooKeeper to KRaft: how far it is, step by step, and where each server stands. */
import type {
  MigratingBroker,
  MigratingController,
  MigrationFrame,
  ServerMode,
} from '../../frame/zookeeper/migrationFrame.ts';
import { classNames } from '../../ui/classNames.ts';
import { Table } from '../../ui/Table.tsx';
import type { Language, ZooKeeperProps } from '../viewProps.ts';
import { processText, type Words, words } from '../words.ts';
import { migrationSentence, PHASES, phaseOf } from './migrationSentences.ts';

const TITLE = words('Migration to KRaft (KIP-866)', 'KRaft로의 마이그레이션(KIP-866)');
const BROKERS = words('Brokers on their way', '옮겨 가는 브로커');
const CONTROLLERS = words('Controllers of the quorum', '쿼럼의 컨트롤러');
const NONE = words('None', '없음');
const COLUMNS = {
  server: words('Server', '서버'),
  mode: words('Its file says', '설정 파일'),
  registered: words('Registered with the quorum', '쿼럼에 등록'),
  follows: words('Is told by', '지시하는 쪽'),
  driver: words('Migration driver', '마이그레이션 드라이버'),
  epoch: words('Controller epoch in ZooKeeper', 'ZooKeeper의 controller epoch'),
} as const;
const MODES: Readonly<Record<ServerMode, Words>> = {
  zookeeper: words('ZooKeeper', 'ZooKeeper'),
  migration: words('ZooKeeper, migration enabled', 'ZooKeeper, 마이그레이션 켬'),
  kraft: words('KRaft', 'KRaft'),
};
const FROM_NEXT_START = words('from its next start:', '다음 시작부터:');
const REGISTERED: Readonly<Record<MigratingBroker['registered'], Words>> = {
  no: words('no', '아니요'),
  fenced: words('yes, fenced', '예, 펜싱됨'),
  unfenced: words('yes', '예'),
};
const FOLLOWS = {
  broker: words('a broker', '브로커'),
  quorum: words('the quorum', '쿼럼'),
} as const;
const LEADS = words('leads', '리더');

type MigrationProps = ZooKeeperProps & { readonly migration: MigrationFrame };

export function Migration({ migration, language, selection, onSelect, onMenu }: MigrationProps) {
  const now = phaseOf(migration);
  const table = {
    empty: NONE[language],
    keyOf: ({ node }: { readonly node: string }) => node,
    isSelected: ({ node }: { readonly node: string }) => selection?.type === 'node' && selection.id === node,
    onChoose: ({ node }: { readonly node: string }) => onSelect({ type: 'node', id: node }),
    onMenu: ({ node }: { readonly node: string }, element: Element) =>
      onMenu({ type: 'node', id: node }, element.getBoundingClientRect()),
  };
  return (
    <section className="zk-migration" aria-label={TITLE[language]}>
      <ol className="zk-phases">
        {PHASES.map((phase, place) => (
          <li
            key={phase.id}
            className={classNames('zk-phase', place < now && 'done', place === now && 'now')}
            aria-current={place === now ? 'step' : undefined}
          >
            {phase.title[language]}
          </li>
        ))}
      </ol>
      <p className="zk-truth">{migrationSentence(migration, language)}</p>
      <Table<MigratingController>
        {...table}
        caption={CONTROLLERS[language]}
        rows={migration.controllers}
        columns={[
          { id: 'server', title: COLUMNS.server[language], cell: ({ node }) => <b>{node}</b> },
          { id: 'mode', title: COLUMNS.mode[language], cell: (one) => modeText(one, language) },
          {
            id: 'driver',
            title: COLUMNS.driver[language],
            cell: ({ driver, leads }) => (
              <span>
                <span lang="en">{driver ?? '–'}</span> {leads ? `(${LEADS[language]})` : ''}
              </span>
            ),
          },
          {
            id: 'epoch',
            title: COLUMNS.epoch[language],
            cell: ({ zkEpoch }) => (zkEpoch < 0 ? '–' : zkEpoch),
            isNumber: true,
          },
        ]}
      />
      <Table<MigratingBroker>
        {...table}
        caption={BROKERS[language]}
        rows={migration.brokers}
        columns={[
          { id: 'server', title: COLUMNS.server[language], cell: ({ node }) => <b>{node}</b> },
          { id: 'mode', title: COLUMNS.mode[language], cell: (one) => modeText(one, language) },
          {
            id: 'registered',
            title: COLUMNS.registered[language],
            cell: ({ registered }) => REGISTERED[registered][language],
          },
          {
            id: 'follows',
            title: COLUMNS.follows[language],
            cell: ({ follows, status }) =>
              follows === null ? (status === 'up' ? '–' : processText(status, language)) : FOLLOWS[follows][language],
          },
        ]}
      />
    </section>
  );
}

function modeText(
  { mode, nextMode }: { readonly mode: ServerMode; readonly nextMode: ServerMode | null },
  language: Language,
): string {
  const is = MODES[mode][language];
  return nextMode === null ? is : `${is}; ${FROM_NEXT_START[language]} ${MODES[nextMode][language]}`;
}
