/** `tidemark check FILE --property NAME`: is there a schedule of this very cluster that breaks this property? */

import { existsSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { formatMicros } from '../base/time.ts';
import type { Bound } from '../check/explore.ts';
import { FAULT_NAMES, type FaultName } from '../check/fault.ts';
import { PROPERTIES, type Property } from '../properties/index.ts';
import { durationHint, parseDuration } from '../scenario/duration.ts';
import { didYouMean, listed, quoted } from '../scenario/problems.ts';
import { brokersOf, controllersOf, type Scenario } from '../scenario/scenario.ts';
import { MOST_DEPTH, type SearchBounds } from '../scenario/search/bounds.ts';
import { coverageLines, spaceLines } from '../scenario/search/covered.ts';
import { ScenarioSearch } from '../scenario/search/search.ts';
import type { FoundSchedule } from '../scenario/search/shrink.ts';
import { speakingOf } from '../scenario/search/speaksOf.ts';
import { applySettings } from '../scenario/settings.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { EXIT } from './exit.ts';
import { readScenario } from './files.ts';
import { type Flags, single, UsageError } from './flags.ts';
import { complain, Output } from './output.ts';
import { MS_PER_MINUTE, minutesOf, wholeNumber } from './searchFlags.ts';
import { writeNewFile } from './writeFile.ts';

/** Flags that mean something with a file only. */
export const FILE_FLAGS = {
  '--faults': { takesValue: true },
  '--nodes': { takesValue: true },
  '--from': { takesValue: true },
  '--to': { takesValue: true },
  '--until': { takesValue: true },
  '--seed': { takesValue: true },
  '--set': { takesValue: true, repeats: true },
  '--every-event': { takesValue: false },
  '--out': { takesValue: true },
  '--force': { takesValue: false },
} as const;

/** Schedules played between two looks at the clock. */
const AT_ONCE = 8;
/** Of the memory Node gives a process. */
const FULL = 0.8;
const ALL = 'all';

export function checkFile(path: string, flags: Flags): number {
  const asked = propertiesOf(single(flags, '--property'));
  const out = outOf(flags, single(flags, '--property')!);
  const minutes = minutesOf(flags);
  const read = readScenario(path);
  if (read === undefined) return EXIT.badFile;
  const changed = applySettings(read, flags.values.get('--set') ?? []);
  if (!changed.ok) {
    for (const problem of changed.problems) complain(`tidemark: ${problem}`);
    return EXIT.badFile;
  }
  const { scenario } = changed;
  const meant = asked.map((property) => (asked.length > 1 ? { property } : speakingOf(property, scenario)));
  const properties = meant.map(({ property }) => property);
  const notes = meant.flatMap(({ note }) => note ?? []);
  const search = new ScenarioSearch(scenario, properties, boundsOf(scenario, flags));
  const started = Date.now();
  runToEnd(search, path, minutes);
  const seconds = (Date.now() - started) / 1_000;
  const { found } = search;
  if (found !== undefined) writeNewFile(out, found.text, true);
  const output = new Output();
  if (flags.values.has('--json')) output.line(JSON.stringify({ ...asJson(search, path, out, seconds), notes }));
  else {
    for (const line of [...headLines(path, properties), ...notes, ...spaceLines(search.space), '']) output.line(line);
    for (const line of found === undefined ? noneLines(search) : foundLines(found, out)) output.line(line);
    for (const line of coverageLines(search, seconds)) output.line(line);
  }
  output.flush();
  return exitCodeOf(search, flags);
}

// ---- what was asked --------------------------------------------------------------------------------------------------

function propertiesOf(name: string | undefined): readonly Property[] {
  const names = PROPERTIES.map((property) => property.name);
  if (name === undefined) throw new UsageError(`check needs --property and ${ALL} or one of: ${names.join(', ')}`);
  if (name === ALL) return PROPERTIES;
  const found = PROPERTIES.filter((property) => property.name === name);
  if (found.length > 0) return found;
  throw new UsageError(
    `there is no property ${quoted(name)}${didYouMean(name, [...names, ALL])} (${ALL}, ${listed(names)})`,
  );
}

function outOf(flags: Flags, property: string): string {
  const out = single(flags, '--out') ?? `found-${property}.yaml`;
  if (existsSync(out) && !flags.values.has('--force')) {
    throw new UsageError(`${out} is there already: name another file with --out, or write over it with --force`);
  }
  return out;
}

function boundsOf(scenario: Scenario, flags: Flags): SearchBounds {
  const bounds = {
    seed: wholeNumber(flags, '--seed', 0, 2_147_483_647),
    depth: wholeNumber(flags, '--depth', 0, MOST_DEPTH),
    schedules: wholeNumber(flags, '--states', 1, 1_000_000_000),
    faults: faultsOf(single(flags, '--faults')),
    nodes: nodesOf(scenario, single(flags, '--nodes')),
    from: durationOf(flags, '--from'),
    to: durationOf(flags, '--to'),
    until: durationOf(flags, '--until'),
    every: flags.values.has('--every-event'),
  };
  return Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined));
}

