/** One state chart with where something is in it and which way it came, from the moves it made. */
import type { Micros } from '../base/time.ts';
import type { ChartEdge } from '../kafka/stateChart.ts';
import type { ChartFrame } from './lookFrames.ts';

/** Lines of the list of changes. */
const MOST_TAKEN = 12;

/** One change of one server's state in one chart. `to` null: its process died, and with it the state. */
export interface Move {
  readonly step: number;
  readonly at: Micros;
  readonly from: string | null;
  readonly to: string | null;
}

export function chartFrame(
  of: Pick<ChartFrame, 'chart' | 'kafka' | 'node' | 'of'>,
  states: readonly string[],
  edges: readonly ChartEdge<string>[],
  moves: readonly Move[],
): ChartFrame {
  const entries = new Map<string, { count: number; at: Micros }>();
  const taken = new Map<string, { count: number; last: { step: number; at: Micros } }>();
  const lines: { step: number; at: Micros; from: string; to: string }[] = [];
  for (const { from, to, step, at } of moves) {
    if (to === null) continue;
    entries.set(to, { count: (entries.get(to)?.count ?? 0) + 1, at });
    if (from === null) continue;
    const name = `${from} ${to}`;
    taken.set(name, { count: (taken.get(name)?.count ?? 0) + 1, last: { step, at } });
    lines.push({ step, at, from, to });
  }
  return {
    ...of,
    current: moves[moves.length - 1]?.to ?? null,
    states: states.map((name) => {
      const entered = entries.get(name);
      return { name, entered: entered?.count ?? 0, lastEnteredAt: entered?.at ?? null };
    }),
    transitions: edges.map(({ from, to, when, unseen }) => {
      const found = taken.get(`${from} ${to}`);
      return { from, to, when, count: found?.count ?? 0, last: found?.last ?? null, unseen: unseen ?? null };
    }),
    taken: lines.slice(-MOST_TAKEN).reverse(),
  };
}
