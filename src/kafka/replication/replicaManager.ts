/**
 * The partitions of one broker: brought up, moved between leader and follower, and taken down as the metadata says.
 *
 * Kafka: kafka.server.ReplicaManager (applyDelta, applyLocalLeadersDelta, applyLocalFollowersDelta, stopPartitions,
 * checkpointHighWatermarks, startup), org.apache.kafka.image.LocalReplicaChanges.
 * *Simplified:* a replica that is not wanted here any more is deleted at once, where Kafka renames it first.
 */
import { emptyTable, entries, get, has, remove } from '../../base/table.ts';
import { MICROS_PER_MILLI } from '../../base/time.ts';
import { brokerId, configMicros, hostedPartition, setPartition, update, type Work } from '../broker/work.ts';
import { type LogConfig, logConfigOf } from '../log/logConfig.ts';
import { createLogDirectory, HIGH_WATERMARK_FILE, storeLog, writeOffsetCheckpoint } from '../log/logDirectory.ts';
import { startLogManager } from '../log/logManager.ts';
import { emptyLog, type PartitionLog } from '../log/partitionLog.ts';
import { type PartitionDelta, type PartitionRegistration, topicConfig } from '../metadata/image.ts';
import { NO_LEADER } from '../records.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { attend, sessionsNaming } from './fetchSession.ts';
import { advanceHighWatermark, maybeShrinkIsr } from './inSyncReplicas.ts';
import { makeFollower, makeLeader } from './leaderChange.ts';
import type { Partition } from './partition.ts';
import { addFetchers, removeFetchers, shutdownIdleFetchers } from './replicaFetcherManager.ts';

export interface LocalChange {
  readonly topicPartition: TopicPartition;
  readonly topicId: string;
  /** Of the ZooKeeper controller that decided it. */
  readonly controllerEpoch: number;
  readonly registration: PartitionRegistration;
}

export function applyDelta(work: Work, deltas: readonly PartitionDelta[]): void {
  const id = brokerId(work);
  const leaders: LocalChange[] = [];
  const followers: LocalChange[] = [];
  for (const { topicPartition, topicId, before, after } of deltas) {
    if (after === undefined || !after.replicas.includes(id)) {
      if (before?.replicas.includes(id)) {
        deletePartition(work, topicPartition, after === undefined ? 'the topic was deleted' : 'it was reassigned');
      }
    } else if (before === undefined || before.partitionEpoch !== after.partitionEpoch) {
      (after.leader === id ? leaders : followers).push({
        topicPartition,
        topicId,
        controllerEpoch: 0,
        registration: after,
      });
    }
  }
  removeFetchers(
    work,
    leaders.map(({ topicPartition }) => topicPartition),
  );
  for (const change of leaders) becomeLeader(work, change);
  becomeFollowers(work, followers);
  if (leaders.length + followers.length > 0) shutdownIdleFetchers(work);
}

// ---- bringing up -----------------------------------------------------------------------------------------------------

export function getOrCreatePartition(work: Work, { topicPartition, topicId }: LocalChange): Partition {
  const hosted = hostedPartition(work, topicPartition);
  if (hosted !== undefined) return hosted;
  return {
    topicPartition,
    topicId,
    controllerEpoch: 0,
    leaderEpoch: -1,
    partitionEpoch: 0,
    replicas: [],
    addingReplicas: [],
    removingReplicas: [],
    log: takeLog(work, topicPartition, topicId),
    config: logConfig(work, topicPartition),
    replica: { role: 'follower', leaderId: NO_LEADER },
    produceWatchers: [],
    fetchWatchers: [],
    deleteRecordsWatchers: [],
    sessions: sessionsNaming(work, topicPartition),
  };
}

/** The log found on disk at start, if it is of the same topic; else a new one. */
function takeLog(work: Work, tp: TopicPartition, topicId: string): PartitionLog {
  const { unhostedLogs } = work.state;
  const found = get(unhostedLogs, tp);
  if (found !== undefined) update(work, { unhostedLogs: remove(unhostedLogs, tp) });
  if (found?.topicId === topicId) return found;
  if (found !== undefined && work.state.zookeeper !== undefined) return withTopicId(work, tp, found, topicId);
  if (found !== undefined) work.out.remove(tp);
  const log = emptyLog(topicId, 0, work.env.now);
  createLogDirectory(tp, log, work.out);
  return log;
}

/** One of the two is not known: topics with ZooKeeper have had ids since 2.8 alone. */
function withTopicId({ out }: Work, tp: TopicPartition, found: PartitionLog, topicId: string): PartitionLog {
  if (topicId === '') return found;
  const log = { ...found, topicId };
  createLogDirectory(tp, log, out);
  return log;
}

function logConfig(work: Work, tp: TopicPartition): LogConfig {
  const { image, setup } = work.state;
  return logConfigOf((name) => topicConfig(image, topicOf(tp), name, setup.config, setup.nodeId));
}

/** After dynamic configs changed (DynamicConfigPublisher). `topic` undefined: perhaps all of them. */
export function refreshLogConfigs(work: Work, topic: string | undefined): void {
  for (const [tp, partition] of entries(work.state.partitions)) {
    if (topic === undefined || topicOf(tp) === topic) setPartition(work, { ...partition, config: logConfig(work, tp) });
  }
}

/** Logs of replicas that the metadata does not place here: left from before, under an id that is gone. */
export function removeStrayLogs(work: Work): void {
  for (const tp of work.state.unhostedLogs.keys) {
    work.out.remove(tp);
    tellDeleted(work, tp, 'it was not assigned to this broker any more when it started');
  }
  update(work, { unhostedLogs: emptyTable() });
}

