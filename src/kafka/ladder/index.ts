/** The ladder of protocol generations, for whoever asks: which rungs there are, and does a property hold on one? */
import { assert, present } from '../../base/assert.ts';
import { type Bound, type Bounds, Exploration, type Statistics } from '../../check/explore.ts';
import { type LadderConstants, problemOf } from './constants.ts';
import { LADDER, type LadderProperty, type Rung, USUAL_CONSTANTS } from './ladder.ts';
import type { LadderModel } from './ladderModel.ts';

export { LARGEST, type LadderConstants, problemOf } from './constants.ts';
export { LADDER, LADDER_SENTENCES, type LadderProperty, type Rung, USUAL_CONSTANTS } from './ladder.ts';

export interface RungLimits extends Bounds {
  /** Takes states that differ only in the names of replicas for one. Fewer states than TLC counts without it. */
  readonly symmetry?: boolean;
  /** Asked every few thousand states; anything but undefined ends the search there. */
  readonly goOn?: (statistics: Statistics) => Bound | undefined;
}

export type Verdict =
  /** The trace shows how; there is no shorter one. */
  | 'violated'
  /** All states were seen. */
  | 'holds'
  /** Some states were seen; `stoppedBy` says why no more. */
  | 'not found';

export interface RungResult {
  readonly verdict: Verdict;
  readonly statistics: Statistics;
  /** Empty unless violated. */
  readonly trace: readonly string[];
  /** The state at the end of the trace, a line for each node. */
  readonly broken: readonly string[];
}

export function rungNamed(id: string): Rung | undefined {
  return LADDER.find((rung) => rung.id === id);
}

/** The smallest constants that show what is to be seen, where there is something. */
export function usualConstants(rung: Rung, property: LadderProperty): LadderConstants {
  const expected = rung.expected[property];
  return expected === undefined || expected === 'holds' ? USUAL_CONSTANTS : expected;
}

/** A search that its caller advances, as a worker does between two messages. */
export class RungSearch {
  readonly #model: LadderModel;
  readonly #exploration: Exploration;

  /** Without a property it only counts. Throws AssertionError when constants or property do not fit the rung. */
  constructor(rung: Rung, constants: LadderConstants, property?: LadderProperty, limits: RungLimits = {}) {
    const problem = problemOf(constants);
    assert(problem === undefined, problem ?? '');
    this.#model = rung.model(constants, {
      remembersCommitted: property === 'CommittedOnTrueLeader',
      symmetry: limits.symmetry === true && rung.symmetric,
    });
    const invariants = property === undefined ? [] : [this.#model.invariant(property)];
    this.#exploration = new Exploration(this.#model, invariants, limits);
  }

  /** True when there is nothing more to do. */
  advance(states: number): boolean {
    return this.#exploration.advance(states);
  }

  stop(bound: Bound): void {
    this.#exploration.stop(bound);
  }

  get statistics(): Statistics {
    return this.#exploration.statistics;
  }

  get result(): RungResult {
    const { statistics, violation } = this.#exploration;
    if (violation === undefined) {
      return { verdict: statistics.exhausted ? 'holds' : 'not found', statistics, trace: [], broken: [] };
    }
    const { initial, steps } = violation.trace;
    const trace = steps.map(({ action, state }, i) =>
      this.#model.describeStep(i === 0 ? initial : present(steps[i - 1], 'step').state, action, state),
    );
    const last = steps.length === 0 ? initial : present(steps[steps.length - 1], 'step').state;
    return { verdict: 'violated', statistics, trace, broken: this.#model.describeState(last) };
  }
}

const SLICE = 20_000;

export function checkRung(
  rung: Rung,
  constants: LadderConstants,
  property?: LadderProperty,
  limits: RungLimits = {},
): RungResult {
  const search = new RungSearch(rung, constants, property, limits);
  while (!search.advance(SLICE)) {
    const bound = limits.goOn?.(search.statistics);
    if (bound !== undefined) search.stop(bound);
  }
  return search.result;
}
