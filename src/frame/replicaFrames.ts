/** Replicas as the screen draws them: from the memory of a living process, from the disk of a dead one. */
import { entries, get } from '../base/table.ts';
import { at as itemAt } from '../base/vector.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { LeaderEpochCache } from '../kafka/log/leaderEpochCache.ts';
import {
  foundLog,
  HIGH_WATERMARK_FILE,
  LEADER_EPOCH_FILE,
  LOG_DIR,
  LOG_START_FILE,
  type OffsetCheckpoint,
  PARTITION_METADATA_FILE,
} from '../kafka/log/logDirectory.ts';
import { latestEpoch, type PartitionLog } from '../kafka/log/partitionLog.ts';
import { type MetadataImage, partitionAt } from '../kafka/metadata/image.ts';
import { offsetAt } from '../kafka/records.ts';
import type { Partition } from '../kafka/replication/partition.ts';
import type { NodeView } from '../sim/world.ts';
import type { RecordCell, ReplicaFrame } from './frame.ts';
import { compareShown } from './internalTopics.ts';
import type { RecordLedger } from './recordLedger.ts';

const TAIL = 24;

/** One replica, wherever its log was found. */
export interface FoundReplica {
  readonly partition: string;
  readonly role: ReplicaFrame['role'];
  /** Of the process; from disk the epoch of the last record, -1 for none. */
  readonly leaderEpoch: number;
  readonly log: PartitionLog;
  /** Set while a process hosts it. */
  readonly hosted: Partition | null;
}

export interface ReplicaContext {
  readonly step: number;
  readonly ledger: RecordLedger;
  readonly image: MetadataImage;
}

/** In the order of topic, then partition. */
export function replicasOf(node: NodeView<Kafka>): FoundReplica[] {
  const { state } = node;
  const found: FoundReplica[] = [];
  if (state?.kind === 'server') {
    if (state.broker === undefined) return found;
    const { partitions, unhostedLogs } = state.broker;
    for (const hosted of partitions.values) {
      const { topicPartition, leaderEpoch, log, replica } = hosted;
      found.push({ partition: topicPartition, role: replica.role, leaderEpoch, log, hosted });
    }
    unhostedLogs.values.forEach((log, place) => {
      const leaderEpoch = latestEpoch(log) ?? -1;
      found.push({ partition: unhostedLogs.keys[place]!, role: 'offline', leaderEpoch, log, hosted: null });
    });
  } else if (state === undefined) {
    for (const [partition, log] of logsOnDisk(node)) {
      found.push({ partition, role: 'offline', leaderEpoch: latestEpoch(log) ?? -1, log, hosted: null });
    }
  }
  return found.sort((a, b) => compareShown(a.partition, b.partition));
}

const ON_DISK = new WeakMap<object, readonly (readonly [string, PartitionLog])[]>();

function logsOnDisk({ disk }: NodeView<Kafka>): readonly (readonly [string, PartitionLog])[] {
  const known = ON_DISK.get(disk.cached);
  if (known !== undefined) return known;
  const root = get(disk.cached, LOG_DIR);
  const checkpointed = (file: string, partition: string): number => {
    const { partitions, offsets } = (root?.[file] ?? { partitions: [], offsets: [] }) as OffsetCheckpoint;
    return offsets[partitions.indexOf(partition)] ?? 0;
  };
  const logs = entries(disk.cached)
    .filter(([, files]) => files[PARTITION_METADATA_FILE] !== undefined)
    .map(([partition, files]): readonly [string, PartitionLog] => {
      const found = foundLog(files, checkpointed(LOG_START_FILE, partition), 0);
      const leaderEpochs = (files[LEADER_EPOCH_FILE] as LeaderEpochCache | undefined) ?? [];
      const highWatermark = Math.max(found.logStartOffset, checkpointed(HIGH_WATERMARK_FILE, partition));
      return [partition, { ...found, leaderEpochs, highWatermark }];
    });
  ON_DISK.set(disk.cached, logs);
  return logs;
}

interface Known {
  readonly frame: ReplicaFrame;
  readonly inIsr: boolean;
  readonly fates: number;
  readonly ledger: RecordLedger;
}

/** By what a frame was made from: states are immutable, so the same state is the same frame. */
const KNOWN = new WeakMap<object, Known>();

export function replicaFrame(found: FoundReplica, broker: number, context: ReplicaContext): ReplicaFrame {
  const { partition, role, leaderEpoch, log, hosted } = found;
  const registration = partitionAt(context.image, partition);
  const inIsr = registration?.isr.includes(broker) ?? false;
  const fates = context.ledger.version(partition, context.step);
  const source: object = hosted ?? log;
  const known = KNOWN.get(source);
  if (known !== undefined && known.inIsr === inIsr && known.fates === fates && known.ledger === context.ledger) {
    return known.frame;
  }
  const lastEpoch = log.leaderEpochs[log.leaderEpochs.length - 1];
  const frame: ReplicaFrame = {
    partition,
    broker,
    role,
    leaderEpoch,
    inIsr,
    logStartOffset: log.logStartOffset,
    logEndOffset: log.logEndOffset,
    highWatermark: log.highWatermark,
    lastEpoch: lastEpoch?.epoch ?? -1,
    tail: cellsOf(partition, log, log.logEndOffset - TAIL, log.logEndOffset, context),
    followers: followersOf(hosted),
  };
  KNOWN.set(source, { frame, inIsr, fates, ledger: context.ledger });
  return frame;
}

function followersOf(hosted: Partition | null): ReplicaFrame['followers'] {
  if (hosted === null || hosted.replica.role !== 'leader') return [];
  return hosted.replica.remoteReplicas.map(({ brokerId, logEndOffset, lastCaughtUpTime }) => ({
    broker: brokerId,
    logEndOffset: logEndOffset < 0 ? null : logEndOffset,
    lastCaughtUpAt: lastCaughtUpTime < 0 ? null : lastCaughtUpTime,
  }));
}

/** Cells of the offsets from `from` up to but not including `to`, as far as the log holds them. */
export function cellsOf(
  partition: string,
  log: PartitionLog,
  from: number,
  to: number,
  context: ReplicaContext,
): RecordCell[] {
  const cells: RecordCell[] = [];
  const first = Math.max(from, log.logStartOffset);
  const { batches } = log;
  let place = firstBatch(log, first);
  for (; place < batches.length; place++) {
    const batch = itemAt(batches, place)!;
    if (batch.baseOffset >= to) break;
    for (let nth = 0; nth < batch.records.length; nth++) {
      const offset = offsetAt(batch, nth);
      if (offset < first || offset >= to) continue;
      const { key, value } = batch.records[nth]!;
      const epoch = batch.partitionLeaderEpoch;
      cells.push({ offset, epoch, key, value, fate: context.ledger.fateOf(partition, offset, epoch, context.step) });
    }
  }
  return cells;
}

/** Place of the last batch that starts at or before `offset`. */
function firstBatch({ batches }: PartitionLog, offset: number): number {
  let low = 0;
  let high = batches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (itemAt(batches, middle)!.baseOffset <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
