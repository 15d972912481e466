/**
 * Facts that a person wants to stop at: of one type, about one partition, told by or about one node. What is looked for is
 * what was told, exactly; how rare it is decides only how long the search takes.
 */
import type { FactType, KafkaFact } from '../kafka/facts.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { RecordedFact } from '../record/history.ts';
import { serverName } from '../scenario/scenario.ts';
import type { FactLog } from './factFrames.ts';
import { FACT_GROUPS } from './factGroups.ts';

export interface FactPattern {
  readonly type: string;
  readonly partition?: string;
  readonly node?: string;
}

export interface Stop {
  readonly step: number;
  readonly at: number;
  readonly index: number;
}

export function isFactType(type: string): type is FactType {
  return Object.hasOwn(FACT_GROUPS, type);
}

export function matchesFact({ node, fact }: RecordedFact<Kafka>, wanted: FactPattern): boolean {
  if (fact.type !== wanted.type) return false;
  if (wanted.partition !== undefined && !('partition' in fact && fact.partition === wanted.partition)) return false;
  return wanted.node === undefined || node === wanted.node || namesIn(fact).includes(wanted.node);
}

/** The nodes that a fact is about, by name: its subject, not everybody that it lists. */
function namesIn(fact: KafkaFact): readonly string[] {
  const names: string[] = [];
  if ('node' in fact) names.push(fact.node);
  if ('client' in fact) names.push(fact.client);
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  for (const field of SUBJECTS) {
    const id = fields[field];
    if (typeof id === 'number' && id >= 0) names.push(serverName(id));
  }
  return names;
}

/** Fields that hold the id of the server which the fact is about. */
const SUBJECTS = ['id', 'brokerId', 'broker', 'leader', 'leaderId'] as const;

/** The first that matches any of them after `step`, or the last before it; undefined when none is known. */
export function findMatch(
  facts: FactLog,
  patterns: readonly FactPattern[],
  step: number,
  direction: 1 | -1,
): Stop | undefined {
  let found: number | undefined;
  for (const pattern of patterns) {
    const index = nextOf(facts, pattern, step, direction);
    if (index === undefined) continue;
    if (found === undefined || (direction === 1 ? index < found : index > found)) found = index;
  }
  if (found === undefined) return undefined;
  const { step: at, at: time } = facts.recorded(found)!;
  return { step: at, at: time, index: found };
}

function nextOf(facts: FactLog, pattern: FactPattern, step: number, direction: 1 | -1): number | undefined {
  const places = facts.placesOf(pattern.type);
  let low = 0;
  let high = places.length;
  const border = direction === 1 ? step : step - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (facts.recorded(places[middle]!)!.step <= border) low = middle + 1;
    else high = middle;
  }
  for (let place = direction === 1 ? low : low - 1; place >= 0 && place < places.length; place += direction) {
    if (matchesFact(facts.recorded(places[place]!)!, pattern)) return places[place];
  }
  return undefined;
}

/** The fact of the step itself that matches; undefined when none does. */
export function matchAt(facts: FactLog, patterns: readonly FactPattern[], step: number): number | undefined {
  for (let index = facts.countUpTo(step - 1); index < facts.countUpTo(step); index++) {
    const recorded = facts.recorded(index)!;
    if (patterns.some((pattern) => matchesFact(recorded, pattern))) return index;
  }
  return undefined;
}

/** The next stop of a playhead that moves on: what was found stays found until it is passed. */
export class NextStop {
  readonly #facts: FactLog;
  readonly #patterns: readonly FactPattern[];
  #from = -1;
  #found: Stop | undefined;
  /** Facts there were when nothing was found. */
  #seen = 0;

  constructor(facts: FactLog, patterns: readonly FactPattern[]) {
    this.#facts = facts;
    this.#patterns = patterns;
  }

  isFor(facts: FactLog, patterns: readonly FactPattern[]): boolean {
    return facts === this.#facts && patterns === this.#patterns;
  }

  after(step: number): Stop | undefined {
    const stillNone = this.#found === undefined && this.#seen === this.#facts.length;
    const isKnown = this.#from >= 0 && step >= this.#from && (stillNone || step < (this.#found?.step ?? 0));
    if (!isKnown) {
      this.#from = step;
      this.#found = findMatch(this.#facts, this.#patterns, step, 1);
      this.#seen = this.#facts.length;
    }
    return this.#found;
  }
}
