/**
 * A node's disk as directories and text files, each in the format of Kafka's own file, so that it can be opened and read:
 * what a process would find there, and what a loss of power would leave.
 *
 * Kafka: org.apache.kafka.server.common.CheckpointFile (a version, a count, then one entry a line) with
 * org.apache.kafka.storage.internals.checkpoint.{OffsetCheckpointFile,LeaderEpochCheckpointFile,PartitionMetadataFile,
 * CleanShutdownFileHandler}; org.apache.kafka.raft.FileQuorumStateStore; org.apache.kafka.metadata.properties.
 * MetaProperties; logs as org.apache.kafka.tools.DumpLogSegments prints them.
 * *Simplified:* no indexes; the date that java.util.Properties writes into meta.properties is left out.
 */

import { entries, get } from '../../base/table.ts';
import { vectorOf } from '../../base/vector.ts';
import type { Directory, Disk } from '../../sim/disk.ts';
import { ZERO_UUID } from '../controller/uuid.ts';
import { QUORUM_STATE_FILE, type QuorumStateData } from '../raft/electionState.ts';
import { METADATA_DIRECTORY, type StoredLog as StoredMetadataLog } from '../raft/metadataLog.ts';
import { META_PROPERTIES_FILE, type MetaProperties } from '../raft/metaProperties.ts';
import type { RaftSnapshot } from '../raft/snapshots.ts';
import { compareTopicPartitions, partitionOf, type TopicPartition, topicOf } from '../topicPartition.ts';
import { metadataLogFile, partitionLogFiles, snapshotText } from './dumpLog.ts';
import type { LeaderEpochCache } from './leaderEpochCache.ts';
import {
  CLEAN_SHUTDOWN_FILE,
  CLEANER_OFFSET_FILE,
  HIGH_WATERMARK_FILE,
  LEADER_EPOCH_FILE,
  LOG_DIR,
  LOG_FILE,
  LOG_START_FILE,
  type OffsetCheckpoint,
  PARTITION_METADATA_FILE,
  PRODUCER_SNAPSHOTS_FILE,
  RECOVERY_POINT_FILE,
  type StoredLog,
} from './logDirectory.ts';
import { emptySegment } from './logSegment.ts';
import { producerSnapshotText, snapshotFile } from './producerSnapshotText.ts';
import type { ProducerSnapshot } from './producerStateManager.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** All of it is on the platter. */
  readonly flushed: boolean;
  /** What a loss of power would leave; null: no such file. */
  readonly platter: string | null;
}

export interface TextDirectory {
  readonly name: string;
  readonly files: readonly TextFile[];
}

/** What of a node's setup its files say. */
export interface DiskOwner {
  /** By id: they are in `quorum-state` where they are not in the log (kraft.version 0). */
  readonly voters: readonly number[];
}

/** The root of `log.dirs` first, then the metadata log, then the replicas. */
export function textFilesOf(disk: Disk, owner: DiskOwner): readonly TextDirectory[] {
  const cached = textsOf(entries(disk.cached), owner);
  const flushed = textsOf(entries(disk.flushed), owner);
  return [...cached.keys()].sort(compareDirectories).map((name) => ({
    name,
    files: filesOf(cached.get(name) ?? NO_FILES, flushed.get(name) ?? NO_FILES),
  }));
}

type Texts = ReadonlyMap<string, string>;

const NO_FILES: Texts = new Map();

