/** The verdict on each expectation of a scenario, from the facts of a run, its last state and the properties that broke. */
import { NOTHING, type Says, says } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import { anomalyOf } from '../properties/index.ts';
import { formatAt, formatDuration } from './duration.ts';
import { matchesPattern, saidPattern } from './factPattern.ts';
import { type FinalState, finalProblems, saidFinal } from './finalState.ts';
import { besideIt } from './neighbourFacts.ts';
import { onOutput } from './outputs.ts';
import { EXPECTED_SAYS, SEEN_SAYS } from './says/verdicts.ts';
import type { Scenario } from './scenario.ts';
import type { Expectation, FactPattern } from './schema.ts';
import { type Verdict, verdict } from './verdict.ts';
import { protocolOfScenario } from './versionOf.ts';

export { formatAt } from './duration.ts';
export type { Verdict } from './verdict.ts';

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
      const { en, ko } = anomalyOf(name)!.guard;
      const guard = says(en.replace(/\.$/, ''), ko.replace(/\.$/, ''));
      return verdict(EXPECTED_SAYS.noAnomaly(name), false, SEEN_SAYS.promised(formatAt(at), detail, guard));
    });
}

/** What is expected, in words. */
export function describeExpectation(expectation: Expectation): string {
  return saidExpectation(expectation).en;
}

function saidExpectation(expectation: Expectation): Says {
  const { fact, where, never, final, property, anomaly, shown, output, breaks } = expectation;
  if (output !== undefined) return onOutput(output, []).says.text;
  if (fact !== undefined) return saidCounted({ ...expectation, fact, where });
  if (never !== undefined) return EXPECTED_SAYS.never(saidCounted(never));
  if (final !== undefined) return saidFinal(final);
  if (anomaly !== undefined) return shown === true ? EXPECTED_SAYS.shows(anomaly) : EXPECTED_SAYS.noAnomaly(anomaly);
  return property === undefined ? EXPECTED_SAYS.breaks(breaks!) : EXPECTED_SAYS.property(property);
}

function saidCounted(expected: FactExpectation): Says {
  const { after, before } = expected;
  const window = EXPECTED_SAYS.window(
    after === undefined ? undefined : formatDuration(after),
    before === undefined ? undefined : formatDuration(before),
  );
  return EXPECTED_SAYS.counted(saidPattern(expected), howOften(expected), window);
}

function verdictOn(expectation: Expectation, evidence: Evidence): Verdict {
  const { fact, where, never, final, property, breaks, anomaly, output } = expectation;
  const text = saidExpectation(expectation);
  if (output !== undefined) return onOutput(output, evidence.facts);
  if (fact !== undefined) return onFact(text, { ...expectation, fact, where }, evidence.facts);
  if (never !== undefined) return onFact(text, { ...never, times: 0 }, evidence.facts);
  if (final !== undefined) {
    const problems = finalProblems(final, evidence.final);
    return verdict(text, problems.length === 0, problems.length === 0 ? SEEN_SAYS.soItIs() : SEEN_SAYS.allOf(problems));
  }
  if (anomaly !== undefined) return onAnomaly(text, anomaly, expectation.shown === true, evidence.broken);
  const name = (property ?? breaks)!;
  const broken = evidence.broken.find((candidate) => candidate.name === name);
  const seen = broken === undefined ? SEEN_SAYS.heldAlways() : SEEN_SAYS.brokeAt(formatAt(broken.at), broken.detail);
  return verdict(text, property === undefined ? broken !== undefined : broken === undefined, seen);
}

function onAnomaly(text: Says, name: string, shown: boolean, broken: readonly BrokenProperty[]): Verdict {
  const findings = broken.filter((candidate) => candidate.name === name);
  const found = findings.find(({ promised }) => promised) ?? findings[0];
  const seen = found === undefined ? SEEN_SAYS.nobodySaw() : SEEN_SAYS.sawAt(formatAt(found.at), found.detail);
  return verdict(text, (found !== undefined) === shown, seen);
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

function onFact(text: Says, expected: FactExpectation, facts: readonly SeenFact[]): Verdict {
  const found = facts.filter((seen) => isSeen(seen, expected, expected));
  const { times, 'at-least': least, 'at-most': most } = expected;
  const minimum = times ?? least ?? (most === undefined ? 1 : 0);
  const maximum = times ?? most ?? Number.MAX_SAFE_INTEGER;
  const ok = found.length >= minimum && found.length <= maximum;
  const isMissed = !ok && found.length === 0;
  return verdict(text, ok, isMissed ? SEEN_SAYS.missed(besideIt(facts, expected)) : seenTimes(found));
}

/** From `after` on, and before `before`. */
export function isSeen({ at, fact }: SeenFact, pattern: FactPattern, { after, before }: Window): boolean {
  if (at < (after ?? 0) || at >= (before ?? Number.MAX_SAFE_INTEGER)) return false;
  return matchesPattern(fact, pattern);
}

function seenTimes(found: readonly SeenFact[]): Says {
  const [first] = found;
  if (first === undefined) return SEEN_SAYS.didNotHappen();
  if (found.length === 1) return SEEN_SAYS.happenedAt(formatAt(first.at));
  return SEEN_SAYS.happenedTimes(found.length, formatAt(first.at));
}

function howOften({ times, 'at-least': least, 'at-most': most }: FactExpectation): Says {
  if (times !== undefined) return EXPECTED_SAYS.times(times);
  if (least !== undefined && most !== undefined) return EXPECTED_SAYS.between(least, most);
  if (least !== undefined) return EXPECTED_SAYS.atLeastTimes(least);
  return most === undefined ? NOTHING : EXPECTED_SAYS.atMostTimes(most);
}
