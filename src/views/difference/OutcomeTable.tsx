/** What the two runs come to at the playhead: records, time without a leader, elections. Only what differs is set bold. */
import type { Frame, LedgerFrame } from '../../frame/frame.ts';
import type { DifferenceFrame, Outcome } from '../../frame/lookFrames.ts';
import { Table } from '../../ui/Table.tsx';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

const CAPTION = words('What it came to, at the playhead', '재생 위치까지의 결과');
const WHAT = words('What', '항목');
const NONE = words('none', '없음');

const RECORDS: readonly (readonly [keyof LedgerFrame, Words])[] = [
  ['sent', words('records sent', '보낸 레코드')],
  ['acknowledged', words('records acknowledged', '확인 응답을 받은 레코드')],
  ['failed', words('records failed', '실패한 레코드')],
  ['unknown', words('records of unknown fate', '결과를 모르는 레코드')],
  ['lost', words('acknowledged records lost', '확인 응답을 받고도 유실된 레코드')],
  ['duplicated', words('records duplicated', '중복된 레코드')],
  ['reordered', words('records reordered', '순서가 바뀐 레코드')],
  ['consumed', words('records consumed', '읽은 레코드')],
];

interface OutcomeRow {
  readonly what: string;
  readonly one: string;
  readonly other: string;
}

interface OutcomeTableProps {
  readonly difference: DifferenceFrame;
  readonly names: { readonly one: string; readonly other: string };
  readonly frameOfOne: Frame;
  readonly frameOfOther: Frame;
  readonly language: Language;
}

export function OutcomeTable({ difference, names, frameOfOne, frameOfOther, language }: OutcomeTableProps) {
  const rows = [
    ...RECORDS.map(([count, what]) => ({
      what: what[language],
      one: String(frameOfOne.ledger[count]),
      other: String(frameOfOther.ledger[count]),
    })).filter(({ one, other }) => one !== '0' || other !== '0'),
    ...difference.outcomes.flatMap(({ partition, one, other }) => outcomeRows(partition, one, other, language)),
  ];
  const cell = (side: 'one' | 'other') => (row: OutcomeRow) =>
    row.one === row.other ? row[side] : <b className="differs">{row[side]}</b>;
  return (
    <Table
      caption={CAPTION[language]}
      rows={rows}
      keyOf={({ what }) => what}
      empty={NONE[language]}
      columns={[
        { id: 'what', title: WHAT[language], cell: ({ what }) => <span className="difference-what">{what}</span> },
        { id: 'one', title: names.one, cell: cell('one') },
        { id: 'other', title: names.other === names.one ? `${names.other} ` : names.other, cell: cell('other') },
      ]}
    />
  );
}

/** Of many partitions only those in which something differs, or went wrong. */
function outcomeRows(
  partition: string,
  one: Outcome | null,
  other: Outcome | null,
  language: Language,
): readonly OutcomeRow[] {
  const isKorean = language === 'ko';
  const row = (what: string, of: (outcome: Outcome) => string): OutcomeRow => ({
    what: `${partition}: ${what}`,
    one: one === null ? '–' : of(one),
    other: other === null ? '–' : of(other),
  });
  const rows = [
    row(isKorean ? '리더 없는 시간' : 'time without a leader', ({ unavailable }) =>
      unavailable === 0 ? '0' : formatSpan(unavailable),
    ),
    row(isKorean ? '리더 변경' : 'leader changes', ({ leaderChanges }) => String(leaderChanges)),
    row(isKorean ? '언클린 선출' : 'unclean elections', ({ uncleanElections }) => String(uncleanElections)),
    row(
      isKorean ? '리더와 ISR' : 'leader, ISR',
      ({ leader, isr }) => `${leader < 0 ? NONE[language] : `b${leader}`}, [${isr.join(',')}]`,
    ),
  ];
  return rows.filter((found) => found.one !== found.other || (found.one !== '0' && !found.one.includes('[')));
}
