/**
 * Metrics of Kafka's own library, as it measures them: values go into samples of metrics.sample.window.ms, of which the
 * newest metrics.num.samples count (org.apache.kafka.common.metrics.stats.SampledStat, WindowedSum, Avg, Max, Rate).
 */
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';

/** metrics.sample.window.ms and metrics.num.samples, as they are by default in clients and brokers. */
export const SAMPLE_WINDOW_MS = 30_000;
export const NUM_SAMPLES = 2;

export type SampledKind = 'rate' | 'avg' | 'max';

interface Sample {
  startedMs: number;
  lastEventMs: number;
  count: number;
  sum: number;
  max: number;
}

export class SampledStat {
  readonly #kind: SampledKind;
  #samples: Sample[] = [];
  #current = 0;

  constructor(kind: SampledKind) {
    this.#kind = kind;
  }

  record(at: Micros, value: number): void {
    const now = Math.floor(at / MICROS_PER_MILLI);
    if (this.#samples.length === 0) this.#samples.push(newSample(now));
    let sample = this.#samples[this.#current]!;
    if (now - sample.startedMs >= SAMPLE_WINDOW_MS) sample = this.#advance(now);
    sample.sum += value;
    sample.max = sample.count === 0 ? value : Math.max(sample.max, value);
    sample.count += 1;
    sample.lastEventMs = now;
  }

  /** null: NaN, as a metric shows that has measured nothing. */
  measure(at: Micros): number | null {
    const now = Math.floor(at / MICROS_PER_MILLI);
    for (let place = 0; place < this.#samples.length; place++) {
      if (now - this.#samples[place]!.lastEventMs >= NUM_SAMPLES * SAMPLE_WINDOW_MS)
        this.#samples[place] = newSample(now);
    }
    let [sum, count] = [0, 0];
    let max: number | null = null;
    for (const sample of this.#samples) {
      sum += sample.sum;
      count += sample.count;
      if (sample.count > 0) max = max === null ? sample.max : Math.max(max, sample.max);
    }
    switch (this.#kind) {
      case 'rate':
        return (sum * 1000) / this.#windowMs(now);
      case 'avg':
        return count === 0 ? null : sum / count;
      case 'max':
        return max;
    }
  }

  #advance(now: number): Sample {
    // One more than count: a sample that began before the window but reaches into it is kept.
    this.#current = (this.#current + 1) % (NUM_SAMPLES + 1);
    const sample = newSample(now);
    this.#samples[this.#current] = sample;
    return sample;
  }

  /** At least all windows but one are taken to be full: a rate is low in the first half minute. */
  #windowMs(now: number): number {
    if (this.#samples.length === 0) this.#samples.push(newSample(now));
    let oldest = now;
    for (const { startedMs } of this.#samples) oldest = Math.min(oldest, startedMs);
    const elapsed = now - oldest;
    const full = Math.floor(elapsed / SAMPLE_WINDOW_MS);
    const missing = Math.max(0, NUM_SAMPLES - 1 - full);
    return Math.max(1, elapsed + missing * SAMPLE_WINDOW_MS);
  }
}

function newSample(now: number): Sample {
  return { startedMs: now, lastEventMs: now, count: 0, sum: 0, max: 0 };
}
