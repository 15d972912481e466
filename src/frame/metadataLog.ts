/** The quorum's log on every server, aligned by offset, and the arithmetic of the quorum, for its lens. */
import { get } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import { millis } from '../base/time.ts';
import { describeMetadataRecord } from '../kafka/controller/describe.ts';
import type { Kafka, ServerSetup } from '../kafka/kinds.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { majoritySize } from '../kafka/raft/epochElection.ts';
import {
  EMPTY_LOG,
  endOffset,
  LOG_FILE,
  METADATA_DIRECTORY,
  type MetadataLog,
  readEntries,
  type StoredLog,
} from '../kafka/raft/metadataLog.ts';
import { isBootstrap, recoverSnapshots } from '../kafka/raft/snapshots.ts';
import type { Leader, RaftState } from '../kafka/raft/state.ts';
import type { NodeView } from '../sim/world.ts';
import type { MetadataLogFrame, MetadataRecordFrame, MetadataReplicaFrame } from './frame.ts';
import { newestImage, quorumFrame, raftFrame } from './metadataFrames.ts';
import type { Recording } from './recording.ts';

const MOST_RECORDS = 512;
/** Shown when nobody says which offsets are wanted: the newest. */
const NEWEST = 64;

interface Found {
  readonly node: NodeView<Kafka>;
  readonly setup: ServerSetup;
  readonly raft: RaftState | undefined;
  readonly log: MetadataLog;
}

/** A broker whose metadata is in ZooKeeper has no such log. */
function keepsLog({ zookeeper, voters, bootstrapServers }: ServerSetup): boolean {
  return zookeeper === undefined || voters.length > 0 || bootstrapServers !== undefined;
}

/** `from` below 0: the newest offsets. */
export function metadataLogFrame({ kernel, at }: Recording, from: number, to: number): MetadataLogFrame {
  const { nodes, world } = kernel;
  const setups = new Map(world.nodes.map(({ id, setup }) => [id, setup]));
  const found = nodes.flatMap((node): Found[] => {
    const setup = setups.get(node.id);
    if (setup?.kind !== 'server' || !keepsLog(setup)) return [];
    const raft = node.state?.kind === 'server' ? node.state.raft : undefined;
    return [{ node, setup, raft, log: raft?.log ?? logOnDisk(node) }];
  });
  const leading = leaderOf(found);
  const role = leading?.role as Leader | undefined;
  const fetches = new Map<number, Micros>();
  for (const { id, lastFetchAt } of [...(role?.voterStates ?? []), ...(role?.observerStates ?? [])])
    if (lastFetchAt !== undefined) fetches.set(id, lastFetchAt);
  const quorum = quorumFrame(nodes);
  const voterIds = quorum.voters;
  const replicas = found.map(
    ({ node, setup, raft, log }): MetadataReplicaFrame => ({
      node: node.id,
      nodeId: setup.nodeId,
      status: node.status,
      raft: raft === undefined ? null : raftFrame(raft),
      voter: raft?.isVoter ?? voterIds.includes(setup.nodeId),
      logStartOffset: log.startOffset,
      logEndOffset: endOffset(log),
      epochs: log.epochs,
      snapshots: log.snapshots
        .filter((snapshot) => !isBootstrap(snapshot))
        .map((snapshot) => ({ endOffset: snapshot.offset, epoch: snapshot.epoch })),
      election: electionOf(raft),
      lastFetchAt: leading?.nodeId === setup.nodeId ? null : (fetches.get(setup.nodeId) ?? null),
    }),
  );
  const end = Math.max(0, ...replicas.map(({ logEndOffset }) => logEndOffset));
  const first = from < 0 ? Math.max(0, end - NEWEST) : from;
  const last = Math.min(from < 0 ? end : to, first + MOST_RECORDS);
  const active = found.find(({ node }) => isActive(node));
  return {
    from: first,
    to: last,
    quorum: {
      ...quorum,
      majority: majoritySize(quorum.voters.length),
      fetching: leading === undefined ? [] : fetching(leading, fetches, quorum.voters, at),
      activeController: active?.setup.nodeId ?? null,
    },
    replicas: [...replicas.filter(({ voter }) => voter), ...replicas.filter(({ voter }) => !voter)],
    records: recordsOf(found, first, last, newestImage(nodes)),
  };
}

function logOnDisk({ disk }: NodeView<Kafka>): MetadataLog {
  const directory = get(disk.cached, METADATA_DIRECTORY);
  const stored = directory?.[LOG_FILE] as StoredLog | undefined;
  if (stored === undefined) return EMPTY_LOG;
  return { ...stored, snapshots: recoverSnapshots(directory, stored.startOffset) };
}

function electionOf(raft: RaftState | undefined): MetadataReplicaFrame['election'] {
  const role = raft?.role;
  if (role?.name !== 'Candidate' && role?.name !== 'Prospective') return null;
  const { granted, rejected } = role.election;
  return { granted, rejected };
}

/** The leader of the newest epoch: a deposed one may not know it yet. */
function leaderOf(found: readonly Found[]): RaftState | undefined {
  let newest: RaftState | undefined;
  for (const { raft } of found) {
    if (raft?.role.name === 'Leader' && (newest === undefined || raft.epoch > newest.epoch)) newest = raft;
  }
  return newest;
}

function isActive({ state }: NodeView<Kafka>): boolean {
  return state?.kind === 'server' && state.controller !== undefined && state.controller.claimEpoch >= 0;
}

function fetching(
  { nodeId, config }: RaftState,
  fetches: ReadonlyMap<number, Micros>,
  voters: readonly number[],
  now: Micros,
): readonly number[] {
  const since = now - millis(config.fetchTimeoutMs);
  return voters.filter((id) => id === nodeId || (fetches.get(id) ?? -1) >= Math.max(0, since));
}

function recordsOf(
  found: readonly Found[],
  from: number,
  to: number,
  image: MetadataImage,
): readonly MetadataRecordFrame[] {
  const names = new Map(image.topics.values.map(({ topicId, name }) => [topicId, name]));
  const records = new Map<string, MetadataRecordFrame>();
  for (const { log } of found) {
    for (const { offset, epoch, timestamp, record } of readEntries(log, Math.max(from, log.startOffset), to)) {
      const key = `${offset} ${epoch}`;
      if (records.has(key)) continue;
      const text = describeMetadataRecord(record, (id) => names.get(id));
      records.set(key, { offset, epoch, at: timestamp, text });
    }
  }
  return [...records.values()].sort((a, b) => a.offset - b.offset || a.epoch - b.epoch);
}
