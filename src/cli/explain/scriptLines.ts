/** The lines of a timeline in plain words: when, what, between whom, for how long. */
import { formatDuration } from '../../scenario/duration.ts';
import { listed } from '../../scenario/problems.ts';
import type { TimelineLine } from '../../scenario/schema.ts';
import { describeLine } from '../../scenario/timeline.ts';

export function scriptLines(timeline: readonly TimelineLine[]): readonly string[] {
  return timeline.map((line) => {
    const era = line.era === undefined ? '' : ` (only with ${String(line.era)})`;
    return `${whenOf(line)}: ${whatOf(line)}${era}`;
  });
}

function whenOf({ at, when, after, 'after-events': events }: TimelineLine): string {
  if (at !== undefined) return `at ${formatDuration(at)}`;
  const nth = when!.nth === undefined ? '' : ` (number ${when!.nth})`;
  const later = after === undefined ? (events === undefined ? undefined : `${events} events`) : formatDuration(after);
  return `${later === undefined ? 'when' : `${later} after`} ${when!.fact}${nth}`;
}

function whatOf(line: TimelineLine): string {
  const { cut, heal, kill, pause, restart, 'break-connections': broken, 'slow-link': slow, 'power-loss': power } = line;
  const link = cut ?? broken ?? slow ?? (heal === 'all' ? undefined : heal);
  if (link !== undefined) {
    const action = cut ? 'cut' : broken ? 'break-connections' : slow ? 'slow-link' : 'heal';
    const oneWay = link['both-ways'] === false ? ', one way' : '';
    const delay = slow?.delay === undefined ? '' : `, ${formatDuration(slow.delay)} later`;
    return `${action} from ${named(link.from)} to ${named(link.to)}${oneWay}${delay}`;
  }
  const target = kill ?? pause ?? restart ?? power;
  const isForAWhile = typeof target === 'object' && !Array.isArray(target);
  return `${describeLine(line)}${isForAWhile ? `, for ${formatDuration((target as { for: number }).for)}` : ''}`;
}

function named(targets: string | readonly string[]): string {
  return typeof targets === 'string' ? targets : listed(targets);
}
