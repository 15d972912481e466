/**
 * Rates of brokers and controllers: an average over the last minute that forgets slowly, moved on every five seconds
 * (com.yammer.metrics.core.Meter, com.yammer.metrics.stats.EWMA; the OneMinuteRate of JMX).
 */
import { MICROS_PER_SECOND, type Micros, seconds } from '../../base/time.ts';

const TICK: Micros = seconds(5);
/** 1 − e^(−5 s / 60 s) */
const ALPHA = 0.07995558537067671;

export class Meter {
  #uncounted = 0;
  /** A second; null: it has not ticked yet, and shows 0. */
  #rate: number | null = null;
  #tickedAt: Micros;

  constructor(startedAt: Micros) {
    this.#tickedAt = startedAt;
  }

  mark(at: Micros, count: number): void {
    this.#tick(at);
    this.#uncounted += count;
  }

  oneMinuteRate(at: Micros): number {
    this.#tick(at);
    return this.#rate ?? 0;
  }

  #tick(at: Micros): void {
    const ticks = Math.floor((at - this.#tickedAt) / TICK);
    this.#tickedAt += ticks * TICK;
    for (let tick = 0; tick < ticks; tick++) {
      const rate = (this.#uncounted * MICROS_PER_SECOND) / TICK;
      this.#uncounted = 0;
      this.#rate = this.#rate === null ? rate : this.#rate + ALPHA * (rate - this.#rate);
    }
  }
}
