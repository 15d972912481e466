/**
 * Makes a failing run small: leaves out faults, clients, topics, servers and settings, one after the other, as long as
 * what is left still fails in the same way. Delta debugging (Zeller and Hildebrandt, 2002) over the lines of the timeline;
 * for the rest, whatever can be left out at all.
 */
import { type Micros, seconds } from '../base/time.ts';
import { expectHeld } from '../scenario/expectations.ts';
import { parseScenario } from '../scenario/parse.ts';
import { brokersOf, nodeNames, type Scenario } from '../scenario/scenario.ts';
import type { Expectation, TimelineLine } from '../scenario/schema.ts';
import { writeScenario } from '../scenario/write.ts';
import { type FuzzResult, fuzzScenario } from './fuzz.ts';
import type { Core, Swarm } from './swarm.ts';

/** The same failure: a property by its name, not to settle, or to crash. */
export type FailureKind =
  | { readonly type: 'property'; readonly name: string }
  | { readonly type: 'unsettled' }
  | { readonly type: 'crash' };

type Outcome = Pick<FuzzResult, 'bugs' | 'unsettled' | 'crash' | 'endedAt'>;

export interface Shrunk {
  readonly scenario: Scenario;
  readonly kind: FailureKind;
  /** Runs it took. */
  readonly tries: number;
  /** Faults before and after. */
  readonly faults: readonly [number, number];
}

export function failureKind({ bugs, unsettled, crash }: Outcome): FailureKind | undefined {
  if (crash !== undefined) return { type: 'crash' };
  const [first] = bugs;
  if (first !== undefined) return { type: 'property', name: first.name };
  return unsettled.length > 0 ? { type: 'unsettled' } : undefined;
}

function failsAlike({ bugs, unsettled, crash }: Outcome, kind: FailureKind): boolean {
  if (kind.type === 'crash') return crash !== undefined;
  if (kind.type === 'unsettled') return unsettled.length > 0;
  return bugs.some(({ name }) => name === kind.name);
}

/** `mayGoOn` is asked before each run. Undefined: the run does not fail at all. */
export function shrink(swarm: Swarm, mayGoOn: () => boolean = () => true): Shrunk | undefined {
  const first = fuzzScenario(swarm.scenario, swarm.core);
  const kind = failureKind(first);
  if (kind === undefined) return undefined;
  const attempts = new Attempts(swarm, kind, mayGoOn);
  const before = faultsIn(swarm.scenario, swarm.mendedAt).length;
  let best = attempts.cutShort(swarm.scenario, first);
  for (let size = -1; size !== sizeOf(best); ) {
    size = sizeOf(best);
    best = attempts.fewerFaults(best);
    for (const smaller of SMALLER) best = attempts.repeatedly(best, smaller);
  }
  best = attempts.cutShort(best, fuzzScenario(best, swarm.core));
  return {
    scenario: attempts.withExpectation(best),
    kind,
    tries: attempts.tries,
    faults: [before, faultsIn(best, swarm.mendedAt).length],
  };
}

const sizeOf = (scenario: Scenario) => writeScenario(scenario).length;

/** What breaks: not the lines that mend everything, without which a run settles never. */
function faultsIn({ timeline = [] }: Scenario, mendedAt: Micros): number[] {
  return timeline.flatMap((line, place) => (line.at === undefined || line.at < mendedAt ? [place] : []));
}

class Attempts {
  readonly #mendedAt: Micros;
  readonly #core: Core;
  readonly #kind: FailureKind;
  readonly #mayGoOn: () => boolean;
  tries = 0;

  constructor({ mendedAt, core }: Swarm, kind: FailureKind, mayGoOn: () => boolean) {
    this.#mendedAt = mendedAt;
    this.#core = core;
    this.#kind = kind;
    this.#mayGoOn = mayGoOn;
  }

