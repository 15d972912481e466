/** Commands carried out: processes start, stop, pause; disks and links change. */
import { unreachable } from '../base/assert.ts';
import type { Command } from './command.ts';
import * as disks from './disk.ts';
import { addSlot, adoptTimer, disarmAll, isRunning, type Machine, type NodeSlot, pushFact, slotOf } from './machine.ts';
import type { Kinds } from './protocol.ts';
import {
  breakConnection,
  breakConnections,
  closeAll,
  deliverLocally,
  holdMessage,
  releaseByHand,
  releaseHealed,
} from './wire.ts';

/** False when the command does not apply, such as a kill of a dead process: then nothing happens and nothing is told. */
export function carryOut<K extends Kinds>(machine: Machine<K>, command: Command<K>): boolean {
  if (!applies(machine, command)) return false;
  const fact = machine.world.protocol.factOfCommand(command);
  if (fact !== undefined) pushFact(machine, nodeOf(command), fact);
  return take(machine, command);
}

function nodeOf<K extends Kinds>(command: Command<K>): string {
  if (command.type === 'spawn') return command.process.id;
  return 'node' in command ? command.node : '';
}

function applies<K extends Kinds>(machine: Machine<K>, command: Command<K>): boolean {
  switch (command.type) {
    case 'kill':
    case 'tell':
      return isRunning(slotOf(machine, command.node));
    case 'power-loss':
      return slotOf(machine, command.node).status !== 'off';
    case 'spawn':
      return (
        !machine.slotsById.has(command.process.id) &&
        (command.beside === undefined || machine.slotsById.has(command.beside))
      );
    case 'start':
    case 'wipe':
      return !isRunning(slotOf(machine, command.node));
    case 'reconfigure':
      return setupNamed(machine, command.node, command.to) !== undefined;
    case 'pause':
      return slotOf(machine, command.node).status === 'up';
    case 'resume':
      return slotOf(machine, command.node).status === 'paused';
    default:
      return true;
  }
}

function take<K extends Kinds>(machine: Machine<K>, command: Command<K>): boolean {
  switch (command.type) {
    case 'kill':
    case 'power-loss':
      stop(machine, slotOf(machine, command.node), command.type);
      return true;
    case 'start':
      boot(machine, slotOf(machine, command.node));
      return true;
    case 'reconfigure':
      slotOf(machine, command.node).nextSetup = setupNamed(machine, command.node, command.to);
      return true;
    case 'spawn': {
      const { id, setup, disk } = command.process;
      const seen = command.beside === undefined ? disk : disks.filesOf(slotOf(machine, command.beside).disk);
      boot(machine, addSlot(machine, id, setup, seen));
      return true;
    }
    case 'wipe': {
      const slot = slotOf(machine, command.node);
      slot.disk = disks.wipe(slot.disk);
      return true;
    }
    case 'pause':
      slotOf(machine, command.node).status = 'paused';
      return true;
    case 'resume':
      resume(machine, slotOf(machine, command.node));
      return true;
    case 'slow-disk': {
      const slot = slotOf(machine, command.node);
      slot.disk = { ...slot.disk, slowness: command.factor };
      return true;
    }
    case 'link':
      for (const from of command.from) {
        for (const to of command.to) if (from !== to) machine.network.setRule(from, to, command.rule);
      }
      releaseHealed(machine);
      return true;
    case 'heal':
      machine.network.clearRules();
      releaseHealed(machine);
      return true;
    case 'break-connection':
      return breakConnection(machine, command.message);
    case 'break-connections':
      return breakConnections(machine, command.from, command.to);
    case 'hold':
      return holdMessage(machine, command.message);
    case 'release':
      return releaseByHand(machine, command.connection);
    case 'tell':
      return deliverLocally(machine, slotOf(machine, command.node), { type: 'told', order: command.order });
    default:
      return unreachable(command);
  }
}

function setupNamed<K extends Kinds>(machine: Machine<K>, node: string, name: string): K['setup'] | undefined {
  const { world, slotsById } = machine;
  const setups = world.nodes[slotsById.get(node)?.place ?? -1]?.setups;
  if (setups !== undefined && Object.hasOwn(setups, name)) return setups[name];
  const slot = slotsById.get(node);
  return slot && world.protocol.edited?.(slot.nextSetup ?? slot.setup, name);
}

export function boot<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>): void {
  if (slot.nextSetup !== undefined) slot.setup = slot.nextSetup;
  slot.nextSetup = undefined;
  slot.status = 'up';
  slot.lives++;
  machine.handle(slot, { type: 'booted', setup: slot.setup, files: disks.filesOf(slot.disk) });
}

export function stop<K extends Kinds>(
  machine: Machine<K>,
  slot: NodeSlot<K>,
  how: 'kill' | 'power-loss' | 'clean',
): void {
  disarmAll(machine, slot);
  slot.backlog = [];
  slot.state = undefined;
  slot.status = how === 'power-loss' ? 'off' : 'down';
  if (how === 'clean') slot.disk = disks.flushAll(slot.disk);
  if (how === 'power-loss') slot.disk = disks.losePower(slot.disk);
  closeAll(machine, slot.id, how !== 'power-loss');
}

function resume<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>): void {
  slot.status = 'up';
  const backlog = slot.backlog;
  slot.backlog = [];
  for (const late of backlog) {
    const handle = machine.queue.insert(machine.now, late);
    if (late.kind === 'timer') adoptTimer(slot, late, handle);
  }
}
