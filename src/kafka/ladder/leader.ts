/** A replica that takes itself for the leader: it learns of its election, takes records, and commits them. */
import { ACTION } from './actions.ts';
import { isCaughtUp } from './fencing.ts';
import type { Rules } from './rules.ts';
import type { Turn } from './turn.ts';

/** It keeps its high watermark, which is as a rule behind that of the leader before it. */
export function becomesLeader(turn: Turn): void {
  const { state } = turn;
  for (let epoch = 0; epoch < state.nextLeaderEpoch; epoch++) {
    const leader = state.requestLeader(epoch);
    if (leader < 0 || epoch <= state.leaderEpoch(leader)) continue;
    turn.adopt(leader, epoch);
    turn.emit(ACTION.BecomeLeader, leader, epoch);
  }
}

export function leaderWrites(turn: Turn): void {
  const { state } = turn;
  const id = state.nextRecordId;
  if (id === state.constants.maxRecords) return;
  for (let replica = 0; replica < state.replicas; replica++) {
    const end = state.logEnd[replica]!;
    if (end === state.logSize || !state.presumesLeadership(replica)) continue;
    turn.set(state.nextRecordIdField, id + 1);
    turn.set(state.logField(replica, end), state.recordOf(id, state.leaderEpoch(replica)));
    turn.emit(ACTION.LeaderWrite, replica, id);
  }
}

/** One record at a time: whoever it believes to be in the ISR has it. */
export function leaderIncrementsHighWatermark(turn: Turn, rules: Rules): void {
  const { state } = turn;
  for (let leader = 0; leader < state.replicas; leader++) {
    if (!state.presumesLeadership(leader)) continue;
    const offset = state.highWatermark(leader);
    if (offset >= state.logEnd[leader]!) continue;
    let all = true;
    for (let isr = state.isr(leader), follower = 0; all && isr !== 0; isr >>= 1, follower++) {
      if ((isr & 1) !== 0) all = isCaughtUp(state, leader, follower, offset + 1, rules.highWatermark);
    }
    if (!all) continue;
    turn.setHighWatermark(leader, offset + 1);
    if (state.remembersCommitted) {
      const id = state.idOf(state.entry(leader, offset));
      turn.set(state.committedField(offset), state.committed(offset) | (1 << id));
    }
    turn.emit(ACTION.LeaderIncHighWatermark, leader);
  }
}
