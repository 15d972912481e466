/** The group coordinators of the cluster as they stand: which broker has which group, and what it knows of it. */
import { emptyTable, get, type Table } from '../../base/table.ts';
import type { GroupState, OffsetAndMetadata } from '../../kafka/group/state.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { NodeView } from '../../sim/world.ts';

export interface CoordinatedGroup {
  readonly id: string;
  /** Of the broker. */
  readonly broker: number;
  readonly node: string;
  /** Of __consumer_offsets. */
  readonly partition: string;
  /** null: only offsets are left of it. */
  readonly group: GroupState | null;
  readonly offsets: Table<OffsetAndMetadata>;
}

const NO_OFFSETS: Table<OffsetAndMetadata> = emptyTable();

/** By group.id. Of two that take themselves for the coordinator, the one of the newer leader epoch. */
export function coordinatedGroups(nodes: readonly NodeView<Kafka>[]): ReadonlyMap<string, CoordinatedGroup> {
  const found = new Map<string, CoordinatedGroup & { readonly epoch: number }>();
  for (const { id: node, setup, state } of nodes) {
    if (setup.kind !== 'server' || state?.kind !== 'server' || state.broker === undefined) continue;
    for (const context of state.broker.groupCoordinator.contexts.values) {
      if (context.state !== 'ACTIVE') continue;
      const { shard, epoch, topicPartition: partition } = context;
      for (const id of new Set([...shard.groups.keys, ...shard.offsets.keys])) {
        if ((found.get(id)?.epoch ?? -1) > epoch) continue;
        const group = get(shard.groups, id) ?? null;
        const offsets = get(shard.offsets, id) ?? NO_OFFSETS;
        found.set(id, { id, broker: setup.nodeId, node, partition, group, offsets, epoch });
      }
    }
  }
  return found;
}
