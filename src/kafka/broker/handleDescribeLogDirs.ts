/**
 * DescribeLogDirs: how many bytes each replica on this broker takes.
 *
 * Kafka: kafka.server.KafkaApis.handleDescribeLogDirsRequest, ReplicaManager.describeLogDirs. *Simplified:* one log
 * directory; no replica is on its way to another one.
 */
import type { PartitionLog } from '../log/partitionLog.ts';
import type { DescribeLogDirsRequest } from '../messages.ts';
import { hostedPartition, type Work } from './work.ts';

export function handleDescribeLogDirs(work: Work, connection: number, request: DescribeLogDirsRequest): void {
  const { correlationId, topics } = request;
  const wanted = topics ?? work.state.partitions.keys;
  const partitions = wanted.flatMap((topicPartition) => {
    const partition = hostedPartition(work, topicPartition);
    if (partition === undefined) return [];
    return [{ topicPartition, partitionSize: sizeOf(partition.log), offsetLag: 0, isFutureKey: false }];
  });
  const logDir = String(work.state.setup.config['log.dirs'] ?? work.state.setup.config['log.dir']);
  const results = [{ errorCode: 'NONE', logDir, partitions } as const];
  work.out.reply(connection, { type: 'DescribeLogDirsResponse', correlationId, errorCode: 'NONE', results });
}

function sizeOf({ segments }: PartitionLog): number {
  return segments.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0);
}
