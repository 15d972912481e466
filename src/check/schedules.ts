/**
 * The search through schedules. The default schedule is the run as it is; every other one departs from it by faults, at
 * most so many. Breadth first by the number of faults: the first violation found has fewest. Among schedules with as many
 * faults those come first whose instants matter most; the order is always the same.
 *
 * Runs share what they have in common: a schedule is played once up to each instant from which others depart. A world
 * that another schedule has led to already, with as many faults left, is left to that one.
 *
 * It works in slices, since the core has no clock.
 */
import type { Micros } from '../base/time.ts';
import type { TimedCommand } from '../sim/command.ts';
import type { Kinds } from '../sim/protocol.ts';
import type { WorldSetup } from '../sim/world.ts';
import type { Bound } from './explore.ts';
import { agendaOf, agendaOfAll, ending, endOf, type Fault, type FaultName } from './fault.ts';
import { type LookOn, type Moment, type Observer, type Outcome, Player } from './play.ts';
import { type Departure, type Departures, faultsOf, Points } from './points.ts';
import type { Worlds } from './worlds.ts';

export interface SearchPlan<K extends Kinds> extends Departures<K> {
  readonly world: WorldSetup<K>;
  readonly observer: Observer<K>;
  readonly worlds: Worlds<K>;
  /** Most faults of one schedule. */
  readonly depth: number;
  /** Most of one kind, where that is fewer. */
  readonly budgets: Readonly<Partial<Record<FaultName, number>>>;
  /** Where every run ends. */
  readonly end: Micros;
  readonly schedules?: number;
  /** Compares the world after every event with those seen, as explicit-state checkers do, and not where it may pay. */
  readonly compareAll?: boolean;
  /** What becomes of a moment before another run goes on from it; as it is, unless somebody measures what that saves. */
  readonly copy?: (moment: Moment<K>) => Moment<K>;
}

export interface LevelCount {
  readonly schedules: number;
  /** All there are with so many faults have been played. */
  readonly finished: boolean;
}

export interface Coverage {
  readonly schedules: number;
  /** Schedules whose run was left to another one that had led to the same world. */
  readonly merged: number;
  /** Worlds that were compared and found different. */
  readonly worlds: number;
  readonly events: number;
  /** By number of faults. */
  readonly levels: readonly LevelCount[];
  /** About how many schedules the level that is being played has, as far as one can tell. */
  readonly expected: number;
  readonly exhausted: boolean;
  readonly stoppedBy?: Bound;
}

interface Schedule {
  readonly faults: readonly Fault[];
  readonly rank: number;
  /** From here on its run is another one's: what departs later departs from that one. */
  readonly mergedAt: Micros;
  /** Ranks of what departs from it, one bit each; -1 while that is not known. */
  ranks: number;
}

/**
 * Worlds meet soon after a fault began or ended without having done anything, or hardly ever. Where nothing departs any
 * more from a run, only so many of its telling events after each of that are compared with the worlds seen.
 */
const LOOKS = 4;
/** No single fault ranks higher. */
const RANKS = 16;

export class ScheduleSearch<K extends Kinds> {
  readonly #plan: SearchPlan<K>;
  readonly #player: Player<K>;
  readonly #work: Generator<undefined, void>;
  /** Before the first instant of a fault: what comes before is the same in every schedule. */
  #root: Moment<K>;
  readonly #levels: { schedules: number; finished: boolean }[] = [];
  /** Schedules of the level above, how many of them are known, and how many schedules depart from those. */
  #parents: readonly Schedule[] = [];
  #known = 0;
  #departing = 0;
  #next: Schedule[] = [];
  #merged = 0;
  #schedules = 0;
  #found: readonly Fault[] | undefined;
  #stoppedBy: Bound | undefined;
  #done = false;

  constructor(plan: SearchPlan<K>) {
    this.#plan = plan;
    this.#player = new Player(plan.world, plan.observer.fork());
    this.#root = this.#player.moment();
    this.#work = this.#search();
  }

  get done(): boolean {
    return this.#done || this.#stoppedBy !== undefined;
  }

  /** The faults of a schedule that breaks what is watched: none of the schedules with fewer did. */
  get found(): readonly Fault[] | undefined {
    return this.#found;
  }

