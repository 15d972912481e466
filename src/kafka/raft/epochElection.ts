/**
 * The votes of one election, real or pre-vote. Kafka: org.apache.kafka.raft.internals.EpochElection.
 */
import { assert } from '../../base/assert.ts';

export interface EpochElection {
  readonly voters: readonly number[];
  readonly granted: readonly number[];
  readonly rejected: readonly number[];
}

/** Every nominee votes for itself. */
export function startElection(voters: readonly number[], localId: number): EpochElection {
  return recordVote({ voters, granted: [], rejected: [] }, localId, true);
}

/** A later answer of the same voter replaces its earlier one. */
export function recordVote(election: EpochElection, voterId: number, isGranted: boolean): EpochElection {
  assert(election.voters.includes(voterId), `${voterId} is not a voter`);
  const granted = election.granted.filter((id) => id !== voterId);
  const rejected = election.rejected.filter((id) => id !== voterId);
  if (isGranted) return { ...election, granted: [...granted, voterId], rejected };
  return { ...election, granted, rejected: [...rejected, voterId] };
}

export function majoritySize(voterCount: number): number {
  return Math.floor(voterCount / 2) + 1;
}

export function isVoteGranted(election: EpochElection): boolean {
  return election.granted.length >= majoritySize(election.voters.length);
}

/** No majority can come together any more. */
export function isVoteRejected(election: EpochElection): boolean {
  return election.voters.length - election.rejected.length < majoritySize(election.voters.length);
}

export function unrecordedVoters(election: EpochElection): readonly number[] {
  return election.voters.filter((id) => !election.granted.includes(id) && !election.rejected.includes(id));
}
