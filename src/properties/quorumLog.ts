/**
 * Properties of the quorum's log: what is committed is held by a majority, is in every later leader's log, and lies in a
 * snapshot once it is deleted. Names as in Kafka's RaftEventSimulationTest and the TLA+ specifications of KIP-853 and
 * KIP-996.
 */
import { at } from '../base/vector.ts';
import { majoritySize } from '../kafka/raft/epochElection.ts';
import { endOffset, validateOffsetAndEpoch } from '../kafka/raft/metadataLog.ts';
import type { RaftState } from '../kafka/raft/state.ts';
import { isVoterKey } from '../kafka/raft/voterSet.ts';
import { always, type Property, type Text, type Witness } from './property.ts';

const DISKS_KEPT: Text = {
  en: 'No controller has lost its disk.',
  ko: '디스크를 잃은 컨트롤러가 없을 때.',
};
/** Brokers only observe: what they lose is nobody's vote. */
const disksKept = ({ lossyBrokers }: Witness): boolean => lossyBrokers.size === 0;

export const monotonicHighWatermark: Property = {
  name: 'MonotonicHighWatermark',
  source: 'RaftEventSimulationTest: MonotonicHighWatermark; KIP-595',
  statement: {
    en: 'The high watermark of the metadata log, as the newest leader has it, never falls.',
    ko: '가장 최근 리더가 아는 메타데이터 로그의 하이 워터마크는 내려가지 않아요.',
  },
  guard: DISKS_KEPT,
  promised: disksKept,
  start: (memory) => {
    const newest = memory.map<'epoch' | 'high watermark', number>();
    return {
      raft: ({ id, before, after }) => {
        const { role, epoch, highWatermark } = after;
        if (role.name !== 'Leader' || highWatermark === undefined || epoch < (newest.get('epoch') ?? 0))
          return undefined;
        if (before?.highWatermark === highWatermark && before.epoch === epoch) return undefined;
        const known = newest.get('high watermark') ?? 0;
        newest.set('epoch', epoch);
        newest.set('high watermark', highWatermark);
        return highWatermark < known
          ? `${id}: the high watermark of the metadata log fell from ${known} to ${highWatermark} in epoch ${epoch}`
          : undefined;
      },
    };
  },
};

export const majorityReachedHighWatermark: Property = {
  name: 'MajorityReachedHighWatermark',
  source: 'RaftEventSimulationTest: MajorityReachedHighWatermark; LeaderState.maybeUpdateHighWatermark',
  statement: {
    en: 'What the leader of the quorum calls committed is in the log of a majority of the voters.',
    ko: '쿼럼 리더가 커밋됐다고 하는 내용은 투표자 과반의 로그에 들어 있어요.',
  },
  guard: DISKS_KEPT,
  promised: disksKept,
  start: (memory) => {
    const ends = memory.map<number, number>();
    return {
      raft: ({ id, before, after }) => {
        if (before?.log !== after.log) ends.set(id, endOffset(after.log));
        const { role, highWatermark, voters } = after;
        if (role.name !== 'Leader' || highWatermark === undefined || before?.highWatermark === highWatermark) {
          return undefined;
        }
        const reached = voters.filter((voter) => (ends.get(voter.id) ?? 0) >= highWatermark).length;
        return reached >= majoritySize(voters.length)
          ? undefined
          : `${id}: ${highWatermark} is the high watermark, but ${reached} of ${voters.length} voters have got that far`;
      },
    };
  },
};

/** The newest entry that any leader committed: with log matching, everything before it follows. */
interface Newest {
  readonly end: number;
  readonly epoch: number;
}

export const quorumLeaderCompleteness: Property = {
  name: 'QuorumLeaderCompleteness',
  source: 'raft §5.4; TLA+ kip996: LeaderHasAllAckedValues',
  statement: {
    en: 'Whoever is elected leader of the quorum has every record that was ever committed.',
    ko: '쿼럼의 리더로 뽑힌 컨트롤러는 지금까지 커밋된 레코드를 모두 가지고 있어요.',
  },
  guard: DISKS_KEPT,
  promised: disksKept,
  start: (memory) => {
    const committed = memory.map<'newest', Newest>();
    return {
      raft: ({ id, before, after }) => {
        const { role, highWatermark } = after;
        if (role.name !== 'Leader') return undefined;
        const known = committed.get('newest');
        if (highWatermark !== undefined && highWatermark > (known?.end ?? 0)) {
          committed.set('newest', { end: highWatermark, epoch: epochBefore(after, highWatermark) });
        }
        if (known === undefined || before?.role.name === 'Leader') return undefined;
        const own = endOffset(after.log) < known.end ? undefined : epochBefore(after, known.end);
        return own === known.epoch || (own === 0 && known.end <= after.log.startOffset)
          ? undefined
          : `${id} leads epoch ${after.epoch} without the record at ${known.end - 1} that epoch ${known.epoch} committed`;
      },
    };
  },
};