/** `kill=2,cut=1`; a name alone is one of it. */
function faultsOf(text: string | undefined): SearchBounds['faults'] {
  if (text === undefined) return undefined;
  const faults: Partial<Record<FaultName, number>> = {};
  for (const part of text.split(',')) {
    const [word = '', count = '1', ...more] = part.trim().split('=');
    const name = FAULT_NAMES.find((one) => one === word);
    if (name === undefined) {
      throw new UsageError(
        `--faults: there is no fault ${quoted(word)}${didYouMean(word, FAULT_NAMES)} (${listed(FAULT_NAMES)})`,
      );
    }
    if (more.length > 0 || !/^[1-6]$/.test(count)) {
      throw new UsageError(`--faults: write ${name}=N with N from 1 to ${MOST_DEPTH}, not ${quoted(part)}`);
    }
    faults[name] = Number(count);
  }
  return faults;
}

function nodesOf(scenario: Scenario, text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const servers = [...brokersOf(scenario), ...controllersOf(scenario)].map(({ name }) => name);
  const nodes = text.split(',').map((name) => name.trim());
  for (const name of nodes) {
    if (servers.includes(name)) continue;
    throw new UsageError(
      `--nodes: there is no server ${quoted(name)}${didYouMean(name, servers)} (${listed(servers)})`,
    );
  }
  return [...new Set(nodes)];
}

function durationOf(flags: Flags, name: string): number | undefined {
  const text = single(flags, name);
  if (text === undefined) return undefined;
  const value = parseDuration(text);
  if (value !== undefined) return value;
  const guess = durationHint(text);
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
  throw new UsageError(`${name} must be a duration such as 3.5s, not ${quoted(text)}${hint}`);
}

// ---- searching -------------------------------------------------------------------------------------------------------

function runToEnd(search: ScenarioSearch, path: string, minutes: number): void {
  const watched = process.stderr.isTTY === true;
  const every = watched ? 200 : 5_000;
  const started = Date.now();
  let next = started + every;
  while (!search.advance(AT_ONCE)) {
    const now = Date.now();
    const bound = boundReached(now - started, minutes);
    if (bound !== undefined) search.stop(bound);
    if (now < next) continue;
    next = now + every;
    const { levels, schedules, expected } = search.coverage;
    const level = levels.length - 1;
    const text = `${path}: ${grouped(schedules)} schedules; of those with ${level} ${level === 1 ? 'fault' : 'faults'} ${grouped(levels[level]?.schedules ?? 0)} of about ${grouped(expected)}`;
    process.stderr.write(watched ? `\r\x1b[K${text}` : `${text}\n`);
  }
  if (watched) process.stderr.write('\r\x1b[K');
}

function boundReached(ms: number, minutes: number): Bound | undefined {
  if (ms > minutes * MS_PER_MINUTE) return 'time';
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > limit * FULL ? 'memory' : undefined;
}

// ---- telling ---------------------------------------------------------------------------------------------------------

function headLines(path: string, properties: readonly Property[]): string[] {
  const [property, ...more] = properties;
  if (property === undefined || more.length > 0) return [`${path}: any of ${properties.length} properties`];
  return [`${path}: ${property.name}: ${property.statement.en}`];
}

function foundLines({ broken, faults, story, verified, tried }: FoundSchedule, out: string): string[] {
  const kind = broken.promised ? 'a promise broken: a bug' : 'nothing promised it here: a lesson, not a bug';
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const lines = [`✗ ${broken.name} breaks with ${count} (${kind})`, ''];
  const width = Math.max(...story.map(({ node }) => node.length), 0);
  for (const { at, node, text, isFault } of story) {
    lines.push(`${isFault ? '!' : ' '} ${formatMicros(at).padStart(11)}  ${node.padEnd(width)}  ${text}`);
  }
  lines.push('', `then, at ${formatMicros(broken.at)}: ${broken.detail}`, '');
  const again = verified ? 'read back, run again, broken again' : 'NOT broken when run again: please report this';
  lines.push(`written: ${out} (${again}; ${tried} smaller ones were tried)`);
  lines.push(`play it: npm run -s tidemark -- run ${out}`, '');
  return lines;
}

function noneLines({ coverage: { exhausted, stoppedBy } }: ScenarioSearch): string[] {
  if (exhausted) return ['✓ no schedule within these bounds breaks it', ''];
  return [`· none found in what was looked at${stoppedBy === 'memory' ? '; out of memory' : ''}`, ''];
}

function exitCodeOf({ coverage, found }: ScenarioSearch, flags: Flags): number {
  if (found !== undefined) return EXIT.notHeld;
  const asked: Partial<Record<Bound, string>> = { states: '--states', time: '--minutes' };
  const flag = coverage.stoppedBy === undefined ? undefined : asked[coverage.stoppedBy];
  // A bound that somebody set is what was asked for; any other is a search that did not get to its end.
  return coverage.exhausted || (flag !== undefined && flags.values.has(flag)) ? EXIT.ok : EXIT.budget;
}

function asJson({ space, coverage, found }: ScenarioSearch, file: string, out: string, seconds: number): object {
  const verdict = found !== undefined ? 'violated' : coverage.exhausted ? 'holds' : 'not found';
  const trace = found?.story ?? [];
  const { broken = null, faults = [], verified = null } = found ?? {};
  return {
    file,
    verdict,
    space,
    coverage,
    seconds,
    broken,
    faults,
    trace,
    out: found === undefined ? null : out,
    verified,
  };
}
