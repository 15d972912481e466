/** What happens to members of groups. */
import { type Micros, millis } from '../../base/time.ts';
import type { TimelineLine } from '../../scenario/schema.ts';
import { type FaultKind, one, type Pick, type Target } from './faultKind.ts';

/** Longer than any session, or shorter. */
function away(pick: Pick, lasts: Micros): Micros {
  return pick('longer than a session', 2) === 0 ? lasts + millis(6_500) : lasts;
}

function ofMember(
  { members }: Target,
  pick: Pick,
  lines: (member: string) => readonly TimelineLine[],
): readonly TimelineLine[] {
  return members.length === 0 ? [] : lines(one(pick, 'member', members));
}

export const GROUP_FAULTS: readonly FaultKind[] = [
  {
    name: 'kill member',
    most: 3,
    lines: (pick, target, { at, lasts }) =>
      ofMember(target, pick, (node) => [{ at, kill: { node, for: away(pick, lasts) } }]),
  },
  {
    name: 'pause member',
    most: 3,
    lines: (pick, target, { at, lasts }) =>
      ofMember(target, pick, (node) => [{ at, pause: { node, for: away(pick, lasts) } }]),
  },
  {
    name: 'close member',
    most: 3,
    lines: (pick, target, { at, lasts }) =>
      ofMember(target, pick, (node) => [
        { at, close: node },
        { at: at + millis(500) + lasts, start: node },
      ]),
  },
  {
    name: 'slow member',
    most: 2,
    lines: (pick, target, { at, lasts, to }) =>
      ofMember(target, pick, (consumer) => [
        { at, process: { consumer, each: millis(3_000) } },
        { at: Math.min(at + away(pick, lasts), to - 1), process: { consumer, each: 0 } },
      ]),
  },
];
