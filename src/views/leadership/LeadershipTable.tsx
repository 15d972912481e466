/** The same as the picture, in rows: every stretch of every partition, the newest first. */
import type { Micros } from '../../base/time.ts';
import type { LeadershipFrame, LeadershipRow, LeadershipSpan } from '../../frame/lookFrames.ts';
import { Table } from '../../ui/Table.tsx';
import { epochClass } from '../encoding.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { beganWords, brokers } from './sentences.ts';

const CAPTION = words('Leaders and ISR', '리더와 ISR');
const NONE = words('none', '없음');
const COLUMNS = {
  partition: words('Partition', '파티션'),
  from: words('From', '시작'),
  lasted: words('Lasted', '지속'),
  leader: words('Leader', '리더'),
  epoch: words('Leader epoch', '리더 에포크'),
  isr: words('ISR', 'ISR'),
  began: words('Began with', '계기'),
} as const;

interface TableProps {
  readonly leadership: LeadershipFrame;
  readonly language: Language;
  onSeek(at: Micros): void;
}

interface Stretch {
  readonly row: LeadershipRow;
  readonly span: LeadershipSpan;
}

/** A table of thousands of rows helps nobody. */
const MOST = 300;

export function LeadershipTable({ leadership, language, onSeek }: TableProps) {
  const all = leadership.partitions
    .flatMap((row) => row.spans.map((span): Stretch => ({ row, span })))
    .sort((a, b) => b.span.from - a.span.from);
  return (
    <div className="leadership-table">
      <Table
        caption={all.length > MOST ? `${CAPTION[language]} (${MOST} / ${all.length})` : CAPTION[language]}
        rows={all.slice(0, MOST)}
        keyOf={({ row, span }) => `${row.partition} ${span.from} ${span.step}`}
        onChoose={({ span }) => onSeek(span.from)}
        empty={NONE[language]}
        columns={[
          { id: 'from', title: COLUMNS.from[language], cell: ({ span }) => formatTime(span.from), isNumber: true },
          { id: 'partition', title: COLUMNS.partition[language], cell: ({ row }) => row.partition },
          { id: 'began', title: COLUMNS.began[language], cell: ({ span }) => beganWords(span, language) },
          {
            id: 'leader',
            title: COLUMNS.leader[language],
            cell: ({ span }) => (span.leader < 0 ? NONE[language] : `b${span.leader}`),
          },
          {
            id: 'epoch',
            title: COLUMNS.epoch[language],
            cell: ({ span }) => (
              <span className={`epoch-chip ${epochClass(span.leaderEpoch)}`}>e{span.leaderEpoch}</span>
            ),
          },
          {
            id: 'isr',
            title: COLUMNS.isr[language],
            cell: ({ row, span }) => `${brokers(span.isr)} (${span.isr.length}/${row.replicationFactor})`,
          },
          {
            id: 'lasted',
            title: COLUMNS.lasted[language],
            cell: ({ span }) => formatSpan(span.to - span.from),
            isNumber: true,
          },
        ]}
      />
    </div>
  );
}
