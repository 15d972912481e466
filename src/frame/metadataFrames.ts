/** What the cluster's committed metadata says: the newest that any living process has, else what the disks hold. */
import { entries, get } from '../base/table.ts';
import { slice } from '../base/vector.ts';
import type { Config, Kafka } from '../kafka/kinds.ts';
import {
  effectiveMinIsr,
  emptyImage,
  imageOfSnapshot,
  type MetadataImage,
  replayEntries,
  zkMigrationState,
} from '../kafka/metadata/image.ts';
import { electedLeader, votedKey } from '../kafka/raft/electionState.ts';
import { endOffset, LOG_FILE, METADATA_DIRECTORY, type StoredLog } from '../kafka/raft/metadataLog.ts';
import { type RaftSnapshot, recoverSnapshots } from '../kafka/raft/snapshots.ts';
import type { RaftState } from '../kafka/raft/state.ts';
import { topicPartition } from '../kafka/topicPartition.ts';
import { imageOfZnodes } from '../kafka/zk/imageOfZnodes.ts';
import { committedDatabase, readDatabase } from '../kafka/zookeeper/committedDatabase.ts';
import type { ZkDatabase, ZooKeeperServerState } from '../kafka/zookeeper/state.ts';
import type { NodeView } from '../sim/world.ts';
import type { PartitionFrame, QuorumFrame, RaftFrame } from './frame.ts';
import { isInternal } from './internalTopics.ts';

export function newestImage(nodes: readonly NodeView<Kafka>[]): MetadataImage {
  let newest: MetadataImage | undefined;
  for (const { state } of nodes) {
    if (state?.kind !== 'server') continue;
    for (const image of [state.controller?.committed, state.broker?.image]) {
      // As long as everything is still in ZooKeeper the log is not what the cluster goes by (KIP-866).
      if (image === undefined || zkMigrationState(image) === 'PRE_MIGRATION') continue;
      if (newest === undefined || image.offset > newest.offset) newest = image;
    }
  }
  if (newest !== undefined && newest.offset >= 0) return newest;
  const onDisk = imageOnDisk(nodes);
  const isMoved = onDisk !== undefined && zkMigrationState(onDisk) === 'POST_MIGRATION';
  return (isMoved ? undefined : imageInZooKeeper(nodes)) ?? onDisk ?? newest ?? emptyImage();
}

/** What the ensemble has committed; where nothing of it lives, what the longest log holds. Undefined: there is none. */
function imageInZooKeeper(nodes: readonly NodeView<Kafka>[]): MetadataImage | undefined {
  const servers = nodes.flatMap(({ state }): ZooKeeperServerState[] => (state?.kind === 'zookeeper' ? [state] : []));
  const database = committedDatabase(servers) ?? databaseOnDisk(nodes);
  return database === undefined ? undefined : imageOfZnodes(database.tree, database.lastProcessedZxid);
}

const READ = new WeakMap<object, ZkDatabase>();

function databaseOnDisk(nodes: readonly NodeView<Kafka>[]): ZkDatabase | undefined {
  let furthest: ZkDatabase | undefined;
  for (const { setup, disk } of nodes) {
    if (setup.kind !== 'zookeeper') continue;
    const database = READ.get(disk.cached) ?? readDatabase(Object.fromEntries(entries(disk.cached)));
    READ.set(disk.cached, database);
    if (furthest === undefined || database.lastProcessedZxid > furthest.lastProcessedZxid) furthest = database;
  }
  return furthest;
}

const REPLAYED = new WeakMap<StoredLog, MetadataImage>();

