/**
 * What a replica must not forget across a restart: the epoch, the leader it knows in it, and its vote. Written and
 * flushed before the change takes effect.
 *
 * Kafka: org.apache.kafka.raft.ElectionState, FileQuorumStateStore (the file `quorum-state`).
 */
import type { KafkaOut } from '../kinds.ts';
import { METADATA_DIRECTORY } from './metadataLog.ts';
import type { RaftState, ReplicaKey } from './state.ts';

export const QUORUM_STATE_FILE = 'quorum-state';

/** The file's content, under Kafka's field names. -1: none. */
export interface QuorumStateData {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly votedId: number;
  readonly votedDirectoryId: string | null;
}

export function electedLeader(state: RaftState): number | undefined {
  const { role } = state;
  switch (role.name) {
    case 'Leader':
    case 'Resigned':
      return state.nodeId;
    case 'Candidate':
      return undefined;
    default:
      return role.leaderId;
  }
}

export function votedKey(state: RaftState): ReplicaKey | undefined {
  const { role } = state;
  switch (role.name) {
    case 'Leader':
    case 'Resigned':
      return undefined;
    case 'Candidate':
      return { id: state.nodeId, directoryId: state.directoryId };
    default:
      return role.votedKey;
  }
}

export function quorumStateData(state: RaftState): QuorumStateData {
  const voted = votedKey(state);
  return {
    leaderId: electedLeader(state) ?? -1,
    leaderEpoch: state.epoch,
    votedId: voted?.id ?? -1,
    votedDirectoryId: voted?.directoryId ?? null,
  };
}

export function writeElectionState(state: RaftState, out: KafkaOut): void {
  out.persist(METADATA_DIRECTORY, QUORUM_STATE_FILE, quorumStateData(state));
}
