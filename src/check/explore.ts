/**
 * Breadth-first search through every state of a model, or as many as its bounds allow: the first violation found is
 * one with a shortest way to it. Ties between ways of one length go to the order in which the model names its steps, so a
 * search gives the same trace every time.
 *
 * It works in slices, since the core has no clock: whoever calls `advance` decides how long to go on, can show how far it
 * is, or let go of it.
 */
import { present } from '../base/assert.ts';
import type { Invariant, Model, Row } from './model.ts';
import { Batch, StateTable } from './stateTable.ts';

export interface Bounds {
  readonly states?: number;
  /** Steps from an initial state. States at that distance are looked at, not left. */
  readonly depth?: number;
}

/** Why a search ended before it had seen everything. */
export type Bound = 'states' | 'depth' | 'time' | 'memory' | 'cancelled';

export interface Statistics {
  readonly distinctStates: number;
  /** Initial states and successors, each time that one was made. */
  readonly generatedStates: number;
  /** Steps to the farthest state seen. TLC counts states instead: one more. */
  readonly depth: number;
  /** Distinct states at each distance. */
  readonly statesAtDepth: readonly number[];
  readonly exhausted: boolean;
  readonly stoppedBy?: Bound;
}

export interface Step {
  readonly action: number;
  readonly state: Row;
}

export interface Trace {
  readonly initial: Row;
  readonly steps: readonly Step[];
}

export interface Violation {
  readonly invariant: string;
  readonly trace: Trace;
}

/** States left before what they lead to is looked up: enough to hide the waiting, few enough to stay in the cache. */
const BATCH = 64;

export class Exploration {
  readonly #model: Model;
  readonly #invariants: readonly Invariant[];
  readonly #bounds: Bounds;
  readonly #table: StateTable;
  readonly #batch: Batch;
  readonly #row: Row;
  readonly #current: Row;
  /** For each state the one it was first reached from; initial states point to themselves. */
  #parents = new Int32Array(1 << 12);
  #generated = 0;
  /** The next state to leave. */
  #cursor = 0;
  #depth = 0;
  /** Where the states of the next distance begin. */
  #levelEnd = 0;
  readonly #levels: number[] = [];
  #stoppedBy: Bound | undefined;
  #violated: { readonly invariant: string; readonly number: number } | undefined;

