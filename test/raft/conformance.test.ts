/** The quorum's rules against what Kafka 4.3.1's own classes answered (test/conformance/recorded). */
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../src/base/freeze.ts';
import { millis } from '../../src/base/time.ts';
import type { KafkaEnv, KafkaOut } from '../../src/kafka/kinds.ts';
import { NO_CONTROL_RECORDS } from '../../src/kafka/raft/controlRecords.ts';
import { electedLeader, type QuorumStateData, votedKey } from '../../src/kafka/raft/electionState.ts';
import {
  checkQuorumDeadline,
  leaderHighWatermark,
  updateLocalState,
  updateReplicaState,
} from '../../src/kafka/raft/leaderState.ts';
import { appendEntries, compareOffsetAndEpoch, EMPTY_LOG } from '../../src/kafka/raft/metadataLog.ts';
import * as quorum from '../../src/kafka/raft/quorumState.ts';
import type { Leader, RaftRole, RaftState, ReplicaKey } from '../../src/kafka/raft/state.ts';
import { canGrantVote, countVote } from '../../src/kafka/raft/vote.ts';
import { readRecorded } from '../conformance/recorded.ts';

type RecordedKey = readonly [number, number | null] | null;

const keyOf = (key: RecordedKey): ReplicaKey | undefined =>
  key === null ? undefined : { id: key[0], directoryId: key[1] === null ? null : `directory ${key[1]}` };

const silent: KafkaOut = {
  send() {},
  reply() {},
  close() {},
  closeConnection() {},
  setTimer() {},
  cancelTimer() {},
  write() {},
  persist() {},
  remove() {},
  flush() {},
  fact() {},
  exit() {},
};

function replica(localId: number, voters: number, logLastEpoch: number): RaftState {
  const record = { type: 'NoOpRecord' } as const;
  const entries = logLastEpoch > 0 ? [{ offset: 0, epoch: logLastEpoch, timestamp: 0, record }] : [];
  const staticVoters = Array.from({ length: voters }, (_, i) => ({ id: i + 1, host: `c${i + 1}` }));
  return {
    nodeId: localId,
    endpoint: `c${localId}`,
    directoryId: `directory ${localId}`,
    staticVoters,
    bootstrapServers: staticVoters,
    controlRecords: NO_CONTROL_RECORDS,
    voters: staticVoters,
    kraftVersion: 0,
    isVoter: localId <= voters,
    canBecomeVoter: true,
    config: {
      electionTimeoutMs: 1000,
      fetchTimeoutMs: 2000,
      electionBackoffMaxMs: 1000,
      requestTimeoutMs: 2000,
      retryBackoffMs: 20,
      appendLingerMs: 25,
      fetchSnapshotMaxBytes: 1048576,
      autoJoin: false,
      retentionBytes: -1,
      retentionMs: -1,
    },
    bootedAt: 0,
    epoch: 0,
    role: { name: 'Unattached', leaderId: undefined, votedKey: undefined, electionTimeoutAt: undefined },
    highWatermark: undefined,
    logHighWatermark: 0,
    log: appendEntries(EMPTY_LOG, entries),
    connections: [],
    nextCorrelationId: 0,
    parkedFetches: [],
    nextParkedNumber: 0,
    timeoutsDrawn: 0,
    shutdownBy: undefined,
    fault: undefined,
  };
}

