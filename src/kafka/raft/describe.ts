/** The one text form of each message of the quorum. Who sends it to whom is written before it. */
import { unreachable } from '../../base/assert.ts';
import type { ErrorName } from '../errors.ts';
import type { RaftMessage } from './raftClient.ts';

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
      const { divergingEpoch, records, highWatermark } = message;
      const head = `Fetch answer epoch ${message.leaderEpoch} ${leader(message.leaderId)}`;
      if (message.errorCode !== 'NONE') return head + error(message.errorCode);
      if (divergingEpoch !== null) return `${head} diverging, ends ${divergingEpoch.endOffset}@${divergingEpoch.epoch}`;
      const count = records.length === 1 ? '1 record' : `${records.length} records`;
      return `${head} ${count}${highWatermark < 0 ? '' : ` hw ${highWatermark}`}`;
    }
    default:
      return unreachable(message);
  }
}
