/** `tidemark run FILE`: every fact as a line, then the verdict on each expectation. */
import { formatMicros, type Micros } from '../base/time.ts';
import type { RunLedgerFrame } from '../frame/biography/biographyFrames.ts';
import { RecordLedger } from '../frame/recordLedger.ts';
import { describeFact } from '../kafka/describeFact.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { RecordedFact } from '../record/history.ts';
import { withCause } from '../scenario/drill.ts';
import { durationHint, formatDuration, parseDuration } from '../scenario/duration.ts';
import { type BrokenProperty, formatAt } from '../scenario/expectations.ts';
import { LIMITS } from '../scenario/limits.ts';
import { chosenOf, type VersionOverrides, withOverrides } from '../scenario/overrides.ts';
import { listed, quoted } from '../scenario/problems.ts';
import { type RunResult, runScenario } from '../scenario/run.ts';
import { nodeNames, type Scenario } from '../scenario/scenario.ts';
import { applySettings } from '../scenario/settings.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { EXIT } from './exit.ts';
import { type ReadRun, readRun } from './files.ts';
import { type Flags, parseFlags, single, UsageError } from './flags.ts';
import { ledgerLines, ledgerOf } from './ledgerLines.ts';
import { complain, Output } from './output.ts';
import { Progress } from './progress.ts';

export const RUN_FLAGS = {
  '--seed': { takesValue: true },
  '--until': { takesValue: true },
  '--set': { takesValue: true, repeats: true },
  '--protocol': { takesValue: true },
  '--version': { takesValue: true },
  '--era': { takesValue: true },
  '--cause': { takesValue: true },
  '--json': { takesValue: false },
} as const;

export function run(args: readonly string[]): number {
  const flags = parseFlags(args, RUN_FLAGS);
  const [file, ...more] = flags.rest;
  if (file === undefined) throw new UsageError('run needs a file, such as scenarios/leader-failover.yaml');
  if (more.length > 0) throw new UsageError(`run takes one file, not ${flags.rest.length}`);
  const seed = seedOf(single(flags, '--seed'));
  const until = untilOf(single(flags, '--until'));
  const read = readRun(file);
  if (read === undefined) return EXIT.badFile;
  const chosen = onChosenKafka(file, read, flags);
  if (chosen === undefined) return EXIT.badFile;
  const changed = applySettings(chosen, flags.values.get('--set') ?? []);
  if (!changed.ok) {
    for (const problem of changed.problems) complain(`tidemark: ${problem}`);
    return EXIT.badFile;
  }
  return runAndTell(
    { ...read, scenario: onCause(changed.scenario, single(flags, '--cause')) },
    { seed: seed ?? read.seed, until, json: flags.values.has('--json') },
  );
}

/** A drill with the cause that is named, whatever the seed draws. */
function onCause(scenario: Scenario, named: string | undefined): Scenario {
  if (named === undefined) return scenario;
  const causes = scenario.drill?.causes.map(({ name }) => name) ?? [];
  if (causes.includes(named)) return withCause(scenario, undefined, named);
  throw new UsageError(
    causes.length === 0 ? 'this is no drill' : `there is no cause ${quoted(named)}; there is ${listed(causes)}`,
  );
}

/** The scenario on the Kafka that the flags name. Undefined after telling what is wrong with them. */
export function onChosenKafka(file: string, read: ReadRun, flags: Flags): Scenario | undefined {
  const otherwise = ['--seed', '--set', '--protocol', '--version', '--era', '--cause'].filter((name) =>
    flags.values.has(name),
  );
  if (read.commands !== undefined && otherwise.length > 0) {
    throw new UsageError(`${file} is a saved run: with ${listed(otherwise)} it would be another run`);
  }
  const overridden = withOverrides(read.scenario, overridesOf(flags));
  if (overridden.ok) return overridden.scenario;
  for (const problem of overridden.problems) complain(`tidemark: ${problem}`);
  return undefined;
}

function overridesOf(flags: Flags): VersionOverrides {
  const [protocol, version, era] = ['--protocol', '--version', '--era'].map((name) => single(flags, name));
  return chosenOf({ protocol, version, era });
}

export function seedOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= 2_147_483_647) return seed;
  throw new UsageError(`--seed must be a whole number from 0 to 2147483647, not ${quoted(text)}`);
}

