/** How a run ended, as far as expectations speak of it, and what is not as it should be. */
import { type Says, verbatim } from '../base/says.ts';
import { get } from '../base/table.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { partitionOf, type TopicPartition, topicOf } from '../kafka/topicPartition.ts';
import type { NodeStatus } from '../sim/world.ts';
import { type FinalGroup, FinalGroups, ownerOf } from './finalGroups.ts';
import { EXPECTED_SAYS, SEEN_SAYS } from './says/verdicts.ts';
import type { Counted, FinalSection } from './schema.ts';

export interface FinalPartition {
  /** -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
}

export interface FinalProducer {
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly unknown: number;
}

export interface FinalConsumer {
  readonly consumed: number;
  readonly positions: ReadonlyMap<TopicPartition, number>;
}

/** What can be asked about the end of a run. Undefined: there is no such thing. */
export interface FinalState {
  status(node: string): NodeStatus | undefined;
  partition(partition: TopicPartition): FinalPartition | undefined;
  /** As its leader told it last. */
  highWatermark(partition: TopicPartition): number | undefined;
  /** As the newest committed metadata says; undefined before it registered. */
  fenced(broker: string): boolean | undefined;
  active(controller: string): boolean;
  producer(name: string): FinalProducer;
  consumer(name: string): FinalConsumer;
  group(name: string): FinalGroup;
}

// ---- what was seen ---------------------------------------------------------------------------------------------------

interface Told {
  readonly node: string;
  readonly fact: KafkaFact;
}

const NO_RECORDS: FinalProducer = { sent: 0, acknowledged: 0, failed: 0, unknown: 0 };

/** Metadata as the cluster has committed it, processes as they stand, and what the facts add up to. */
export function finalStateOf(
  facts: readonly Told[],
  metadata: MetadataImage,
  status: (node: string) => NodeStatus | undefined,
): FinalState {
  const producers = new Map<string, FinalProducer>();
  const consumers = new Map<string, { consumed: number; positions: Map<TopicPartition, number> }>();
  const highWatermarks = new Map<TopicPartition, number>();
  const groups = new FinalGroups();
  const registered = new Set<string>();
  let active: string | undefined;
  const count = (client: string, what: keyof FinalProducer) => {
    const before = producers.get(client) ?? NO_RECORDS;
    producers.set(client, { ...before, [what]: before[what] + 1 });
  };
  const consumerOf = (client: string) => {
    const known = consumers.get(client) ?? { consumed: 0, positions: new Map() };
    consumers.set(client, known);
    return known;
  };
  for (const { node, fact } of facts) {
    groups.learn(fact);
    switch (fact.type) {
      case 'RecordSent':
        count(fact.client, 'sent');
        break;
      case 'RecordAcknowledged':
        count(fact.client, 'acknowledged');
        break;
      case 'RecordFailed':
        count(fact.client, 'failed');
        break;
      case 'RecordUnknown':
        count(fact.client, 'unknown');
        break;
      case 'RecordsConsumed': {
        const consumer = consumerOf(fact.client);
        consumer.consumed += fact.count;
        consumer.positions.set(fact.partition, fact.from + fact.count);
        break;
      }
      case 'OffsetReset':
      case 'CommittedOffsetFound':
        consumerOf(fact.client).positions.set(fact.partition, fact.offset);
        break;
      case 'HighWatermarkAdvanced':
        if (fact.leader) highWatermarks.set(fact.partition, fact.highWatermark);
        break;
      case 'BrokerRegistered':
        registered.add(`b${fact.brokerId}`);
        break;
      case 'ControllerActivated':
        active = node;
        break;
      case 'ControllerDeactivated':
        if (active === node) active = undefined;
        break;
      default:
        break;
    }
  }
  return {
    status,
    partition: (partition) => get(metadata.topics, topicOf(partition))?.partitions[partitionOf(partition)],
    highWatermark: (partition) => highWatermarks.get(partition),
    // With ZooKeeper a broker that is out of the cluster is not registered any more.
    fenced: (broker) => get(metadata.brokers, broker.slice(1))?.fenced ?? (registered.has(broker) ? true : undefined),
    active: (controller) => active === controller && (status(controller) === 'up' || status(controller) === 'paused'),
    producer: (name) => producers.get(name) ?? NO_RECORDS,
    consumer: (name) => consumers.get(name) ?? { consumed: 0, positions: new Map() },
    group: (name) => groups.get(name),
  };
}

// ---- what was expected -----------------------------------------------------------------------------------------------

/** Empty when all is as expected. */
export function finalProblems(wanted: FinalSection, final: FinalState): Says[] {
  const problems: Says[] = [];
  const compare = (what: string, is: string | Says, ok: boolean) => {
    if (!ok) problems.push(SEEN_SAYS.is(what, typeof is === 'string' ? verbatim(is) : is));
  };
  const number = (what: string, is: number | undefined, want: Counted | undefined) => {
    if (want !== undefined)
      compare(what, is === undefined ? SEEN_SAYS.unknown() : String(is), is !== undefined && isCount(is, want));
  };
  const node = wanted.producer ?? wanted.consumer ?? wanted.broker ?? wanted.controller;
  if (node !== undefined && wanted.state !== undefined) {
    compare('state', final.status(node) ?? SEEN_SAYS.unknown(), final.status(node) === wanted.state);
  }
  if (wanted.partition !== undefined) {
    const is = final.partition(wanted.partition);
    if (is === undefined) return [SEEN_SAYS.notThere(wanted.partition)];
    if (wanted.leader !== undefined) {
      compare('leader', leaderText(is.leader), leaderText(is.leader) === String(wanted.leader));
    }
    for (const list of ['isr', 'elr', 'replicas'] as const) {
      const want = wanted[list];
      // Kafka keeps an ISR in no order that means anything; replicas are in the order of preference.
      if (want !== undefined) compare(list, brackets(is[list]), sameIds(is[list], want, list === 'replicas'));
    }
    number('leader-epoch', is.leaderEpoch, wanted['leader-epoch']);
    number('high-watermark', final.highWatermark(wanted.partition), wanted['high-watermark']);
  }
  if (wanted.producer !== undefined) {
    const is = final.producer(wanted.producer);
    for (const what of ['sent', 'acknowledged', 'failed', 'unknown'] as const) number(what, is[what], wanted[what]);
  }
  if (wanted.consumer !== undefined) {
    const is = final.consumer(wanted.consumer);
    number('consumed', is.consumed, wanted.consumed);
    const positions = wanted.position ?? {};
    for (const partition of Object.keys(positions)) {
      number(`position of ${partition}`, is.positions.get(partition), positions[partition]);
    }
  }
  if (wanted.group !== undefined) {
    const is = final.group(wanted.group);
    if (wanted.state !== undefined) compare('state', is.state, is.state === wanted.state);
    number('members', is.members.size, wanted.members);
    const { committed = {}, lag = {}, owners = {} } = wanted;
    for (const partition of Object.keys(committed)) {
      number(`committed offset of ${partition}`, is.committed.get(partition), committed[partition]);
    }
    for (const partition of Object.keys(lag)) {
      const [end, at] = [final.highWatermark(partition), is.committed.get(partition)];
      const behind = end === undefined || at === undefined ? undefined : end - at;
      number(`lag of ${partition}`, behind, lag[partition]);
    }
    for (const partition of Object.keys(owners)) {
      const owner = ownerOf(is, partition);
      compare(`owner of ${partition}`, owner, owner === owners[partition]);
    }
  }
  if (wanted.broker !== undefined && wanted.fenced !== undefined) {
    const is = final.fenced(wanted.broker);
    compare('fenced', is === undefined ? SEEN_SAYS.neverRegistered() : String(is), is === wanted.fenced);
  }
  if (wanted.controller !== undefined && wanted.active !== undefined) {
    const is = final.active(wanted.controller);
    compare('active', String(is), is === wanted.active);
  }
  return problems;
}

function isCount(is: number, want: Counted): boolean {
  if (typeof want === 'number') return is === want;
  return is >= (want['at-least'] ?? 0) && is <= (want['at-most'] ?? Number.MAX_SAFE_INTEGER);
}

function sameIds(is: readonly number[], want: readonly number[], ordered: boolean): boolean {
  if (is.length !== want.length) return false;
  return ordered ? is.every((id, place) => id === want[place]) : is.every((id) => want.includes(id));
}

function leaderText(leader: number): string {
  return leader === -1 ? 'none' : String(leader);
}

function brackets(ids: readonly number[]): string {
  return `[${ids.join(',')}]`;
}

/** `at the end orders-0 leader 2, isr [2,3]` */
export function saidFinal(final: FinalSection): Says {
  const { partition, producer, consumer, broker, controller, group, ...rest } = final;
  const words = (Object.keys(rest) as (keyof typeof rest)[]).map((field) => `${field} ${describeValue(rest[field])}`);
  return EXPECTED_SAYS.atEnd((partition ?? producer ?? consumer ?? broker ?? controller ?? group)!, words);
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return brackets(value as number[]);
  if (typeof value !== 'object' || value === null) return String(value);
  const group = value as Readonly<Record<string, unknown>>;
  return Object.keys(group)
    .map((key) => `${key} ${describeValue(group[key])}`)
    .join(' ');
}
