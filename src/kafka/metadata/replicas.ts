// Lists of broker ids (org.apache.kafka.metadata.Replicas). The order of a replica list has a meaning: the first is the
// preferred leader, and elections go through it from the left.

export function sameReplicas(left: readonly number[], right: readonly number[]): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

export function without(replicas: readonly number[], ...removed: readonly number[]): readonly number[] {
  return replicas.some((replica) => removed.includes(replica))
    ? replicas.filter((replica) => !removed.includes(replica))
    : replicas;
}

export function containsAll(replicas: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((replica) => replicas.includes(replica));
}

/** An ISR names members of the replica set, each of them once. */
export function isValidIsr(replicas: readonly number[], isr: readonly number[]): boolean {
  return isr.every((member, place) => member >= 0 && replicas.includes(member) && isr.indexOf(member) === place);
}

export function ascending(ids: readonly number[]): number[] {
  return [...ids].sort((left, right) => left - right);
}