export function untilOf(text: string | undefined, flag = '--until'): Micros | undefined {
  if (text === undefined) return undefined;
  const until = parseDuration(text);
  if (until === 0) throw new UsageError(`${flag} must be longer than ${quoted(text)}`);
  if (until === undefined) {
    const guess = durationHint(text);
    throw new UsageError(
      `${flag} must be a duration such as 30s, not ${quoted(text)}${guess === undefined ? '' : `; did you mean ${guess}?`}`,
    );
  }
  if (until > LIMITS.until) throw new UsageError(`${flag} is at most ${formatDuration(LIMITS.until)}`);
  return until;
}

interface RunFlags {
  readonly seed: number | undefined;
  readonly until: Micros | undefined;
  readonly json: boolean;
}

function runAndTell({ scenario, commands }: ReadRun, { seed, until, json }: RunFlags): number {
  const output = new Output();
  const progress = new Progress();
  const width = Math.max(...nodeNames(scenario).map((name) => name.length));
  const line = json ? jsonOfFact : (fact: RecordedFact<Kafka>) => textOfFact(fact, width);
  const records = new RecordLedger();
  const result = runScenario(scenario, {
    ...(seed === undefined ? {} : { seed }),
    ...(until === undefined ? {} : { until }),
    ...(commands === undefined ? {} : { commands }),
    watch: (stepped) => {
      const { step, at, facts } = stepped;
      records.watch(stepped);
      for (const { node, fact } of facts) output.line(line({ step, at, node, fact }));
    },
    onProgress: (state) => (output.closed ? 'nobody reads any more' : progress.step('run', state)),
  });
  progress.clear();
  const ledger = ledgerOf(result.history, records);
  if (json) output.line(jsonOfSummary(result, ledger));
  else for (const text of [...ledgerLines(ledger), ...summaryLines(result)]) output.line(text);
  output.flush();
  if (output.closed) return EXIT.ok;
  return exitCodeOf(result);
}

export function exitCodeOf({ ok, budget }: RunResult): number {
  if (budget !== undefined) return EXIT.budget;
  return ok ? EXIT.ok : EXIT.notHeld;
}

function textOfFact({ at, node, fact }: RecordedFact<Kafka>, width: number): string {
  return `${formatMicros(at).padStart(14)}  ${node.padEnd(width)}  ${describeFact(fact)}`;
}

/** `at` in micros. `node` is who told it; facts about a node name the same one. */
function jsonOfFact({ step, at, node, fact }: RecordedFact<Kafka>): string {
  return JSON.stringify({ at, step, node, ...fact });
}

function jsonOfSummary(result: RunResult, ledger: RunLedgerFrame): string {
  const { counts, fingerprint, seed, until, anomalies, budget, ok } = result;
  const verdicts = result.verdicts.map(({ text, ok: holds, detail }) => ({ text, ok: holds, detail }));
  const reached = budget === undefined ? null : budget;
  const run = { ...counts, fingerprint, seed, until };
  return JSON.stringify({ type: 'summary', ...run, ledger, verdicts, anomalies, budget: reached, ok });
}

function summaryLines(result: RunResult): string[] {
  const { verdicts, anomalies, counts, seed, until, fingerprint, budget } = result;
  const lines = verdicts.length > 0 ? ['', ...verdictLines(result)] : [];
  if (anomalies.length > 0) lines.push('', 'what clients saw (jepsen.tests.kafka):', ...anomalies.map(anomalyLine));
  if (budget !== undefined) lines.push('', budget);
  const held = verdicts.filter(({ ok }) => ok).length;
  const expectations = verdicts.length === 0 ? 'no expectations' : `${held} of ${verdicts.length} expectations hold`;
  lines.push(
    '',
    [
      expectations,
      `${grouped(counts.events)} events`,
      `${grouped(counts.facts)} facts`,
      `seed ${seed}`,
      `until ${formatDuration(until)}`,
      `fingerprint ${fingerprint}`,
    ].join(' · '),
  );
  return lines;
}

function anomalyLine({ name, at, detail, promised }: BrokenProperty): string {
  return `${promised ? '✗' : '·'} ${name} at ${formatAt(at)}: ${detail}${promised ? '' : ' (no promise of Kafka is broken)'}`;
}

export function verdictLines({ verdicts }: RunResult): string[] {
  return verdicts.map(({ ok, text, detail }) => `${ok ? '✓' : '✗'} ${text}: ${detail}`);
}