  /** Plays about so many schedules; true when there is nothing more to do. */
  advance(schedules: number): boolean {
    const most = this.#plan.schedules ?? Number.MAX_SAFE_INTEGER;
    const last = this.#schedules + schedules;
    try {
      while (!this.done && this.#schedules < last) {
        if (this.#work.next().done) this.#done = true;
        else if (this.#schedules >= most) this.stop('states');
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.stop('memory');
    }
    return this.done;
  }

  /** What was covered stays. */
  stop(bound: Bound): void {
    if (!this.done) this.#stoppedBy = bound;
  }

  get coverage(): Coverage {
    const played = this.#levels[this.#levels.length - 1]?.schedules ?? 0;
    const guessed = this.#known === 0 ? 0 : Math.floor((this.#departing / this.#known) * this.#parents.length);
    return {
      schedules: this.#schedules,
      merged: this.#merged,
      worlds: this.#plan.worlds.count,
      events: this.#player.events,
      levels: this.#levels.map((level) => ({ ...level })),
      expected: Math.max(played, guessed),
      exhausted: this.#done && this.#found === undefined,
      ...(this.#stoppedBy === undefined ? {} : { stoppedBy: this.#stoppedBy }),
    };
  }

  *#search(): Generator<undefined, void> {
    this.#levels.push({ schedules: 0, finished: false });
    if (this.#player.playTo(this.#plan.from) === 'broke') {
      this.#schedules = this.#levels[0]!.schedules = 1;
      this.#found = [];
    } else {
      this.#root = this.#player.moment();
      this.#playOut([], 0, []);
    }
    this.#levels[0]!.finished = true;
    yield;
    for (let depth = 1; depth <= this.#plan.depth && this.#found === undefined; depth++) {
      this.#parents = this.#next.sort((a, b) => a.rank - b.rank);
      this.#next = [];
      [this.#known, this.#departing] = [0, 0];
      this.#levels.push({ schedules: 0, finished: false });
      yield* this.#level(depth * RANKS);
      if (this.#found === undefined) this.#levels[depth]!.finished = true;
    }
  }

  /** What matters most first, over all that departs from any schedule of the level above. */
  *#level(ranks: number): Generator<undefined, void> {
    for (let rank = 0; rank < ranks; rank++) {
      for (const parent of this.#parents) {
        const own = rank - parent.rank;
        if (own < 0 || own >= RANKS || (parent.ranks & (1 << own)) === 0) continue;
        yield* this.#expand(parent, own);
        if (this.#found !== undefined) return;
      }
    }
  }

  *#expand(parent: Schedule, rank: number): Generator<undefined, void> {
    const wanted = this.#departuresOf(parent).filter((departure) => departure.rank === rank);
    const moments = new Map<Micros, Moment<K>>();
    this.#takeUp(this.#root, agendaOfAll(parent.faults));
    for (const at of [...new Set(wanted.map((departure) => departure.at))].sort((a, b) => a - b)) {
      this.#player.playTo(at);
      moments.set(at, this.#player.moment());
    }
    for (const departure of wanted) {
      yield* this.#depart(parent, departure, moments.get(departure.at)!);
      if (this.#found !== undefined) return;
    }
  }

  /** All that may come next after this schedule's own faults, the best first. */
  #departuresOf(parent: Schedule): readonly Departure[] {
    const last = parent.faults[parent.faults.length - 1];
    const points = new Points(this.#plan, last?.at ?? -1);
    this.#takeUp(this.#root, agendaOfAll(parent.faults));
    this.#player.playTo(this.#plan.end, (step) => {
      points.see(step);
      return false;
    });
    const left = points.departures.filter(({ name, at }) => at <= parent.mergedAt && this.#isLeft(name, parent.faults));
    if (parent.ranks === -1) {
      parent.ranks = left.reduce((bits, { rank }) => bits | (1 << rank), 0);
      this.#known++;
      for (const departure of left) this.#departing += this.#lengthsOf(departure).length;
    }
    return left;
  }

  #isLeft(name: FaultName, faults: readonly Fault[]): boolean {
    const most = this.#plan.budgets[name];
    return most === undefined || faults.filter((fault) => fault.name === name).length < most;
  }

  #lengthsOf(departure: Departure): readonly Fault[] {
    return faultsOf(departure, this.#plan.lasting[departure.name]!, this.#plan.end);
  }

  /** One fault with each length it may have: the longest run is the beginning of the shorter ones. */
  *#depart(parent: Schedule, departure: Departure, moment: Moment<K>): Generator<undefined, void> {
    const faults = this.#lengthsOf(departure);
    const forks = new Map<Micros, Moment<K>>();
    const marks = departure.name === 'late' ? [] : faults.slice(1).map((fault) => endOf(fault)!);
    for (const fault of faults) {
      const fork = forks.get(endOf(fault) ?? -1);
      const agenda = agendaOf<K>(fault);
      if (fork === undefined) this.#takeUp(moment, agenda);
      else this.#takeUp(fork, agenda.slice(agenda.length - ending(fault).length));
      const mark = fault === faults[0] ? marks.reverse() : [];
      this.#playOut([...parent.faults, fault], parent.rank + departure.rank, mark, (at) => {
        forks.set(at, this.#player.moment());
      });
      yield;
      if (this.#found !== undefined) return;
    }
  }

  #takeUp(moment: Moment<K>, more: readonly TimedCommand<K>[]): void {
    this.#player.takeUp(this.#plan.copy === undefined ? moment : this.#plan.copy(moment), more);
  }

  /** Plays a schedule to its end, or to a world that was seen before. */
  #playOut(faults: readonly Fault[], rank: number, marks: readonly Micros[], fork?: (at: Micros) => void): void {
    const { plan, player } = { plan: this.#plan, player: this.#player };
    const begunAt = faults[faults.length - 1]?.at ?? -1;
    let mergedAt = Number.MAX_SAFE_INTEGER;
    const isLast = faults.length === plan.depth;
    let [commands, looks] = [-1, 0];
    const isKnown: LookOn<K> = (step) => {
      if (step.at < plan.from || step.at < begunAt) return false;
      if (player.done !== commands) [commands, looks] = [player.done, LOOKS];
      if (plan.compareAll !== true) {
        if (plan.rank(step) === undefined || (isLast && looks === 0)) return false;
        looks--;
      }
      const { kernel, agenda, done, observer } = player;
      if (plan.worlds.add(kernel.look(), agenda.slice(done), observer.knowledge)) return false;
      mergedAt = step.at;
      return true;
    };
    let outcome: Outcome = 'ended';
    for (const mark of [...marks, plan.end]) {
      outcome = player.playTo(mark, isKnown);
      if (outcome !== 'ended') break;
      if (mark !== plan.end) fork?.(mark);
    }
    this.#schedules++;
    this.#levels[this.#levels.length - 1]!.schedules++;
    if (outcome === 'broke') this.#found = faults;
    else if (faults.length < plan.depth) this.#next.push({ faults, rank, mergedAt, ranks: -1 });
    if (outcome === 'stopped') this.#merged++;
  }
}
