import { expect, test } from 'vitest';
import { PRODUCER_LENS } from '../gallery/producerLooks.ts';
import { allBatches, barsOf, slotsOf } from './layout.ts';
import { batchSentence, blockedSentence, idempotenceSentence, outcomeSentence, sequencesOf } from './sentences.ts';

const { accumulator, settings, outcomes } = PRODUCER_LENS;
const NOW = 1_000_000;
const [full] = accumulator!.queues[0]!.batches;
const [lingering] = accumulator!.queues[1]!.batches;

test('bars: how full a batch is, how far its linger and its delivery.timeout.ms have run', () => {
  expect(barsOf(lingering!, settings, NOW)).toMatchObject({ wait: 0.4 });
  expect(barsOf(full!, settings, NOW).fill).toBeCloseTo(0.995, 2);
  expect(barsOf(full!, settings, NOW).wait).toBeNull();
  expect(barsOf({ ...full!, expiresAt: NOW }, settings, NOW).delivery).toBe(1);
});

test('slots: requests first, then the free ones; a thousand are not drawn', () => {
  expect(slotsOf(accumulator!.brokers[0]!, 5).map(({ type }) => type)).toEqual([
    'request',
    'request',
    'free',
    'free',
    'free',
  ]);
  expect(slotsOf(accumulator!.brokers[1]!, 1_000)).toHaveLength(8);
});

test('the table has every batch once', () => {
  expect(allBatches(accumulator!).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('in words', () => {
  expect(batchSentence(full!, NOW, 'en')).toBe(
    'orders-0 #9..#11, 3 records, 16300 / 16384 B, backs off, 80 ms left, ' +
      'producerId 1000, epoch 0, sequence 9..11, attempt 3, 120 s of delivery.timeout.ms left',
  );
  expect(sequencesOf(lingering!)).toBe('–');
  expect(blockedSentence(accumulator!.blocked[0]!, NOW, 'en')).toBe(
    'send(orders) has waited 300 ms for buffer.memory, max.block.ms in 59.7 s',
  );
  expect(outcomes.map((outcome) => outcomeSentence(outcome, 'en'))).toEqual([
    'sent again: orders-0 3 records NOT_ENOUGH_REPLICAS',
    'acknowledged: orders-1 #0..#2 at 14',
    'unknown: it may be in the log: orders-0 #3..#5 TIMEOUT',
  ]);
  const because = "Idempotence will be disabled because acks is set to 1, not set to 'all'.";
  const off = { enabled: false, disabledBecause: [because], producerId: -1, producerEpoch: -1 };
  expect(idempotenceSentence({ ...PRODUCER_LENS, idempotence: off }, 'en')).toContain('acks is set to 1');
});
