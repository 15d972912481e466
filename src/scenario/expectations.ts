/** The verdict on each expectation of a scenario, from the facts of a run, its last state and the properties that broke. */
import type { Micros } from '../base/time.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import { anomalyOf } from '../properties/index.ts';
import { formatDuration } from './duration.ts';
import { describePattern, matchesPattern } from './factPattern.ts';
import { describeFinal, type FinalState, finalProblems } from './finalState.ts';
import { onOutput } from './outputs.ts';
import type { Scenario } from './scenario.ts';
import type { Expectation, FactPattern } from './schema.ts';
import { protocolOfScenario } from './versionOf.ts';

export interface Verdict {
  /** What was expected, in words. */
  readonly text: string;
  readonly ok: boolean;
  /** What was seen: why it holds, or why not. */
  readonly detail: string;
}

export interface SeenFact {
  readonly at: Micros;
  readonly fact: KafkaFact;
}

/** A property that did not hold, as its watcher tells it. */
export interface BrokenProperty {
  readonly name: string;
  readonly at: Micros;
  readonly step: number;
  readonly detail: string;
  /** Settings promised that it would not. */
  readonly promised: boolean;
}

export interface Evidence {
  readonly facts: readonly SeenFact[];
  readonly final: FinalState;
  readonly broken: readonly BrokenProperty[];
}

/** Those that are judged in this run; what speaks of other generations of the protocol is left out. */
export function expectedOf(scenario: Scenario): readonly Expectation[] {
  const here = protocolOfScenario(scenario);
  return (scenario.expect ?? []).filter(
    ({ protocol }) => protocol === undefined || protocol === here || protocol.includes(here),
  );
}

/** A verdict for each of `expectedOf`, in this order, and behind them one for each promise of Kafka's that was broken. */
export function judge(scenario: Scenario, evidence: Evidence): Verdict[] {
  const expected = expectedOf(scenario);
  return [...expected.map((expectation) => verdictOn(expectation, evidence)), ...brokenPromises(expected, evidence)];
}

/** What clients see against a promise of Kafka's fails every run, whether a scenario speaks of it or not. */
function brokenPromises(expected: readonly Expectation[], { broken }: Evidence): Verdict[] {
  return broken
    .filter(({ name, promised }) => promised && anomalyOf(name) !== undefined)
    .filter(({ name }) => !expected.some(({ anomaly, shown }) => anomaly === name && shown === false))
    .map(({ name, at, detail }) => {
      const guard = anomalyOf(name)!.guard.en.replace(/\.$/, '');
      return { text: `no ${name}`, ok: false, detail: `at ${formatAt(at)}: ${detail}; promised: ${guard}` };
    });
}

/** What is expected, in words. */
export function describeExpectation(expectation: Expectation): string {
  const { fact, where, never, final, property, anomaly, shown, output, breaks } = expectation;
  if (output !== undefined) return onOutput(output, []).text;
  if (fact !== undefined) return describeCounted({ ...expectation, fact, where });
  if (never !== undefined) return `never ${describePattern(never)}${describeWindow(never)}`;
  if (final !== undefined) return describeFinal(final);
  if (anomaly !== undefined) return shown === true ? `shows ${anomaly}` : `no ${anomaly}`;
  return property === undefined ? `breaks ${breaks}` : `property ${property}`;
}

function describeCounted(expected: FactExpectation): string {
  return `${describePattern(expected)}${howOften(expected)}${describeWindow(expected)}`;
}

function verdictOn(expectation: Expectation, evidence: Evidence): Verdict {
  const { fact, where, never, final, property, breaks, anomaly, output } = expectation;
  if (output !== undefined) return onOutput(output, evidence.facts);
  if (fact !== undefined) return onFact({ ...expectation, fact, where }, evidence.facts);
  if (never !== undefined) return onNever(never, evidence.facts);
  if (final !== undefined) {
    const problems = finalProblems(final, evidence.final);
    return { text: describeFinal(final), ok: problems.length === 0, detail: problems.join('; ') || 'so it is' };
  }
  if (anomaly !== undefined) return onAnomaly(anomaly, expectation.shown === true, evidence.broken);
  const name = (property ?? breaks)!;
  const broken = evidence.broken.find((candidate) => candidate.name === name);
  const seen = broken === undefined ? 'held after every event' : `broke at ${formatAt(broken.at)}: ${broken.detail}`;
  if (property !== undefined) return { text: `property ${name}`, ok: broken === undefined, detail: seen };
  return { text: `breaks ${name}`, ok: broken !== undefined, detail: seen };
}

