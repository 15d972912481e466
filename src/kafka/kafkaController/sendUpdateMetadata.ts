/** The leaders of some partitions, and who is alive, to some brokers (KafkaController.sendUpdateMetadataRequest). */
import type { TopicPartition } from '../topicPartition.ts';
import { addUpdateMetadataRequestForBrokers, newBatch, sendRequestsToBrokers } from './controllerBrokerRequestBatch.ts';
import { partitionsWithLeaders } from './controllerContext.ts';
import type { ControllerWork } from './work.ts';

export function sendUpdateMetadataRequest(
  work: ControllerWork,
  brokers: readonly number[],
  partitions: readonly TopicPartition[],
): void {
  const { context, version } = work;
  const batch = newBatch();
  const isAll = partitions.length === 0 && !version.emptyMetadataUpdates;
  addUpdateMetadataRequestForBrokers(context, batch, brokers, isAll ? partitionsWithLeaders(context) : partitions);
  sendRequestsToBrokers(work, batch);
}
