/** The log of a partition as a strip of cells under each other, one row a replica, around where the logs end. Pure. */
import type { Frame, ReplicaFrame } from '../../frame/frame.ts';

export interface StripRow {
  readonly node: string;
  readonly isLeader: boolean;
  readonly from: number;
  readonly to: number;
  readonly highWatermark: number;
}

export interface Strip {
  /** A mark can stand before each of these, and after the last one. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly StripRow[];
}

/** Cells before the shortest end, and places after the longest one that nothing is written at yet. */
const BEFORE = 10;
const AFTER = 8;
const MOST = 48;

export function stripOf(frame: Frame | null, partition: string, marks: readonly number[] = []): Strip {
  const rows = replicasOf(frame, partition).map(
    ({ broker, role, logStartOffset, logEndOffset, highWatermark }): StripRow => ({
      node: `b${broker}`,
      isLeader: role === 'leader',
      from: logStartOffset,
      to: logEndOffset,
      highWatermark,
    }),
  );
  rows.sort((a, b) => Number(b.isLeader) - Number(a.isLeader));
  const ends = [...rows.map(({ to }) => to), ...marks];
  if (ends.length === 0) return { from: 0, to: BEFORE + AFTER, rows };
  const to = Math.max(...ends) + AFTER;
  const from = Math.max(0, Math.min(...ends, ...rows.map(({ highWatermark }) => highWatermark)) - BEFORE);
  return { from: Math.max(from, to - MOST), to, rows };
}

function replicasOf(frame: Frame | null, partition: string): readonly ReplicaFrame[] {
  return (frame?.nodes ?? []).flatMap((node) =>
    'replicas' in node ? node.replicas.filter((replica) => replica.partition === partition) : [],
  );
}
