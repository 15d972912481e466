/**
 * A controller dies together with the broker beside it: how long until the last partition has a leader again, in simulated
 * time, for more and more partitions, with ZooKeeper of several releases and with KRaft; and what an event of each era
 * costs in real time. Handlers take no simulated time (see the ledger, controller-event-time): what grows here is requests
 * that wait for answers.
 */
import { MICROS_PER_SECOND, type Micros, seconds } from '../src/base/time.ts';
import type { Kafka } from '../src/kafka/kinds.ts';
import type { RecordedFact } from '../src/record/history.ts';
import { chosenOf, withOverrides } from '../src/scenario/overrides.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { toWorld } from '../src/scenario/toWorld.ts';
import { Kernel } from '../src/sim/kernel.ts';
import type { WorldSetup } from '../src/sim/world.ts';
import { compare, type Ratio } from './measure.ts';

export interface Runs {
  readonly version: string;
  readonly era: 'zookeeper' | 'kraft';
}

export const FAILOVER_RUNS: readonly Runs[] = [
  { version: '0.10.2.2', era: 'zookeeper' },
  { version: '1.1.1', era: 'zookeeper' },
  { version: '3.9.1', era: 'zookeeper' },
  { version: '3.9.1', era: 'kraft' },
];

export interface Failover extends Runs {
  readonly partitions: number;
  /** From the death until another is the controller. */
  readonly elected: Micros;
  /** From then until it has read what it needs and told the brokers; nothing to read where its log is its state. */
  readonly reload: Micros;
  /** From the death until the last broker follows or leads what the dead one led. */
  readonly whole: Micros;
}

const KILLED_AT = seconds(20);
const UNTIL = seconds(80);
const KILLS = {
  zookeeper: 'timeline: [{ at: 20s, kill: active controller }]',
  kraft: 'timeline: [{ at: 20s, kill: [active controller, b1] }]',
} as const;

export function failover({ version, era }: Runs, partitions: number): Failover {
  const kernel = new Kernel<Kafka>(world(version, era, partitions, KILLS[era]));
  const facts: RecordedFact<Kafka>[] = [];
  for (let run = kernel.runNext(UNTIL); run !== undefined; run = kernel.runNext(UNTIL)) {
    const { step, at, facts: told } = run;
    for (const { node, fact } of told) facts.push({ step, at, node, fact });
  }
  const before = facts.filter(({ at }) => at < KILLED_AT);
  const later = facts.slice(before.length);
  const active = before.filter(({ fact }) => fact.type === 'ControllerActivated').at(-1)!.node;
  const dead = era === 'zookeeper' ? Number(active.slice(1)) : 1;
  // Whoever leads or follows in the next epoch: all replicas that are left, of all that it led.
  const elected = later.find(({ fact }) => fact.type === 'ControllerActivated')!.at;
  const completed = later.find(({ fact }) => fact.type === 'ControllerFailoverCompleted')?.at ?? elected;
  const moved = new Set<string>();
  let last = elected;
  for (const { at, fact } of later) {
    if (fact.type === 'LeaderElected' && fact.previousLeader === dead) moved.add(fact.partition);
    if (fact.type !== 'BecameLeader' && fact.type !== 'BecameFollower') continue;
    if (moved.has(fact.partition)) last = at;
  }
  const expected = Math.floor(partitions / BROKERS);
  if (moved.size < expected) throw new Error(`${moved.size} of ${expected} partitions have moved`);
  return {
    version,
    era,
    partitions,
    elected: elected - KILLED_AT,
    reload: completed - elected,
    whole: last - KILLED_AT,
  };
}

/** Real time of the same number of events, ZooKeeper against KRaft, both at work. */
export function eraAgainstKRaft(events = 60_000): Ratio {
  const run = (era: Runs['era']) => () => {
    const kernel = new Kernel<Kafka>(world('3.9.1', era, 12, LOAD));
    for (let n = 0; n < events; n++) kernel.runNext();
  };
  return compare(run('zookeeper'), run('kraft'), 5);
}

const BROKERS = 3;

const LOAD = `producers:
  - name: p1
    config: { acks: all, linger.ms: 0 }
    send: [{ topic: orders, every: 10ms, start: 4s }]`;

function world(version: string, era: Runs['era'], partitions: number, more: string): WorldSetup<Kafka> {
  const parsed = parseScenario(`tidemark: 1
title: { en: Failover, ko: failover }
summary: { en: A controller dies., ko: 컨트롤러가 죽어요. }
until: 3m
cluster: { zookeeper: 3, controllers: 3, brokers: ${BROKERS} }
topics:
  - { name: orders, partitions: ${partitions}, replication-factor: ${BROKERS} }
${more}`);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const chosen = withOverrides(parsed.scenario, chosenOf({ version, era, protocol: undefined }));
  if (!chosen.ok) throw new Error(chosen.problems.join('\n'));
  return toWorld(chosen.scenario, {});
}

/** As a table of text. */
export function failoverTable(failovers: readonly Failover[]): string {
  const span = (micros: Micros): string =>
    `${(micros / MICROS_PER_SECOND).toFixed(micros < MICROS_PER_SECOND ? 3 : 1)} s`;
  const lines = failovers.map(({ version, era, partitions, elected, reload, whole }) => {
    const name = `${version}, ${era === 'kraft' ? 'KRaft' : 'ZooKeeper'}`;
    return `| ${name} | ${partitions} | ${span(elected)} | ${span(reload)} | ${span(whole)} |`;
  });
  const head =
    '| Kafka | partitions | another controller after | it has read and told everything after | all led again after |';
  return [head, '|---|---|---|---|---|', ...lines].join('\n');
}
