/** What the checks know about a file, and how they say what is wrong with it. */
import type { Says } from '../../base/says.ts';
import { type Era, eraOf, inEra, isOfEra, zooKeepersOf } from '../era.ts';
import type { Scenario, ServerPlan } from '../scenario.ts';
import { brokersOf, controllersOf, nodeNames } from '../scenario.ts';
import type { TimelineLine } from '../schema.ts';
import type { Path } from '../shape.ts';

export interface Report {
  /** The release whose settings the file may use; the newest where it is not said. */
  readonly version?: string;
  readonly error: (path: Path, says: Says, which?: 'key' | 'value') => void;
  readonly warn: (path: Path, says: Says, which?: 'key' | 'value') => void;
}

/** Everything in a file that other parts of it may name. */
export interface Names {
  readonly brokerIds: ReadonlySet<number>;
  readonly brokers: readonly string[];
  /** Who can be the active controller: with ZooKeeper every broker. */
  readonly controllerIds: ReadonlySet<number>;
  readonly controllers: readonly string[];
  /** Voters and observers of the metadata log that are controllers; none with ZooKeeper alone. */
  readonly quorum: readonly string[];
  /** The ensemble; none where the metadata is in a quorum of Kafka's own. */
  readonly zooKeepers: readonly string[];
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
  /** Of the consumers. */
  readonly groups: readonly string[];
  readonly nodes: readonly string[];
  /** Number of partitions; undefined where the broker's default or the controller decides. */
  readonly topics: ReadonlyMap<string, number>;
}

/** The names that a line may use: those of its own era. */
export function namesFor(
  { era }: { readonly era?: Era | readonly Era[] | undefined },
  scenario: Scenario,
  here: Names,
): Names {
  if (era === undefined || isOfEra({ era }, eraOf(scenario))) return here;
  return namesOf(inEra(scenario, typeof era === 'string' ? era : era[0]!));
}

export function namesOf(scenario: Scenario): Names {
  const brokers = brokersOf(scenario);
  const controllers = canBeController(scenario);
  const topics = new Map<string, number>();
  const created = (scenario.timeline ?? []).map((line) => line['create-topic']);
  for (const topic of [...(scenario.topics ?? []), ...created]) {
    if (topic === undefined || topics.has(topic.name)) continue;
    topics.set(topic.name, topic.assignment?.length ?? topic.partitions ?? defaultPartitions(scenario));
  }
  for (const { 'create-partitions': more } of scenario.timeline ?? []) {
    const known = more === undefined ? undefined : topics.get(more.topic);
    if (more !== undefined && known !== undefined) topics.set(more.topic, Math.max(more.count, known));
  }
  const groups = [...new Set((scenario.consumers ?? []).flatMap((consumer) => groupOf(consumer) ?? []))];
  const isAskedFor = groups.length > 0 || (scenario.timeline ?? []).some(({ console: line }) => asksOfGroups(line));
  if (isAskedFor) topics.set('__consumer_offsets', offsetsPartitions(scenario));
  return {
    brokerIds: new Set(brokers.map(({ nodeId }) => nodeId)),
    brokers: [...new Set(brokers.map(({ name }) => name))],
    controllerIds: new Set(controllers.map(({ nodeId }) => nodeId)),
    controllers: [...new Set(controllers.map(({ name }) => name))],
    quorum: [...new Set(controllersOf(scenario).map(({ name }) => name))],
    zooKeepers: zooKeepersOf(scenario).map(({ name }) => name),
    producers: (scenario.producers ?? []).map(({ name }) => name),
    consumers: (scenario.consumers ?? []).map(({ name }) => name),
    groups,
    nodes: nodeNames(scenario),
    topics,
  };
}

/** Whoever looks for a group's coordinator has the topic of offsets made. */
function asksOfGroups(typed: TimelineLine['console']): boolean {
  const line = typeof typed === 'string' ? typed : typed?.line;
  return line !== undefined && /^\s*kafka-consumer-groups(?:\.sh)?\s.*--(?:describe|reset-offsets|delete)/.test(line);
}

/** While it is moved, first a broker and then one of the quorum. */
function canBeController(scenario: Scenario): readonly ServerPlan[] {
  const era = eraOf(scenario);
  if (era === 'zookeeper') return brokersOf(scenario);
  return era === 'kraft' ? controllersOf(scenario) : [...brokersOf(scenario), ...controllersOf(scenario)];
}

/** The brokers create it when the first group asks for its coordinator. */
function offsetsPartitions(scenario: Scenario): number {
  const configured = Number(brokersOf(scenario)[0]?.config['offsets.topic.num.partitions'] ?? 50);
  return Number.isInteger(configured) && configured > 0 ? configured : 50;
}

/** num.partitions, which the active controller applies: any controller may be it. */
function defaultPartitions(scenario: Scenario): number {
  const ones = eraOf(scenario) === 'zookeeper' ? brokersOf(scenario) : controllersOf(scenario);
  const configured = Number(ones[0]?.config['num.partitions'] ?? 1);
  return Number.isInteger(configured) && configured > 0 ? configured : 1;
}

function groupOf({ group, config }: NonNullable<Scenario['consumers']>[number]): string | undefined {
  const written = group ?? config?.['group.id'];
  return written === undefined ? undefined : String(written);
}
