/** `tidemark fuzz`: random clusters under random faults. Many seeds: what was seen. One seed: its story, or what is left of it. */

import { formatMicros } from '../base/time.ts';
import type { SwarmEra } from '../fuzz/faults/index.ts';
import { type FuzzResult, failuresOf, fuzz } from '../fuzz/fuzz.ts';
import { type Shrunk, shrink } from '../fuzz/shrink.ts';
import { type Swarm, swarmOf } from '../fuzz/swarm.ts';
import { NO_SEEDS, type Tally, tallyOf, together } from '../fuzz/tally.ts';
import { describeFact } from '../kafka/describeFact.ts';
import { markNamesOf } from '../properties/sometimes/index.ts';
import { formatDuration } from '../scenario/duration.ts';
import { quoted } from '../scenario/problems.ts';
import { brokersOf, controllersOf } from '../scenario/scenario.ts';
import { describeLine } from '../scenario/timeline.ts';
import { writeScenario } from '../scenario/write.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { EXIT } from './exit.ts';
import { type Flags, parseFlags, single, UsageError } from './flags.ts';
import { jobsOfThisMachine, shareSeeds } from './fuzzJobs.ts';
import { complain, Output } from './output.ts';
import { wholeNumberOf } from './wholeNumber.ts';
import { writeNewFile } from './writeFile.ts';

export const FUZZ_FLAGS = {
  '--seeds': { takesValue: true },
  '--from': { takesValue: true },
  '--minutes': { takesValue: true },
  '--jobs': { takesValue: true },
  '--seed': { takesValue: true },
  '--era': { takesValue: true },
  '--shrink': { takesValue: false },
  '--out': { takesValue: true },
  '--json': { takesValue: false },
} as const;

const USUAL_SEEDS = 100;
const LARGEST_SEED = 2_147_483_647;
const MS_PER_MINUTE = 60_000;
/** Facts told before the break, and shown with it. */
const STORY_FACTS = 40;

export async function fuzzCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args, FUZZ_FLAGS);
  if (flags.rest.length > 0) throw new UsageError(`fuzz takes no file: unexpected ${quoted(flags.rest[0])}`);
  const seed = wholeNumber(flags, '--seed', 0, LARGEST_SEED);
  if (seed === undefined) {
    for (const flag of ['--shrink', '--out']) {
      if (flags.values.has(flag)) throw new UsageError(`${flag} goes with --seed: it is about one seed`);
    }
    return sweep(flags);
  }
  for (const flag of ['--seeds', '--from', '--jobs']) {
    if (flags.values.has(flag)) throw new UsageError(`${flag} does not go with --seed: that is one seed`);
  }
  if (flags.values.has('--out') && !flags.values.has('--shrink')) {
    throw new UsageError('--out goes with --shrink: it names the file for what is left');
  }
  return flags.values.has('--shrink') ? shrinkSeed(seed, flags) : replay(seed, flags);
}

function wholeNumber(flags: Flags, name: string, least: number, most: number): number | undefined {
  return wholeNumberOf(single(flags, name), name, least, most);
}

/** Of whom the metadata is kept by. */
function eraOf(flags: Flags): SwarmEra {
  const text = single(flags, '--era') ?? 'kraft';
  if (text === 'kraft' || text === 'zookeeper') return text;
  throw new UsageError(`--era is kraft or zookeeper, not ${quoted(text)}`);
}

function minutesOf(flags: Flags): number | undefined {
  const text = single(flags, '--minutes');
  if (text === undefined) return undefined;
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0) return value;
  throw new UsageError(`--minutes must be a number above 0, such as 5 or 0.5, not ${quoted(text)}`);
}

// ---- many seeds ------------------------------------------------------------------------------------------------------

async function sweep(flags: Flags): Promise<number> {
  const minutes = minutesOf(flags);
  const era = eraOf(flags);
  const from = wholeNumber(flags, '--from', 0, LARGEST_SEED) ?? 1;
  const most = LARGEST_SEED - from + 1;
  // With a limit of time and no number: as many as there is time for.
  const seeds = Math.min(
    wholeNumber(flags, '--seeds', 1, 1_000_000_000) ?? (minutes === undefined ? USUAL_SEEDS : most),
    most,
  );
  const jobs = Math.min(wholeNumber(flags, '--jobs', 1, 64) ?? jobsOfThisMachine(), seeds);
  const started = Date.now();
  const deadline = minutes === undefined ? Number.MAX_SAFE_INTEGER : started + minutes * MS_PER_MINUTE;
  const progress = new Progress(seeds);
  const tally =
    jobs > 1
      ? await shareSeeds({ from, seeds, era, jobs, deadline, onTally: (sum) => progress.show(sum) })
      : sweepHere(from, seeds, era, deadline, progress);
  progress.clear();
  const seconds = (Date.now() - started) / 1_000;
  const output = new Output();
  if (flags.values.has('--json')) output.line(JSON.stringify({ type: 'fuzz', from, seconds, ...tally }));
  else for (const line of tallyLines(tally, era, seconds)) output.line(line);
  output.flush();
  return tally.failures.length > 0 ? EXIT.notHeld : EXIT.ok;
}

