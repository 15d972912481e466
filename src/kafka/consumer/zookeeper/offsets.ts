/**
 * Where the group has come to: in ZooKeeper, in Kafka, or in both while it moves from the one to the other
 * (ZookeeperConsumerConnector.commitOffsets, fetchOffsets; offsets.storage, dual.commit.enabled).
 *
 * A commit names nobody: it is taken from whoever sends it, also from a consumer that has lost its partitions and does not
 * know it yet.
 */
import { get, set } from '../../../base/table.ts';
import type { OffsetFetchResponse } from '../../messages.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import { once, sleep, type ZkRun } from '../../zk/run.ts';
import { noteCommitted } from '../assignment.ts';
import { type OffsetsToCommit, tellCompleted, tellFailed, tellSent } from '../commit.ts';
import { offsetPath } from './groupPaths.ts';
import { synchronized } from './locks.ts';
import { askOffsetManager, forgetOffsetManager } from './offsetsChannel.ts';
import { type ConnectorRun, withConnector } from './state.ts';
import { readDataMaybeNull, updatePersistentPath } from './zkUtils.ts';

/** What its application was handed, of all it is assigned; -1 where it was handed nothing and nothing was known. */
export function consumedOffsets(run: ConnectorRun): OffsetsToCommit {
  return run.partitions.values.map(({ partition, position }) => ({
    partition,
    offset: position?.offset ?? -1,
    leaderEpoch: -1,
  }));
}

export function noteCheckpoint(run: ConnectorRun, partition: TopicPartition, offset: number): void {
  withConnector(run, { checkpointed: set(run.connector.checkpointed, partition, offset) });
}

// ---- committing -------------------------------------------------------------------------------------------------------

/**
 * `isAutoCommit`: tried once only. The automatic commit itself says false, and all others say true: so it is in Kafka.
 */
export function* commitOffsets(
  run: ConnectorRun,
  thread: string,
  offsets: OffsetsToCommit,
  isAutoCommit: boolean,
): ZkRun<void> {
  const { settings } = run.connector;
  let retriesRemaining = 1 + (isAutoCommit ? 0 : settings.offsetsCommitMaxRetries);
  while (true) {
    const isCommitted = yield* synchronized(run, 'offsets-channel', thread, () => commitOnce(run, offsets));
    retriesRemaining -= 1;
    if (isCommitted || retriesRemaining === 0) return;
    yield* sleep(settings.offsetsChannelBackoff);
  }
}

function* commitOnce(run: ConnectorRun, offsets: OffsetsToCommit): ZkRun<boolean> {
  if (offsets.length === 0) return true;
  if (run.connector.settings.offsetsStorage === 'zookeeper') {
    const changed = yield* once(() => withoutKnown(run, offsets));
    if (changed.length > 0) yield* once(() => tellSent(run, changed));
    for (const { partition, offset } of changed) yield* commitOffsetToZooKeeper(run, partition, offset);
    if (changed.length > 0) yield* once(() => completed(run, changed));
    return true;
  }
  return yield* commitToKafka(run, offsets);
}

/** What stands there already is not written again. */
function withoutKnown(run: ConnectorRun, offsets: OffsetsToCommit): OffsetsToCommit {
  return offsets.filter(({ partition, offset }) => get(run.connector.checkpointed, partition) !== offset);
}

/** One znode a partition, whatever its version: the last who writes wins. */
function* commitOffsetToZooKeeper(run: ConnectorRun, partition: TopicPartition, offset: number): ZkRun<void> {
  const isKnown = yield* once(() => get(run.connector.checkpointed, partition) === offset);
  if (isKnown) return;
  yield* updatePersistentPath(offsetPath(run.connector.settings.groupId, partition), `${offset}`);
  yield* once(() => noteCheckpoint(run, partition, offset));
}

function completed(run: ConnectorRun, offsets: OffsetsToCommit): void {
  for (const { partition, offset } of offsets) noteCommitted(run, partition, offset);
  tellCompleted(run, offsets);
}

