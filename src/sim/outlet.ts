/** What a running handler sees of the world (Env) and may ask of it (Out). Effects take place as they are asked. */
import { draw } from '../base/draw.ts';
import { get } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import * as disks from './disk.ts';
import { armTimer, disarmTimer, isFirst, type Machine, pushFact, schedule } from './machine.ts';
import type { ConnectionId, Env, Kinds, NodeId, Once, Out } from './protocol.ts';
import { closeEnd, connectionTo, transmit } from './wire.ts';

export class Outlet<K extends Kinds> implements Env, Out<K> {
  readonly machine: Machine<K>;

  constructor(machine: Machine<K>) {
    this.machine = machine;
  }

  get now(): Micros {
    return this.machine.now;
  }

  get self(): NodeId {
    return this.machine.current.id;
  }

  draw(name: string, bound: number): number {
    return draw(this.machine.world.seed, name, bound);
  }

  send(to: NodeId, lane: string, message: K['message']): void {
    transmit(this.machine, connectionTo(this.machine, this.machine.current.id, to, lane), true, message);
  }

  reply(id: ConnectionId, message: K['message']): void {
    const connection = this.machine.network.connections.get(id);
    if (connection?.toServer.open) transmit(this.machine, connection, false, message);
  }

  close(to: NodeId, lane: string): void {
    const connection = this.machine.network.find(this.machine.current.id, to, lane);
    if (connection !== undefined) closeEnd(this.machine, connection, 'client', true);
  }

  closeConnection(id: ConnectionId): void {
    const connection = this.machine.network.connections.get(id);
    if (connection !== undefined) closeEnd(this.machine, connection, 'server', true);
  }

  setTimer(key: string, delay: Micros, timer: K['timer']): void {
    armTimer(this.machine, this.machine.current, key, this.machine.now + delay, timer);
  }

  cancelTimer(key: string): void {
    disarmTimer(this.machine, this.machine.current, key);
  }

  write(directory: string, file: string, value: unknown): void {
    const slot = this.machine.current;
    const clean = disks.isClean(slot.disk);
    slot.disk = disks.write(slot.disk, directory, file, value);
    const due = this.machine.now + disks.WRITE_BACK_AFTER;
    if (clean) schedule(this.machine, due, 'write-back', slot, undefined, undefined);
  }

  persist(directory: string, file: string, value: unknown): void {
    const slot = this.machine.current;
    slot.disk = disks.persist(slot.disk, directory, file, value);
  }

  remove(directory: string): void {
    const slot = this.machine.current;
    slot.disk = disks.removeDirectory(slot.disk, directory);
  }

  flush(directory: string, token: number): void {
    const slot = this.machine.current;
    const detail = { lives: slot.lives, content: get(slot.disk.cached, directory) };
    const due = this.machine.now + disks.FLUSH_TIME * slot.disk.slowness;
    schedule(this.machine, due, 'flushed', slot, { type: 'flushed', directory, token }, detail);
  }

  fact(fact: K['fact'], once?: Once): void {
    if (once !== undefined && !isFirst(this.machine, once)) return;
    pushFact(this.machine, this.machine.current.id, fact);
  }

  exit(clean: boolean): void {
    this.machine.exit = clean ? 'clean' : 'crash';
  }
}
