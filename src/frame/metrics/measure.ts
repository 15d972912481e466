/** The values of one metric of one node at rising times: as JMX shows them, or of what the last second brought. */
import { firstAtLeast } from '../../base/sorted.ts';
import { MICROS_PER_SECOND, type Micros } from '../../base/time.ts';
import type { MetricKind } from './definitions.ts';
import { Meter } from './meter.ts';
import { SampledStat } from './sampledStat.ts';
import { type Life, lifeAt, type Series } from './series.ts';

/** `jmx`: as Kafka measures it. `last-second`: what changes is seen at once. */
export type MetricWindow = 'jmx' | 'last-second';

const SECOND: Micros = MICROS_PER_SECOND;

/** What is measured how: `initial` is what a gauge shows when its process begins. */
export interface Measured {
  readonly kind: MetricKind;
  readonly initial: number | null;
}

/** null: it shows nothing, since no process runs, or nothing was measured. */
export function measure(
  { kind, initial }: Measured,
  series: Series,
  lives: readonly Life[],
  times: readonly Micros[],
  window: MetricWindow,
): (number | null)[] {
  const values: (number | null)[] = [];
  let gauge: Gauge | undefined;
  let life: Life | undefined;
  let place = 0;
  for (const time of times) {
    const now = lifeAt(lives, time);
    if (now === undefined) {
      values.push(null);
      continue;
    }
    if (gauge === undefined || now !== life) {
      life = now;
      gauge = gaugeOf(kind, initial, window, now.from);
      place = firstAtLeast(series.at, now.from);
    }
    for (; place < series.at.length && series.at[place]! <= time; place++) {
      gauge.record(series.at[place]!, series.value[place]!);
    }
    values.push(gauge.show(time));
  }
  return values;
}

interface Gauge {
  record(at: Micros, value: number | null): void;
  show(at: Micros): number | null;
}

function gaugeOf(kind: MetricKind, initial: number | null, window: MetricWindow, startedAt: Micros): Gauge {
  switch (kind) {
    case 'gauge':
      return new Latest(initial);
    case 'total':
      return new Total();
    case 'mean':
      return window === 'last-second' ? new LastSecond('avg') : new Mean();
    case 'ago':
      return new Ago();
    case 'meter': {
      if (window === 'last-second') return new LastSecond('rate');
      const meter = new Meter(startedAt);
      return { record: (at, value) => meter.mark(at, value ?? 0), show: (at) => meter.oneMinuteRate(at) };
    }
    case 'rate':
    case 'avg':
    case 'max': {
      if (window === 'last-second') return new LastSecond(kind);
      const stat = new SampledStat(kind);
      return { record: (at, value) => stat.record(at, value ?? 0), show: (at) => stat.measure(at) };
    }
  }
}

class Latest implements Gauge {
  #value: number | null;

  constructor(initial: number | null) {
    this.#value = initial;
  }

  record(_at: Micros, value: number | null): void {
    this.#value = value;
  }

  show(): number | null {
    return this.#value;
  }
}

class Total implements Gauge {
  #total = 0;

  record(_at: Micros, value: number | null): void {
    this.#total += value ?? 0;
  }

  show(): number {
    return this.#total;
  }
}

class Mean implements Gauge {
  #sum = 0;
  #count = 0;

  record(_at: Micros, value: number | null): void {
    this.#sum += value ?? 0;
    this.#count++;
  }

  show(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }
}

class Ago implements Gauge {
  #last: Micros | null = null;

  record(at: Micros): void {
    this.#last = at;
  }

  show(at: Micros): number | null {
    return this.#last === null ? null : Math.floor((at - this.#last) / SECOND);
  }
}

class LastSecond implements Gauge {
  readonly #kind: 'rate' | 'avg' | 'max';
  readonly #recorded: { readonly at: Micros; readonly value: number }[] = [];
  #first = 0;

  constructor(kind: 'rate' | 'avg' | 'max') {
    this.#kind = kind;
  }

  record(at: Micros, value: number | null): void {
    this.#recorded.push({ at, value: value ?? 0 });
  }

  show(at: Micros): number | null {
    const recorded = this.#recorded;
    while (this.#first < recorded.length && recorded[this.#first]!.at <= at - SECOND) this.#first++;
    let [sum, max] = [0, 0];
    for (let place = this.#first; place < recorded.length; place++) {
      sum += recorded[place]!.value;
      max = Math.max(max, recorded[place]!.value);
    }
    const count = recorded.length - this.#first;
    if (this.#kind === 'rate') return sum;
    if (count === 0) return null;
    return this.#kind === 'avg' ? sum / count : max;
  }
}
