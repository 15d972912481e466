/** The same as the picture, in rows, the newest first: generations, owners, and stretches without one. */
import type { Micros } from '../../base/time.ts';
import type { GroupHistoryFrame } from '../../frame/groups/groupFrame.ts';
import { Table } from '../../ui/Table.tsx';
import { formatSpan, formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { markSentence, memberSentence, partitionSentence } from './sentences.ts';

const CAPTION = words('The group over time', '시간에 따른 그룹');
const NONE = words('none', '없음');
const COLUMNS = {
  from: words('From', '시작'),
  lasted: words('Lasted', '지속'),
  what: words('What', '무엇'),
} as const;
const MOST = 300;

interface Line {
  readonly key: string;
  readonly from: Micros;
  readonly lasted: Micros | null;
  readonly text: string;
}

interface TableProps {
  readonly history: GroupHistoryFrame;
  readonly language: Language;
  onSeek(at: Micros): void;
}

export function HistoryTable({ history, language, onSeek }: TableProps) {
  const all = linesOf(history, language);
  return (
    <Table
      caption={all.length > MOST ? `${CAPTION[language]} (${MOST} / ${all.length})` : CAPTION[language]}
      rows={all.slice(0, MOST)}
      keyOf={({ key }) => key}
      onChoose={({ from }) => onSeek(from)}
      empty={NONE[language]}
      columns={[
        { id: 'from', title: COLUMNS.from[language], cell: ({ from }) => formatTime(from), isNumber: true },
        {
          id: 'lasted',
          title: COLUMNS.lasted[language],
          cell: ({ lasted }) => (lasted === null ? '–' : formatSpan(lasted)),
          isNumber: true,
        },
        { id: 'what', title: COLUMNS.what[language], cell: ({ text }) => text },
      ]}
    />
  );
}

function linesOf(history: GroupHistoryFrame, language: Language): readonly Line[] {
  const lines: Line[] = history.marks.map((mark) => ({
    key: `mark ${mark.step} ${mark.kind}`,
    from: mark.at,
    lasted: null,
    text: markSentence(mark, language),
  }));
  for (const row of history.partitions) {
    for (const { from, to, member } of row.owned) {
      const text = partitionSentence(history, row, from, language);
      lines.push({ key: `${row.partition} ${from} ${member}`, from, lasted: to - from, text });
    }
    for (const { from, to } of row.gaps) {
      const text = partitionSentence(history, row, from, language);
      lines.push({ key: `${row.partition} ${from} nobody`, from, lasted: to - from, text });
    }
  }
  for (const row of history.members)
    for (const { from, to, step, phase } of row.phases) {
      const text = memberSentence(history, row, from, language);
      lines.push({ key: `${row.node} ${step} ${phase}`, from, lasted: to - from, text });
    }
  return lines.sort((a, b) => b.from - a.from);
}
