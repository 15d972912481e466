/**
 * A broker becomes the coordinator of the groups of a partition when it leads it: it reads the whole partition first, and
 * says COORDINATOR_LOAD_IN_PROGRESS meanwhile. It is so no more when another leads; whoever waits is sent there.
 *
 * Kafka: org.apache.kafka.coordinator.common.runtime.{CoordinatorRuntime (scheduleLoadOperation, scheduleUnloadOperation),
 * CoordinatorLoaderImpl}, GroupCoordinatorShard (onLoaded, onUnloaded), kafka.server.metadata.BrokerMetadataPublisher
 * (updateCoordinator). *Simplified:* loading takes five milliseconds and what a disk of 100 MB/s takes for the log.
 */
import { emptyTable, mapTable } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { slice } from '../../base/vector.ts';
import { brokerId, hostedPartition, update, type Work } from '../broker/work.ts';
import { type PartitionLog, sizeInBytes } from '../log/partitionLog.ts';
import { type PartitionDelta, topicByName } from '../metadata/image.ts';
import { offsetAt } from '../records.ts';
import { isLeader } from '../replication/partition.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { activeContextOf, contextOf, contextsOf, GROUP_METADATA_TOPIC, removeContext, setContext } from './contexts.ts';
import { complete } from './deferredEvents.ts';
import { onLoaded, onUnloaded } from './groupMetadataManager.ts';
import { onMetadataUpdate } from './modern/consumerGroupApis.ts';
import { onTopicsDeleted } from './offsets/expireOffsets.ts';
import { recordOf } from './recordTexts.ts';
import { replayRecord } from './replayRecord.ts';
import { failBatch, flushTimer, write } from './runtime.ts';
import { cancelTimers, onShard } from './shardOperation.ts';
import type { ActiveContext, GroupShard } from './state.ts';

const LOAD_LATENCY: Micros = 5_000;
const BYTES_PER_MICRO = 100;
const EMPTY_SHARD: GroupShard = { groups: emptyTable(), offsets: emptyTable() };
const MICROS_PER_MILLI = 1_000;

const loadTimer = (tp: TopicPartition): string => `broker/group-load ${tp}`;

/** How many partitions __consumer_offsets has decides where a group belongs: it is asked once, at the start. */
export function startGroupCoordinator(work: Work): void {
  startGroupCoordinatorWith(work, topicByName(work.state.image, GROUP_METADATA_TOPIC)?.partitions.length);
}

/** undefined: the topic is not there yet. */
export function startGroupCoordinatorWith(work: Work, known: number | undefined): void {
  const numPartitions = known ?? (work.state.setup.config['offsets.topic.num.partitions'] as number);
  update(work, { groupCoordinator: { ...work.state.groupCoordinator, numPartitions } });
}

/** What a change of the metadata means for this broker as a coordinator. */
export function updateGroupCoordinator(work: Work, deltas: readonly PartitionDelta[]): void {
  const id = brokerId(work);
  for (const { topicPartition: tp, before, after } of deltas) {
    if (topicOf(tp) !== GROUP_METADATA_TOPIC) continue;
    if (after === undefined || !after.replicas.includes(id)) onResignation(work, tp, undefined);
    else if (after.leader !== id) onResignation(work, tp, after.leaderEpoch);
    else if (before?.leaderEpoch !== after.leaderEpoch) onElection(work, tp, after.leaderEpoch);
  }
  forgetDeletedTopics(work, deltas);
  onMetadataUpdate(work, deltas);
}

export function onElection(work: Work, tp: TopicPartition, epoch: number): void {
  const context = contextOf(work, tp);
  if (context !== undefined && context.epoch >= epoch) return;
  if (context?.state === 'ACTIVE' || context?.state === 'LOADING') {
    setContext(work, { ...context, epoch });
    return;
  }
  setContext(work, { state: 'LOADING', topicPartition: tp, epoch });
  const log = hostedPartition(work, tp)?.log;
  const bytes = log === undefined ? 0 : sizeInBytes(log);
  const timer = { part: 'broker', type: 'group-load', topicPartition: tp, epoch } as const;
  work.out.setTimer(loadTimer(tp), LOAD_LATENCY + Math.floor(bytes / BYTES_PER_MICRO), timer);
}

