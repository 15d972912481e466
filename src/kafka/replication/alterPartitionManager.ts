/**
 * Carries ISR proposals to the controller: one per partition, one request in flight, all that wait in one request. It is
 * sent until it is answered; the partitions judge the answers.
 *
 * Kafka: kafka.server.DefaultAlterPartitionManager (KIP-497); before, leaders wrote it to ZooKeeper themselves.
 */
import { type Micros, millis } from '../../base/time.ts';
import { sendToController } from '../broker/controllerChannel.ts';
import { brokerId, update, type Work } from '../broker/work.ts';
import { brokerEpoch } from '../broker/zk/state.ts';
import { submitToZooKeeper } from '../broker/zk/zkAlterPartitionManager.ts';
import type { ErrorName } from '../errors.ts';
import type { AlterPartitionResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Proposal } from './isrState.ts';

const RETRY_AFTER_ERROR: Micros = millis(50);

export interface AlterPartitionItem {
  readonly topicPartition: TopicPartition;
  readonly topicId: string;
  readonly proposal: Proposal;
}

export type PartitionResult = AlterPartitionResponse['partitions'][number];

export interface AnsweredItem {
  readonly item: AlterPartitionItem;
  readonly result: PartitionResult;
}

/** OPERATION_NOT_ATTEMPTED while an older proposal for the same partition waits. */
export function submit(work: Work, item: AlterPartitionItem): ErrorName {
  const { alterPartition, zookeeper, setup } = work.state;
  if (zookeeper !== undefined && !setup.version.kip497) {
    submitToZooKeeper(work, item);
    return 'NONE';
  }
  const waiting = ({ topicPartition, topicId }: AlterPartitionItem): boolean =>
    topicPartition === item.topicPartition && topicId === item.topicId;
  if (alterPartition.unsent.some(waiting)) return 'OPERATION_NOT_ATTEMPTED';
  update(work, { alterPartition: { ...alterPartition, unsent: [...alterPartition.unsent, item] } });
  propagate(work);
  return 'NONE';
}

/** Items stay in the list until they are answered, so that a lost request is sent again with them. */
export function propagate(work: Work): void {
  const { alterPartition } = work.state;
  if (alterPartition.inFlight !== null || alterPartition.unsent.length === 0) return;
  const inFlight = alterPartition.unsent;
  update(work, { alterPartition: { ...alterPartition, inFlight } });
  sendToController(work, 'alter-partition', {
    type: 'AlterPartitionRequest',
    correlationId: 0,
    brokerId: brokerId(work),
    brokerEpoch: brokerEpoch(work),
    partitions: inFlight.map(({ topicPartition, proposal }) => ({
      topicPartition,
      leaderEpoch: proposal.leaderEpoch,
      newIsrWithEpochs: proposal.isrWithEpochs,
      leaderRecoveryState: proposal.leaderRecoveryState,
      partitionEpoch: proposal.partitionEpoch,
    })),
  });
}

/** What the controller said to each item; the next request is the caller's to send, once it has handled them. */
export function handleAlterPartitionResponse(work: Work, response: AlterPartitionResponse): readonly AnsweredItem[] {
  const { alterPartition } = work.state;
  const inFlight = alterPartition.inFlight ?? [];
  const answered: AnsweredItem[] = [];
  if (response.errorCode === 'NONE') {
    for (const item of inFlight) {
      const result = response.partitions.find(({ topicPartition }) => topicPartition === item.topicPartition);
      if (result !== undefined) answered.push({ item, result });
    }
  }
  const unsent = alterPartition.unsent.filter((item) => !answered.some((done) => done.item === item));
  update(work, { alterPartition: { unsent, inFlight: null } });
  return answered;
}

export function afterResponse(work: Work, response: AlterPartitionResponse): void {
  if (response.errorCode === 'NONE') {
    propagate(work);
    return;
  }
  work.out.setTimer('broker/send-alter-partition', RETRY_AFTER_ERROR, { part: 'broker', type: 'send-alter-partition' });
}
