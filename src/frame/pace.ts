/**
 * Which stretches of a run a person wants to watch: those in which messages travel that lead to a fact. Heartbeats, empty
 * fetches and waiting are not among them. Known for what is recorded, so the player looks ahead of the playhead.
 */
import type { Micros } from '../base/time.ts';
import type { Trace } from '../record/trace.ts';
import type { PaceFrame } from './frame.ts';

/** Stretches closer than this are one: a dot that stands still for half a message's flight is no pause. */
const JOIN_WITHIN: Micros = 1_000;
/** A message that is this slow is watched as it leaves and as it arrives. */
const LONG: Micros = 20_000;
const WATCH: Micros = 2_000;
const DWELL: Micros = 1_500;
/** How many messages back an interesting fact is followed. */
const CHAIN = 12;

export class Pace {
  /** Sorted, apart from each other by more than `JOIN_WITHIN`. */
  readonly #busy: { from: Micros; to: Micros }[] = [];

  fork(at: Micros): Pace {
    const pace = new Pace();
    for (const { from, to } of this.#busy) if (from <= at) pace.#add(from, Math.min(to, at));
    return pace;
  }

  /** A step that told a fact. */
  add(trace: Trace, step: number, interesting: boolean): void {
    let at = step;
    for (let link = 0; link < (interesting ? CHAIN : 1) && at > 0; link++) {
      if (trace.kind(at) !== 'message') break;
      const cause = trace.cause(at);
      this.#addFlight(trace.at(cause), trace.at(at));
      at = cause;
    }
    // What is worth stopping at is looked at for a moment, whatever caused it.
    this.#add(trace.at(step), trace.at(step) + (interesting ? DWELL : 0));
  }

  #addFlight(from: Micros, to: Micros): void {
    if (to - from <= LONG) this.#add(from, to);
    else {
      this.#add(from, from + WATCH);
      this.#add(to - WATCH, to);
    }
  }

  after(at: Micros, until: Micros, maximum = 64): PaceFrame {
    const busy: { from: Micros; to: Micros }[] = [];
    for (let place = this.#placeOf(at); place < this.#busy.length && busy.length < maximum; place++) {
      busy.push(this.#busy[place]!);
    }
    return { busy, until: busy.length === maximum ? busy[maximum - 1]!.to : until };
  }

  #add(from: Micros, to: Micros): void {
    const list = this.#busy;
    let first = this.#placeOf(from - JOIN_WITHIN);
    let end = first;
    let [low, high] = [from, to];
    while (end < list.length && list[end]!.from <= to + JOIN_WITHIN) {
      low = Math.min(low, list[end]!.from);
      high = Math.max(high, list[end]!.to);
      end++;
    }
    first = Math.min(first, list.length);
    list.splice(first, end - first, { from: low, to: high });
  }

  /** Place of the first stretch that ends at or after `at`. */
  #placeOf(at: Micros): number {
    let low = 0;
    let high = this.#busy.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#busy[middle]!.to < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