// ---- leaders and followers -------------------------------------------------------------------------------------------

export function becomeLeader(work: Work, change: LocalChange): void {
  const partition = decidedBy(change, getOrCreatePartition(work, change));
  const { kafka7415 } = work.state.setup.version;
  const made = makeLeader(partition, change.registration, brokerId(work), work.env.now, kafka7415);
  if (made === undefined) return;
  const { topicPartition, log, leaderEpoch, replica } = made.partition;
  if (made.isNewLeaderEpoch) {
    storeLog(topicPartition, partition.log, log, false, work.out);
    const startOffset = replica.leaderEpochStartOffset;
    const fact = { partition: topicPartition, broker: brokerId(work), leaderEpoch, startOffset };
    work.out.fact({ type: 'BecameLeader', ...fact });
  }
  attend(work, made.partition);
  work.actionQueue.push(made.partition);
  advanceHighWatermark(work, made.partition);
}

export function becomeFollowers(work: Work, changes: readonly LocalChange[]): void {
  const toStart: TopicPartition[] = [];
  const toStop: TopicPartition[] = [];
  const { kip320 } = work.state.setup.version;
  for (const change of changes) {
    const made = makeFollower(decidedBy(change, getOrCreatePartition(work, change)), change.registration);
    if (made === undefined) continue;
    const { registration, topicPartition } = change;
    const { leader, leaderEpoch, isr } = registration;
    setPartition(work, made.partition);
    if (made.isNewLeaderEpoch) {
      const fact = { partition: topicPartition, broker: brokerId(work), leader, leaderEpoch };
      work.out.fact({ type: 'BecameFollower', ...fact });
    }
    // On its way out, a broker stops following where it is already out of the ISR: it shall not be brought back in.
    // With ZooKeeper it follows nobody any more, whoever is in sync.
    const isOut = work.state.zookeeper !== undefined || leader === NO_LEADER || !isr.includes(brokerId(work));
    const leaving = work.state.inControlledShutdown && isOut;
    if (leaving) toStop.push(topicPartition);
    // Before fetches named an epoch, another one of the same leader was nothing that a fetcher had to know of.
    else if (kip320 ? made.isNewLeaderEpoch : made.isNewLeader) toStart.push(topicPartition);
  }
  // Also where the leader is the same: what is in flight belongs to the old epoch.
  removeFetchers(work, [...toStart, ...toStop]);
  addFetchers(work, toStart);
  for (const tp of [...toStart, ...toStop]) leadershipLost(work, tp);
}

function decidedBy({ controllerEpoch }: LocalChange, partition: Partition): Partition {
  return partition.controllerEpoch === controllerEpoch ? partition : { ...partition, controllerEpoch };
}

/** What waited here for this broker as the leader is answered now rather than at its timeout. */
function leadershipLost(work: Work, tp: TopicPartition): void {
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return;
  attend(work, partition);
  work.actionQueue.push(partition);
}

/** ReplicaManager.stopPartitions, of what a ZooKeeper controller wants stopped; the log may be here without being hosted. */
export function stopPartition(work: Work, tp: TopicPartition, deleteLocalLog: boolean, reason: string): void {
  const { unhostedLogs } = work.state;
  if (!deleteLocalLog) {
    removeFetchers(work, [tp]);
    leadershipLost(work, tp);
  } else if (has(unhostedLogs, tp)) {
    update(work, { unhostedLogs: remove(unhostedLogs, tp) });
    work.out.remove(tp);
    tellDeleted(work, tp, reason);
  } else deletePartition(work, tp, reason);
}

function deletePartition(work: Work, tp: TopicPartition, reason: string): void {
  removeFetchers(work, [tp]);
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return;
  attend(work, partition);
  work.actionQueue.push(partition);
  update(work, { partitions: remove(work.state.partitions, tp) });
  work.out.remove(tp);
  tellDeleted(work, tp, reason);
}

function tellDeleted(work: Work, partition: TopicPartition, reason: string): void {
  work.out.fact({ type: 'ReplicaDeleted', partition, broker: brokerId(work), reason });
}

// ---- periodic tasks --------------------------------------------------------------------------------------------------

/**
 * ReplicaManager.startup, and the checkpoint thread: both run at once and then periodically. With ZooKeeper the checkpoints
 * begin with the first LeaderAndIsr request.
 */
export function startReplicaManager(work: Work): void {
  expireIsrs(work);
  if (work.state.zookeeper === undefined) checkpointHighWatermarks(work);
  startLogManager(work);
}

/** Every half of replica.lag.time.max.ms: so a follower is removed after once to one and a half times that. */
export function expireIsrs(work: Work): void {
  for (const tp of work.state.partitions.keys) maybeShrinkIsr(work, tp);
  const half = Math.floor(configMicros(work, 'replica.lag.time.max.ms') / MICROS_PER_MILLI / 2) * MICROS_PER_MILLI;
  work.out.setTimer('broker/isr-expiration', half, { part: 'broker', type: 'isr-expiration' });
}

export function checkpointHighWatermarks(work: Work): void {
  writeHighWatermarks(work);
  const interval = configMicros(work, 'replica.high.watermark.checkpoint.interval.ms');
  work.out.setTimer('broker/high-watermark-checkpoint', interval, {
    part: 'broker',
    type: 'high-watermark-checkpoint',
  });
}

export function writeHighWatermarks(work: Work): void {
  const { keys, values } = work.state.partitions;
  if (keys.length === 0) return;
  const offsets = values.map(({ log }) => log.highWatermark);
  writeOffsetCheckpoint(HIGH_WATERMARK_FILE, keys, offsets, work.out);
}
