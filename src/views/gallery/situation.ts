/** One thing to look at: a frame, and the log of one of its partitions. */
import type { Frame, PartitionLogFrame, ReplicaFrame } from '../../frame/frame.ts';
import { cellsOf, type Epochs } from './builder.ts';

export interface Situation {
  readonly id: string;
  readonly title: string;
  readonly frame: Frame;
  readonly log: PartitionLogFrame;
}

export function logOf(frame: Frame, id: string, epochs: ReadonlyMap<number, Epochs>): PartitionLogFrame {
  const replicas = frame.nodes.flatMap((node) =>
    'replicas' in node ? node.replicas.filter((one) => one.partition === id) : [],
  );
  const to = Math.max(...replicas.map((one) => one.logEndOffset));
  const fates = (one: ReplicaFrame, offset: number) =>
    one.tail.find((cell) => cell.offset === offset)?.fate ?? 'acknowledged';
  return {
    partition: id,
    from: 0,
    to,
    replicas: replicas.map((one) => ({
      ...one,
      cells: cellsOf(0, one.logEndOffset, epochs.get(one.broker) ?? [[0, 0]], (offset) => fates(one, offset)),
      epochs: (epochs.get(one.broker) ?? [[0, 0]]).map(([epoch, startOffset]) => ({ epoch, startOffset })),
    })),
    consumers: frame.nodes.flatMap((node) =>
      node.kind === 'consumer'
        ? node.positions.filter((at) => at.partition === id).map((at) => ({ id: node.id, position: at.position }))
        : [],
    ),
  };
}