function* commitToKafka(run: ConnectorRun, offsets: OffsetsToCommit): ZkRun<boolean> {
  const { settings } = run.connector;
  yield* once(() => tellSent(run, offsets));
  const response = yield* askOffsetManager(run, (correlationId) => ({
    type: 'OffsetCommitRequest',
    groupId: settings.groupId,
    generationIdOrMemberEpoch: -1,
    memberId: '',
    groupInstanceId: null,
    partitions: offsets.map(({ partition, offset }) => ({
      topicPartition: partition,
      committedOffset: offset,
      committedLeaderEpoch: -1,
      committedMetadata: '',
    })),
    correlationId,
  }));
  if (response?.type !== 'OffsetCommitResponse') {
    yield* once(() => failed(run, offsets, 'the connection to the offset manager was lost'));
    return false;
  }
  for (const { topicPartition, errorCode } of response.partitions) {
    const offset = offsets.find(({ partition }) => partition === topicPartition)?.offset;
    if (errorCode !== 'NONE' || !settings.dualCommit || offset === undefined) continue;
    yield* commitOffsetToZooKeeper(run, topicPartition, offset);
  }
  const errors = response.partitions.map(({ errorCode }) => errorCode).filter((code) => code !== 'NONE');
  if (errors.length === 0) {
    yield* once(() => completed(run, offsets));
    return true;
  }
  yield* once(() => failed(run, offsets, errors[0]!));
  if (errors.some((code) => code === 'NOT_COORDINATOR' || code === 'COORDINATOR_NOT_AVAILABLE')) {
    yield* once(() => forgetOffsetManager(run));
  }
  return errors.every((code) => code === 'OFFSET_METADATA_TOO_LARGE');
}

function failed(run: ConnectorRun, offsets: OffsetsToCommit, why: string): void {
  tellFailed(run, offsets, { error: why, message: 'the offsets were not committed', retriable: true });
}

// ---- finding where to begin -------------------------------------------------------------------------------------------

type Offsets = Readonly<Record<TopicPartition, number>>;

/** -1: none. null: it is being shut down. */
export function* fetchOffsets(
  run: ConnectorRun,
  thread: string,
  partitions: readonly TopicPartition[],
): ZkRun<Offsets | null> {
  const { settings } = run.connector;
  if (partitions.length === 0) return {};
  if (settings.offsetsStorage === 'zookeeper') return yield* fetchFromZooKeeper(settings.groupId, partitions);
  while (true) {
    if (yield* once(() => run.connector.isShuttingDown)) return null;
    const offsets = yield* synchronized(run, 'offsets-channel', thread, () => fetchFromKafka(run, partitions));
    if (offsets !== null) return offsets;
    yield* sleep(settings.offsetsChannelBackoff);
  }
}

function* fetchFromZooKeeper(group: string, partitions: readonly TopicPartition[]): ZkRun<Offsets> {
  const offsets: Record<TopicPartition, number> = {};
  for (const partition of partitions) {
    const text = yield* readDataMaybeNull(offsetPath(group, partition));
    offsets[partition] = text === undefined ? -1 : Number(text);
  }
  return offsets;
}

/** null: to be asked again. The higher of both, where it commits to both. */
function* fetchFromKafka(run: ConnectorRun, partitions: readonly TopicPartition[]): ZkRun<Offsets | null> {
  const { groupId, dualCommit } = run.connector.settings;
  const response = yield* askOffsetManager(run, (correlationId) => ({
    type: 'OffsetFetchRequest',
    groupId,
    memberId: null,
    memberEpoch: -1,
    partitions,
    requireStable: false,
    correlationId,
  }));
  if (response?.type !== 'OffsetFetchResponse') return null;
  if (isToBeAskedAgain(response)) {
    yield* once(() => forgetOffsetManager(run));
    return null;
  }
  const inZooKeeper = dualCommit ? yield* fetchFromZooKeeper(groupId, partitions) : {};
  const offsets: Record<TopicPartition, number> = {};
  for (const { topicPartition, committedOffset } of response.partitions) {
    offsets[topicPartition] = Math.max(committedOffset, inZooKeeper[topicPartition] ?? -1);
  }
  return offsets;
}

function isToBeAskedAgain({ errorCode, partitions }: OffsetFetchResponse): boolean {
  return errorCode !== 'NONE' || partitions.some((one) => one.errorCode !== 'NONE');
}
