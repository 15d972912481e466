/**
 * `tidemark check`: with a file the schedules of that cluster are searched (checkFile.ts), with `--ladder RUNG` the states
 * of a small abstract model: is there a way to break this guarantee on that generation of the protocol?
 */
import { totalmem } from 'node:os';
import type { Bound, Statistics } from '../check/explore.ts';
import {
  checkRung,
  LADDER,
  LADDER_SENTENCES,
  LARGEST,
  type LadderConstants,
  type LadderProperty,
  problemOf,
  type Rung,
  type RungResult,
  rungNamed,
  usualConstants,
} from '../kafka/ladder/index.ts';
import { didYouMean, quoted } from '../scenario/problems.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { checkFile, FILE_FLAGS } from './checkFile.ts';
import { EXIT } from './exit.ts';
import { type Flags, parseFlags, single, UsageError } from './flags.ts';
import { Output } from './output.ts';
import { MS_PER_MINUTE, minutesOf, wholeNumber } from './searchFlags.ts';

export const CHECK_FLAGS = {
  '--ladder': { takesValue: true },
  '--property': { takesValue: true },
  '--replicas': { takesValue: true },
  '--records': { takesValue: true },
  '--log-size': { takesValue: true },
  '--epochs': { takesValue: true },
  '--states': { takesValue: true },
  '--depth': { takesValue: true },
  '--minutes': { takesValue: true },
  '--symmetry': { takesValue: false },
  '--json': { takesValue: false },
} as const;

const LADDER_FLAGS = ['--ladder', '--replicas', '--records', '--log-size', '--epochs', '--symmetry'] as const;

/** What no search passes unless told to; typed arrays of some 40 bytes a state. */
const USUAL_STATES = 20_000_000;

export function check(args: readonly string[]): number {
  const flags = parseFlags(args, { ...CHECK_FLAGS, ...FILE_FLAGS });
  const [file, ...more] = flags.rest;
  if (more.length > 0) throw new UsageError(`check takes one file, not ${flags.rest.length}`);
  if (file === undefined) return checkLadder(flags);
  const strange = LADDER_FLAGS.find((flag) => flags.values.has(flag));
  if (strange !== undefined) throw new UsageError(`${strange} is for the abstract models: it goes without a file`);
  return checkFile(file, flags);
}

function checkLadder(flags: Flags): number {
  const strange = Object.keys(FILE_FLAGS).find((flag) => flags.values.has(flag));
  if (strange !== undefined) throw new UsageError(`${strange} is for a scenario: check needs its file`);
  const rung = rungOf(single(flags, '--ladder'));
  const property = propertyOf(rung, single(flags, '--property'));
  const constants = constantsOf(flags, usualConstants(rung, property));
  const states = wholeNumber(flags, '--states', 1, 1_000_000_000) ?? USUAL_STATES;
  const depth = wholeNumber(flags, '--depth', 0, 1_000_000);
  const minutes = minutesOf(flags);
  const watch = new Watch(`${rung.id} ${property}`, minutes);
  const symmetry = flags.values.has('--symmetry');
  const result = checkRung(rung, constants, property, {
    states,
    symmetry,
    ...(depth === undefined ? {} : { depth }),
    goOn: (statistics) => watch.look(statistics),
  });
  watch.clear();
  const search: Search = { rung, property, constants, symmetry, seconds: watch.seconds, result };
  const output = new Output();
  if (flags.values.has('--json')) output.line(JSON.stringify(asJson(search)));
  else for (const line of linesOf(search)) output.line(line);
  output.flush();
  return exitCodeOf(result, flags);
}

interface Search {
  readonly rung: Rung;
  readonly property: LadderProperty;
  readonly constants: LadderConstants;
  readonly symmetry: boolean;
  readonly seconds: number;
  readonly result: RungResult;
}

function rungOf(id: string | undefined): Rung {
  const ids = LADDER.map((rung) => rung.id);
  if (id === undefined) throw new UsageError(`check needs a file, or --ladder and one of: ${ids.join(', ')}`);
  const rung = rungNamed(id);
  if (rung === undefined) {
    throw new UsageError(`there is no rung ${quoted(id)}${didYouMean(id, ids)} (the ladder: ${ids.join(', ')})`);
  }
  return rung;
}

function propertyOf(rung: Rung, name: string | undefined): LadderProperty {
  const names = Object.keys(rung.expected) as LadderProperty[];
  if (name === undefined) throw new UsageError(`check needs --property and one of: ${names.join(', ')}`);
  const found = names.find((one) => one === name);
  if (found !== undefined) return found;
  const elsewhere = Object.hasOwn(LADDER_SENTENCES, name) ? '' : didYouMean(name, names);
  throw new UsageError(`${rung.id} has no property ${quoted(name)}${elsewhere} (it has: ${names.join(', ')})`);
}

function constantsOf(flags: Flags, usual: LadderConstants): LadderConstants {
  const records = wholeNumber(flags, '--records', 1, LARGEST.maxRecords);
  const epochs = wholeNumber(flags, '--epochs', 1, LARGEST.maxLeaderEpoch + 1);
  const constants: LadderConstants = {
    replicas: wholeNumber(flags, '--replicas', 1, LARGEST.replicas) ?? usual.replicas,
    maxRecords: records ?? usual.maxRecords,
    logSize:
      wholeNumber(flags, '--log-size', 1, LARGEST.logSize) ??
      (records === undefined ? usual.logSize : Math.min(records, LARGEST.logSize)),
    maxLeaderEpoch: epochs === undefined ? usual.maxLeaderEpoch : epochs - 1,
  };
  const problem = problemOf(constants);
  if (problem !== undefined) throw new UsageError(problem);
  return constants;
}

