/**
 * Two runs of the same cluster beside each other, fact by fact. What both told is matched by what it says and who says
 * it, the first with the first, the second with the second: so the two need not share a fork, nor an instant.
 */
import type { Micros } from '../base/time.ts';
import { describeFact } from '../kafka/describeFact.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import { areOfTwoEras, BesideDivergence, sameTimeOf } from './besideDivergence.ts';
import { saidInEveryEra } from './eraWords.ts';
import type { FactLog } from './factFrames.ts';
import { FACT_GROUPS } from './factGroups.ts';
import type { FactFrame, FactGroup } from './frame.ts';
import { leadershipOf } from './leadershipHistory.ts';
import type { DifferenceFrame, DifferenceRow, LeadershipRow, PartitionOutcome } from './lookFrames.ts';
import { outcomeOf } from './outcome.ts';
import { outcomeFigures } from './outcomeFigures.ts';
import type { Recording } from './recording.ts';
import { runOutcome } from './runOutcome.ts';

/** Rows of one answer; what is told all the time may not take the room of what is told once. */
const MOST_ROWS = 4_000;
const MOST_CHATTER = 1_000;
const CHATTER: ReadonlySet<FactGroup> = new Set<FactGroup>(['produce', 'watermark', 'consume', 'routine']);

export function runDifference(one: Recording, other: Recording, ids: readonly [number, number]): DifferenceFrame {
  const until = Math.min(one.visitedAt, other.visitedAt);
  const ofTwoEras = areOfTwoEras(one, other);
  const match = matchOf(one.facts, other.facts, ofTwoEras);
  const sameTime = sameTimeOf(one, other);
  const [countOfOne, countOfOther] = [countUpTo(one, until), countUpTo(other, until)];
  match.catchUp(countOfOne, countOfOther);
  const list = new RowList();
  let divergence: DifferenceFrame['divergence'] = null;
  const differs = (at: Micros): void => {
    divergence ??= { at, stepOfOne: one.history.trace.lastStepAt(at), stepOfOther: other.history.trace.lastStepAt(at) };
  };
  let a = 0;
  let b = 0;
  // Both lists as one, by time; of equal times the first run's come first.
  while (a < countOfOne || b < countOfOther) {
    const ofOne = a < countOfOne ? one.facts.recorded(a)! : undefined;
    const ofOther = b < countOfOther ? other.facts.recorded(b)! : undefined;
    if (ofOne !== undefined && (ofOther === undefined || ofOne.at <= ofOther.at)) {
      const index = a++;
      const group = FACT_GROUPS[ofOne.fact.type];
      const twin = match.twinOfOne(index);
      if (twin < 0 || twin >= countOfOther) {
        differs(ofOne.at);
        list.add(group, () => ({ type: 'one', fact: one.facts.frame(index) }));
        continue;
      }
      const { at } = other.facts.recorded(twin)!;
      if (Math.abs(at - ofOne.at) <= sameTime) list.count(ofOne.at, group);
      else {
        differs(Math.min(ofOne.at, at));
        list.add(group, () => ({ type: 'moved', one: one.facts.frame(index), other: other.facts.frame(twin) }));
      }
    } else {
      const index = b++;
      const twin = match.twinOfOther(index);
      if (twin >= 0 && twin < countOfOne) continue;
      differs(ofOther!.at);
      list.add(FACT_GROUPS[ofOther!.fact.type], () => ({ type: 'other', fact: other.facts.frame(index) }));
    }
  }
  if (ofTwoEras) {
    divergence = null;
    const parting = new BesideDivergence(one, other).upTo(until);
    if (parting !== undefined) differs(parting.at);
  }
  const partedAt = (divergence as DifferenceFrame['divergence'])?.at ?? Number.MAX_SAFE_INTEGER;
  const [idOfOne, idOfOther] = ids;
  const { rows, more } = list;
  const [outcomeOfOne, outcomeOfOther] = [runOutcome(one), runOutcome(other)];
  return {
    one: idOfOne,
    other: idOfOther,
    until,
    ofTwoEras,
    divergence,
    rows,
    more,
    partings: partingsIn(rows, ofTwoEras ? partedAt : 0),
    outcomes: outcomes(one, other),
    outcome: {
      one: outcomeOfOne,
      other: outcomeOfOther,
      figures: outcomeFigures(outcomeOfOne, outcomeOfOther),
    },
  };
}

function factOf(row: DifferenceRow, side: 'one' | 'other'): FactFrame | undefined {
  if (row.type === 'same') return undefined;
  if (row.type === 'moved') return row[side];
  return row.type === side ? row.fact : undefined;
}

/** Fetches and watermarks are told in other bundles as soon as anything differs: not those, if there is another. */
function partingsIn(rows: readonly DifferenceRow[], from: Micros): DifferenceFrame['partings'] {
  const first = (side: 'one' | 'other'): FactFrame | null => {
    let chatter: FactFrame | null = null;
    for (const row of rows) {
      const fact: FactFrame | undefined = factOf(row, side);
      if (fact === undefined || fact.at < from) continue;
      if (!['routine', 'watermark', 'consume'].includes(fact.group)) return fact;
      chatter ??= fact;
    }
    return chatter;
  };
  return { one: first('one'), other: first('other') };
}

