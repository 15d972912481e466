/**
 * The set of voters, and the small changes it allows: one voter more, one less.
 *
 * Kafka: org.apache.kafka.raft.VoterSet, ReplicaKey; KIP-853. A voter of `controller.quorum.voters` has no directory id
 * and is the same voter on any disk; one from the log is a node together with its disk.
 * *Simplified:* one listener, whose address never changes; the supported levels of kraft.version are not kept.
 */
import type { Voter } from '../kinds.ts';
import type { ControlRecord } from '../records.ts';
import type { ReplicaKey } from './state.ts';

export function keyOf({ id, directoryId }: Voter): ReplicaKey {
  return { id, directoryId: directoryId ?? null };
}

/** Whether `key` is the replica that `voter` means. */
export function matchesKey(voter: ReplicaKey, key: ReplicaKey): boolean {
  return voter.id === key.id && (voter.directoryId === null || voter.directoryId === key.directoryId);
}

export function isVoterKey(voters: readonly Voter[], key: ReplicaKey): boolean {
  for (const voter of voters) if (voter.id === key.id) return matchesKey(keyOf(voter), key);
  return false;
}

export function voterWithId(voters: readonly Voter[], id: number): Voter | undefined {
  for (const voter of voters) if (voter.id === id) return voter;
  return undefined;
}

/** Undefined: its id is there already, on this disk or another. */
export function withVoter(voters: readonly Voter[], added: Voter): readonly Voter[] | undefined {
  if (voterWithId(voters, added.id) !== undefined) return undefined;
  return [...voters, added].sort((a, b) => a.id - b.id);
}

/** Undefined: there is no such voter, or it is the last one. */
export function withoutVoter(voters: readonly Voter[], removed: ReplicaKey): readonly Voter[] | undefined {
  const voter = voterWithId(voters, removed.id);
  if (voter === undefined || keyOf(voter).directoryId !== removed.directoryId || voters.length === 1) return undefined;
  return voters.filter(({ id }) => id !== removed.id);
}

export function toVotersRecord(voters: readonly Voter[]): Extract<ControlRecord, { type: 'VotersRecord' }> {
  return {
    type: 'VotersRecord',
    voters: voters.map(({ id, host, directoryId }) => ({
      voterId: id,
      voterDirectoryId: directoryId ?? '',
      endpoint: host,
    })),
  };
}

export function fromVotersRecord(record: Extract<ControlRecord, { type: 'VotersRecord' }>): readonly Voter[] {
  return record.voters.map(({ voterId, voterDirectoryId, endpoint }) => ({
    id: voterId,
    host: endpoint,
    directoryId: voterDirectoryId,
  }));
}

/** `3004 (uUzY…)`, as an error names a voter. */
export function describeKey({ id, directoryId }: ReplicaKey): string {
  return `${id} (${directoryId ?? 'no directory id'})`;
}
