// What metrics show, against Kafka's own statistics and those of its Yammer library.

import { expect, test } from 'vitest';
import { millis, seconds } from '../../src/base/time.ts';
import { Meter } from '../../src/frame/metrics/meter.ts';
import { type SampledKind, SampledStat } from '../../src/frame/metrics/sampledStat.ts';
import { readRecorded } from './recorded.ts';

type Step = readonly [ms: number, value: number] | { readonly at: number; readonly shows: number | null };

type Case =
  | { readonly kind: SampledKind; readonly steps: readonly Step[] }
  | { readonly kind: 'meter'; readonly steps: readonly (readonly [count: number, rate: number])[] };

const { cases } = readRecorded<Case>('metrics.json');

test.each(['rate', 'avg', 'max'] as const)('%s, as SampledStat has it', (kind) => {
  let measured = 0;
  for (const one of cases) {
    if (one.kind !== kind) continue;
    const stat = new SampledStat(kind);
    for (const step of one.steps) {
      if (!('shows' in step)) {
        stat.record(millis(step[0]), step[1]);
        continue;
      }
      measured++;
      const shows = stat.measure(millis(step.at));
      if (step.shows === null) expect(shows).toBeNull();
      else expect(shows).toBeCloseTo(step.shows, 9);
    }
  }
  expect(measured).toBeGreaterThan(100);
});

test('the one-minute rate of a meter', () => {
  for (const one of cases) {
    if (one.kind !== 'meter') continue;
    const meter = new Meter(0);
    one.steps.forEach(([count, rate], tick) => {
      meter.mark(seconds(5 * tick + 1), count);
      expect(meter.oneMinuteRate(seconds(5 * (tick + 1)))).toBeCloseTo(rate, 9);
    });
  }
});
