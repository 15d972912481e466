/** One partition's logs under each other, aligned by offset: which offsets are shown, and what is special about each cell. */
import type { NodeFrame, PartitionLogFrame, RecordCell } from '../../frame/frame.ts';

type LogReplica = PartitionLogFrame['replicas'][number];

export interface LogWindow {
  /** First offset shown. */
  readonly from: number;
  /** How many columns there are. */
  readonly columns: number;
}

export interface LogCell {
  readonly record: RecordCell;
  readonly column: number;
  /** The first record of its leader epoch: a thick rule and the epoch's number. */
  readonly startsEpoch: boolean;
  readonly isCommitted: boolean;
  /** Differs from what the leader has at this offset, or lies after a place where it does. */
  readonly isDiverged: boolean;
}

export interface LogRow {
  readonly replica: LogReplica;
  /** Its process, while that does not run. */
  readonly down: NodeFrame | null;
  readonly cells: readonly LogCell[];
  /** In columns from the left side of the window, clipped to it; null where it is outside. */
  readonly tide: number | null;
  readonly end: number | null;
  readonly start: number | null;
  /** First offset at which it differs from the leader. */
  readonly divergesAt: number | null;
}

export interface ConsumerMark {
  readonly id: string;
  readonly column: number;
  readonly position: number;
  /** Marks of one column stand under each other. */
  readonly lane: number;
}

export interface LogLayout {
  readonly window: LogWindow;
  readonly rows: readonly LogRow[];
  readonly consumers: readonly ConsumerMark[];
  /** Offsets in the ruler. */
  readonly offsets: readonly number[];
}

export function endOf(log: PartitionLogFrame): number {
  return Math.max(0, ...log.replicas.map((replica) => replica.logEndOffset));
}

export function startOf(log: PartitionLogFrame): number {
  return Math.min(endOf(log), ...log.replicas.map((replica) => replica.logStartOffset));
}

/**
 * `from` null follows the end, and leaves one column free for the edge. Of a replica that is looked at and lies too far
 * behind to be in sight there, it is that replica's end.
 */
export function logWindow(log: PartitionLogFrame, from: number | null, columns: number, broker?: number): LogWindow {
  const last = Math.max(startOf(log), endOf(log) - columns + 1);
  if (from !== null) return { from: Math.max(startOf(log), Math.min(from, last)), columns };
  const looked = log.replicas.find((replica) => replica.broker === broker && replica.logEndOffset <= last);
  if (looked === undefined || looked.logEndOffset === looked.logStartOffset) return { from: last, columns };
  // Some records of the others behind its end, to see what it lacks.
  return { from: Math.max(startOf(log), looked.logEndOffset - Math.ceil((columns * 2) / 3)), columns };
}

/** The leader first, then by broker id. */
export function layoutLog(log: PartitionLogFrame, nodes: readonly NodeFrame[], window: LogWindow): LogLayout {
  const leader = leaderOf(log);
  const down = new Map(
    nodes.flatMap((node) =>
      'replicas' in node && (node.status === 'down' || node.status === 'off') ? [[node.nodeId, node] as const] : [],
    ),
  );
  const ordered = [...log.replicas].sort((a, b) => Number(b === leader) - Number(a === leader) || a.broker - b.broker);
  return {
    window,
    rows: ordered.map((replica) => rowOf(replica, leader, down.get(replica.broker) ?? null, window)),
    consumers: consumerMarks(log, window),
    offsets: Array.from({ length: window.columns }, (_, column) => window.from + column),
  };
}

/** The one that leads in the highest epoch; while none does, none is the measure of the others. */
export function leaderOf(log: PartitionLogFrame): LogReplica | undefined {
  return log.replicas
    .filter(({ role }) => role === 'leader')
    .reduce<LogReplica | undefined>(
      (best, one) => (best === undefined || one.leaderEpoch > best.leaderEpoch ? one : best),
      undefined,
    );
}

function rowOf(replica: LogReplica, leader: LogReplica | undefined, down: NodeFrame | null, window: LogWindow): LogRow {
  const divergesAt = leader === undefined || leader === replica ? null : divergence(replica, leader);
  const starts = new Set(replica.epochs.map(({ startOffset }) => startOffset));
  const cells = replica.cells
    .filter(({ offset }) => offset >= window.from && offset < window.from + window.columns)
    .map((record) => ({
      record,
      column: record.offset - window.from,
      startsEpoch: starts.has(record.offset),
      isCommitted: record.offset < replica.highWatermark,
      isDiverged: divergesAt !== null && record.offset >= divergesAt,
    }));
  const column = (offset: number): number | null => {
    const place = offset - window.from;
    return place < 0 || place > window.columns ? null : place;
  };
  return {
    replica,
    down,
    cells,
    tide: column(replica.highWatermark),
    end: column(replica.logEndOffset),
    start: replica.logStartOffset > 0 ? column(replica.logStartOffset) : null,
    divergesAt,
  };
}

/** Keys and values differ at their ends: the beginning goes first. Wide letters count twice. */
export function shortened(text: string, room: number): string {
  const width = (letter: string): number => (letter.codePointAt(0)! >= 0x1100 ? 2 : 1);
  const all = [...text];
  if (all.reduce((sum, letter) => sum + width(letter), 0) <= room) return text;
  let from = all.length;
  let left = room - 1;
  while (from > 0 && left >= width(all[from - 1]!)) left -= width(all[--from]!);
  return `…${all.slice(from).join('')}`;
}

/** Records are the same when offset and leader epoch are; after the leader's end nothing is vouched for by it. */
export function divergence(replica: LogReplica, leader: LogReplica): number | null {
  const epochs = new Map(leader.cells.map(({ offset, epoch }) => [offset, epoch]));
  for (const { offset, epoch } of replica.cells) {
    if (offset >= leader.logEndOffset) return offset;
    const other = epochs.get(offset);
    if (other !== undefined && other !== epoch) return offset;
  }
  return null;
}

function consumerMarks(log: PartitionLogFrame, window: LogWindow): ConsumerMark[] {
  const lanes = new Map<number, number>();
  return log.consumers.flatMap(({ id, position }) => {
    const column = position === null ? -1 : position - window.from;
    if (position === null || column < 0 || column > window.columns) return [];
    const lane = lanes.get(column) ?? 0;
    lanes.set(column, lane + 1);
    return [{ id, column, position, lane }];
  });
}

/** The same as text: for tests, and for whoever reads rather than looks. `|` tide, `>` end, `*` diverged. */
export function logText(layout: LogLayout): string {
  return layout.rows
    .map((row) => {
      const cells = row.cells.map(({ record, column, startsEpoch, isDiverged }) => {
        const tide = row.tide === column ? '|' : '';
        return `${tide}${startsEpoch ? `e${record.epoch}:` : ''}${record.value ?? '·'}${isDiverged ? '*' : ''}`;
      });
      const tideAtEnd = row.tide !== null && row.tide === row.end ? '|' : '';
      return `b${row.replica.broker} ${row.replica.role[0]!.toUpperCase()} ${cells.join(' ')}${tideAtEnd}>${row.down !== null ? ' dead' : ''}`;
    })
    .join('\n');
}
