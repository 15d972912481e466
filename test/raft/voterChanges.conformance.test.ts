/** The leader's book-keeping while the voters change, against what Kafka 4.3.1's own LeaderState answered. */
import { expect, test } from 'vitest';
import { deepFreeze } from '../../src/base/freeze.ts';
import { millis } from '../../src/base/time.ts';
import { NO_CONTROL_RECORDS } from '../../src/kafka/raft/controlRecords.ts';
import {
  checkQuorumDeadline,
  isReplicaCaughtUp,
  leaderHighWatermark,
  newLeader,
  updateLocalState,
  updateReplicaState,
} from '../../src/kafka/raft/leaderState.ts';
import { EMPTY_LOG } from '../../src/kafka/raft/metadataLog.ts';
import type { RaftState } from '../../src/kafka/raft/state.ts';
import { readRecorded } from '../conformance/recorded.ts';

type Update = readonly ['local', number, readonly number[]] | readonly ['follower', number, number];
type Step = readonly [
  now: number,
  update: Update,
  highWatermark: number | null,
  moved: boolean,
  checkQuorum: number | 'never',
  voterStates: readonly number[],
  caughtUp: readonly number[],
];
interface Case {
  readonly voters: readonly number[];
  readonly epochStartOffset: number;
  readonly steps: readonly Step[];
}

const directoryOf = (id: number): string => `directory ${id}`;
const votersOf = (ids: readonly number[]) => ids.map((id) => ({ id, host: `c${id}`, directoryId: directoryOf(id) }));

function leading(voterIds: readonly number[], epochStartOffset: number): RaftState {
  const voters = votersOf(voterIds);
  return {
    nodeId: 1,
    endpoint: 'c1',
    directoryId: directoryOf(1),
    staticVoters: [],
    bootstrapServers: [],
    controlRecords: NO_CONTROL_RECORDS,
    voters,
    kraftVersion: 1,
    isVoter: true,
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
    epoch: 5,
    role: { name: 'Unattached', leaderId: undefined, votedKey: undefined, electionTimeoutAt: undefined },
    highWatermark: undefined,
    logHighWatermark: 0,
    log: { ...EMPTY_LOG, startOffset: epochStartOffset },
    connections: [],
    nextCorrelationId: 0,
    parkedFetches: [],
    nextParkedNumber: 0,
    timeoutsDrawn: 0,
    shutdownBy: undefined,
    fault: undefined,
  };
}

const { cases } = readRecorded<Case>('raft-voter-changes.json');

test('high watermark, check-quorum, sides and who is caught up move as in LeaderState', () => {
  let changes = 0;
  for (const [number, { voters, epochStartOffset, steps }] of cases.entries()) {
    let state = deepFreeze(leading(voters, epochStartOffset));
    let leader = deepFreeze(newLeader(state, [1], 0));
    let highWatermark: number | undefined;
    for (const [nowMs, update, expected, moved, checkQuorum, voterStates, caughtUp] of steps) {
      const now = millis(nowMs);
      const where = `case ${number} at ${nowMs} ms: ${update.join(' ')}`;
      if (update[0] === 'local') {
        if (update[2].join() !== state.voters.map(({ id }) => id).join()) changes++;
        state = deepFreeze({ ...state, voters: votersOf(update[2]) });
        leader = deepFreeze(updateLocalState(state, leader, update[1]));
      } else {
        const [, id, offset] = update;
        leader = deepFreeze(updateReplicaState(state, leader, { id, directoryId: directoryOf(id) }, offset, now));
      }
      const counts = update[0] === 'local' || leader.voterStates.some(({ id }) => id === update[1]);
      const next = counts ? leaderHighWatermark(leader, highWatermark) : highWatermark;
      expect(next !== highWatermark, where).toBe(moved);
      highWatermark = next;
      expect(highWatermark ?? null, where).toBe(expected);
      expect(leader.voterStates.map(({ id }) => id).sort(), where).toEqual(voterStates);
      const deadline = checkQuorumDeadline(leader);
      const left = deadline === undefined ? 'never' : Math.max(0, deadline - now) / 1000;
      expect(left, where).toBe(checkQuorum);
      const ready = [2, 3, 4, 5, 6].filter((id) =>
        isReplicaCaughtUp(leader, { id, directoryId: directoryOf(id) }, now),
      );
      expect(ready, where).toEqual(caughtUp);
    }
  }
  expect(changes).toBeGreaterThan(300);
});
