/** Ratios measured side by side: the two are run in turn, several times, and the median of the pairs is quoted. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly a: number;
  readonly b: number;
}

/** Each function runs once and returns the seconds it took, or is timed as a whole. */
export function compare(a: () => void, b: () => void, pairs = 7): Ratio {
  a();
  b();
  const ratios: number[] = [];
  const as: number[] = [];
  const bs: number[] = [];
  for (let i = 0; i < pairs; i++) {
    const ta = time(a);
    const tb = time(b);
    as.push(ta);
    bs.push(tb);
    ratios.push(ta / tb);
  }
  const sorted = ratios.sort((x, y) => x - y);
  return {
    median: middle(sorted),
    low: sorted[0]!,
    high: sorted[sorted.length - 1]!,
    a: middle(as.sort((x, y) => x - y)),
    b: middle(bs.sort((x, y) => x - y)),
  };
}

export function time(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

export function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)]!;
}