  #stillFails(scenario: Scenario): boolean {
    if (!this.#mayGoOn() || !parseScenario(writeScenario(scenario)).ok) return false;
    this.tries++;
    return failsAlike(fuzzScenario(scenario, this.#core), this.#kind);
  }

  /** A property that broke has broken: nothing after it matters. */
  cutShort(scenario: Scenario, result: Outcome): Scenario {
    if (this.#kind.type === 'unsettled') return scenario;
    const { name } = this.#kind as { name?: string };
    const at = result.bugs.find((bug) => bug.name === name)?.at ?? result.endedAt;
    // To the second above, so that it can be watched as it comes.
    const until = (Math.floor(at / seconds(1)) + 2) * seconds(1);
    const timeline = scenario.timeline?.filter((line) => (line.at ?? 0) <= until && (line.when?.after ?? 0) < until);
    const cut = { ...scenario, until: Math.min(until, scenario.until), timeline };
    return this.#stillFails(cut) ? cut : scenario;
  }

  fewerFaults(scenario: Scenario): Scenario {
    let best = scenario;
    for (let parts = 2; ; ) {
      const faults = faultsIn(best, this.#mendedAt);
      if (faults.length === 0) return best;
      const length = Math.ceil(faults.length / Math.min(parts, faults.length));
      let found: Scenario | undefined;
      for (let from = 0; from < faults.length && found === undefined; from += length) {
        const out = new Set(faults.slice(from, from + length));
        const without = { ...best, timeline: best.timeline!.filter((_, place) => !out.has(place)) };
        if (this.#stillFails(without)) found = without;
      }
      if (found !== undefined) best = found;
      else if (length === 1) return best;
      else parts *= 2;
    }
  }

  repeatedly(scenario: Scenario, smaller: Smaller): Scenario {
    let best = scenario;
    for (let again = true; again; ) {
      again = false;
      for (const candidate of smaller(best)) {
        if (!this.#stillFails(candidate)) continue;
        best = candidate;
        again = true;
        break;
      }
    }
    return best;
  }

  /** What the run should have kept to: the file fails as long as the bug is there, and holds once it is mended. */
  withExpectation(scenario: Scenario): Scenario {
    const result = fuzzScenario(scenario, this.#core);
    const words = [...result.bugs.map(({ detail }) => detail), ...result.unsettled, result.crash ?? ''];
    const summary = { en: `What is left of it: ${words[0]}`, ko: `남은 것: ${words[0]}` };
    const expect: Expectation[] =
      this.#kind.type === 'property' ? [expectHeld(this.#kind.name)] : settledPartitions(scenario, this.#core);
    return { ...scenario, summary, expect };
  }
}

/** A partition of a cluster that has settled has all its replicas in the ISR; which they are follows from the count. */
function settledPartitions(scenario: Scenario, { lost }: Core): Expectation[] {
  if (lost !== null) return [];
  const brokers = brokersOf(scenario).length;
  return (scenario.topics ?? [])
    .filter((topic) => topic['replication-factor'] === brokers)
    .flatMap(({ name, partitions = 1 }) =>
      Array.from({ length: partitions }, (_, n) => ({
        final: { partition: `${name}-${n}`, isr: Array.from({ length: brokers }, (_one, place) => place + 1) },
      })),
    );
}

// ---- what can be left out ----------------------------------------------------------------------------------------------

type Smaller = (scenario: Scenario) => Generator<Scenario>;

/** One item less of a list, the last first. */
function* oneLess<T>(items: readonly T[]): Generator<T[]> {
  for (let out = items.length - 1; out >= 0; out--) yield items.filter((_, place) => place !== out);
}

const SMALLER: readonly Smaller[] = [
  function* fewerConsumers(scenario) {
    for (const consumers of oneLess(scenario.consumers ?? [])) yield withoutUnknownNodes({ ...scenario, consumers });
  },
  function* fewerProducers(scenario) {
    for (const producers of oneLess(scenario.producers ?? [])) yield withoutUnknownNodes({ ...scenario, producers });
  },
  function* fewerTopics(scenario) {
    for (const topics of oneLess(scenario.topics ?? [])) {
      const names = new Set(topics.map(({ name }) => name));
      yield {
        ...scenario,
        topics,
        producers: scenario.producers?.map((one) => ({
          ...one,
          send: one.send?.filter(({ topic }) => names.has(topic)),
        })),
        consumers: scenario.consumers?.map((one) => ({
          ...one,
          ...(one.assign === undefined ? {} : { assign: one.assign.filter((name) => names.has(name)) }),
          ...(one.subscribe === undefined ? {} : { subscribe: one.subscribe.filter((name) => names.has(name)) }),
        })),
      };
    }
  },
  function* fewerPartitions(scenario) {
    for (const topic of scenario.topics ?? []) {
      if ((topic.partitions ?? 1) < 2) continue;
      const smaller = { ...topic, partitions: topic.partitions! - 1 };
      yield { ...scenario, topics: scenario.topics!.map((one) => (one === topic ? smaller : one)) };
    }
  },
  function* fewerServers(scenario) {
    const { brokers, controllers, combined } = scenario.cluster;
    if (combined !== undefined && combined > 1) {
      yield withoutUnknownNodes({ ...scenario, cluster: { ...scenario.cluster, combined: combined - 1 } });
    }
    if (typeof brokers === 'number' && brokers > 1) {
      yield withoutUnknownNodes({ ...scenario, cluster: { ...scenario.cluster, brokers: brokers - 1 } });
    }
    if (typeof controllers === 'number' && controllers > 1) {
      const fewer = { ...scenario.cluster, controllers: controllers === 2 ? 1 : controllers - 2 };
      yield withoutUnknownNodes({ ...scenario, cluster: fewer });
    }
  },
  function* fewerLoads(scenario) {
    for (const producer of scenario.producers ?? []) {
      for (const send of oneLess(producer.send ?? [])) {
        yield { ...scenario, producers: scenario.producers!.map((one) => (one === producer ? { ...one, send } : one)) };
      }
    }
  },
  function* fewerRecords(scenario) {
    for (const producer of scenario.producers ?? []) {
      for (const load of producer.send ?? []) {
        if ((load.count ?? 0) < 2) continue;
        const send = producer.send!.map((one) => (one === load ? { ...one, count: Math.floor(load.count! / 2) } : one));
        yield { ...scenario, producers: scenario.producers!.map((one) => (one === producer ? { ...one, send } : one)) };
      }
    }
  },
  function* usualSettings(scenario) {
    const { network: _network, ...usualNetwork } = scenario;
    if (scenario.network !== undefined) yield usualNetwork;
    for (const config of oneSettingLess(scenario.cluster.config)) {
      yield { ...scenario, cluster: { ...scenario.cluster, config } };
    }
    for (const features of oneSettingLess(scenario.cluster.features)) {
      yield { ...scenario, cluster: { ...scenario.cluster, features } };
    }
    for (const part of ['topics', 'producers', 'consumers'] as const) {
      const sections = (scenario[part] ?? []) as readonly { readonly config?: Settings | undefined }[];
      for (const section of sections) {
        for (const config of oneSettingLess(section.config)) {
          yield { ...scenario, [part]: sections.map((one) => (one === section ? { ...one, config } : one)) };
        }
      }
    }
  },
];

type Settings = Record<string, string | number | boolean>;

function* oneSettingLess<S extends Settings>(config: S | undefined): Generator<S | undefined> {
  for (const left of oneLess(Object.keys(config ?? {}))) {
    yield left.length === 0 ? undefined : (Object.fromEntries(left.map((name) => [name, config![name]!])) as S);
  }
}

/** Lists of nodes in the timeline without those that are gone. */
function withoutUnknownNodes(scenario: Scenario): Scenario {
  const nodes = nodeNames(scenario);
  const isThere = (node: string) => !/^[bcpk]\d+$/.test(node) || nodes.includes(node);
  const pruned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => typeof item !== 'string' || isThere(item)).map(pruned);
    if (typeof value !== 'object' || value === null) return value;
    const group = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(Object.keys(group).map((key) => [key, pruned(group[key])]));
  };
  return { ...scenario, timeline: scenario.timeline?.map((line) => pruned(line) as TimelineLine) };
}
