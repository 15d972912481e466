/** The text form of the replication model: a line for each step, and a state as a person would write it on a board. */
import { unreachable } from '../../base/assert.ts';
import type { Row } from '../../check/model.ts';
import { actionParts } from './actions.ts';
import { brokerName, isrText } from './ladderModel.ts';
import type { PartitionState } from './partitionState.ts';

/** Records are letters in the order they were written, with the epoch they were written in: a@0. */
function recordText(state: PartitionState, entry: number): string {
  return `${String.fromCharCode('a'.charCodeAt(0) + state.idOf(entry))}@${state.epochOf(entry)}`;
}

function logText(state: PartitionState, replica: number): string {
  const records = Array.from({ length: state.logEnd[replica]! }, (_, offset) =>
    recordText(state, state.entry(replica, offset)),
  );
  return records.length === 0 ? 'empty' : records.join(' ');
}

export function describeStep(state: PartitionState, before: Row, action: number, after: Row): string {
  const { name, first, second, third } = actionParts(action);
  const who = brokerName(first);
  state.read(before);
  const endBefore = state.logEnd[first]!;
  state.read(after);
  const watermark = `high watermark ${state.highWatermark(first)}`;
  const end = state.logEnd[first]!;
  switch (name) {
    case 'ControllerElectLeader':
      return `controller elects ${who}: leader epoch ${second}, ISR ${isrText(state.controllerIsr)}`;
    case 'ControllerShrinkIsr': {
      const leader = state.controllerLeader < 0 ? 'no leader' : `leader ${brokerName(state.controllerLeader)}`;
      return `controller sees ${who} fail: ${leader}, leader epoch ${second}, ISR ${isrText(state.controllerIsr)}`;
    }
    case 'BecomeLeader':
      return `${who} becomes leader at epoch ${second}: log ${logText(state, first)}, ${watermark}`;
    case 'BecomeFollower': {
      const log = end < endBefore ? `truncates its log from ${endBefore} to ${end}` : `keeps its log up to ${end}`;
      return `${who} follows ${brokerName(state.leaderOf(first))} at epoch ${second}: ${log}, ${watermark}`;
    }
    case 'LeaderWrite':
      return `${who} appends ${recordText(state, state.entry(first, end - 1))} at offset ${end - 1}`;
    case 'LeaderIncHighWatermark': {
      const offset = state.highWatermark(first) - 1;
      return `${who} commits ${recordText(state, state.entry(first, offset))} at offset ${offset}: ${watermark}`;
    }
    case 'LeaderShrinkIsr':
      return `${who} takes ${brokerName(second)} out of the ISR: ${isrText(state.controllerIsr)}`;
    case 'LeaderExpandIsr':
      return `${who} takes ${brokerName(second)} into the ISR: ${isrText(state.controllerIsr)}`;
    case 'FollowerFetch': {
      const record = recordText(state, state.entry(first, third));
      return `${who} fetches ${record} at offset ${third} from ${brokerName(second)}: ${watermark}`;
    }
    case 'FollowerTruncate':
      return `${who} finds its log to differ from ${brokerName(second)}'s and truncates it to ${third}: ${watermark}`;
    default:
      return unreachable(name);
  }
}

export function describeState(state: PartitionState, row: Row): readonly string[] {
  state.read(row);
  const leader = state.controllerLeader < 0 ? 'no leader' : `leader ${brokerName(state.controllerLeader)}`;
  const lines = [`controller: ${leader}, leader epoch ${state.controllerEpoch}, ISR ${isrText(state.controllerIsr)}`];
  for (let replica = 0; replica < state.replicas; replica++) {
    lines.push(
      `${brokerName(replica)}: ${roleText(state, replica)}, log ${logText(state, replica)}, high watermark ${state.highWatermark(replica)}`,
    );
  }
  if (state.remembersCommitted) {
    const ever: string[] = [];
    for (let offset = 0; offset < state.logSize; offset++) {
      for (let id = 0; state.committed(offset) >> id !== 0; id++) {
        if (((state.committed(offset) >> id) & 1) !== 0)
          ever.push(`${String.fromCharCode(97 + id)} at offset ${offset}`);
      }
    }
    lines.push(`committed so far: ${ever.length === 0 ? 'nothing' : ever.join(', ')}`);
  }
  return lines;
}

function roleText(state: PartitionState, replica: number): string {
  const leader = state.leaderOf(replica);
  if (leader < 0) return 'has heard of no leader';
  const epoch = `epoch ${state.leaderEpoch(replica)}`;
  if (leader === replica) return `takes itself for the leader, ${epoch}, ISR ${isrText(state.isr(replica))}`;
  return `follows ${brokerName(leader)}, ${epoch}`;
}