function imageOnDisk(nodes: readonly NodeView<Kafka>[]): MetadataImage | undefined {
  let longest: { readonly log: StoredLog; readonly snapshots: readonly RaftSnapshot[] } | undefined;
  for (const { disk } of nodes) {
    const directory = get(disk.cached, METADATA_DIRECTORY);
    const log = directory?.[LOG_FILE] as StoredLog | undefined;
    if (log === undefined || (longest !== undefined && endOf(log) <= endOf(longest.log))) continue;
    longest = { log, snapshots: recoverSnapshots(directory, log.startOffset) };
  }
  if (longest === undefined) return undefined;
  const { log, snapshots } = longest;
  const known = REPLAYED.get(log);
  if (known !== undefined) return known;
  const snapshot = snapshots[snapshots.length - 1];
  const begin = snapshot === undefined ? emptyImage() : imageOfSnapshot(snapshot.records, snapshot, emptyImage());
  const image = replayEntries(begin, slice(log.entries, Math.max(0, begin.offset + 1 - log.startOffset)));
  REPLAYED.set(log, image);
  return image;
}

function endOf({ startOffset, entries }: StoredLog): number {
  return startOffset + entries.length;
}

const PARTITIONS = new WeakMap<object, readonly PartitionFrame[]>();

export function partitionFrames(image: MetadataImage, config: Config): readonly PartitionFrame[] {
  const known = PARTITIONS.get(image.topics);
  // min.insync.replicas may change with the configs alone; they rarely do.
  if (known !== undefined && CONFIGS.get(known) === image.configs) return known;
  const frames: PartitionFrame[] = [];
  const ofPeopleFirst = (name: string): string => `${isInternal(name) ? 1 : 0}${name}`;
  for (const topic of [...image.topics.values].sort((a, b) =>
    ofPeopleFirst(a.name) < ofPeopleFirst(b.name) ? -1 : 1,
  )) {
    const minInsyncReplicas = effectiveMinIsr(image, topic.name, config);
    topic.partitions.forEach((partition, number) => {
      const { leader, leaderEpoch, partitionEpoch, replicas, isr, elr, lastKnownElr } = partition;
      const id = topicPartition(topic.name, number);
      frames.push({
        id,
        topic: topic.name,
        partition: number,
        leader,
        leaderEpoch,
        partitionEpoch,
        replicas,
        isr,
        elr,
        lastKnownElr,
        minInsyncReplicas,
      });
    });
  }
  PARTITIONS.set(image.topics, frames);
  CONFIGS.set(frames, image.configs);
  return frames;
}

const CONFIGS = new WeakMap<object, object>();
const RAFTS = new WeakMap<RaftState, RaftFrame>();

/** Null of a server that keeps its metadata in ZooKeeper. */
export function raftFrame(raft: RaftState): RaftFrame;
export function raftFrame(raft: RaftState | undefined): RaftFrame | null;
export function raftFrame(raft: RaftState | undefined): RaftFrame | null {
  if (raft === undefined) return null;
  let frame = RAFTS.get(raft);
  if (frame === undefined) {
    frame = {
      role: raft.role.name,
      voter: raft.isVoter,
      epoch: raft.epoch,
      leaderId: electedLeader(raft) ?? null,
      votedFor: votedKey(raft)?.id ?? null,
      highWatermark: raft.highWatermark ?? null,
      logStartOffset: raft.log.startOffset,
      logEndOffset: endOffset(raft.log),
    };
    RAFTS.set(raft, frame);
  }
  return frame;
}

export function quorumFrame(nodes: readonly NodeView<Kafka>[]): QuorumFrame {
  let leader: RaftState | undefined;
  let newest: RaftState | undefined;
  let longest: RaftState | undefined;
  for (const { state } of nodes) {
    const raft = state?.kind === 'server' ? state.raft : undefined;
    if (raft === undefined) continue;
    if (newest === undefined || raft.epoch > newest.epoch) newest = raft;
    if (longest === undefined || endOffset(raft.log) > endOffset(longest.log)) longest = raft;
    if (raft.role.name === 'Leader' && (leader === undefined || raft.epoch > leader.epoch)) leader = raft;
  }
  return {
    leaderId: leader?.nodeId ?? null,
    epoch: Math.max(leader?.epoch ?? 0, newest?.epoch ?? 0),
    // The newest set in the log: who has the longest knows it, or the leader.
    voters: (leader ?? longest)?.voters.map(({ id }) => id) ?? [],
    highWatermark: leader?.highWatermark ?? newest?.logHighWatermark ?? null,
  };
}
