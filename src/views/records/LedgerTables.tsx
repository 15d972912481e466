/** The ledger of the run: what became of each producer's records, and what each group did with them. Figures are doors. */
import type {
  GroupFigure,
  GroupLedgerRow,
  LedgerPick,
  ProducerFigure,
  ProducerLedgerRow,
  RunLedgerFrame,
} from '../../frame/biography/biographyFrames.ts';
import { classNames } from '../../ui/classNames.ts';
import { type Column, Table } from '../../ui/Table.tsx';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

const PRODUCERS = words('Records by producer and partition', '프로듀서와 파티션별 레코드');
const GROUPS = words('Deliveries by group and partition', '그룹과 파티션별 전달');
const NONE = words('none yet', '아직 없음');
const PRODUCER = words('Producer', '프로듀서');
const PARTITION = words('Partition', '파티션');
const GROUP = words('Group', '그룹');
const CONSUMERS = words('Consumers', '컨슈머');
const COMMITTED = words('Committed offset', '커밋된 오프셋');
const NO_GROUP = words('(no group)', '(그룹 없음)');
const SHOW = words('show these records', '이 레코드들 보기');

export const PRODUCER_FIGURES: Readonly<Record<ProducerFigure, Words>> = {
  sent: words('sent', '보냄'),
  acknowledged: words('acknowledged', '확인 응답'),
  failed: words('failed', '실패'),
  unknown: words('unknown', '모름'),
  unknownWritten: words('unknown, yet written', '모르지만 쓰임'),
  pending: words('pending', '대기'),
  lost: words('lost', '유실'),
  duplicated: words('duplicated', '중복'),
  reordered: words('reordered', '순서 바뀜'),
};

export const GROUP_FIGURES: Readonly<Record<GroupFigure, Words>> = {
  delivered: words('delivered', '전달'),
  redelivered: words('redelivered', '재전달'),
  processed: words('processed', '처리'),
  skipped: words('committed, not processed', '커밋됐지만 처리 안 됨'),
};

const ALARMING: ReadonlySet<string> = new Set(['lost', 'duplicated', 'reordered', 'skipped', 'unknownWritten']);

interface LedgerTablesProps {
  readonly ledger: RunLedgerFrame;
  readonly pick: LedgerPick | null;
  readonly language: Language;
  onPick(pick: LedgerPick): void;
}

export function LedgerTables({ ledger, pick, language, onPick }: LedgerTablesProps) {
  const producerColumns: Column<ProducerLedgerRow>[] = [
    { id: 'client', title: PRODUCER[language], cell: ({ client }) => <code>{client}</code> },
    { id: 'partition', title: PARTITION[language], cell: ({ partition }) => <code>{partition ?? '-'}</code> },
    ...(Object.keys(PRODUCER_FIGURES) as ProducerFigure[]).map(
      (figure): Column<ProducerLedgerRow> => ({
        id: figure,
        title: PRODUCER_FIGURES[figure][language],
        isNumber: true,
        cell: (row) => {
          const of: LedgerPick = { of: 'producer', figure, client: row.client, partition: row.partition };
          return <Figure value={row[figure]} of={of} name={PRODUCER_FIGURES[figure]} {...{ pick, language, onPick }} />;
        },
      }),
    ),
  ];
  const groupColumns: Column<GroupLedgerRow>[] = [
    { id: 'group', title: GROUP[language], cell: ({ group }) => <code>{group ?? NO_GROUP[language]}</code> },
    { id: 'partition', title: PARTITION[language], cell: ({ partition }) => <code>{partition}</code> },
    { id: 'consumers', title: CONSUMERS[language], cell: ({ consumers }) => consumers.join(', ') },
    ...(Object.keys(GROUP_FIGURES) as GroupFigure[]).map(
      (figure): Column<GroupLedgerRow> => ({
        id: figure,
        title: GROUP_FIGURES[figure][language],
        isNumber: true,
        cell: (row) => {
          const { group, consumers, partition } = row;
          const of: LedgerPick = { of: 'group', figure, group, consumers, partition };
          return <Figure value={row[figure]} of={of} name={GROUP_FIGURES[figure]} {...{ pick, language, onPick }} />;
        },
      }),
    ),
    { id: 'committed', title: COMMITTED[language], isNumber: true, cell: ({ committed }) => committed ?? '-' },
  ];
  return (
    <div className="ledger-tables" data-testid="run-ledger">
      <Table
        caption={PRODUCERS[language]}
        rows={ledger.producers}
        keyOf={({ client, partition }) => `${client} ${partition}`}
        columns={producerColumns}
        empty={NONE[language]}
      />
      {ledger.groups.length > 0 && (
        <Table
          caption={GROUPS[language]}
          rows={ledger.groups}
          keyOf={({ group, partition, consumers }) => `${group ?? consumers[0]} ${partition}`}
          columns={groupColumns}
          empty={NONE[language]}
        />
      )}
    </div>
  );
}

interface FigureProps {
  readonly value: number;
  readonly of: LedgerPick;
  readonly name: Words;
  readonly pick: LedgerPick | null;
  readonly language: Language;
  onPick(pick: LedgerPick): void;
}

/** Nothing stands behind a 0. */
function Figure({ value, of, name, pick, language, onPick }: FigureProps) {
  if (value === 0) return <span className="figure none">0</span>;
  const isChosen = pick !== null && JSON.stringify(pick) === JSON.stringify(of);
  return (
    <button
      type="button"
      className={classNames('figure', ALARMING.has(of.figure) && 'alarm')}
      aria-pressed={isChosen}
      onClick={() => onPick(of)}
    >
      {value}
      <span className="visually-hidden">
        {' '}
        {name[language]}: {SHOW[language]}
      </span>
    </button>
  );
}
