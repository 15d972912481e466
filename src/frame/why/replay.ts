/**
 * Events looked up again. A stretch between two checkpoints is replayed once and kept whole, since the causes of a thing
 * lie close together; one answer replays a bounded number of stretches, and says less where that is not enough.
 */
import type { Kafka } from '../../kafka/kinds.ts';
import type { History } from '../../record/history.ts';
import type { Step } from '../../sim/world.ts';
import type { Recording } from '../recording.ts';

/** As long as the distance between two checkpoints of a history. */
const STRETCH = 2048;
/** Stretches one answer may need. */
const MOST_STRETCHES = 3;
/** Stretches kept for the next answer. */
const KEPT = 4;

interface Kept {
  readonly reader: History<Kafka>;
  readonly stretches: Map<number, Step<Kafka>[]>;
}

const READERS = new WeakMap<Recording, Kept>();

export class Replay {
  readonly #recording: Recording;
  readonly #most: number;
  readonly #needed = new Set<number>();

  constructor(recording: Recording, most = MOST_STRETCHES) {
    this.#recording = recording;
    this.#most = most;
  }

  /** The event with the states before and after it; undefined when this answer has looked up enough. */
  step(number: number): Step<Kafka> | undefined {
    if (number < 1 || number > this.#recording.history.head) return undefined;
    const stretch = Math.floor((number - 1) / STRETCH);
    if (!this.#needed.has(stretch)) {
      if (this.#needed.size >= this.#most) return undefined;
      this.#needed.add(stretch);
    }
    return this.#stretchUpTo(stretch, number)[number - 1 - stretch * STRETCH];
  }

  /** The event if it is at hand: nothing is replayed for it. */
  known(number: number): Step<Kafka> | undefined {
    const stretch = Math.floor((number - 1) / STRETCH);
    return READERS.get(this.#recording)?.stretches.get(stretch)?.[number - 1 - stretch * STRETCH];
  }

  #stretchUpTo(stretch: number, number: number): readonly Step<Kafka>[] {
    const kept = this.#keptFor(number);
    const known = kept.stretches.get(stretch) ?? [];
    const first = stretch * STRETCH;
    if (first + known.length >= number) return known;
    const { reader } = kept;
    reader.seek(first + known.length);
    while (first + known.length < number) {
      const step = reader.forward();
      if (step === undefined) break;
      known.push(step);
    }
    // The newest goes to the end, the oldest is given up.
    kept.stretches.delete(stretch);
    kept.stretches.set(stretch, known);
    for (const oldest of kept.stretches.keys()) {
      if (kept.stretches.size <= KEPT) break;
      kept.stretches.delete(oldest);
    }
    return known;
  }

  /** Another reader of the same past: the recording's own kernel stays where the playhead is. */
  #keptFor(number: number): Kept {
    const known = READERS.get(this.#recording);
    if (known !== undefined && known.reader.forkedAfter >= number) return known;
    const { history } = this.#recording;
    if (history.position < number) history.seek(number);
    const kept = { reader: history.fork({}), stretches: known?.stretches ?? new Map<number, Step<Kafka>[]>() };
    READERS.set(this.#recording, kept);
    return kept;
  }
}