/** Of the entry before `offset`; 0 where only a snapshot has it. */
function epochBefore({ log }: RaftState, offset: number): number {
  return at(log.entries, offset - 1 - log.startOffset)?.epoch ?? 0;
}

export const snapshotAtLogStart: Property = {
  name: 'SnapshotAtLogStart',
  source: 'RaftEventSimulationTest: SnapshotAtLogStart; KIP-630',
  statement: {
    en: 'A metadata log that no longer starts at 0 starts at a snapshot, which holds everything before.',
    ko: '0에서 시작하지 않는 메타데이터 로그는 스냅샷에서 시작하고, 그 스냅샷에 앞부분이 모두 들어 있어요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    raft: ({ id, before, after }) => {
      const { log } = after;
      if (before?.log.snapshots === log.snapshots && before.log.startOffset === log.startOffset) return undefined;
      const earliest = log.snapshots[0];
      if (earliest === undefined) {
        return log.startOffset > 0 ? `${id}: the log starts at ${log.startOffset} without a snapshot` : undefined;
      }
      const { offset, epoch } = earliest;
      if (offset < log.startOffset || (log.startOffset > 0 && offset > log.startOffset)) {
        return `${id}: the log starts at ${log.startOffset}, the first snapshot ends at ${offset}`;
      }
      return validateOffsetAndEpoch(log, offset, epoch).kind === 'valid' || offset === 0
        ? undefined
        : `${id}: the log does not go on where the snapshot ${offset}@${epoch} ends`;
    },
  }),
};

export const leaderNeverLoadsSnapshot: Property = {
  name: 'LeaderNeverLoadsSnapshot',
  source: 'RaftEventSimulationTest: LeaderNeverLoadSnapshot; QuorumController.handleLoadSnapshot',
  statement: {
    en: 'The leader of the quorum never needs a snapshot: its own log has everything.',
    ko: '쿼럼의 리더는 스냅샷을 불러올 일이 없어요. 자기 로그에 모두 있으니까요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    const leads = memory.map<'newest', string>();
    return {
      fact: (fact, node) => {
        if (fact.type === 'QuorumLeaderElected') leads.set('newest', node);
        if (fact.type === 'RaftRoleChanged' && fact.from === 'Leader' && leads.get('newest') === node)
          leads.delete('newest');
        if (fact.type === 'ProcessKilled' || fact.type === 'PowerLost' || fact.type === 'ProcessExited') {
          if (leads.get('newest') === fact.node) leads.delete('newest');
        }
        return fact.type === 'SnapshotFetched' && leads.get('newest') === node
          ? `${node} leads the quorum and fetched a snapshot up to ${fact.endOffset}`
          : undefined;
      },
    };
  },
};

export const statesMatchRoles: Property = {
  name: 'StatesMatchRoles',
  source: 'TLA+ kip853: StatesMatchRoles; QuorumState.isVoter',
  statement: {
    en: 'Only who is a voter of its own log stands for election.',
    ko: '자기 로그에 투표자로 적힌 컨트롤러만 선거에 나가요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    raft: ({ id, before, after }) => {
      const { role, voters, nodeId, directoryId } = after;
      if (before?.role === role && before.voters === voters) return undefined;
      const isVoter = isVoterKey(voters, { id: nodeId, directoryId });
      if (isVoter !== after.isVoter) return `${id} takes itself for ${after.isVoter ? 'a' : 'no'} voter`;
      const stands = role.name === 'Prospective' || role.name === 'Candidate';
      return stands && !isVoter ? `${id} is ${role.name} in epoch ${after.epoch} and no voter` : undefined;
    },
  }),
};

export const QUORUM_LOG_PROPERTIES: readonly Property[] = [
  monotonicHighWatermark,
  majorityReachedHighWatermark,
  quorumLeaderCompleteness,
  snapshotAtLogStart,
  leaderNeverLoadsSnapshot,
  statesMatchRoles,
];
