/** What a search has covered, in words: exactly what was tried, how far it got, and what would make it smaller. */
import { formatMicros, type Micros } from '../../base/time.ts';
import type { Bound } from '../../check/explore.ts';
import type { FaultName } from '../../check/fault.ts';
import type { Coverage } from '../../check/schedules.ts';
import { formatDuration } from '../duration.ts';
import { grouped } from '../yamlFile.ts';
import type { ScenarioSearch, SearchSpace } from './search.ts';

/** Before the search: the space. */
export function spaceLines({ seed, nodes, depth, lasting, faults, from, to, until, every }: SearchSpace): string[] {
  const kinds = (Object.keys(lasting) as FaultName[]).map((name) => {
    const most = faults?.[name];
    return `${name}${most === undefined || most >= depth ? '' : ` (at most ${most})`}${lengthsText(lasting[name]!)}`;
  });
  return [
    `seed ${seed}, runs until ${formatDuration(until)}; at most ${depth} ${depth === 1 ? 'fault' : 'faults'} on ${nodes.join(', ')} from ${formatMicros(from)} to ${formatMicros(to)},`,
    `${every ? 'before and after every event' : 'before and after each event that told something'}: ${kinds.join('; ')}`,
  ];
}

function lengthsText(lengths: readonly (Micros | null)[]): string {
  if (lengths.length === 1 && lengths[0] === 0) return '';
  return ` for ${lengths.map((length) => (length === null ? 'good' : formatDuration(length))).join(' or ')}`;
}

const STOPPED: Readonly<Record<Bound, string>> = {
  states: 'stopped by the bound on schedules',
  depth: 'stopped by the bound on faults',
  time: 'stopped by the bound on time',
  memory: 'stopped: out of memory',
  cancelled: 'cancelled',
};

/** After it: what was seen of that space. */
export function coverageLines({ coverage, found, space }: ScenarioSearch, seconds = 0): string[] {
  const { schedules, merged, worlds, events, stoppedBy, exhausted } = coverage;
  const took = seconds < 0.1 ? '' : `, ${seconds.toFixed(1)} s`;
  const end =
    found !== undefined
      ? 'stopped at the violation'
      : exhausted
        ? 'all there are: the space is exhausted'
        : STOPPED[stoppedBy ?? 'cancelled'];
  const lines = [
    `covered: ${grouped(schedules)} schedules (${grouped(merged)} led to a world seen before), ${grouped(worlds)} worlds, ${grouped(events)} events; ${end}${took}`,
    ...levelLines(coverage),
  ];
  if (found === undefined && !exhausted) lines.push(...shrinkLines(coverage, space));
  return lines;
}

function levelLines({ levels }: Coverage): string[] {
  return levels.map(({ schedules, finished }, faults) => {
    const with_ = faults === 0 ? 'without a fault' : `with ${faults} ${faults === 1 ? 'fault' : 'faults'}`;
    return `  ${with_}: ${grouped(schedules)}${finished ? ', all' : ', not all'}`;
  });
}

function shrinkLines({ levels, expected }: Coverage, { depth, every }: SearchSpace): string[] {
  const level = levels.length - 1;
  const played = levels[level]?.schedules ?? 0;
  const smaller = [
    depth > 1 ? 'a smaller --depth' : undefined,
    every ? 'no --every-event' : undefined,
    'fewer kinds of faults (--faults kill=2)',
    'fewer servers (--nodes b1,b2)',
    'a narrower window (--from, --to)',
    'fewer records or partitions in the file',
  ].filter((one) => one !== undefined);
  return [
    `there are about ${grouped(expected)} schedules with ${level} ${level === 1 ? 'fault' : 'faults'}, of which ${grouped(played)} were played;`,
    `what makes it smaller: ${smaller.join(', ')}`,
  ];
}