/** Looks at the clock for a search that has none, and says how far it is. */
class Watch {
  readonly #watched = process.stderr.isTTY === true;
  readonly #name: string;
  readonly #minutes: number;
  readonly #started = Date.now();
  #next = this.#started + (this.#watched ? 200 : 5_000);

  constructor(name: string, minutes: number) {
    this.#name = name;
    this.#minutes = minutes;
  }

  get seconds(): number {
    return (Date.now() - this.#started) / 1_000;
  }

  look({ distinctStates, depth }: Statistics): Bound | undefined {
    const now = Date.now();
    if (now - this.#started > this.#minutes * MS_PER_MINUTE) return 'time';
    if (process.memoryUsage().arrayBuffers > MOST_BYTES) return 'memory';
    if (now < this.#next) return undefined;
    this.#next = now + (this.#watched ? 200 : 5_000);
    const text = `${this.#name}: ${grouped(distinctStates)} states, depth ${depth}`;
    process.stderr.write(this.#watched ? `\r\x1b[K${text}` : `${text}\n`);
    return undefined;
  }

  clear(): void {
    if (this.#watched) process.stderr.write('\r\x1b[K');
  }
}

/** A part of the machine's memory: growing holds the old table and the new one for a moment. */
const MOST_BYTES = totalmem() / 3;

export function exitCodeOf({ verdict, statistics }: RungResult, flags: Flags): number {
  if (verdict === 'violated') return EXIT.notHeld;
  const { stoppedBy } = statistics;
  const asked: Partial<Record<Bound, string>> = { states: '--states', depth: '--depth', time: '--minutes' };
  const flag = stoppedBy === undefined ? undefined : asked[stoppedBy];
  // A bound that somebody set is what was asked for; any other is a search that did not get to its end.
  return stoppedBy === undefined || (flag !== undefined && flags.values.has(flag)) ? EXIT.ok : EXIT.budget;
}

function linesOf(search: Search): string[] {
  const { rung, property, constants, result } = search;
  const { statistics, trace, broken } = result;
  const kip = rung.kip === '' ? '' : ` (${rung.kip})`;
  const lines = [
    `${rung.id}${kip}: ${rung.name.en}`,
    `${property}: ${LADDER_SENTENCES[property].en}`,
    constantsText(constants),
    '',
  ];
  if (result.verdict === 'violated') {
    lines.push(`✗ violated after ${trace.length} steps; no shorter way there is`);
    trace.forEach((line, i) => {
      lines.push(`${String(i + 1).padStart(4)}  ${line}`);
    });
    lines.push('', 'then:', ...broken.map((line) => `      ${line}`));
  } else if (result.verdict === 'holds') {
    lines.push('✓ holds in every state');
  } else {
    lines.push('· no violation found in what was looked at');
  }
  lines.push('', `covered: ${coveredText(search)}`);
  if (result.verdict === 'not found') lines.push(...shrinkText(statistics));
  return lines;
}

function constantsText({ replicas, maxRecords, logSize, maxLeaderEpoch }: LadderConstants): string {
  return `${replicas} replicas, ${counted(maxRecords, 'record')}, ${counted(logSize, 'offset')} a log, ${counted(maxLeaderEpoch + 1, 'leader epoch')}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

const BOUND_TEXT: Readonly<Record<Bound, string>> = {
  states: 'stopped by the bound on states',
  depth: 'stopped by the bound on depth',
  time: 'stopped by the bound on time',
  memory: 'stopped: out of memory',
  cancelled: 'cancelled',
};

function coveredText({ result: { statistics, verdict }, symmetry, rung, seconds }: Search): string {
  const { distinctStates, generatedStates, depth, stoppedBy } = statistics;
  const end =
    stoppedBy !== undefined
      ? BOUND_TEXT[stoppedBy]
      : verdict === 'violated'
        ? 'stopped at the violation'
        : 'all there are: the space is exhausted';
  const alike = symmetry && rung.symmetric ? ' up to renaming of replicas' : '';
  const took = seconds < 0.1 ? '' : `, ${seconds.toFixed(1)} s`;
  return `${grouped(distinctStates)} states${alike} (${grouped(generatedStates)} generated), depth ${depth}; ${end}${took}`;
}

/** How large it seems to be, and what would make it smaller. */
function shrinkText({ statesAtDepth }: Statistics): string[] {
  const last = statesAtDepth.length - 2;
  const before = statesAtDepth[last - 1];
  const at = statesAtDepth[last];
  if (before === undefined || at === undefined) return [];
  const factor = (at / before).toFixed(2);
  return [
    `at depth ${last} there were ${grouped(at)} states, ${factor} times as many as one step before;`,
    'a smaller --replicas, --epochs or --records makes it much smaller, --symmetry up to as many times as there are orders of the replicas',
  ];
}

function asJson({ rung, property, constants, symmetry, seconds, result }: Search): unknown {
  const { statistics, verdict, trace, broken } = result;
  return { ladder: rung.id, property, constants, symmetry, verdict, statistics, seconds, trace, broken };
}
