/**
 * The controller: elects leaders out of the ISR and takes replicas out of it. Each change makes a new leader epoch and one
 * LeaderAndIsr request, which any replica may see at any later time, or never.
 */
import { ACTION } from './actions.ts';
import { NONE } from './partitionState.ts';
import type { Turn } from './turn.ts';

export function controllerElectsLeader(turn: Turn): void {
  const { state } = turn;
  const isr = state.controllerIsr;
  const leader = state.controllerLeader;
  for (let replica = 0; replica < state.replicas; replica++) {
    if (((isr >> replica) & 1) === 0 || leader === replica) continue;
    sendLeaderAndIsr(turn, replica, isr, ACTION.ControllerElectLeader, replica);
  }
}

/** Any replica may fail or be shut down. A leader that goes leaves none behind; the last of the ISR stays in it. */
export function controllerShrinksIsr(turn: Turn): void {
  const { state } = turn;
  const isr = state.controllerIsr;
  const leader = state.controllerLeader;
  for (let replica = 0; replica < state.replicas; replica++) {
    const without = isr & ~(1 << replica);
    if (leader === replica) {
      sendLeaderAndIsr(turn, NONE, without === 0 ? isr : without, ACTION.ControllerShrinkIsr, replica);
    } else if (without !== isr) {
      sendLeaderAndIsr(turn, leader, without, ACTION.ControllerShrinkIsr, replica);
    }
  }
}

function sendLeaderAndIsr(turn: Turn, leader: number, isr: number, action: number, replica: number): void {
  const { state } = turn;
  const epoch = state.nextLeaderEpoch;
  if (epoch === state.epochs) return;
  turn.set(state.nextLeaderEpochField, epoch + 1);
  turn.set(state.controllerIsrField, isr);
  turn.set(state.requestLeaderField(epoch), leader + 1);
  turn.set(state.requestIsrField(epoch), isr);
  turn.emit(action, replica, epoch);
}
