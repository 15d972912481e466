/**
 * What the two runs come to at the playhead: in sentences, where they parted, and in a table, with the better one of each
 * row said by a word and a mark.
 */
import type { FactFrame } from '../../frame/frame.ts';
import type { DifferenceFrame, Outcome } from '../../frame/lookFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { factSentence } from '../factSentences.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { FIGURE_WORDS, figureText, isTold, summaryOf } from './outcomeWords.ts';

const CAPTION = words('Figures', '수치');
const WHAT = words('What', '항목');
const NONE = words('none', '없음');
const BETTER = words('better', '나음');
const WORSE = words('worse', '나쁨');
const OUTCOME = words('What it came to', '결과');
const SO_FAR = words('so far, at', '지금까지:');
const AT_END = words('at the end,', '끝까지:');
const TO_END = words('Run both to the end', '둘 다 끝까지 실행');
const APART = words('The two do not stand at the same time yet:', '두 실행이 아직 같은 시각이 아니에요:');
const FIRST = words('First difference', '처음 달라진 일');
const NO_DIFFERENCE = words('Up to here the two are the same.', '여기까지는 두 실행이 같아요.');

interface OutcomeRow {
  readonly what: string;
  readonly one: string;
  readonly other: string;
  readonly better: 'one' | 'other' | null;
}

interface OutcomeTableProps {
  readonly difference: DifferenceFrame;
  readonly names: { readonly one: string; readonly other: string };
  /** The end of the scenario; null: not known. */
  readonly end: number | null;
  readonly language: Language;
  readonly onSeek: (at: number) => void;
}

export function OutcomeTable({ difference, names, end, language, onSeek }: OutcomeTableProps) {
  const { outcome, outcomes, divergence, partings } = difference;
  const at = Math.min(outcome.one.at, outcome.other.at);
  const isOver = end !== null && at >= end;
  const rows = [
    ...outcome.figures.filter(isTold).map((figure): OutcomeRow => {
      const { name, verdict } = figure;
      const better = verdict === 'one' || verdict === 'other' ? verdict : null;
      const [one, other] = [figureText(figure, 'one'), figureText(figure, 'other')];
      return { what: FIGURE_WORDS[name][language], one, other, better };
    }),
    ...outcomes.flatMap(({ partition, one, other }) => outcomeRows(partition, one, other, language)),
  ];
  const cell = (side: 'one' | 'other') => (row: OutcomeRow) => {
    if (row.better === null) return row.one === row.other ? row[side] : <b className="differs">{row[side]}</b>;
    const isBetter = row.better === side;
    return (
      <>
        <b className="differs">{row[side]}</b>{' '}
        <span className={isBetter ? 'difference-verdict better' : 'difference-verdict'}>
          <span aria-hidden="true">{isBetter ? '✓' : '▾'}</span> {(isBetter ? BETTER : WORSE)[language]}
        </span>
      </>
    );
  };
  return (
    <section className="outcome-table" aria-label={OUTCOME[language]}>
      <div className="outcome-head">
        <h3>
          {OUTCOME[language]} <span className="dim">{`${(isOver ? AT_END : SO_FAR)[language]} ${formatTime(at)}`}</span>
        </h3>
        {end !== null && !isOver && <Button onPress={() => onSeek(end)}>{TO_END[language]}</Button>}
      </div>
      {outcome.one.at !== outcome.other.at && (
        <p className="outcome-apart">
          {APART[language]} {names.one} {formatTime(outcome.one.at)}, {names.other} {formatTime(outcome.other.at)}
        </p>
      )}
      <div className="outcome-summary" data-testid="outcome-summary">
        {divergence === null ? (
          <p>{NO_DIFFERENCE[language]}</p>
        ) : (
          summaryOf(outcome, names, language).map((sentence) => <p key={sentence}>{sentence}</p>)
        )}
      </div>
      {divergence !== null && (
        <>
          <h3>{FIRST[language]}</h3>
          <ul className="outcome-partings" data-testid="partings">
            {(['one', 'other'] as const).map((side) => (
              <Parting key={side} name={names[side]} fact={partings[side]} language={language} onSeek={onSeek} />
            ))}
          </ul>
        </>
      )}
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
    </section>
  );
}

interface PartingProps {
  readonly name: string;
  readonly fact: FactFrame | null;
  readonly language: Language;
  readonly onSeek: (at: number) => void;
}

/** What one of them told and the other did not, or not then. */
function Parting({ name, fact, language, onSeek }: PartingProps) {
  if (fact === null) return null;
  return (
    <li>
      <Button variant="quiet" className="outcome-jump mono" onPress={() => onSeek(fact.at)}>
        {formatTime(fact.at)}
      </Button>
      <span>
        <b>{name}</b>: {factSentence(fact, language)}
      </span>
    </li>
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
    better: null,
  });
  const rows = [
    row(isKorean ? '리더 없는 시간' : 'time without a leader', ({ unavailable }) =>
      unavailable === 0 ? '0' : formatSpan(unavailable),
    ),
    row(
      isKorean ? '리더와 ISR' : 'leader, ISR',
      ({ leader, isr }) => `${leader < 0 ? NONE[language] : `b${leader}`}, [${isr.join(',')}]`,
    ),
  ];
  return rows.filter((found) => found.one !== found.other);
}
