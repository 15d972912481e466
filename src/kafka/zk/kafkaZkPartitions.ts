/**
 * Leader and ISR of partitions in ZooKeeper (kafka.zk.KafkaZkClient: getTopicPartitionStates, createTopicPartitionStatesRaw,
 * updateLeaderAndIsr).
 */
import { entries, get, type Table, tableOf } from '../../base/table.ts';
import type { LeaderAndIsr, LeaderIsrAndControllerEpoch } from '../kafkaController/leaderAndIsr.ts';
import type { ZooKeeperChange, ZooKeeperResult } from '../messages.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { ControllerMovedException } from './exceptions.ts';
import { changesUnderEpoch, exceptionOf, getDataOfAll } from './kafkaZkRequests.ts';
import { requests, type ZkRequest, type ZkRun } from './run.ts';
import { decodePartitionState, encodePartitionState } from './zkData.ts';
import { topicPartitionPath, topicPartitionStatePath, topicPartitionsPath } from './zkPaths.ts';

/** Each with its code, in the order asked. */
export function* getTopicPartitionStatesRaw(partitions: readonly TopicPartition[]): ZkRun<readonly ZooKeeperResult[]> {
  return yield* requests(partitions.map((tp): ZkRequest => ({ op: 'getData', path: topicPartitionStatePath(tp) })));
}

/** Of those that have one; partitionEpoch is the version of the znode. */
export function* getTopicPartitionStates(
  partitions: readonly TopicPartition[],
): ZkRun<Table<LeaderIsrAndControllerEpoch>> {
  const found = yield* getDataOfAll(partitions.map(topicPartitionStatePath));
  const states: [string, LeaderIsrAndControllerEpoch][] = [];
  for (const [place, znode] of found.entries()) {
    const state = znode === undefined ? undefined : decodePartitionState(znode.data, znode.stat.version);
    if (state !== undefined) states.push([partitions[place]!, state]);
  }
  return tableOf(states);
}

export function* getTopicPartitionState(tp: TopicPartition): ZkRun<LeaderIsrAndControllerEpoch | undefined> {
  return get(yield* getTopicPartitionStates([tp]), tp);
}

/** Under the znode version that each state has; each with its code, in the order given. */
export function* setTopicPartitionStatesRaw(
  states: Table<LeaderIsrAndControllerEpoch>,
  expectedControllerEpochZkVersion: number,
): ZkRun<readonly ZooKeeperResult[]> {
  const changes = entries(states).map(
    ([tp, state]): ZooKeeperChange => ({
      op: 'setData',
      path: topicPartitionStatePath(tp),
      data: encodePartitionState(state),
      version: state.leaderAndIsr.partitionEpoch,
    }),
  );
  return yield* changesUnderEpoch(changes, expectedControllerEpochZkVersion);
}

/** With the znodes above them: `partitions` of each topic, then each partition, then its state. The codes are of the last. */
export function* createTopicPartitionStatesRaw(
  states: Table<LeaderIsrAndControllerEpoch>,
  expectedControllerEpochZkVersion: number,
): ZkRun<readonly ZooKeeperResult[]> {
  const topics = [...new Set(states.keys.map(topicOf))];
  yield* changesUnderEpoch(topics.map(topicPartitionsPath).map(emptyZnode), expectedControllerEpochZkVersion);
  yield* changesUnderEpoch(states.keys.map(topicPartitionPath).map(emptyZnode), expectedControllerEpochZkVersion);
  const changes = entries(states).map(
    ([tp, state]): ZooKeeperChange => ({
      op: 'create',
      path: topicPartitionStatePath(tp),
      data: encodePartitionState(state),
      mode: 'PERSISTENT',
    }),
  );
  return yield* changesUnderEpoch(changes, expectedControllerEpochZkVersion);
}

function emptyZnode(path: string): ZooKeeperChange {
  return { op: 'create', path, data: null, mode: 'PERSISTENT' };
}

export interface UpdateLeaderAndIsrResult {
  /** With the new version of the znode as partitionEpoch, or what was wrong. */
  readonly finished: Table<LeaderAndIsr | Error>;
  /** Somebody else has written it: to be read and tried again. */
  readonly partitionsToRetry: readonly TopicPartition[];
}

/** What a new leader or ISR comes to, under the version that each is known to have. */
export function* updateLeaderAndIsr(
  leaderAndIsrs: Table<LeaderAndIsr>,
  controllerEpoch: number,
  expectedControllerEpochZkVersion: number,
): ZkRun<UpdateLeaderAndIsrResult> {
  const all = entries(leaderAndIsrs);
  const states = tableOf(all.map(([tp, leaderAndIsr]) => [tp, { leaderAndIsr, controllerEpoch }]));
  let results: readonly ZooKeeperResult[];
  try {
    results = yield* setTopicPartitionStatesRaw(states, expectedControllerEpochZkVersion);
  } catch (error) {
    if (error instanceof ControllerMovedException) throw error;
    return { finished: tableOf(all.map(([tp]) => [tp, error as Error])), partitionsToRetry: [] };
  }
  const finished: [string, LeaderAndIsr | Error][] = [];
  const partitionsToRetry: TopicPartition[] = [];
  for (const [place, [tp, leaderAndIsr]] of all.entries()) {
    const result = results[place]!;
    if (result.code === 'OK') finished.push([tp, { ...leaderAndIsr, partitionEpoch: result.stat!.version }]);
    else if (result.code === 'BADVERSION') partitionsToRetry.push(tp);
    else finished.push([tp, exceptionOf(result, { op: 'getData', path: topicPartitionStatePath(tp) })]);
  }
  return { finished: tableOf(finished), partitionsToRetry };
}
