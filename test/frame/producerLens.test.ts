/** The producer lens over the real engine: what it has in hand adds up, and it says why each batch waits. */
import { expect, test } from 'vitest';
import type { ProducerFrame } from '../../src/frame/frame.ts';
import { frameAt } from '../../src/frame/frameAt.ts';
import type { ProducerLensFrame } from '../../src/frame/producers/producerFrame.ts';
import { producerLensFrame } from '../../src/frame/producers/producerLens.ts';
import { Recording } from '../../src/frame/recording.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const SECOND = 1_000_000;
const never = () => false;

function record(config: string, to: number): Recording {
  const parsed = parseScenario(`
tidemark: 1
title: { en: One producer, ko: 프로듀서 하나 }
until: 60s
cluster: { controllers: 1, brokers: 1 }
topics: [{ name: orders, partitions: 2, replication-factor: 1 }]
producers: [{ name: p1, config: {${config}}, send: [{ topic: orders, key: 'k{n}', every: 10ms }] }]
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const recording = Recording.start(toWorld(parsed.scenario));
  recording.toTime(to * SECOND, never);
  return recording;
}

const lensOf = (recording: Recording): ProducerLensFrame => producerLensFrame(recording, 'p1')!;

function batchesOf({ accumulator }: ProducerLensFrame) {
  const waiting = accumulator!.queues.flatMap(({ batches }) => batches);
  const sent = accumulator!.brokers.flatMap(({ requests }) => requests.flatMap(({ batches }) => batches));
  return { waiting, sent };
}

test('linger: batches fill, and their clock says when they go', () => {
  const recording = record('linger.ms: 200', 5);
  const { waiting } = batchesOf(lensOf(recording));
  expect(waiting.length).toBeGreaterThan(0);
  for (const { wait, waitsUntil, createdAt, records, first, last } of waiting) {
    expect(wait).toBe('lingering');
    expect(waitsUntil).toBe(createdAt + 200_000);
    expect(last - first + 1).toBeGreaterThanOrEqual(records);
  }
  const next = Math.min(...waiting.map(({ waitsUntil }) => waitsUntil!));
  recording.toTime(next + 1, never);
  const sent = recording.facts.placesOf('BatchSent').map((place) => recording.facts.recorded(place)!);
  expect(sent.at(-1)!.at).toBe(next);
});

test('while the broker is away batches queue up, back off, and are all there', () => {
  const recording = record('linger.ms: 0, retry.backoff.ms: 1000', 5);
  recording.command({ type: 'pause', node: 'b1' });
  for (const seconds of [5.5, 6, 8]) {
    recording.toTime(seconds * SECOND, never);
    const lens = lensOf(recording);
    const { waiting, sent } = batchesOf(lens);
    const frame = frameAt(recording).nodes.find(({ id }) => id === 'p1') as ProducerFrame;
    const count = (list: typeof waiting): number => list.reduce((sum, { records }) => sum + records, 0);
    expect([count(waiting), count(sent)]).toEqual([frame.buffered, frame.inFlight]);
    expect([waiting.length, frame.requests]).toEqual([frame.batches, lens.accumulator!.brokers[0]!.requests.length]);
    expect(lens.accumulator!.bufferUsed).toBe([...waiting, ...sent].reduce((sum, { capacity }) => sum + capacity, 0));
    expect(lens.accumulator!.brokers[0]!.requests.length).toBeLessThanOrEqual(lens.settings.maxInFlight);
  }
  expect(batchesOf(lensOf(recording)).waiting.map(({ wait }) => wait)).toContain('slots');
  recording.command({ type: 'kill', node: 'b1' });
  recording.toTime(8.1 * SECOND, never);
  const again = batchesOf(lensOf(recording)).waiting.filter(({ attempts }) => attempts > 0);
  expect(again.map(({ wait }) => wait)).toContain('no-leader');
  expect(lensOf(recording).outcomes[0]).toMatchObject({ type: 'retried', error: 'DISCONNECTED' });
});

test('a connection breaks: what was on it backs off, and goes when that is over', () => {
  const recording = record('linger.ms: 0, retry.backoff.ms: 300', 5);
  recording.command({ type: 'link', from: ['b1'], to: ['p1'], rule: { delay: SECOND } });
  recording.toTime(5.1 * SECOND, never);
  recording.command({ type: 'link', from: ['b1'], to: ['p1'], rule: { delay: 0 } });
  recording.command({ type: 'break-connections', from: ['p1'], to: ['b1'] });
  recording.toTime(5.2 * SECOND, never);
  const { waiting } = batchesOf(lensOf(recording));
  const first = waiting.find(({ wait }) => wait === 'backoff');
  expect(first).toMatchObject({ attempts: 1 });
  recording.toTime(first!.waitsUntil! + 300_000, never);
  expect(batchesOf(lensOf(recording)).waiting.some(({ number }) => number === first!.number)).toBe(false);
});

test('idempotence: the id, the sequence of each batch, and why there is none', () => {
  const on = lensOf(record('linger.ms: 200', 5));
  expect(on.idempotence).toMatchObject({ enabled: true, disabledBecause: [] });
  expect(on.idempotence.producerId).toBeGreaterThanOrEqual(0);
  const queue = on.accumulator!.queues[0]!;
  const acknowledged = on.outcomes.filter(
    ({ type, partition }) => type === 'acknowledged' && partition === queue.partition,
  );
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(queue.nextSequence).toBeGreaterThan(0);
  const off = lensOf(record('acks: 1', 5));
  expect(off.idempotence).toMatchObject({ enabled: false, producerId: -1 });
  expect(off.idempotence.disabledBecause.join()).toContain('acks is set to 1');
});

test('outcomes: the newest first, those of one answer together; of nobody else there is a lens', () => {
  const recording = record('linger.ms: 200', 5);
  const { outcomes } = lensOf(recording);
  const steps = outcomes.map(({ step }) => step);
  expect(steps).toEqual([...steps].sort((a, b) => b - a));
  for (const { first, last, count } of outcomes) expect(count).toBeLessThanOrEqual(last! - first! + 1);
  expect(outcomes.some(({ count }) => count > 1)).toBe(true);
  expect(producerLensFrame(recording, 'b1')).toBeNull();
  recording.command({ type: 'kill', node: 'p1' });
  expect(lensOf(recording).accumulator).toBeNull();
});
