/** Faults that the search put into a run as lines of a timeline: the same commands at the same times. */
import { unreachable } from '../../base/assert.ts';
import type { Micros } from '../../base/time.ts';
import { endOf, type Fault } from '../../check/fault.ts';
import type { Scenario } from '../scenario.ts';
import type { TimelineLine } from '../schema.ts';

export function linesOf(fault: Fault): TimelineLine[] {
  const { name, at, from, lasts } = fault;
  switch (name) {
    case 'kill':
    case 'power-loss':
    case 'pause':
      return [{ at, [name]: lasts === null ? from : { node: from, for: lasts } }];
    case 'isolate':
    case 'cut-group':
    case 'cut':
      return [{ at, cut: linkOf(fault) }, ...healing(fault)];
    case 'cut-one-way':
      return [{ at, cut: linkOf(fault) }, ...healing(fault)];
    case 'break':
      return [{ at, 'break-connections': linkOf(fault) }];
    case 'late':
      return [{ at, 'slow-link': { ...linkOf(fault), delay: lasts ?? 0 } }, ...healing(fault)];
    default:
      return unreachable(name);
  }
}

function healing(fault: Fault): TimelineLine[] {
  const at = endOf(fault);
  return at === null ? [] : [{ at, heal: linkOf(fault) }];
}

function linkOf({ name, from, to }: Fault): NonNullable<TimelineLine['cut']> {
  const sides = { from, to: to.length === 1 ? to[0]! : [...to] };
  const isBothWays = name === 'isolate' || name === 'cut-group' || name === 'cut';
  return isBothWays ? sides : { ...sides, 'both-ways': false };
}

/** The scenario with these faults in its timeline, each line in its place. Lines that wait for a fact stay where they are. */
export function withFaults(scenario: Scenario, faults: readonly Fault[], until: Micros): Scenario {
  const timeline = [...(scenario.timeline ?? [])].filter(({ at }) => at === undefined || at <= until);
  const lines = faults.flatMap(linesOf).filter(({ at }) => at! <= until);
  for (const line of lines) {
    const later = timeline.findIndex(({ at }) => at !== undefined && at > line.at!);
    timeline.splice(later < 0 ? timeline.length : later, 0, line);
  }
  return { ...scenario, until, timeline };
}