function filesOf(cached: Texts, flushed: Texts): TextFile[] {
  return [...cached]
    .map(([name, text]) => {
      const platter = flushed.get(name) ?? null;
      return { name, text, flushed: platter === text, platter };
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function compareDirectories(left: string, right: string): number {
  const rank = (name: string): number => (name === LOG_DIR ? 0 : name === METADATA_DIRECTORY ? 1 : 2);
  return rank(left) - rank(right) || compareTopicPartitions(left, right);
}

// ---- one directory ---------------------------------------------------------------------------------------------------

function textsOf(
  directories: readonly (readonly [string, Directory])[],
  owner: DiskOwner,
): Map<string, Map<string, string>> {
  const texts = new Map<string, Map<string, string>>();
  const put = (directory: string, file: string, text: string): void => {
    const files = texts.get(directory) ?? new Map<string, string>();
    texts.set(directory, files.set(file, text));
  };
  for (const [name, directory] of directories) {
    for (const file of Object.keys(directory)) {
      const content = directory[file];
      // A file that was deleted.
      if (content === null || content === undefined) continue;
      if (file === META_PROPERTIES_FILE) put(LOG_DIR, file, metaPropertiesText(content as MetaProperties));
      else if (file === LOG_FILE && name === METADATA_DIRECTORY) {
        const log = content as StoredMetadataLog;
        put(name, ...metadataLogFile(log));
        // Kept beside the entries; in Kafka it is a file like any other log's.
        put(name, LEADER_EPOCH_FILE, leaderEpochCheckpointText(log.epochs));
      } else if (file === LOG_FILE) {
        const log = content as StoredLog;
        for (const [segment, text] of partitionLogFiles(log)) put(name, segment, text);
        for (const [segment, text] of deletedFiles(log)) put(name, `${segment}.deleted`, text);
      } else if (file === PRODUCER_SNAPSHOTS_FILE) {
        for (const snapshot of content as readonly ProducerSnapshot[]) {
          put(name, snapshotFile(snapshot), producerSnapshotText(snapshot));
        }
      } else put(name, file, textOf(file, content, owner));
    }
  }
  return texts;
}

/** Files of segments that are no longer part of the log. */
function deletedFiles(log: StoredLog): readonly (readonly [name: string, text: string])[] {
  return log.deletedSegments.flatMap(({ baseOffset, batches }) => {
    const segments = [emptySegment(baseOffset, 0)];
    return partitionLogFiles({ ...log, batches: vectorOf(batches), segments });
  });
}

function textOf(file: string, content: unknown, owner: DiskOwner): string {
  switch (file) {
    case HIGH_WATERMARK_FILE:
    case RECOVERY_POINT_FILE:
    case LOG_START_FILE:
    case CLEANER_OFFSET_FILE:
      return offsetCheckpointText(content as OffsetCheckpoint);
    case LEADER_EPOCH_FILE:
      return leaderEpochCheckpointText(content as LeaderEpochCache);
    case PARTITION_METADATA_FILE: {
      const { version, topicId } = content as { readonly version: number; readonly topicId: string };
      return `version: ${version}\ntopic_id: ${topicId}`;
    }
    case CLEAN_SHUTDOWN_FILE: {
      const { version, brokerEpoch } = content as { readonly version: number; readonly brokerEpoch: number };
      return `{"version":${version},"brokerEpoch":${brokerEpoch}}`;
    }
    case QUORUM_STATE_FILE:
      return quorumStateText(content as QuorumStateData, owner.voters);
    default:
      return snapshotText(content as RaftSnapshot);
  }
}

// ---- formats ---------------------------------------------------------------------------------------------------------

const CURRENT_VERSION = 0;

function checkpointText(lines: readonly string[]): string {
  return [`${CURRENT_VERSION}`, `${lines.length}`, ...lines].map((line) => `${line}\n`).join('');
}

/** `TOPIC PARTITION OFFSET` */
export function offsetCheckpointText({ partitions, offsets }: OffsetCheckpoint): string {
  return checkpointText(
    partitions.map((tp: TopicPartition, place) => `${topicOf(tp)} ${partitionOf(tp)} ${offsets[place]}`),
  );
}

/** `EPOCH START_OFFSET` */
export function leaderEpochCheckpointText(cache: LeaderEpochCache): string {
  return checkpointText(cache.map(({ epoch, startOffset }) => `${epoch} ${startOffset}`));
}

function metaPropertiesText({ version, clusterId, nodeId, directoryId }: MetaProperties): string {
  const lines = [
    '#',
    `cluster.id=${clusterId}`,
    `directory.id=${directoryId}`,
    `node.id=${nodeId}`,
    `version=${version}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Version 0 of the file where the voters come from the configuration, version 1 where they are in the log (KIP-853). */
function quorumStateText(data: QuorumStateData, voters: readonly number[]): string {
  const { leaderId, leaderEpoch, votedId, votedDirectoryId } = data;
  if (voters.length === 0) {
    const directory = votedDirectoryId ?? ZERO_UUID;
    return JSON.stringify({ leaderId, leaderEpoch, votedId, votedDirectoryId: directory, data_version: 1 });
  }
  const currentVoters = voters.map((voterId) => ({ voterId }));
  return JSON.stringify({
    clusterId: '',
    leaderId,
    leaderEpoch,
    votedId,
    appliedOffset: 0,
    currentVoters,
    data_version: 0,
  });
}

/** One file of a disk, as text; undefined: there is none. */
export function textFileOf(disk: Disk, owner: DiskOwner, directory: string, file: string): TextFile | undefined {
  if (directory !== LOG_DIR && get(disk.cached, directory) === undefined) return undefined;
  const found = textFilesOf(disk, owner).find(({ name }) => name === directory);
  return found?.files.find(({ name }) => name === file);
}
