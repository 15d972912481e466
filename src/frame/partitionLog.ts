/** Every replica's log of one partition, aligned by offset, for the lens. */
import type { PartitionLogFrame } from './frame.ts';
import { newestImage } from './metadataFrames.ts';
import type { Recording } from './recording.ts';
import { cellsOf, replicaFrame, replicasOf } from './replicaFrames.ts';

/** Cells of one replica in one answer. */
const MOST_CELLS = 512;
/** Shown when nobody says which offsets are wanted: the newest. */
const NEWEST = 48;

/** `from` below 0: the newest offsets. null: no replica of it exists yet. */
export function partitionLog(
  recording: Recording,
  partition: string,
  from: number,
  to: number,
): PartitionLogFrame | null {
  const { kernel, ledger, step } = recording;
  const { nodes, world } = kernel;
  const context = { step, ledger, image: newestImage(nodes) };
  const replicas = nodes.flatMap((node) => {
    const setup = world.nodes.find(({ id }) => id === node.id)?.setup;
    if (setup?.kind !== 'server') return [];
    const found = replicasOf(node).find((replica) => replica.partition === partition);
    return found === undefined ? [] : [{ found, broker: setup.nodeId }];
  });
  if (replicas.length === 0) return null;
  const end = Math.max(...replicas.map(({ found }) => found.log.logEndOffset));
  const first = from < 0 ? Math.max(0, end - NEWEST) : from;
  const last = Math.min(from < 0 ? Math.max(end, first + 1) : to, first + MOST_CELLS);
  return {
    partition,
    from: first,
    to: last,
    replicas: replicas.map(({ found, broker }) => ({
      ...replicaFrame(found, broker, context),
      cells: cellsOf(partition, found.log, first, last, context),
      epochs: found.log.leaderEpochs,
    })),
    consumers: nodes.flatMap(({ id, state }) => {
      if (state?.kind !== 'consumer') return [];
      const assigned = state.partitions.values.find((candidate) => candidate.partition === partition);
      return assigned === undefined ? [] : [{ id, position: assigned.position?.offset ?? null }];
    }),
  };
}