function sweepHere(from: number, seeds: number, era: SwarmEra, deadline: number, progress: Progress): Tally {
  let sum = NO_SEEDS;
  for (let seed = from; seed < from + seeds && Date.now() < deadline; seed++) {
    sum = together(sum, tallyOf(fuzz(seed, { era })));
    progress.show(sum);
  }
  return sum;
}

class Progress {
  readonly #watched = process.stderr.isTTY === true;
  readonly #seeds: number;
  readonly #told = new Set<number>();
  #next = Date.now() + 5_000;

  constructor(seeds: number) {
    this.#seeds = seeds;
  }

  /** Failures at once: whoever waits wants to look at the first. */
  show({ seeds, failures }: Tally): void {
    for (const { seed, what } of failures) {
      if (this.#told.has(seed)) continue;
      this.#told.add(seed);
      this.clear();
      complain(`seed ${seed}: ${what[0]}`);
    }
    const now = Date.now();
    if (now < this.#next) return;
    this.#next = now + (this.#watched ? 200 : 10_000);
    const text = `${grouped(seeds)} of ${grouped(this.#seeds)} seeds, ${failures.length} failed`;
    process.stderr.write(this.#watched ? `\r\x1b[K${text}` : `${text}\n`);
  }

  clear(): void {
    if (this.#watched) process.stderr.write('\r\x1b[K');
  }
}

function tallyLines(tally: Tally, era: SwarmEra, seconds: number): string[] {
  const markNames = markNamesOf(era);
  const { seeds, events, simulated, injected, reached, lessons, failures } = tally;
  const unreached = markNames.filter((name) => reached[name] === undefined);
  return [
    'injected',
    ...rows(injected),
    '',
    `marked states (how many seeds came to each; ${markNames.length - unreached.length} of ${markNames.length})`,
    ...rows(Object.fromEntries(markNames.map((name) => [name, reached[name] ?? 0]))),
    '',
    'broken where nothing promised it (in how many seeds)',
    ...rows(lessons),
    '',
    ...(failures.length === 0 ? [] : ['failed', ...failures.flatMap(failureLines), '']),
    [
      failures.length === 0
        ? `✓ ${grouped(seeds)} seeds, none failed`
        : `✗ ${failures.length} of ${grouped(seeds)} seeds failed`,
      `${grouped(events)} events`,
      `${formatDuration(Math.floor(simulated / 1_000_000) * 1_000_000)} of simulated time`,
      `${seconds.toFixed(1)} s`,
      `${(seeds / seconds).toFixed(1)} seeds a second`,
    ].join(' · '),
    ...(failures.length === 0
      ? []
      : [
          `replay one with: tidemark fuzz --seed ${failures[0]!.seed}`,
          `make it small:   tidemark fuzz --seed ${failures[0]!.seed} --shrink --out smaller.yaml`,
        ]),
  ];
}

/** Most first; names of equal count as they come. */
function rows(counts: Readonly<Record<string, number>>): string[] {
  const names = Object.keys(counts).sort((a, b) => counts[b]! - counts[a]!);
  return names.map((name) => `${grouped(counts[name]!).padStart(9)}  ${name}`);
}

function failureLines({ seed, what }: { readonly seed: number; readonly what: readonly string[] }): string[] {
  return [`  seed ${seed}`, ...what.slice(0, 8).map((line) => `    ${line}`)];
}

// ---- one seed --------------------------------------------------------------------------------------------------------

interface Told {
  readonly at: number;
  readonly line: string;
}

/** The story of a seed: its cluster, what broke and when, and the facts up to the first thing that went wrong. */
function replay(seed: number, flags: Flags): number {
  const era = eraOf(flags);
  const swarm = swarmOf(seed, era);
  const told: Told[] = [];
  const result = fuzz(seed, {
    era,
    onStep: (_fingerprint, { at, facts }) => {
      for (const { node, fact } of facts) {
        told.push({ at, line: `${formatMicros(at).padStart(14)}  ${node.padEnd(5)}  ${describeFact(fact)}` });
      }
    },
  });
  const failures = failuresOf(result);
  const output = new Output();
  if (flags.values.has('--json')) {
    output.line(JSON.stringify({ type: 'fuzz-seed', ...result, failures, scenario: writeScenario(swarm.scenario) }));
  } else {
    for (const line of [...worldLines(swarm), ...storyLines(result, told), ...verdictLines(result, era)])
      output.line(line);
  }
  output.flush();
  return failures.length > 0 ? EXIT.notHeld : EXIT.ok;
}

function worldLines({ scenario, mendedAt }: Swarm): string[] {
  const { topics = [], producers = [], consumers = [], timeline = [], network, cluster } = scenario;
  const config = (settings: Readonly<Record<string, unknown>> | undefined) =>
    Object.entries(settings ?? {})
      .map(([key, value]) => ` ${key}=${String(value)}`)
      .join('');
  return [
    `${brokersOf(scenario).length} brokers, ${controllersOf(scenario).length} controllers${config(cluster.config)}`,
    `latency ${formatDuration(network?.latency ?? 0)}, jitter ${formatDuration(network?.jitter ?? 0)}`,
    ...topics.map(
      (topic) =>
        `topic ${topic.name}: ${topic.partitions} partitions × ${topic['replication-factor']} replicas${config(topic.config)}`,
    ),
    ...producers.map(({ name, config: settings }) => `producer ${name}:${config(settings)}`),
    ...consumers.map(({ name, config: settings }) => `consumer ${name}:${config(settings)}`),
    '',
    'what breaks',
    ...timeline
      .filter(({ at = 0 }) => at < mendedAt)
      .map((line) => `${whenOf(line).padStart(14)}  ${describeLine(line)}`),
    `${formatMicros(mendedAt).padStart(14)}  everything is mended`,
    '',
  ];
}

function whenOf({ at, when }: NonNullable<Swarm['scenario']['timeline']>[number]): string {
  return at === undefined ? `on ${when?.fact}` : formatMicros(at);
}

function storyLines({ bugs, endedAt, unsettled, crash }: FuzzResult, told: readonly Told[]): string[] {
  const brokeAt = bugs[0]?.at ?? (unsettled.length > 0 || crash !== undefined ? endedAt : undefined);
  if (brokeAt === undefined) return [];
  const before = told.filter(({ at }) => at <= brokeAt).slice(-STORY_FACTS);
  return ['the facts before it broke', ...before.map(({ line }) => line), ''];
}

function verdictLines(result: FuzzResult, era: SwarmEra): string[] {
  const failures = failuresOf(result);
  const { seed, events, endedAt, lessons, reached, fingerprint } = result;
  return [
    ...lessons.map(({ name, at, detail }) => `· ${name} at ${formatMicros(at)}, which nothing promised: ${detail}`),
    ...failures.map((what) => `✗ ${what}`),
    ...(failures.length === 0 ? ['✓ every promise held, and the cluster settled'] : []),
    '',
    `seed ${seed} · ${grouped(events)} events · ended at ${formatMicros(endedAt)} · ${reached.length} of ${markNamesOf(era).length} marked states · fingerprint ${fingerprint}`,
  ];
}

function shrinkSeed(seed: number, flags: Flags): number {
  const minutes = minutesOf(flags) ?? 10;
  const deadline = Date.now() + minutes * MS_PER_MINUTE;
  const shrunk = shrink(swarmOf(seed, eraOf(flags)), () => Date.now() < deadline);
  if (shrunk === undefined) {
    complain(`seed ${seed} does not fail: there is nothing to shrink`);
    return EXIT.ok;
  }
  const text = writeScenario(shrunk.scenario);
  const out = single(flags, '--out');
  const output = new Output();
  if (out === undefined) output.line(text.trimEnd());
  else writeNewFile(out, text, false);
  output.flush();
  complain(shrunkText(shrunk, out));
  return EXIT.notHeld;
}

function shrunkText({ kind, tries, faults: [before, after], scenario }: Shrunk, out: string | undefined): string {
  const failure =
    kind.type === 'property' ? `it breaks ${kind.name}` : kind.type === 'crash' ? 'it crashes' : 'it does not settle';
  const where = out === undefined ? '' : `; play it with: tidemark run ${out}`;
  return `${failure} with ${after} of ${before} faults, until ${formatDuration(scenario.until)}, after ${tries} runs${where}`;
}
