/** Leader and ISR of partitions as ZooKeeper has them now, each on its own. */
import type { TopicPartition } from '../topicPartition.ts';
import { exceptionOf, getTopicPartitionStatesRaw } from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { decodePartitionState } from '../zk/zkData.ts';
import type { LeaderIsrAndControllerEpoch } from './leaderAndIsr.ts';
import { kafkaError } from './work.ts';

/** undefined: there is none. */
type Read = LeaderIsrAndControllerEpoch | Error | undefined;

export function* readStates(
  partitions: readonly TopicPartition[],
): ZkRun<readonly (readonly [TopicPartition, Read])[]> {
  try {
    const results = yield* getTopicPartitionStatesRaw(partitions);
    return results.map((result, place): [TopicPartition, Read] => {
      const tp = partitions[place]!;
      if (result.code === 'NONODE') return [tp, undefined];
      if (result.code !== 'OK') return [tp, exceptionOf(result)];
      return [tp, decodePartitionState(result.data ?? null, result.stat!.version)];
    });
  } catch (thrown) {
    const error = kafkaError(thrown);
    return partitions.map((tp) => [tp, error]);
  }
}
