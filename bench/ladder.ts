/**
 * The explorer on the abstract replication models: two million states, and how it compares with a naive explorer (deep
 * clone, JSON text in a Set) over the very same model.
 */
import { explore } from '../src/check/explore.ts';
import type { Model, Row } from '../src/check/model.ts';
import type { LadderConstants } from '../src/kafka/ladder/constants.ts';
import { type Rung, rungNamed } from '../src/kafka/ladder/index.ts';
import { compare, middle, type Ratio, time } from './measure.ts';

const LARGE: LadderConstants = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };
const SMALL: LadderConstants = { ...LARGE, maxLeaderEpoch: 1 };

export interface LadderSpeed {
  /** 1,988,158, as many as TLC counts. */
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  readonly statesPerSecond: number;
  /** The same with StrongIsr asked of every state of the newest rung: 737,794 states. */
  readonly checkedStatesPerSecond: number;
}

/** Medians of three searches each, after one to warm up. */
export function ladderSpeed(): LadderSpeed {
  const oldest = modelOf('truncate-to-high-watermark', LARGE);
  const newest = modelOf('kip-320', LARGE);
  const counted = explore(oldest).statistics;
  const seconds = medianOf(() => explore(oldest));
  const strongIsr = newest.invariant('StrongIsr');
  const checked = explore(newest, [strongIsr]).statistics;
  const checkedSeconds = medianOf(() => explore(newest, [strongIsr]));
  return {
    states: counted.distinctStates,
    transitions: counted.generatedStates,
    seconds,
    statesPerSecond: counted.distinctStates / seconds,
    checkedStatesPerSecond: checked.distinctStates / checkedSeconds,
  };
}

/** Time of the naive one by time of ours, on 67,807 states. */
export function ladderAgainstNaive(): Ratio {
  const model = modelOf('truncate-to-high-watermark', SMALL);
  return compare(
    () => naive(model),
    () => {
      explore(model);
    },
    5,
  );
}

export function naive(model: Model): number {
  const seen = new Set<string>();
  const waiting: Row[] = [];
  const visit = (row: Row) => {
    const state = structuredClone(row);
    const text = JSON.stringify(Array.from(state));
    if (seen.has(text)) return;
    seen.add(text);
    waiting.push(state);
  };
  model.initial(visit);
  for (let at = 0; at < waiting.length; at++) model.next(waiting[at]!, visit);
  return seen.size;
}

function modelOf(id: string, constants: LadderConstants) {
  return (rungNamed(id) as Rung).model(constants, {});
}

function medianOf(run: () => void): number {
  return middle([time(run), time(run), time(run)].sort((a, b) => a - b));
}