describe('canGrantVote', () => {
  interface VoteCase {
    readonly state: string;
    readonly role: string;
    readonly leaderId: number | null;
    readonly votedKey: RecordedKey;
    readonly candidate: RecordedKey;
    readonly logUpToDate: boolean;
    readonly preVote: boolean;
    readonly granted: boolean;
  }
  interface CompareCase {
    readonly compare: readonly [number, number, number, number, number];
  }
  const { cases } = readRecorded<VoteCase | CompareCase>('raft-votes.json');

  function roleOf({ state, role, leaderId, votedKey: voted }: VoteCase): RaftRole {
    const known = leaderId ?? undefined;
    const votedKey = keyOf(voted);
    const election = { voters: [1, 2, 3], granted: [1], rejected: [] };
    switch (role) {
      case 'Unattached':
        return { name: 'Unattached', leaderId: known, votedKey, electionTimeoutAt: 0 };
      case 'Prospective':
        return {
          name: 'Prospective',
          leaderId: known,
          leaderEndpoint: undefined,
          votedKey,
          election,
          electionTimeoutAt: 0,
        };
      case 'Candidate':
        return { name: 'Candidate', election, electionTimeoutAt: 0 };
      case 'Follower': {
        const hasFetchedFromLeader = !state.includes('not fetched');
        return {
          name: 'Follower',
          leaderId: known ?? -1,
          leaderEndpoint: `c${known}`,
          votedKey,
          fetchTimeoutAt: 0,
          hasFetchedFromLeader,
          fetchingSnapshot: undefined,
          updateVoterSetAt: 0,
        };
      }
      case 'Leader':
        return { ...emptyLeader(3, 0), name: 'Leader' };
      default:
        return { name: 'Resigned', electionTimeoutAt: 0, unackedVoters: [], preferredSuccessors: [] };
    }
  }

  test('answers as each role of Kafka does', () => {
    let compared = 0;
    for (const recorded of cases) {
      if ('compare' in recorded) {
        const [epoch, offset, otherEpoch, otherOffset, sign] = recorded.compare;
        expect(compareOffsetAndEpoch({ epoch, offset }, { epoch: otherEpoch, offset: otherOffset })).toBe(sign);
      } else {
        const candidate = keyOf(recorded.candidate)!;
        const granted = canGrantVote(roleOf(recorded), candidate, recorded.logUpToDate, recorded.preVote);
        expect(granted, JSON.stringify(recorded)).toBe(recorded.granted);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(200);
  });
});

function emptyLeader(voters: number, epochStartOffset: number): Leader {
  return {
    name: 'Leader',
    epochStartOffset,
    grantingVoters: [],
    voterStates: Array.from({ length: voters }, (_, i) => ({
      id: i + 1,
      directoryId: null,
      endOffset: undefined,
      lastFetchAt: undefined,
      lastFetchLeaderEndOffset: -1,
      lastCaughtUpAt: undefined,
      hasAcknowledgedLeader: i === 0,
    })),
    observerStates: [],
    accumulator: { nextOffset: epochStartOffset, pending: [], drainAt: undefined },
    fetchedVoters: [],
    checkQuorumAt: millis(3000),
    beginQuorumEpochAt: 0,
    addVoter: undefined,
    removeVoter: undefined,
    resignRequested: false,
  };
}

describe('the high watermark and check-quorum of a leader', () => {
  type Update = readonly ['local', number] | readonly ['follower', number, number];
  interface LeaderCase {
    readonly voters: number;
    readonly epochStartOffset: number;
    readonly steps: readonly (readonly [number, Update, number | null, boolean, number | 'never'])[];
  }
  const { cases } = readRecorded<LeaderCase>('raft-high-watermark.json');

  test('move as in LeaderState', () => {
    for (const [number, { voters, epochStartOffset, steps }] of cases.entries()) {
      const state = replica(1, voters, 0);
      let leader = deepFreeze(emptyLeader(voters, epochStartOffset));
      let highWatermark: number | undefined;
      for (const [nowMs, update, expected, moved, checkQuorumMs] of steps) {
        const now = millis(nowMs);
        if (update[0] === 'local') leader = updateLocalState(state, leader, update[1]);
        else leader = updateReplicaState(state, leader, { id: update[1], directoryId: null }, update[2], now);
        const isVoter = update[0] === 'local' || update[1] <= voters;
        const next = isVoter ? leaderHighWatermark(leader, highWatermark) : highWatermark;
        const where = `case ${number} at ${nowMs} ms: ${update.join(' ')}`;
        expect(next !== highWatermark, where).toBe(moved);
        highWatermark = next;
        expect(highWatermark ?? null, where).toBe(expected);
        const deadline = checkQuorumDeadline(leader);
        const left = deadline === undefined ? 'never' : Math.max(0, deadline - now) / 1000;
        expect(left, where).toBe(checkQuorumMs);
      }
    }
  });
});

describe('the moves between roles', () => {
  type Summary = readonly [string, number, number | null, RecordedKey, number | 'never' | null];
  type Operation = readonly [string, ...(number | null)[]];
  interface TransitionCase {
    readonly localId: number;
    readonly voters: number;
    readonly stored: readonly [
      number,
      readonly ['leader', number] | readonly ['voted', number, number] | readonly ['unknown'],
    ];
    readonly logLastEpoch: number;
    readonly initialDraws: readonly number[];
    readonly initial: Summary;
    readonly steps: readonly (readonly [number, Operation, readonly number[], Summary | string])[];
  }
  const { cases } = readRecorded<TransitionCase>('raft-transitions.json');

  function storedData([leaderEpoch, [what, id, directory]]: TransitionCase['stored']): QuorumStateData {
    return {
      leaderEpoch,
      leaderId: what === 'leader' ? (id ?? -1) : -1,
      votedId: what === 'voted' ? (id ?? -1) : -1,
      votedDirectoryId: what === 'voted' ? `directory ${directory}` : null,
    };
  }

  function apply(state: RaftState, [name, first, second]: Operation, env: KafkaEnv): RaftState {
    const optional = second === null ? undefined : second;
    const candidate: ReplicaKey = { id: second ?? -1, directoryId: `directory ${second}` };
    switch (name) {
      case 'unattached':
        return quorum.transitionToUnattached(state, first!, optional, env, silent);
      case 'unattachedAddVoted':
        if (state.role.name !== 'Unattached') throw new Error('not Unattached');
        return quorum.addVotedState(state, first!, candidate, env, silent);
      case 'prospectiveAddVoted':
        if (state.role.name !== 'Prospective') throw new Error('not Prospective');
        return quorum.addVotedState(state, first!, candidate, env, silent);
      case 'follower':
        return quorum.transitionToFollower(state, first!, second!, `c${second}`, env, silent);
      case 'prospective':
        return quorum.transitionToProspective(state, env, silent);
      case 'candidate':
        return quorum.transitionToCandidate(state, env, silent);
      case 'leader':
        return quorum.transitionToLeader(state, env, silent);
      case 'resigned':
        return quorum.transitionToResigned(state, [], env, silent);
      case 'voteGrantedBy':
      case 'voteRejectedBy': {
        const { role } = state;
        if (role.name !== 'Prospective' && role.name !== 'Candidate') throw new Error('no election');
        return { ...state, role: countVote(role, first!, name === 'voteGrantedBy') };
      }
      default:
        throw new Error(`unknown operation ${name}`);
    }
  }

  function summary(state: RaftState, now: number): Summary {
    const { role } = state;
    const voted = votedKey(state);
    const directory = voted?.directoryId === null ? null : Number(voted?.directoryId.replace('directory ', ''));
    let left: number | 'never' | null = null;
    if (role.name === 'Follower') left = (role.fetchTimeoutAt - now) / 1000;
    else if (role.name !== 'Leader') {
      left = role.electionTimeoutAt === undefined ? 'never' : (role.electionTimeoutAt - now) / 1000;
    }
    if (typeof left === 'number') left = Math.max(0, left);
    return [
      role.name,
      state.epoch,
      electedLeader(state) ?? null,
      voted === undefined ? null : [voted.id, directory],
      left,
    ];
  }

  test('are those of QuorumState, with the same timeouts, votes and refusals', () => {
    for (const [number, recorded] of cases.entries()) {
      let now = 0;
      let draws: number[] = [...recorded.initialDraws];
      const env: KafkaEnv = {
        get now() {
          return now;
        },
        self: `c${recorded.localId}`,
        draw: () => draws.shift() ?? 0,
      };
      const start = deepFreeze(replica(recorded.localId, recorded.voters, recorded.logLastEpoch));
      let state = quorum.initializeQuorum(start, storedData(recorded.stored), env, silent);
      expect(summary(state, now), `case ${number}`).toEqual(recorded.initial);
      for (const [sleptMs, operation, drawn, expected] of recorded.steps) {
        now += millis(sleptMs);
        draws = [...drawn];
        const where = `case ${number}: ${operation.join(' ')} from ${JSON.stringify(summary(state, now))}`;
        if (typeof expected === 'string') {
          expect(() => apply(state, operation, env), where).toThrow();
          continue;
        }
        state = deepFreeze(apply(state, operation, env));
        expect(summary(state, now), where).toEqual(expected);
        expect(draws, where).toEqual([]);
      }
    }
  });
});
