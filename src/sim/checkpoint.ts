/** Taking a checkpoint and going on from one: references to immutable states, copies of the small mutable rest. */
import type { LatePlace } from './lateLines.ts';
import { adoptTimer, type Machine, matchSlots, NO_FACTS, slotOf } from './machine.ts';
import type { Kinds } from './protocol.ts';
import type { Checkpoint, World } from './world.ts';

export function takeCheckpoint<K extends Kinds>(
  machine: Machine<K>,
  fingerprint: readonly [number, number],
  director: unknown,
  late: LatePlace,
): Checkpoint<K> {
  return {
    now: machine.now,
    step: machine.step,
    fingerprint,
    messages: machine.messages,
    nodes: machine.slots.map(({ id, setup, nextSetup, status, state, disk, lives, backlog }) => ({
      id,
      setup,
      nextSetup,
      status,
      state,
      disk,
      lives,
      backlog: backlog.slice(),
    })),
    pending: machine.queue.pending().map(({ time, event }) => ({ time, event })),
    connections: machine.network.copyConnections(),
    opened: machine.network.opened,
    rules: machine.network.rules,
    told: machine.told,
    director,
    late,
  };
}

/** The same without copies: to look at until the next step, not to go on from. */
export function lookAt<K extends Kinds>(machine: Machine<K>, director: unknown, late: LatePlace): World<K> {
  return {
    now: machine.now,
    nodes: machine.slots,
    pending: machine.queue.pending(),
    connections: [...machine.network.connections.values()],
    opened: machine.network.opened,
    rules: machine.network.rules,
    told: machine.told,
    director,
    late,
  };
}

export function takeUp<K extends Kinds>(machine: Machine<K>, checkpoint: Checkpoint<K>): void {
  machine.now = checkpoint.now;
  machine.step = checkpoint.step;
  machine.messages = checkpoint.messages;
  machine.told = checkpoint.told;
  machine.facts = NO_FACTS;
  matchSlots(machine, checkpoint.nodes);
  for (const saved of checkpoint.nodes) {
    const slot = slotOf(machine, saved.id);
    slot.setup = saved.setup;
    slot.nextSetup = saved.nextSetup;
    slot.status = saved.status;
    slot.state = saved.state;
    slot.disk = saved.disk;
    slot.lives = saved.lives;
    slot.backlog = saved.backlog.slice();
    slot.timers.clear();
  }
  machine.network.restore(checkpoint.connections, checkpoint.rules, checkpoint.opened);
  machine.queue.reset(checkpoint.now);
  for (const { time, event } of checkpoint.pending) {
    const handle = machine.queue.insert(time, event);
    if (event.kind === 'timer') adoptTimer(slotOf(machine, event.node), event, handle);
    if (event.kind === 'connect-timeout') {
      const connection = machine.network.connections.get(event.connection);
      if (connection !== undefined) connection.connectTimer = handle;
    }
  }
}