/** The log is read. */
export function completeLoad(work: Work, tp: TopicPartition): void {
  const context = contextOf(work, tp);
  if (context?.state !== 'LOADING') return;
  const partition = hostedPartition(work, tp);
  if (partition === undefined || !isLeader(partition)) {
    setContext(work, { ...context, state: 'FAILED' });
    return;
  }
  const { log } = partition;
  const { committed, shard } = load(log, Math.floor(work.env.now / MICROS_PER_MILLI));
  const snapshots = [{ offset: log.highWatermark, shard: committed }];
  if (log.logEndOffset > log.highWatermark) snapshots.push({ offset: log.logEndOffset, shard });
  const active: ActiveContext = {
    state: 'ACTIVE',
    topicPartition: tp,
    epoch: context.epoch,
    shard,
    lastWrittenOffset: log.logEndOffset,
    lastCommittedOffset: log.highWatermark,
    snapshots,
    deferred: [],
    batch: null,
    timers: emptyTable(),
  };
  setContext(work, active);
  tell(work, 'CoordinatorLoaded', tp, shard);
  onShard(work, active, onLoaded);
}

/** Up to the end, and what of it is committed. */
function load(log: PartitionLog, nowMs: number): { readonly committed: GroupShard; readonly shard: GroupShard } {
  let shard = EMPTY_SHARD;
  let committed = EMPTY_SHARD;
  for (const batch of slice(log.batches, 0)) {
    for (let place = 0; place < batch.records.length; place++) {
      const offset = offsetAt(batch, place);
      const record = recordOf(batch.records[place]!);
      if (record !== undefined && offset >= log.logStartOffset) shard = replayRecord(shard, record, offset, nowMs);
    }
    if (batch.baseOffset < log.highWatermark) committed = shard;
  }
  return { committed, shard };
}

/** `epoch` undefined: the replica is here no more. */
export function onResignation(work: Work, tp: TopicPartition, epoch: number | undefined): void {
  const context = contextOf(work, tp);
  if (context === undefined || (epoch !== undefined && context.epoch >= epoch)) return;
  work.out.cancelTimer(loadTimer(tp));
  if (context.state === 'ACTIVE') unload(work, context);
  removeContext(work, tp);
}

function unload(work: Work, { topicPartition: tp, deferred }: ActiveContext): void {
  setContext(work, { ...activeContextOf(work, tp)!, deferred: [] });
  for (const { event } of deferred) complete(work, tp, event, 'NOT_COORDINATOR');
  failBatch(work, activeContextOf(work, tp)!, 'NOT_COORDINATOR');
  const active = activeContextOf(work, tp)!;
  tell(work, 'CoordinatorUnloaded', tp, active.shard);
  onShard(work, active, onUnloaded);
  cancelTimers(work, activeContextOf(work, tp)!);
  work.out.cancelTimer(flushTimer(tp));
}

/** Fifty empty partitions are nothing to tell. */
function tell(
  work: Work,
  type: 'CoordinatorLoaded' | 'CoordinatorUnloaded',
  partition: TopicPartition,
  shard: GroupShard,
): void {
  const groups = shard.groups.keys.length;
  const offsets = mapTable(shard.offsets, (ofGroup) => ofGroup.keys.length).values.reduce((sum, each) => sum + each, 0);
  if (groups + offsets > 0) work.out.fact({ type, partition, broker: brokerId(work), groups, offsets });
}

/** The offsets of a topic go with it. */
export function forgetDeletedTopics(work: Work, deltas: readonly PartitionDelta[]): void {
  const gone = new Map<string, string>();
  for (const { topicPartition: tp, topicId, after } of deltas) {
    const isGone = after === undefined && topicByName(work.state.image, topicOf(tp))?.topicId !== topicId;
    if (isGone) gone.set(topicId, topicOf(tp));
  }
  if (gone.size === 0) return;
  const deleted = [...gone].map(([topicId, name]) => ({ topicId, name }));
  for (const tp of contextsOf(work).keys) {
    const active = activeContextOf(work, tp);
    const concerned = active?.shard.offsets.values.some((offsets) =>
      offsets.keys.some((each) => [...gone.values()].includes(topicOf(each))),
    );
    if (concerned) write(work, tp, { request: null, connection: -1 }, (context) => onTopicsDeleted(context, deleted));
  }
}
