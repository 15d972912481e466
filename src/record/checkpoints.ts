/**
 * The checkpoints of a history, oldest first. What is as it was in the one before is kept once. They may take so much
 * memory: past it each new one costs an older one its place, where they stand closest, so that a long run of a large
 * cluster is gone back to in longer replays instead of filling the machine.
 */
import type { Connection, Way } from '../sim/network.ts';
import type { Kinds } from '../sim/protocol.ts';
import type { Checkpoint } from '../sim/world.ts';
import { newBytes } from './newBytes.ts';

export const MOST_CHECKPOINT_BYTES = 160 * 1024 * 1024;
/** Weighing costs a fifth of running the events between: one out of so many stands for its neighbours. */
const WEIGHED = 8;

export class Checkpoints<K extends Kinds> {
  readonly #kept: Checkpoint<K>[];
  /** Of each, what it takes that the one before does not. */
  readonly #bytes: number[];
  readonly #most: number;
  #total: number;
  #added = 0;
  #removed = 0;
  /** What the last one that was weighed takes. */
  #usual = 0;
  /** Without the one between, of what two took. */
  #left = 1;

  /** `shared`: one that is kept elsewhere, much of which is in the first. */
  constructor(first: Checkpoint<K>, shared?: Checkpoint<K>, most = MOST_CHECKPOINT_BYTES) {
    this.#kept = [first];
    this.#total = newBytes(shared, first);
    this.#bytes = [this.#total];
    this.#most = most;
  }

  /** About what all of them take. */
  get bytes(): number {
    return this.#total;
  }

  get steps(): readonly number[] {
    return this.#kept.map(({ step }) => step);
  }

  add(checkpoint: Checkpoint<K>): void {
    const last = this.#kept.at(-1)!;
    const kept = sharing(last, checkpoint);
    if (this.#added < 4 * WEIGHED || this.#added % WEIGHED === 0) this.#usual = newBytes(last, kept);
    this.#added++;
    this.#kept.push(kept);
    this.#bytes.push(this.#usual);
    this.#total += this.#usual;
    if (this.#total > this.#most) this.#thinOut();
  }

  /** The last one at or before `step`, or else the first. */
  before(step: number): Checkpoint<K> {
    let low = 0;
    let high = this.#kept.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#kept[middle]!.step <= step) low = middle;
      else high = middle - 1;
    }
    return this.#kept[low]!;
  }

  /** Leaves out one between two that stand closest; the first and the last stay. */
  #thinOut(): void {
    let closest = 0;
    let least = Number.MAX_SAFE_INTEGER;
    for (let place = 1; place < this.#kept.length - 1; place++) {
      const gap = this.#kept[place + 1]!.step - this.#kept[place - 1]!.step;
      if (gap < least) [closest, least] = [place, gap];
    }
    if (closest === 0) return;
    const both = this.#bytes[closest]! + this.#bytes[closest + 1]!;
    if (this.#removed++ % WEIGHED === 0)
      this.#left = Math.min(1, newBytes(this.#kept[closest - 1], this.#kept[closest + 1]) / Math.max(1, both));
    const bytes = Math.floor(both * this.#left);
    this.#total += bytes - both;
    this.#bytes[closest + 1] = bytes;
    this.#kept.splice(closest, 1);
    this.#bytes.splice(closest, 1);
  }
}

/** The same checkpoint, with what was copied although nothing had changed in it taken from the earlier one. */
function sharing<K extends Kinds>(earlier: Checkpoint<K>, checkpoint: Checkpoint<K>): Checkpoint<K> {
  const connections = new Map(earlier.connections.map((connection) => [connection.id, connection]));
  const pending = new Map(earlier.pending.map((waiting) => [waiting.event, waiting]));
  return {
    ...checkpoint,
    connections: checkpoint.connections.map((connection) => shared(connections.get(connection.id), connection)),
    pending: checkpoint.pending.map((waiting) => {
      const before = pending.get(waiting.event);
      return before?.time === waiting.time ? before : waiting;
    }),
  };
}

function shared<E>(earlier: Connection<E> | undefined, later: Connection<E>): Connection<E> {
  if (earlier === undefined) return later;
  const toServer = isSameWay(earlier.toServer, later.toServer) ? earlier.toServer : later.toServer;
  const toClient = isSameWay(earlier.toClient, later.toClient) ? earlier.toClient : later.toClient;
  const kept = { ...later, toServer, toClient };
  return isSame(earlier, kept) ? earlier : kept;
}

function isSameWay<E>(earlier: Way<E>, later: Way<E>): boolean {
  const { held } = earlier;
  if (held.length !== later.held.length || held.some((event, place) => event !== later.held[place])) return false;
  return isSame(earlier, { ...later, held });
}

/** All the same, one level deep; two of one shape. */
function isSame<T extends object>(earlier: T, later: T): boolean {
  for (const name in later) if (earlier[name] !== later[name]) return false;
  return true;
}
