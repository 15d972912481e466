/**
 * Where two runs that share no event part: the first fact that one of them told and the other did not, at about the same
 * time. Their events differ from the start, as messages of another generation of the protocol do; what they come to is
 * told by facts. Follows both as they are recorded; what was found once stays.
 */
import type { Micros } from '../base/time.ts';
import { describeFact } from '../kafka/describeFact.ts';
import type { FactLog } from './factFrames.ts';
import { isRoutine } from './factGroups.ts';

/** The same fact this close together is at the same time: the two do not send the same messages. */
export const SAME_TIME: Micros = 100_000;

interface Waiting {
  readonly at: Micros;
  readonly text: string;
}

export class BesideDivergence {
  readonly #logs: readonly [FactLog, FactLog];
  readonly #next: [number, number] = [0, 0];
  /** Told by one side, and not yet by the other: by its words, oldest first; and in the order of telling. */
  readonly #waiting: readonly [Map<string, Waiting[]>, Map<string, Waiting[]>] = [new Map(), new Map()];
  readonly #queues: readonly [Waiting[], Waiting[]] = [[], []];
  readonly #matched = new Set<Waiting>();
  #found: Micros | undefined;

  constructor(one: FactLog, other: FactLog) {
    this.#logs = [one, other];
  }

  isOf(one: FactLog, other: FactLog): boolean {
    return this.#logs[0] === one && this.#logs[1] === other;
  }

  /** The time at which they part, as far as both are known; undefined while they agree. */
  upTo(until: Micros): Micros | undefined {
    while (this.#found === undefined) {
      const side = this.#earlier(until);
      if (side === undefined) break;
      const { at, node, fact } = this.#logs[side].recorded(this.#next[side]++)!;
      this.#expire(at - SAME_TIME);
      if (this.#found === undefined && !isRoutine(fact))
        this.#tell(side, { at, text: `${node} ${describeFact(fact)}` });
    }
    if (this.#found === undefined) this.#expire(until - SAME_TIME);
    return this.#found;
  }

  /** The side whose next fact is the earlier one; undefined when neither has one by then. */
  #earlier(until: Micros): 0 | 1 | undefined {
    const [one, other] = [this.#timeOf(0), this.#timeOf(1)];
    const side = one <= other ? 0 : 1;
    return Math.min(one, other) <= until ? side : undefined;
  }

  #timeOf(side: 0 | 1): Micros {
    return this.#logs[side].recorded(this.#next[side])?.at ?? Number.MAX_SAFE_INTEGER;
  }

  #tell(side: 0 | 1, told: Waiting): void {
    const twin = this.#waiting[1 - side]!.get(told.text)?.shift();
    if (twin !== undefined) {
      this.#matched.add(twin);
      return;
    }
    const waiting = this.#waiting[side];
    const same = waiting.get(told.text);
    if (same === undefined) waiting.set(told.text, [told]);
    else same.push(told);
    this.#queues[side].push(told);
  }

  /** What has waited since before `time` has no twin. */
  #expire(time: Micros): void {
    for (const queue of this.#queues) {
      while (queue.length > 0 && queue[0]!.at < time) {
        const told = queue.shift()!;
        if (this.#matched.delete(told)) continue;
        this.#found = Math.min(this.#found ?? Number.MAX_SAFE_INTEGER, told.at);
        break;
      }
    }
  }
}
