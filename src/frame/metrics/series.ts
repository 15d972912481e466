/** What metrics are made of: for each node what its sensors were told, and what its gauges showed, in the order of time. */
import type { Micros } from '../../base/time.ts';

/** One sensor (org.apache.kafka.common.metrics.Sensor, com.yammer.metrics.core.Meter), or one gauge, of one node. */
export interface Series {
  readonly at: Micros[];
  /** Of a gauge: from then on; null: it shows nothing. */
  readonly value: (number | null)[];
}

/** When a process of a node began, and ended; null: it lives. Its metrics begin anew with it. */
export interface Life {
  readonly from: Micros;
  to: Micros | null;
}

export class SeriesStore {
  readonly #series = new Map<string, Map<string, Series>>();
  readonly #lives = new Map<string, Life[]>();
  readonly #gauges = new Set<string>();

  /** Something was measured. */
  record(sensor: string, node: string, at: Micros, value: number | null): void {
    const { at: times, value: values } = this.#of(sensor, node);
    times.push(at);
    values.push(value);
  }

  /** A gauge shows another value; told twice at one instant, the later one counts. */
  set(gauge: string, node: string, at: Micros, value: number | null): void {
    this.#gauges.add(gauge);
    const { at: times, value: values } = this.#of(gauge, node);
    const last = times.length - 1;
    if (values[last] === value) return;
    if (times[last] === at) values[last] = value;
    else {
      times.push(at);
      values.push(value);
    }
  }

  get(sensor: string, node: string): Series | undefined {
    return this.#series.get(sensor)?.get(node);
  }

  started(node: string, at: Micros): void {
    const lives = this.#lives.get(node) ?? [];
    if (lives[lives.length - 1]?.to === null) return;
    lives.push({ from: at, to: null });
    this.#lives.set(node, lives);
  }

  ended(node: string, at: Micros): void {
    // The first of all began unsaid, with the run.
    const lives = this.#lives.get(node) ?? [{ from: 0, to: null }];
    const last = lives[lives.length - 1]!;
    last.to ??= at;
    this.#lives.set(node, lives);
    for (const gauge of this.#gauges) if (this.get(gauge, node) !== undefined) this.set(gauge, node, at, null);
  }

  livesOf(node: string): readonly Life[] {
    return this.#lives.get(node) ?? FROM_THE_START;
  }

  #of(sensor: string, node: string): Series {
    let nodes = this.#series.get(sensor);
    if (nodes === undefined) {
      nodes = new Map();
      this.#series.set(sensor, nodes);
    }
    let series = nodes.get(node);
    if (series === undefined) {
      series = { at: [], value: [] };
      nodes.set(node, series);
    }
    return series;
  }
}

const FROM_THE_START: readonly Life[] = [{ from: 0, to: null }];

/** The life that a node is in; undefined: no process runs. */
export function lifeAt(lives: readonly Life[], at: Micros): Life | undefined {
  let found: Life | undefined;
  for (const life of lives) if (life.from <= at && (life.to === null || at < life.to)) found = life;
  return found;
}
