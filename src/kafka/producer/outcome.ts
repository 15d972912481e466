/**
 * What an answer, or its absence, says about the log. A callback with an error does not mean that the record is not
 * there: after a lost answer, or an error that can follow the append, nobody on this side knows.
 *
 * Kafka: ReplicaManager.appendRecords and DelayedProduce for which errors precede the append.
 */
import type { ErrorName } from '../errors.ts';

const MAY_FOLLOW_APPEND: readonly ErrorName[] = [
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'KAFKA_STORAGE_ERROR',
  'UNKNOWN_SERVER_ERROR',
];

/** With acks=all the leader may lose its place, or the topic go, while the append waits for followers. */
const MAY_FOLLOW_APPEND_OF_ALL: readonly ErrorName[] = ['NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_TOPIC_OR_PARTITION'];

export function mayBeAppended(error: ErrorName, acks: number): boolean {
  return MAY_FOLLOW_APPEND.includes(error) || (acks === -1 && MAY_FOLLOW_APPEND_OF_ALL.includes(error));
}
