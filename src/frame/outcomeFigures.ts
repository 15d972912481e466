/** Two outcomes beside each other, figure by figure: which of them a person would rather have. */
import type { Micros } from '../base/time.ts';
import type { FigureName, OutcomeFigure, RunOutcome } from './outcomeFrames.ts';

interface Kind {
  readonly name: FigureName;
  readonly unit: OutcomeFigure['unit'];
  /** What a person would rather have; null: it says nothing by itself. */
  readonly better: 'less' | 'more' | null;
  /** Less is the same: two runs never take exactly as long. */
  readonly within?: Micros;
}

const KINDS: readonly Kind[] = [
  { name: 'lost', unit: 'count', better: 'less' },
  { name: 'duplicated', unit: 'count', better: 'less' },
  { name: 'reordered', unit: 'count', better: 'less' },
  { name: 'failed', unit: 'count', better: 'less' },
  { name: 'unknown', unit: 'count', better: 'less' },
  { name: 'silence', unit: 'span', better: 'less', within: 50_000 },
  { name: 'leaderless', unit: 'span', better: 'less', within: 50_000 },
  { name: 'uncleanElections', unit: 'count', better: 'less' },
  { name: 'underReplicated', unit: 'count', better: 'less' },
  { name: 'unassigned', unit: 'span', better: 'less', within: 50_000 },
  { name: 'rebalances', unit: 'count', better: 'less' },
  { name: 'redelivered', unit: 'count', better: 'less' },
  { name: 'broken', unit: 'count', better: 'less' },
  { name: 'acknowledging', unit: 'span', better: 'less', within: 2_000 },
  { name: 'sent', unit: 'count', better: null },
  { name: 'acknowledged', unit: 'count', better: 'more' },
  { name: 'consumed', unit: 'count', better: null },
  { name: 'lag', unit: 'count', better: 'less' },
  { name: 'requests', unit: 'count', better: null },
  { name: 'leaderChanges', unit: 'count', better: null },
];

/** Gravest first. */
export function outcomeFigures(one: RunOutcome, other: RunOutcome): readonly OutcomeFigure[] {
  return KINDS.map(({ name, unit, better, within = 0 }): OutcomeFigure => {
    const [a, b] = [one.figures[name], other.figures[name]];
    const isSame = Math.abs(a - b) <= within;
    const isOneLess = a < b;
    const verdict = isSame ? 'same' : better === null ? 'differs' : isOneLess === (better === 'less') ? 'one' : 'other';
    return { name, unit, one: a, other: b, verdict };
  });
}
