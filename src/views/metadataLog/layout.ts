/** The quorum's logs as rows of cells by offset: which are committed, where epochs start, where a copy differs. */
import type { MetadataLogFrame, MetadataRecordFrame, MetadataReplicaFrame } from '../../frame/frame.ts';

export interface LogWindow {
  readonly from: number;
  readonly columns: number;
}

export interface QuorumCell {
  readonly offset: number;
  readonly column: number;
  readonly epoch: number;
  /** Below the high watermark as this server knows it. */
  readonly isCommitted: boolean;
  readonly startsEpoch: boolean;
  /** The leader has another record there, or none. */
  readonly isDiverged: boolean;
}

export interface QuorumLogRow {
  readonly replica: MetadataReplicaFrame;
  readonly cells: readonly QuorumCell[];
  /** In columns from the left of the window; null where out of it. */
  readonly tide: number | null;
  readonly end: number | null;
  readonly start: number | null;
}

export interface QuorumLogLayout {
  readonly window: LogWindow;
  readonly rows: readonly QuorumLogRow[];
  readonly offsets: readonly { readonly offset: number; readonly column: number }[];
}

/** Offsets that any log has. */
export function boundsOf({ replicas }: MetadataLogFrame): { readonly start: number; readonly end: number } {
  return {
    start: Math.min(...replicas.map(({ logStartOffset }) => logStartOffset)),
    end: Math.max(0, ...replicas.map(({ logEndOffset }) => logEndOffset)),
  };
}

/** `from` null: the newest, with one free column for the edge. */
export function quorumWindow(log: MetadataLogFrame, from: number | null, columns: number): LogWindow {
  const { start, end } = boundsOf(log);
  const last = Math.max(start, end - columns + 1);
  return { from: from === null ? last : Math.max(start, Math.min(from, last)), columns };
}

const RULER_EVERY = 5;

export function layoutQuorumLog(log: MetadataLogFrame, window: LogWindow): QuorumLogLayout {
  const { from, columns } = window;
  const leader = log.replicas.find(({ nodeId, raft }) => nodeId === log.quorum.leaderId && raft?.role === 'Leader');
  const column = (offset: number): number | null => (offset >= from && offset <= from + columns ? offset - from : null);
  const rows = log.replicas.map((replica): QuorumLogRow => {
    const tide = replica.raft?.highWatermark ?? null;
    const cells: QuorumCell[] = [];
    const last = Math.min(replica.logEndOffset, from + columns);
    for (let offset = Math.max(from, replica.logStartOffset); offset < last; offset++) {
      const epoch = epochAt(replica, offset);
      cells.push({
        offset,
        column: offset - from,
        epoch,
        isCommitted: tide !== null && offset < tide,
        startsEpoch: replica.epochs.some(({ startOffset }) => startOffset === offset),
        isDiverged: leader !== undefined && offset >= leader.logStartOffset && !holds(leader, offset, epoch),
      });
    }
    return {
      replica,
      cells,
      tide: tide === null ? null : column(tide),
      end: column(replica.logEndOffset),
      start: column(replica.logStartOffset),
    };
  });
  const first = Math.ceil(from / RULER_EVERY) * RULER_EVERY;
  const offsets: { offset: number; column: number }[] = [];
  for (let offset = first; offset < from + columns; offset += RULER_EVERY)
    offsets.push({ offset, column: offset - from });
  return { window, rows, offsets };
}

export function epochAt({ epochs }: MetadataReplicaFrame, offset: number): number {
  let found = 0;
  for (const { epoch, startOffset } of epochs) if (startOffset <= offset) found = epoch;
  return found;
}

function holds(replica: MetadataReplicaFrame, offset: number, epoch: number): boolean {
  return offset < replica.logEndOffset && epochAt(replica, offset) === epoch;
}

export interface RecordRow {
  readonly record: MetadataRecordFrame;
  /** Below the high watermark of the quorum. */
  readonly isCommitted: boolean;
  readonly heldBy: readonly string[];
}

/** The records of the frame with who has them: the same as the picture, in words. */
export function recordRows({ records, replicas, quorum }: MetadataLogFrame): RecordRow[] {
  const leader = replicas.find(({ nodeId }) => nodeId === quorum.leaderId);
  return records.map((record) => ({
    record,
    isCommitted:
      quorum.highWatermark !== null &&
      record.offset < quorum.highWatermark &&
      (leader === undefined || holds(leader, record.offset, record.epoch) || record.offset < leader.logStartOffset),
    heldBy: replicas
      .filter((replica) => record.offset >= replica.logStartOffset && holds(replica, record.offset, record.epoch))
      .map(({ node }) => node),
  }));
}

/** `PartitionChange` as a cell has room for it: the capitals. What only keeps the log alive is a dot. */
export function codeOf(text: string): string {
  const [name = ''] = text.split(' ');
  if (name === 'NoOp') return '·';
  const capitals = name.replace(/[^A-Z]/g, '');
  return capitals === '' ? name.slice(0, 2) : capitals.slice(0, 3);
}
