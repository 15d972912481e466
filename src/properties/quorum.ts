/** Properties of the quorum: raft's own promises, with the names of KIP-595's and KIP-996's specifications. */
import { at } from '../base/vector.ts';
import { localKey } from '../kafka/raft/state.ts';
import { isVoterKey } from '../kafka/raft/voterSet.ts';
import type { MetadataEntry } from '../kafka/records.ts';
import { always, type Property } from './property.ts';

export const electionSafety: Property = {
  name: 'ElectionSafety',
  source: 'raft §5.2; TLA+ kip996: NeverTwoLeadersInSameEpoch; RaftEventSimulationTest: SingleLeader',
  statement: {
    en: 'In one epoch of the quorum at most one controller is its leader.',
    ko: '쿼럼의 한 에포크에는 리더가 많아야 하나예요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    const leaders = memory.map<number, number>();
    return {
      raft: ({ id, after }) => {
        if (after.role.name !== 'Leader') return undefined;
        const known = leaders.get(after.epoch);
        if (known === undefined) leaders.set(after.epoch, id);
        return known === undefined || known === id
          ? undefined
          : `epoch ${after.epoch} of the quorum is led by ${known} and by ${id}`;
      },
    };
  },
};

export const noDoubleVote: Property = {
  name: 'NoDoubleVote',
  source: 'KIP-595: QuorumState; ElectionState',
  statement: {
    en: 'No voter gives its vote to two candidates of one epoch.',
    ko: '한 에포크에서 두 후보에게 투표하는 투표자는 없어요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    const votes = memory.map<string, number>();
    return {
      raft: ({ id, after }) => {
        const voted =
          after.role.name === 'Candidate' ? id : 'votedKey' in after.role ? after.role.votedKey?.id : undefined;
        if (voted === undefined) return undefined;
        const key = `${id}@${after.epoch}`;
        const known = votes.get(key);
        if (known === undefined) votes.set(key, voted);
        return known === undefined || known === voted
          ? undefined
          : `${id} voted for ${known} and for ${voted} in epoch ${after.epoch}`;
      },
    };
  },
};

export const monotonicQuorumEpoch: Property = {
  name: 'MonotonicQuorumEpoch',
  source: 'TLA+ kip595: MonotonicEpoch; RaftEventSimulationTest',
  statement: {
    en: "A quorum member's epoch never falls, not even across a restart.",
    ko: '쿼럼 멤버의 에포크는 재시작해도 내려가지 않아요.',
  },
  guard: { en: 'The disk keeps its quorum-state file.', ko: '디스크의 quorum-state 파일이 남아 있을 때.' },
  promised: ({ lossyBrokers }) => lossyBrokers.size === 0,
  start: (memory) => {
    const epochs = memory.map<number, number>();
    return {
      raft: ({ id, after }) => {
        const known = epochs.get(id) ?? 0;
        epochs.set(id, after.epoch);
        return after.epoch < known ? `${id}: epoch fell from ${known} to ${after.epoch}` : undefined;
      },
    };
  },
};

export const committedMetadata: Property = {
  name: 'CommittedMetadataNeverChanges',
  source: 'TLA+ kip595: ConsistentCommittedData; raft: state machine safety',
  statement: {
    en: 'What is committed in the metadata log is the same on every member that knows it as committed, for ever.',
    ko: '메타데이터 로그에 커밋된 내용은 그것을 커밋으로 아는 모든 멤버에서 영원히 같아요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    const committed = memory.map<number, MetadataEntry>();
    return {
      raft: ({ id, before, after }) => {
        const to = after.highWatermark ?? 0;
        const from = before?.highWatermark ?? 0;
        if (to <= from) return undefined;
        for (let offset = Math.max(from, after.log.startOffset); offset < to; offset++) {
          const entry = at(after.log.entries, offset - after.log.startOffset);
          const known = committed.get(offset);
          if (entry === undefined) return `${id}: high watermark ${to} is beyond its metadata log`;
          if (known === undefined) committed.set(offset, entry);
          else if (known !== entry && (known.epoch !== entry.epoch || known.record.type !== entry.record.type)) {
            return `${id}: metadata offset ${offset} is ${entry.record.type} of epoch ${entry.epoch}, but ${known.record.type} of epoch ${known.epoch} was committed there`;
          }
        }
        return undefined;
      },
    };
  },
};

/**
 * Not of every leader that is no voter: one that was asked to leave by a call whose time ran out before the change was
 * committed leads on in Kafka, and so does one that was elected before it heard of the change.
 */
export const ledByVoter: Property = {
  name: 'QuorumLedByVoter',
  source: 'KIP-853; RemoveVoterHandler.highWatermarkUpdated, LeaderState.requestResign',
  statement: {
    en: 'A leader that answers that it was removed from the voters leads the quorum no more.',
    ko: '자신이 투표자에서 제거되었다고 응답한 리더는 더 이상 쿼럼을 이끌지 않아요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    raft: ({ id, before, after }) => {
      if (after.role.name !== 'Leader' || isVoterKey(after.voters, localKey(after))) return undefined;
      const removal = before?.role.name === 'Leader' ? before.role.removeVoter : undefined;
      return removal !== undefined && removal.lastOffset < (after.highWatermark ?? 0)
        ? `${id} leads epoch ${after.epoch} of the quorum, whose voters are [${after.voters.map((voter) => voter.id)}]`
        : undefined;
    },
  }),
};
