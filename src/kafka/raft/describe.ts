/** The one text form of each message of the quorum. Who sends it to whom is written before it. */
import { unreachable } from '../../base/assert.ts';
import type { ErrorName } from '../errors.ts';
import type { SnapshotId } from '../messages.ts';
import type { RaftMessage } from './raftMessages.ts';

const error = (code: ErrorName): string => (code === 'NONE' ? '' : ` ${code}`);
const leader = (id: number): string => (id < 0 ? 'no leader' : `leader ${id}`);

/** `Vote epoch 3 candidate 1 last 12@2 (pre-vote)`: a log that ends at offset 12 with an entry of epoch 2. */
export function describeRaftMessage(message: RaftMessage): string {
  switch (message.type) {
    case 'VoteRequest': {
      const log = `last ${message.lastOffset}@${message.lastOffsetEpoch}`;
      return `Vote epoch ${message.replicaEpoch} candidate ${message.replicaId} ${log}${message.preVote ? ' (pre-vote)' : ''}`;
    }
    case 'VoteResponse': {
      const vote = message.voteGranted ? 'granted' : 'rejected';
      return `Vote ${vote} epoch ${message.leaderEpoch} ${leader(message.leaderId)}${error(message.errorCode)}`;
    }
    case 'BeginQuorumEpochRequest':
      return `BeginQuorumEpoch epoch ${message.leaderEpoch} leader ${message.leaderId}`;
    case 'BeginQuorumEpochResponse':
      return `BeginQuorumEpoch answer epoch ${message.leaderEpoch} ${leader(message.leaderId)}${error(message.errorCode)}`;
    case 'EndQuorumEpochRequest': {
      const successors = message.preferredSuccessors.join(',');
      return `EndQuorumEpoch epoch ${message.leaderEpoch} leader ${message.leaderId} successors [${successors}]`;
    }
    case 'EndQuorumEpochResponse':
      return `EndQuorumEpoch answer epoch ${message.leaderEpoch} ${leader(message.leaderId)}${error(message.errorCode)}`;
    case 'QuorumFetchRequest': {
      const known = message.highWatermark < 0 ? '' : ` hw ${message.highWatermark}`;
      const from = `from ${message.fetchOffset}@${message.lastFetchedEpoch}`;
      return `Fetch metadata log ${from} epoch ${message.currentLeaderEpoch}${known}`;
    }
    case 'QuorumFetchResponse': {
      const { divergingEpoch, snapshotId, records, highWatermark } = message;
      const head = `Fetch answer epoch ${message.leaderEpoch} ${leader(message.leaderId)}`;
      if (message.errorCode !== 'NONE') return head + error(message.errorCode);
      if (divergingEpoch !== null) return `${head} diverging, ends ${divergingEpoch.endOffset}@${divergingEpoch.epoch}`;
      if (snapshotId !== null) return `${head} fetch snapshot ${describeId(snapshotId)}`;
      const count = records.length === 1 ? '1 record' : `${records.length} records`;
      return `${head} ${count}${highWatermark < 0 ? '' : ` hw ${highWatermark}`}`;
    }
    case 'FetchSnapshotRequest':
      return `FetchSnapshot ${describeId(message.snapshotId)} from byte ${message.position} epoch ${message.currentLeaderEpoch}`;
    case 'FetchSnapshotResponse': {
      const head = `FetchSnapshot answer epoch ${message.leaderEpoch} ${leader(message.leaderId)}`;
      if (message.errorCode !== 'NONE') return head + error(message.errorCode);
      return `${head} ${describeId(message.snapshotId)} ${message.records.length} records of ${message.size} bytes`;
    }
    case 'ApiVersionsRequest':
      return 'ApiVersions';
    case 'ApiVersionsResponse': {
      const { minVersion, maxVersion } = message.supportedKRaftVersions;
      return `ApiVersions answer kraft.version ${minVersion} to ${maxVersion}${error(message.errorCode)}`;
    }
    case 'AddRaftVoterRequest':
      return `AddRaftVoter ${message.voterId} at ${message.endpoint}`;
    case 'RemoveRaftVoterRequest':
      return `RemoveRaftVoter ${message.voterId}`;
    case 'AddRaftVoterResponse':
    case 'RemoveRaftVoterResponse': {
      const { errorCode, errorMessage } = message;
      const outcome = errorCode === 'NONE' ? 'done' : `${errorCode}${errorMessage === null ? '' : `: ${errorMessage}`}`;
      return `${message.type.replace('Response', '')} ${outcome}`;
    }
    case 'DescribeQuorumRequest':
      return 'DescribeQuorum';
    case 'DescribeQuorumResponse': {
      if (message.errorCode !== 'NONE') return `DescribeQuorum answer${error(message.errorCode)}`;
      const voters = message.currentVoters.map(({ replicaId }) => replicaId).join(',');
      const observers = message.observers.map(({ replicaId }) => replicaId).join(',');
      const head = `DescribeQuorum answer ${leader(message.leaderId)} epoch ${message.leaderEpoch}`;
      return `${head} voters [${voters}] observers [${observers}] hw ${message.highWatermark}`;
    }
    default:
      return unreachable(message);
  }
}

function describeId({ endOffset, epoch }: SnapshotId): string {
  return `${endOffset}@${epoch}`;
}
