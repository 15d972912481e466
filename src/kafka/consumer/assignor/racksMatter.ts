// Whether racks are worth looking at (AbstractPartitionAssignor.useRackAwareAssignment, KIP-881): some member and some
// replica share a rack, and not every partition is in every rack anyway.

export function racksMatter(
  consumerRacks: ReadonlySet<string>,
  partitionRacks: ReadonlySet<string>,
  racksPerPartition: Iterable<ReadonlySet<string>>,
): boolean {
  if (![...consumerRacks].some((rack) => partitionRacks.has(rack))) return false;
  for (const racks of racksPerPartition) {
    if (racks.size !== partitionRacks.size) return true;
  }
  return false;
}

/** The racks of a partition's replicas: a subset of all racks, hence compared by size above. */
export function racksOf(replicaRacks: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(replicaRacks.filter((rack) => rack !== null));
}