  constructor(model: Model, invariants: readonly Invariant[] = [], bounds: Bounds = {}) {
    this.#model = model;
    this.#invariants = invariants;
    this.#bounds = bounds;
    this.#table = new StateTable(model.width, bounds.states);
    this.#batch = new Batch(model.width);
    this.#row = new Int32Array(model.width);
    this.#current = new Int32Array(model.width);
    model.initial(this.#emit);
    this.#takeIn();
    this.#closeLevel();
  }

  get done(): boolean {
    return this.#violated !== undefined || this.#stoppedBy !== undefined || this.#cursor === this.#table.count;
  }

  /** Leaves about so many states; true when there is nothing more to do. */
  advance(states: number): boolean {
    const last = this.#cursor + states;
    try {
      while (!this.done && this.#cursor < last) this.#leaveSome();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#stoppedBy = 'memory';
    }
    return this.done;
  }

  /** What was found stays. */
  stop(bound: Bound): void {
    if (!this.done) this.#stoppedBy = bound;
  }

  get statistics(): Statistics {
    const counted = this.#levels.reduce((sum, level) => sum + level, 0);
    const open = this.#table.count - counted;
    const statesAtDepth = open > 0 ? [...this.#levels, open] : [...this.#levels];
    return {
      distinctStates: this.#table.count,
      generatedStates: this.#generated,
      depth: Math.max(0, statesAtDepth.length - 1),
      statesAtDepth,
      exhausted: this.#cursor === this.#table.count && this.#stoppedBy === undefined && this.#violated === undefined,
      ...(this.#stoppedBy === undefined ? {} : { stoppedBy: this.#stoppedBy }),
    };
  }

  get violation(): Violation | undefined {
    const found = this.#violated;
    return found === undefined ? undefined : { invariant: found.invariant, trace: this.#traceTo(found.number) };
  }

  readonly #emit = (row: Row): void => {
    const { canonical } = this.#model;
    if (canonical === undefined) {
      this.#batch.push(row, this.#cursor);
      return;
    }
    this.#row.set(row);
    canonical(this.#row);
    this.#batch.push(this.#row, this.#cursor);
  };

  /** States of one distance, never of two. */
  #leaveSome(): void {
    if (this.#cursor === this.#levelEnd) {
      this.#closeLevel();
      this.#depth++;
    }
    if (this.#bounds.depth !== undefined && this.#depth >= this.#bounds.depth) {
      this.#stoppedBy = 'depth';
      return;
    }
    const last = Math.min(this.#cursor + BATCH, this.#levelEnd);
    for (; this.#cursor < last; this.#cursor++) {
      this.#table.read(this.#cursor, this.#current);
      this.#model.next(this.#current, this.#emit);
    }
    this.#takeIn();
  }

  #takeIn(): void {
    const batch = this.#batch;
    const table = this.#table;
    table.touch(batch);
    for (let at = 0; at < batch.count; at++) {
      this.#generated++;
      const added = table.add(batch, at);
      if (added === 'seen') continue;
      if (added === 'no room') {
        this.#stoppedBy = 'states';
        break;
      }
      const number = table.count - 1;
      if (number === this.#parents.length) this.#growParents();
      this.#parents[number] = this.#levelEnd === 0 ? number : batch.origins[at]!;
      if (this.#invariants.length > 0 && !this.#holds(at, number)) break;
    }
    batch.count = 0;
  }

  #holds(at: number, number: number): boolean {
    this.#batch.read(at, this.#row);
    for (const { name, holds } of this.#invariants) {
      if (holds(this.#row)) continue;
      this.#violated = { invariant: name, number };
      return false;
    }
    return true;
  }

  #growParents(): void {
    const parents = new Int32Array(this.#parents.length * 2);
    parents.set(this.#parents);
    this.#parents = parents;
  }

  #closeLevel(): void {
    this.#levels.push(this.#table.count - this.#levelEnd);
    this.#levelEnd = this.#table.count;
  }

  /** Walks the way again from the start: with a symmetry, the states kept are renamed ones, the states told are not. */
  #traceTo(number: number): Trace {
    const way = [number];
    for (let at = number; this.#parents[at] !== at; at = this.#parents[at]!) way.push(this.#parents[at]!);
    way.reverse();
    const initial = this.#matching(way[0]!, (emit) => this.#model.initial(emit)).state;
    const steps: Step[] = [];
    let state = initial;
    for (const at of way.slice(1)) {
      const step = this.#matching(at, (emit) => this.#model.next(state, emit));
      steps.push(step);
      state = step.state;
    }
    return { initial, steps };
  }

  #matching(number: number, from: (emit: (row: Row, action: number) => void) => void): Step {
    const target = new Int32Array(this.#model.width);
    const scratch = new Int32Array(this.#model.width);
    this.#table.read(number, target);
    let found: Step | undefined;
    from((row, action) => {
      if (found !== undefined) return;
      scratch.set(row);
      this.#model.canonical?.(scratch);
      if (scratch.every((word, i) => word === target[i])) found = { action, state: row.slice() };
    });
    return present(found, 'the same step again, from a model that repeats itself');
  }
}

/** A search in one go, for whoever needs no clock. */
export function explore(model: Model, invariants: readonly Invariant[] = [], bounds: Bounds = {}): Exploration {
  const exploration = new Exploration(model, invariants, bounds);
  exploration.advance(Number.MAX_SAFE_INTEGER);
  return exploration;
}
