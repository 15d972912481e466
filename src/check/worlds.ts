/**
 * Which worlds the search has seen: by the 128 bits of all that decides how a world goes on. Left out is what only tells
 * how it came to be: numbers of steps and messages, causes, times of sending.
 */
import type { TimedCommand } from '../sim/command.ts';
import type { Connection, Way } from '../sim/network.ts';
import type { Kinds } from '../sim/protocol.ts';
import { codeOf, type Scheduled, type World, type WorldSetup } from '../sim/world.ts';
import { ContentHash } from './contentHash.ts';
import { Batch, StateTable } from './stateTable.ts';

const WORDS = 4;

export interface Worlds<K extends Kinds> {
  readonly count: number;
  /** True when it was not seen before. Throws RangeError when there is no room. */
  add(world: World<K>, agenda: readonly TimedCommand<K>[], knowledge: unknown): boolean;
}

/** What the worlds of one search are told apart by. */
export class SeenWorlds<K extends Kinds> implements Worlds<K> {
  readonly #hash = new ContentHash();
  readonly #row = new Int32Array(WORDS);
  readonly #batch = new Batch(WORDS);
  readonly #table: StateTable;
  readonly #jitter: boolean;
  #now = 0;

  constructor({ network }: WorldSetup<K>, most?: number) {
    this.#table = new StateTable(WORDS, most);
    this.#jitter = network.jitter > 0;
  }

  get count(): number {
    return this.#table.count;
  }

  add(world: World<K>, agenda: readonly TimedCommand<K>[], knowledge: unknown): boolean {
    this.#hash.start();
    this.#world(world);
    this.#hash.fold(agenda.length);
    for (const { at, command } of agenda) {
      this.#hash.fold(at);
      this.#hash.fold(command);
    }
    this.#hash.foldLists(knowledge);
    this.#hash.read(this.#row);
    this.#batch.push(this.#row, 0);
    const added = this.#table.add(this.#batch, 0);
    this.#batch.count = 0;
    if (added === 'no room') throw new RangeError('no room for more worlds');
    return added === 'new';
  }

  #world({ now, nodes, pending, connections, opened, rules, told, director, late }: World<K>): void {
    const hash = this.#hash;
    this.#now = now;
    hash.fold(now);
    hash.fold(opened);
    for (const { status, state, disk, lives, backlog } of nodes) {
      hash.fold(status);
      hash.fold(lives);
      hash.fold(state);
      hash.fold(disk);
      hash.fold(backlog.length);
      for (const waiting of backlog) this.#scheduled(waiting);
    }
    hash.fold(pending.length);
    for (const { time, event } of pending) {
      hash.fold(time);
      this.#scheduled(event);
    }
    hash.fold(connections.length);
    for (const connection of connections) this.#connection(connection);
    for (const [link, rule] of rules) {
      hash.fold(link);
      hash.fold(rule);
    }
    for (const chain in told) {
      hash.fold(chain);
      hash.fold(told[chain]!.place);
    }
    hash.fold(director);
    hash.fold(late.done);
    hash.fold(late.at);
    hash.fold(late.events);
  }

  #scheduled({ kind, place, connection, event, detail }: Scheduled<K>): void {
    const hash = this.#hash;
    hash.fold(codeOf(kind));
    hash.fold(place);
    hash.fold(connection);
    hash.fold(event);
    hash.fold(detail);
  }

  #connection({ id, established, handshakeUntil, toServer, toClient }: Connection<Scheduled<K>>): void {
    this.#hash.fold(id);
    this.#hash.fold(established);
    this.#hash.fold(Math.max(0, handshakeUntil - this.#now));
    this.#way(toServer);
    this.#way(toClient);
  }

  /** Its name's hash stands for client, server and lane. What lies in the past delays nothing any more. */
  #way(way: Way<Scheduled<K>>): void {
    const { open, lastArrival, busyUntil, count, nameHash, heldByHand, held, resent, resentUntil, unrepeated } = way;
    const hash = this.#hash;
    hash.fold(nameHash);
    hash.fold(open);
    hash.fold(lastArrival === 0 ? 0 : Math.max(1, lastArrival - this.#now));
    hash.fold(Math.max(0, busyUntil - this.#now));
    // Latencies are drawn by it, where there is anything to draw.
    hash.fold(this.#jitter ? count : 0);
    hash.fold(heldByHand);
    hash.fold(unrepeated);
    hash.fold(resent === 0 ? 0 : 1 + Math.max(0, resentUntil - this.#now));
    hash.fold(held.length);
    for (const waiting of held) this.#scheduled(waiting);
  }
}
