/**
 * Who becomes the leader of a partition (kafka.controller.PartitionLeaderElectionAlgorithms): always the first of the replicas
 * as they are assigned who may. -1: nobody may.
 */
type Ids = readonly number[];

export function offlinePartitionLeaderElection(
  assignment: Ids,
  isr: Ids,
  liveReplicas: Ids,
  uncleanLeaderElectionEnabled: boolean,
): number {
  const clean = assignment.find((id) => liveReplicas.includes(id) && isr.includes(id));
  if (clean !== undefined || !uncleanLeaderElectionEnabled) return clean ?? -1;
  return assignment.find((id) => liveReplicas.includes(id)) ?? -1;
}

export function reassignPartitionLeaderElection(reassignment: Ids, isr: Ids, liveReplicas: Ids): number {
  return reassignment.find((id) => liveReplicas.includes(id) && isr.includes(id)) ?? -1;
}

export function preferredReplicaPartitionLeaderElection(assignment: Ids, isr: Ids, liveReplicas: Ids): number {
  return assignment.slice(0, 1).find((id) => liveReplicas.includes(id) && isr.includes(id)) ?? -1;
}

export function controlledShutdownPartitionLeaderElection(
  assignment: Ids,
  isr: Ids,
  liveReplicas: Ids,
  shuttingDownBrokers: Ids,
): number {
  return (
    assignment.find((id) => liveReplicas.includes(id) && isr.includes(id) && !shuttingDownBrokers.includes(id)) ?? -1
  );
}