function countUpTo({ facts, history }: Recording, until: Micros): number {
  return facts.countUpTo(history.trace.lastStepAt(until));
}

interface Same {
  readonly type: 'same';
  readonly from: Micros;
  to: Micros;
  count: number;
  readonly groups: Partial<Record<FactGroup, number>>;
}

/** Rows as they come; what both told grows the row before it. */
class RowList {
  readonly rows: DifferenceRow[] = [];
  more = 0;
  #same: Same | undefined;
  #chatter = 0;

  count(at: Micros, group: FactGroup): void {
    if (this.#same === undefined) {
      this.#same = { type: 'same', from: at, to: at, count: 0, groups: {} };
      this.rows.push(this.#same);
    }
    this.#same.to = at;
    this.#same.count++;
    this.#same.groups[group] = (this.#same.groups[group] ?? 0) + 1;
  }

  add(group: FactGroup, row: () => DifferenceRow): void {
    const isFull = CHATTER.has(group) ? this.#chatter >= MOST_CHATTER : this.rows.length >= MOST_ROWS;
    if (isFull) {
      this.more++;
      return;
    }
    if (CHATTER.has(group)) this.#chatter++;
    this.rows.push(row());
    this.#same = undefined;
  }
}

const MATCHES = new WeakMap<FactLog, WeakMap<FactLog, RunMatch>>();

/** Kept while both runs are: what has been matched is not matched again. */
function matchOf(one: FactLog, other: FactLog, ofTwoEras: boolean): RunMatch {
  let ofOne = MATCHES.get(one);
  if (ofOne === undefined) {
    ofOne = new WeakMap();
    MATCHES.set(one, ofOne);
  }
  let match = ofOne.get(other);
  if (match === undefined) {
    match = new RunMatch(one, other, ofTwoEras);
    ofOne.set(other, match);
  }
  return match;
}

/** Which fact of one run is which of the other. Both are read as they come; what has no twin yet waits for it. */
class RunMatch {
  readonly #one: Side;
  readonly #other: Side;

  constructor(one: FactLog, other: FactLog, ofTwoEras: boolean) {
    this.#one = new Side(one, ofTwoEras);
    this.#other = new Side(other, ofTwoEras);
  }

  catchUp(countOfOne: number, countOfOther: number): void {
    const [one, other] = [this.#one, this.#other];
    // A fork shares its facts with the run it left: those need no words.
    const shared = Math.min(countOfOne, countOfOther);
    while (one.twins.length === other.twins.length && one.twins.length < shared) {
      const place = one.twins.length;
      if (one.facts.recorded(place) !== other.facts.recorded(place)) break;
      one.twins.push(place);
      other.twins.push(place);
    }
    while (one.twins.length < countOfOne) one.read(other);
    while (other.twins.length < countOfOther) other.read(one);
  }

  twinOfOne(index: number): number {
    return this.#one.twins[index]!;
  }

  twinOfOther(index: number): number {
    return this.#other.twins[index]!;
  }
}

class Side {
  readonly facts: FactLog;
  /** Then another one may tell it. */
  readonly ofTwoEras: boolean;
  /** By place, -1 while there is none. */
  readonly twins: number[] = [];
  /** Places without a twin by what is said there, oldest first. */
  readonly waiting = new Map<string, number[]>();

  constructor(facts: FactLog, ofTwoEras: boolean) {
    this.facts = facts;
    this.ofTwoEras = ofTwoEras;
  }

  read(other: Side): void {
    const place = this.twins.length;
    const { node, fact } = this.facts.recorded(place)!;
    const said = (this.ofTwoEras ? saidInEveryEra(fact) : undefined) ?? `${node} ${saidBy(fact)}`;
    const places = other.waiting.get(said);
    const twin = places?.shift();
    if (twin !== undefined) {
      other.twins[twin] = place;
      this.twins.push(twin);
      if (places!.length === 0) other.waiting.delete(said);
      return;
    }
    this.twins.push(-1);
    const own = this.waiting.get(said);
    if (own === undefined) this.waiting.set(said, [place]);
    else own.push(place);
  }
}

/** Of requests not which one and how long it took: those numbers never meet again once two runs have parted. */
function saidBy(fact: KafkaFact): string {
  if (fact.type === 'RequestCompleted') return `${fact.type} ${fact.broker} ${fact.api} ${fact.outcome}`;
  return describeFact(fact.type === 'BatchSent' ? { ...fact, request: 0 } : fact);
}

/** What it came to, partition by partition, up to the playhead. */
function outcomes(one: Recording, other: Recording): readonly PartitionOutcome[] {
  const [ofOne, ofOther] = [rowsOf(one), rowsOf(other)];
  const names = [...ofOne.keys(), ...[...ofOther.keys()].filter((name) => !ofOne.has(name))];
  return names.map((partition) => {
    const [row, twin] = [ofOne.get(partition), ofOther.get(partition)];
    return {
      partition,
      one: row === undefined ? null : outcomeOf(row, one.at),
      other: twin === undefined ? null : outcomeOf(twin, other.at),
    };
  });
}

function rowsOf(recording: Recording): Map<string, LeadershipRow> {
  const { partitions } = leadershipOf(recording.facts).frame(recording.at, []);
  return new Map(partitions.map((row) => [row.partition, row]));
}
