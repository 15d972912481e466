/**
 * Where two runs that share no event part: the first fact that one of them told and the other did not, at about the same
 * time. Their events differ from the start, as messages of another generation of the protocol do; what they come to is
 * told by facts. Two eras are compared only by what both can tell, and from the first partition on that both lead: before,
 * everything differs, and says nothing. Follows both as they are recorded; what was found once stays.
 */
import { MICROS_PER_SECOND, type Micros } from '../base/time.ts';
import { describeFact } from '../kafka/describeFact.ts';
import { isLeadership, keepersOf, saidInEveryEra } from './eraWords.ts';
import type { FactLog } from './factFrames.ts';
import { isRoutine } from './factGroups.ts';
import type { Recording } from './recording.ts';

/** The same fact this close together is at the same time: the two do not send the same messages. */
const SAME_TIME: Micros = 100_000;
/** Two eras are ready at different moments, so whatever is done every few hundred milliseconds has another rhythm. */
const SAME_TIME_IN_TWO_ERAS: Micros = MICROS_PER_SECOND;
/** What is told before both lead may have its twin this much later. */
const LATEST_START: Micros = 15 * MICROS_PER_SECOND;

interface Waiting {
  readonly at: Micros;
  readonly text: string;
  readonly place: number;
}

export interface Parting {
  readonly at: Micros;
  /** Who told it, 0 or 1, and its place in what that run told. */
  readonly side: 0 | 1;
  readonly place: number;
}

type Side = Pick<Recording, 'facts' | 'history'>;

/** How far apart the same fact may be told. */
export function sameTimeOf(one: Side, other: Side): Micros {
  return areOfTwoEras(one, other) ? SAME_TIME_IN_TWO_ERAS : SAME_TIME;
}

export function areOfTwoEras(one: Side, other: Side): boolean {
  return keepersOf(one.history.kernel.world.nodes) !== keepersOf(other.history.kernel.world.nodes);
}

export class BesideDivergence {
  readonly #logs: readonly [FactLog, FactLog];
  readonly #isOfTwoEras: boolean;
  readonly #sameTime: Micros;
  readonly #next: [number, number] = [0, 0];
  /** When each began to lead a partition. */
  readonly #began: [Micros | undefined, Micros | undefined] = [undefined, undefined];
  /** Told by one side, and not yet by the other: by its words, oldest first; and in the order of telling. */
  readonly #waiting: readonly [Map<string, Waiting[]>, Map<string, Waiting[]>] = [new Map(), new Map()];
  readonly #queues: readonly [Waiting[], Waiting[]] = [[], []];
  readonly #matched = new Set<Waiting>();
  #found: Parting | undefined;

  constructor(one: Side, other: Side) {
    this.#logs = [one.facts, other.facts];
    this.#isOfTwoEras = areOfTwoEras(one, other);
    this.#sameTime = sameTimeOf(one, other);
  }

  isOf(one: FactLog, other: FactLog): boolean {
    return this.#logs[0] === one && this.#logs[1] === other;
  }

  /** Where they part, as far as both are known; undefined while they agree. */
  upTo(until: Micros): Parting | undefined {
    while (this.#found === undefined) {
      const side = this.#earlier(until);
      if (side === undefined) break;
      const place = this.#next[side]++;
      const { at, node, fact } = this.#logs[side].recorded(place)!;
      this.#expire(at);
      if (this.#found !== undefined) break;
      if (isLeadership(fact)) this.#began[side] ??= at;
      const text = this.#isOfTwoEras ? saidInEveryEra(fact) : isRoutine(fact) ? undefined : saidBy(node, fact);
      if (text !== undefined) this.#tell(side, { at, text, place });
    }
    if (this.#found === undefined) this.#expire(until);
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

  /** What has waited too long at `now` has no twin. */
  #expire(now: Micros): void {
    for (const side of [0, 1] as const) {
      const queue = this.#queues[side];
      while (queue.length > 0 && queue[0]!.at < now - this.#patienceFor(queue[0]!)) {
        const told = queue.shift()!;
        if (this.#matched.delete(told)) continue;
        if (this.#found === undefined || told.at < this.#found.at) {
          this.#found = { at: told.at, side, place: told.place };
        }
        break;
      }
    }
  }

  #patienceFor({ at }: Waiting): Micros {
    if (!this.#isOfTwoEras) return this.#sameTime;
    const [one, other] = this.#began;
    const haveBegun = one !== undefined && other !== undefined;
    return haveBegun && at >= Math.max(one, other) ? this.#sameTime : LATEST_START;
  }
}

function saidBy(node: string, fact: Parameters<typeof describeFact>[0]): string {
  return `${node} ${describeFact(fact)}`;
}
