/**
 * Requests that wait for something: looked at when their partition changes, and when their time is up.
 *
 * Kafka: org.apache.kafka.server.purgatory.DelayedOperationPurgatory, as kafka.server.ReplicaManager has one for each kind.
 */
import { highWatermarkUpdated } from '../group/deferredEvents.ts';
import { completeDelayedFetches, completeFetch } from '../replication/delayedFetch.ts';
import { completeDelayedProduces, completeProduce } from '../replication/delayedProduce.ts';
import { completeDelayedDeleteRecords, completeDeleteRecords } from '../replication/deleteRecords.ts';
import type { Partition } from '../replication/partition.ts';
import { connectionOf } from './connections.ts';
import { produceAnswer } from './handleProduce.ts';
import type { Work } from './work.ts';
import { expireTopicOperation } from './zk/topicPurgatory.ts';

/** What waits on this partition and is complete now is answered. */
export function completeDelayed(work: Work, partition: Partition): void {
  completeDelayedFetches(work, partition);
  completeDelayedProduces(work, partition, produceAnswer);
  completeDelayedDeleteRecords(work, partition);
  highWatermarkUpdated(work, partition.topicPartition);
}

export function delayedOperationExpired(work: Work, connection: number): void {
  const parked = connectionOf(work, connection)?.parked;
  switch (parked?.type) {
    case 'produce':
      completeProduce(work, connection, parked, produceAnswer);
      return;
    case 'fetch':
      completeFetch(work, connection, parked);
      return;
    case 'delete-records':
      completeDeleteRecords(work, connection, parked);
      return;
    case 'zookeeper':
      expireTopicOperation(work, connection);
      return;
    default:
      // Answered meanwhile, or waiting for something that has a timer of its own.
      return;
  }
}
