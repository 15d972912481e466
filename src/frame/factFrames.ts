/** The facts of one branch as the screen lists them: words, group, interest, marks, and where to jump next. */
import { firstAtLeast } from '../base/sorted.ts';
import { describeFact } from '../kafka/describeFact.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { RecordedFact } from '../record/history.ts';
import { FACT_GROUPS, isFault, isInteresting, type News } from './factGroups.ts';
import type { FactFrame, MarkFrame } from './frame.ts';

const NOWHERE: readonly number[] = [];

export class FactLog {
  readonly #facts: RecordedFact<Kafka>[] = [];
  /** Places of the interesting ones, rising. */
  readonly #interesting: number[] = [];
  readonly #news: News = new Set();
  /** Places by type, rising. */
  readonly #places = new Map<string, number[]>();

  get length(): number {
    return this.#facts.length;
  }

  add(recorded: RecordedFact<Kafka>): boolean {
    const interesting = isInteresting(recorded, this.#news);
    if (interesting) this.#interesting.push(this.#facts.length);
    const places = this.#places.get(recorded.fact.type);
    if (places === undefined) this.#places.set(recorded.fact.type, [this.#facts.length]);
    else places.push(this.#facts.length);
    this.#facts.push(recorded);
    return interesting;
  }

  /** The facts a branch shares: those up to the step it was forked after. */
  fork(step: number): FactLog {
    const log = new FactLog();
    const shared = this.countUpTo(step);
    for (let index = 0; index < shared; index++) log.add(this.#facts[index]!);
    return log;
  }

  recorded(index: number): RecordedFact<Kafka> | undefined {
    return this.#facts[index];
  }

  placesOf(type: string): readonly number[] {
    return this.#places.get(type) ?? NOWHERE;
  }

  /** How many facts had been told when `step` had run. */
  countUpTo(step: number): number {
    let low = 0;
    let high = this.#facts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#facts[middle]!.step <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  frame(index: number): FactFrame {
    const { step, at, node, fact } = this.#facts[index]!;
    return {
      index,
      step,
      at,
      node,
      type: fact.type,
      text: describeFact(fact),
      fields: fieldsOf(fact),
      group: FACT_GROUPS[fact.type],
      interesting: this.isNews(index),
    };
  }

  frames(from: number, to: number): FactFrame[] {
    const frames: FactFrame[] = [];
    for (let index = Math.max(0, from); index < Math.min(to, this.#facts.length); index++)
      frames.push(this.frame(index));
    return frames;
  }

  framesOfStep(step: number): FactFrame[] {
    return this.frames(this.countUpTo(step - 1), this.countUpTo(step));
  }

  marks(): MarkFrame[] {
    return this.#interesting.map((index) => {
      const { step, at, fact } = this.#facts[index]!;
      return { index, step, at, group: FACT_GROUPS[fact.type], fault: isFault(fact) };
    });
  }

  get markCount(): number {
    return this.#interesting.length;
  }

  /** The step of the next or previous fact seen from `step`; undefined when there is none yet. */
  stepOf(kind: 'fact' | 'interesting', step: number, direction: 1 | -1): number | undefined {
    const after = this.countUpTo(step);
    const before = this.countUpTo(step - 1) - 1;
    if (kind === 'fact') return this.#facts[direction === 1 ? after : before]?.step;
    const place = firstAtLeast(this.#interesting, direction === 1 ? after : before + 1);
    const index = direction === 1 ? this.#interesting[place] : this.#interesting[place - 1];
    return index === undefined ? undefined : this.#facts[index]!.step;
  }

  /** A person would stop at it. */
  isNews(index: number): boolean {
    return this.#interesting[firstAtLeast(this.#interesting, index)] === index;
  }
}

function fieldsOf(fact: KafkaFact): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(fact)) {
    if (name !== 'type') fields[name] = textOf(value);
  }
  return fields;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, inner]) => `${key}=${textOf(inner)}`)
      .join(' ');
  }
  return String(value);
}
