/** Which offsets each partition's strips show: the same for all its replicas, so that their ends can be compared. */
import type { Frame, ReplicaFrame } from '../../frame/frame.ts';
import { targetKey } from '../../frame/target.ts';
import type { StageLayout, StripBox } from './layout.ts';

export interface StripFrame {
  readonly box: StripBox;
  readonly replica: ReplicaFrame;
  /** Offset of the first cell. */
  readonly from: number;
  readonly isDead: boolean;
}

export function stripFrames(layout: StageLayout, frame: Frame): StripFrame[] {
  const ends = new Map<string, number>();
  const found: { box: StripBox; replica: ReplicaFrame; isDead: boolean }[] = [];
  for (const node of frame.nodes) {
    if (node.kind !== 'broker' && node.kind !== 'combined') continue;
    const isDead = node.status === 'down' || node.status === 'off';
    for (const replica of node.replicas) {
      const key = targetKey({ type: 'replica', partition: replica.partition, broker: node.nodeId });
      const box = layout.stripByKey.get(key);
      if (box === undefined) continue;
      found.push({ box, replica, isDead });
      ends.set(replica.partition, Math.max(ends.get(replica.partition) ?? 0, replica.logEndOffset));
    }
  }
  return found.map(({ box, replica, isDead }) => ({
    box,
    replica,
    isDead,
    from: windowStart(ends.get(replica.partition) ?? 0, box.cellCount),
  }));
}

/** One cell stays free at the right for the edge. */
export function windowStart(end: number, cells: number): number {
  return Math.max(0, end - cells + 1);
}

/** The x of an offset's left side, kept inside the strip. */
export function offsetX({ box, from }: Pick<StripFrame, 'box' | 'from'>, offset: number): number {
  const cells = Math.min(box.cellCount, Math.max(0, offset - from));
  return box.cellsX + cells * box.cellWidth;
}
