/**
 * What the znodes of partitions and topics hold, letter by letter as Kafka writes it: the order of the fields is that of
 * Scala's maps (kafka.zk.ZkData: TopicPartitionStateZNode, TopicZNode). Those of brokers, the controller, configs and
 * notifications are in zkContents.ts.
 */
import { entries, get, type Table, tableOf } from '../../base/table.ts';
import { stringHashCode } from '../hash.ts';
import type { LeaderIsrAndControllerEpoch } from '../kafkaController/leaderAndIsr.ts';
import type { ReplicaAssignment } from '../kafkaController/replicaAssignment.ts';
import { compareTopicPartitions, partitionOf, type TopicPartition, topicPartition } from '../topicPartition.ts';
import type { KafkaVersionRules } from '../versions.ts';
import { inScala212Order, inScalaOrder } from './scalaHashMap.ts';

/** If used in a conditional change, it matches any version. */
export const MATCH_ANY_VERSION = -1;
/** What a conditional change comes to that was not made. */
export const UNKNOWN_VERSION = -2;

// ---- /brokers/topics/<topic>/partitions/<partition>/state -----------------------------------------------------------------

const RECOVERING = 1;

export function encodePartitionState({ leaderAndIsr, controllerEpoch }: LeaderIsrAndControllerEpoch): string {
  const { leader, leaderEpoch, isr, leaderRecoveryState } = leaderAndIsr;
  const recovery = leaderRecoveryState === 'RECOVERED' ? {} : { leader_recovery_state: RECOVERING };
  return JSON.stringify({
    controller_epoch: controllerEpoch,
    leader,
    version: 1,
    ...recovery,
    leader_epoch: leaderEpoch,
    isr,
  });
}

interface PartitionStateJson {
  readonly controller_epoch: number;
  readonly leader: number;
  readonly leader_epoch: number;
  readonly isr: readonly number[];
  readonly leader_recovery_state?: number;
}

/** zkVersion: of the znode. undefined: it is not JSON. */
export function decodePartitionState(data: string | null, zkVersion: number): LeaderIsrAndControllerEpoch | undefined {
  const json = parseJson(data) as PartitionStateJson | undefined;
  if (json === undefined) return undefined;
  return {
    leaderAndIsr: {
      leader: json.leader,
      leaderEpoch: json.leader_epoch,
      isr: json.isr,
      leaderRecoveryState: json.leader_recovery_state === RECOVERING ? 'RECOVERING' : 'RECOVERED',
      partitionEpoch: zkVersion,
    },
    controllerEpoch: json.controller_epoch,
  };
}

// ---- /brokers/topics/<topic> ---------------------------------------------------------------------------------------------

export interface TopicIdReplicaAssignment {
  readonly topic: string;
  /** Before 2.8, and until a controller of a later version has given it one: null. */
  readonly topicId: string | null;
  /** By partition. */
  readonly assignment: Table<ReplicaAssignment>;
}

/** Version 3 has the topic's id (KIP-516), version 2 a reassignment (KIP-455), version 1 neither. */
export function encodeTopic(
  topicId: string | null,
  assignment: Table<ReplicaAssignment>,
  { kip455, kip516 }: KafkaVersionRules,
): string {
  const all = entries(assignment);
  if (!kip455) return encodeTopicBefore455(assignment);
  const partitions = partitionLists(all.map(([tp, { replicas }]) => [tp, replicas]));
  const adding = partitionLists(someOf(all.map(([tp, { addingReplicas }]) => [tp, addingReplicas])));
  const removing = partitionLists(someOf(all.map(([tp, { removingReplicas }]) => [tp, removingReplicas])));
  const reassigned = `"adding_replicas":${adding},"removing_replicas":${removing}`;
  if (!kip516) return `{"version":2,"partitions":${partitions},${reassigned}}`;
  const id = topicId === null ? '' : `"topic_id":"${topicId}",`;
  return `{"partitions":${partitions},${id}${reassigned},"version":3}`;
}

/** Of a time when Kafka was built with Scala 2.12. */
function encodeTopicBefore455(assignment: Table<ReplicaAssignment>): string {
  const byNumber = tableOf(entries(assignment).map(([tp, { replicas }]) => [`${partitionOf(tp)}`, replicas]));
  const lists = inScala212Order(byNumber.keys).map((key) => `"${key}":[${get(byNumber, key)!.join(',')}]`);
  return `{"version":1,"partitions":{${lists.join(',')}}}`;
}

type Listed = readonly [TopicPartition, readonly number[]];

function someOf(all: readonly Listed[]): readonly Listed[] {
  return all.filter(([, ids]) => ids.length > 0);
}

/** Numbers as keys: written by hand, because an object of JavaScript would put them in their order. */
function partitionLists(all: readonly Listed[]): string {
  const byNumber = all.map(([tp, ids]) => ({ key: `${partitionOf(tp)}`, ids }));
  const ordered = inScalaOrder(byNumber, ({ key }) => stringHashCode(key));
  return `{${ordered.map(({ key, ids }) => `"${key}":[${ids.join(',')}]`).join(',')}}`;
}

interface TopicJson {
  readonly topic_id?: string;
  readonly partitions?: Readonly<Record<string, readonly number[]>>;
  readonly adding_replicas?: Readonly<Record<string, readonly number[]>>;
  readonly removing_replicas?: Readonly<Record<string, readonly number[]>>;
}

const NONE: readonly number[] = [];

/** Partitions in the order of their numbers. */
export function decodeTopic(topic: string, data: string | null): TopicIdReplicaAssignment {
  const json = (parseJson(data) ?? {}) as TopicJson;
  const assignment = Object.entries(json.partitions ?? {}).map(([partition, replicas]): [string, ReplicaAssignment] => [
    topicPartition(topic, Number(partition)),
    {
      replicas,
      addingReplicas: json.adding_replicas?.[partition] ?? NONE,
      removingReplicas: json.removing_replicas?.[partition] ?? NONE,
    },
  ]);
  assignment.sort(([a], [b]) => compareTopicPartitions(a, b));
  return { topic, topicId: json.topic_id ?? null, assignment: tableOf(assignment) };
}

/** undefined: there is nothing, or it is not JSON. */
export function parseJson(data: string | null): unknown {
  if (data === null) return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