function onAnomaly(name: string, shown: boolean, broken: readonly BrokenProperty[]): Verdict {
  const findings = broken.filter((candidate) => candidate.name === name);
  const found = findings.find(({ promised }) => promised) ?? findings[0];
  return {
    text: shown ? `shows ${name}` : `no ${name}`,
    ok: (found !== undefined) === shown,
    detail: found === undefined ? 'no client saw one' : `at ${formatAt(found.at)}: ${found.detail}`,
  };
}

/** What a file expects that tells of a property, or of an anomaly, found broken. */
export function expectBroken(name: string): Expectation {
  return anomalyOf(name) === undefined ? { breaks: name } : { anomaly: name, shown: true };
}

/** What a file expects that fails as long as the property is broken. */
export function expectHeld(name: string): Expectation {
  return anomalyOf(name) === undefined ? { property: name } : { anomaly: name, shown: false };
}

export interface Window {
  readonly after?: Micros | undefined;
  readonly before?: Micros | undefined;
}

type FactExpectation = FactPattern &
  Window & {
    readonly times?: number | undefined;
    readonly 'at-least'?: number | undefined;
    readonly 'at-most'?: number | undefined;
  };

function onFact(expected: FactExpectation, facts: readonly SeenFact[]): Verdict {
  const found = facts.filter((seen) => isSeen(seen, expected, expected));
  const { times, 'at-least': least, 'at-most': most } = expected;
  const minimum = times ?? least ?? (most === undefined ? 1 : 0);
  const maximum = times ?? most ?? Number.MAX_SAFE_INTEGER;
  const ok = found.length >= minimum && found.length <= maximum;
  return {
    text: describeCounted(expected),
    ok,
    detail: seenTimes(found),
  };
}

function onNever(pattern: FactPattern & Window, facts: readonly SeenFact[]): Verdict {
  const found = facts.filter((seen) => isSeen(seen, pattern, pattern));
  return {
    text: `never ${describePattern(pattern)}${describeWindow(pattern)}`,
    ok: found.length === 0,
    detail: seenTimes(found),
  };
}

/** From `after` on, and before `before`. */
export function isSeen({ at, fact }: SeenFact, pattern: FactPattern, { after, before }: Window): boolean {
  if (at < (after ?? 0) || at >= (before ?? Number.MAX_SAFE_INTEGER)) return false;
  return matchesPattern(fact, pattern);
}

function seenTimes(found: readonly SeenFact[]): string {
  const [first] = found;
  if (first === undefined) return 'did not happen';
  if (found.length === 1) return `happened at ${formatAt(first.at)}`;
  return `happened ${found.length} times, first at ${formatAt(first.at)}`;
}

function howOften({ times, 'at-least': least, 'at-most': most }: FactExpectation): string {
  if (times !== undefined) return times === 1 ? ', once' : `, ${times} times`;
  if (least !== undefined && most !== undefined) return `, ${least} to ${most} times`;
  if (least !== undefined) return `, at least ${least} times`;
  return most === undefined ? '' : `, at most ${most} times`;
}

function describeWindow({ after, before }: Window): string {
  const words: string[] = [];
  if (after !== undefined) words.push(` from ${formatDuration(after)}`);
  if (before !== undefined) words.push(` before ${formatDuration(before)}`);
  return words.join('');
}

/** To the millisecond: enough to find it. */
export function formatAt(at: Micros): string {
  return `${(Math.floor(at / 1000) / 1000).toFixed(3)}s`;
}
