/**
 * Before KIP-101: a replica that follows another leader than before cuts its log to its own high watermark at once, and
 * fetches from there. What it cuts off may well be committed: it hears of the high watermark one fetch late.
 *
 * Kafka: kafka.server.ReplicaManager.makeFollowers of 0.10.2.
 */
import { hostedPartition, type Work } from '../broker/work.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { truncateLog } from './followerLog.ts';

/** Returns the offset to fetch from. */
export function truncateToHighWatermark(work: Work, tp: TopicPartition): number {
  const { highWatermark } = hostedPartition(work, tp)!.log;
  truncateLog(work, tp, highWatermark, `back to its own high watermark ${highWatermark}`);
  return hostedPartition(work, tp)!.log.logEndOffset;
}
