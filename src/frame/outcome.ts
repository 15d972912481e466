/** What the leadership of one partition comes to: for how long nobody led it, how often its leader changed. */
import type { Micros } from '../base/time.ts';
import type { LeadershipRow, Outcome } from './lookFrames.ts';

export function outcomeOf({ spans, served }: LeadershipRow, until: Micros): Outcome {
  let at = served[0]?.from ?? spans.find(({ leader }) => leader >= 0)?.from ?? until;
  let unavailable = 0;
  for (const { from, to } of served) {
    if (from > at) unavailable += from - at;
    at = Math.max(at, to);
  }
  let leaderChanges = 0;
  let leader: number | null = null;
  for (const span of spans) {
    if (span.leader < 0 || span.leader === leader) continue;
    if (leader !== null) leaderChanges++;
    leader = span.leader;
  }
  const last = spans[spans.length - 1];
  return {
    unavailable: unavailable + Math.max(0, until - at),
    leaderChanges,
    uncleanElections: spans.filter(({ began, unclean }) => began === 'elected' && unclean).length,
    leader: last?.leader ?? -1,
    isr: last?.isr ?? [],
  };
}
