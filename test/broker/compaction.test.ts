/** The log cleaner: what stays of a compacted log, when, and what followers, restarts and truncations make of it. */
import { expect, test } from 'vitest';
import { slice } from '../../src/base/vector.ts';
import { textFilesOf } from '../../src/kafka/log/checkpointFiles.ts';
import { recordBatchSizeInBytes } from '../../src/kafka/record/recordSize.ts';
import { type DataRecord, lastOffsetOf, offsetAt } from '../../src/kafka/records.ts';
import { BrokerWorld, TP } from './world.ts';

type KeyValue = readonly [key: string, value: string | null];

class CompactionWorld extends BrokerWorld {
  set(configs: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(configs)) {
      this.append({ type: 'ConfigRecord', resourceType: 'TOPIC', resourceName: 'orders', name, value });
    }
    return this.forMillis(50) as this;
  }

  /** One batch; its own segment, with segment.ms=1. */
  write(
    pairs: readonly KeyValue[],
    producer?: { readonly id: number; readonly sequence: number },
    to = 'b1',
    acks = -1,
  ): void {
    const records = pairs.map(([key, value]): DataRecord => ({ key, value, timestamp: this.now }));
    const sizeInBytes = recordBatchSizeInBytes(records);
    const batch = {
      producerId: producer?.id ?? -1,
      producerEpoch: producer === undefined ? -1 : 0,
      baseSequence: producer?.sequence ?? -1,
      sizeInBytes,
      records,
    };
    const partitions = [{ topicPartition: TP, batch }];
    this.request('k1', to, { type: 'ProduceRequest', transactionalId: null, acks, timeoutMs: 9_000, partitions });
    this.forMillis(600);
  }

  /** `0:a=1 2:b=- [3..4]`: what is there by offset; a batch without records in brackets. */
  content(id: string): string {
    return slice(this.partition(id).log.batches, 0)
      .flatMap((batch) => {
        if (batch.records.length === 0) return [`[${batch.baseOffset}..${lastOffsetOf(batch)}]`];
        return batch.records.map(({ key, value }, nth) => `${offsetAt(batch, nth)}:${key}=${value ?? '-'}`);
      })
      .join(' ');
  }

  segments(id: string): string {
    const { log } = this.partition(id);
    return `[${log.segments.map(({ baseOffset }) => baseOffset)}] cleaned up to ${log.cleanedUpTo}`;
  }

  file(id: string, directory: string, name: string): string | undefined {
    const found = textFilesOf(this.history.kernel.node(id)!.disk, { voters: [] }).find((one) => one.name === directory);
    return found?.files.find((one) => one.name === name)?.text;
  }
}

const ready = (config: Readonly<Record<string, number>> = {}): CompactionWorld =>
  (new CompactionWorld(3, { 'log.cleaner.backoff.ms': 5_000, ...config }).ready() as CompactionWorld).set({
    'cleanup.policy': 'compact',
    'segment.ms': '1',
    'min.cleanable.dirty.ratio': '0.1',
    'delete.retention.ms': '20000',
  });

/** Up to the next turn of the cleaner, and a little more. */
const cleaned = (world: CompactionWorld): CompactionWorld => world.forMillis(5_500) as CompactionWorld;

test('of each key the newest record stays, at its offset; the active segment is not touched', () => {
  const world = ready({ 'log.cleaner.backoff.ms': 20_000 });
  world.write([['a', '1']]);
  world.write([['b', '1']]);
  world.write([['a', '2']]);
  world.write([['a', '3']]);
  expect(world.content('b1')).toBe('0:a=1 1:b=1 2:a=2 3:a=3');
  world.forMillis(20_000);
  // A compacted topic has no unique keys: the newest segment is never cleaned.
  expect(world.content('b1')).toBe('1:b=1 2:a=2 3:a=3');
  expect(world.segments('b1')).toBe('[0,3] cleaned up to 3');
  expect(world.content('b2')).toBe(world.content('b1'));
  expect(world.facts('LogCleaned').find(({ broker }) => broker === 1)).toMatchObject({
    removed: 1,
    tombstones: 0,
    kept: 2,
    from: 0,
    upTo: 3,
  });
  expect(world.file('b1', 'log-dir', 'cleaner-offset-checkpoint')).toBe('0\n1\norders 0 3\n');
  expect(world.log('b1')).toBe('leo 4 hw 4 epoch 0');
});

test('a batch that loses records keeps its first and last offset', () => {
  const world = ready();
  world.write([
    ['a', '1'],
    ['b', '1'],
    ['c', '1'],
  ]);
  world.write([
    ['c', '2'],
    ['a', '2'],
  ]);
  world.write([['z', '1']]);
  cleaned(world);
  expect(world.content('b1')).toBe('1:b=1 3:c=2 4:a=2 5:z=1');
  const [first] = slice(world.partition('b1').log.batches, 0);
  expect(first).toMatchObject({ baseOffset: 0, offsetDeltas: [1], lastOffsetDelta: 2 });
  expect(first!.sizeInBytes).toBe(recordBatchSizeInBytes(first!.records, [1]));
});

test('a tombstone stays for delete.retention.ms after the cleaning that met it first', () => {
  const world = ready();
  world.write([['a', '1']]);
  world.write([['a', null]]);
  world.write([['b', '1']]);
  cleaned(world);
  expect(world.content('b1')).toBe('1:a=- 2:b=1');
  const stamped = slice(world.partition('b1').log.batches, 0)[0]!.deleteHorizonMs!;
  expect(stamped).toBeGreaterThan(world.now / 1_000 + 10_000);
  // Its time passes, but nothing is cleaned while nothing is dirty.
  world.forMillis(30_000);
  expect(world.content('b1')).toBe('1:a=- 2:b=1');
  world.write([['c', '1']]);
  cleaned(world);
  expect(world.content('b1')).toBe('2:b=1 3:c=1');
  expect(
    world
      .facts('LogCleaned')
      .filter(({ broker }) => broker === 1)
      .map(({ tombstones }) => tombstones),
  ).toEqual([0, 1]);
});

test('records without a key from before a topic was compacted go; the last batch of a cleaning stays, empty', () => {
  const world = ready().set({ 'cleanup.policy': 'delete' });
  world.write([['a', '1']]);
  world.produce('k1', ['x', 'y']);
  world.forMillis(600);
  world.produce('k1', ['z']);
  world.forMillis(600);
  world.write([['b', '1']]);
  expect(world.content('b1')).toBe('0:a=1 1:null=x 2:null=y 3:null=z 4:b=1');
  cleaned(world.set({ 'cleanup.policy': 'compact' }));
  expect(world.content('b1')).toBe('0:a=1 [3..3] 4:b=1');
});

test("a producer's newest batch stays without its records, and answers a duplicate", () => {
  const world = ready();
  world.write([['a', '1']], { id: 7, sequence: 0 });
  world.write([['a', '2']]);
  world.write([['a', '3']]);
  world.write([['z', '1']]);
  cleaned(world);
  expect(world.content('b1')).toBe('[0..0] 2:a=3 3:z=1');
  // A follower that starts with nothing reads the gap, and knows the producer.
  world.kill('b3');
  world.history.command({ type: 'wipe', node: 'b3' });
  world.start('b3');
  world.forMillis(8_000);
  expect(world.content('b3')).toBe('[0..0] 2:a=3 3:z=1');
  world.change({ leader: 3, isr: [3, 2, 1] });
  world.forMillis(1_000);
  world.write([['a', '1']], { id: 7, sequence: 0 }, 'b3');
  expect(world.facts('DuplicateBatchAnswered')).toMatchObject([{ broker: 3, baseOffset: 0 }]);
});

test('a clean log is left alone until min.cleanable.dirty.ratio of it is dirty, or max.compaction.lag.ms has passed', () => {
  const world = ready().set({ 'min.cleanable.dirty.ratio': '0.6' });
  world.write([['a', '1']]);
  world.write([['b', '1']]);
  world.write([['c', '1']]);
  cleaned(world);
  expect(world.segments('b1')).toBe('[0,2] cleaned up to 2');
  world.write([['a', '2']]);
  world.write([['z', '2']]);
  cleaned(world);
  // Two dirty of four.
  expect(world.content('b1')).toBe('0:a=1 1:b=1 2:c=1 3:a=2 4:z=2');
  world.set({ 'max.compaction.lag.ms': '4000' }).forMillis(10_000);
  expect(world.content('b1')).toBe('1:b=1 2:c=1 3:a=2 4:z=2');
});

test('min.compaction.lag.ms protects what is young', () => {
  const world = ready().set({ 'min.compaction.lag.ms': '12000' });
  world.write([['a', '1']]);
  world.write([['a', '2']]);
  world.write([['b', '1']]);
  world.forMillis(9_000);
  expect(world.content('b1')).toBe('0:a=1 1:a=2 2:b=1');
  world.forMillis(12_000);
  expect(world.content('b1')).toBe('1:a=2 2:b=1');
});

test('with compact,delete old segments go as well', () => {
  const world = ready().set({ 'cleanup.policy': 'compact,delete', 'retention.ms': '15000' });
  world.write([['a', '1']]);
  world.write([['b', '1']]);
  world.write([['a', '2']]);
  cleaned(world);
  world.forMillis(20_000);
  expect(world.content('b1')).toBe('');
  expect(world.partition('b1').log.logStartOffset).toBe(3);
});

test('nothing that is not committed is cleaned', () => {
  const world = ready();
  world.write([['a', '1']]);
  world.cut(['b1'], ['b2', 'b3']);
  world.write([['a', '2']], undefined, 'b1', 1);
  world.write([['a', '3']], undefined, 'b1', 1);
  world.write([['b', '1']], undefined, 'b1', 1);
  cleaned(world);
  expect(world.log('b1')).toBe('leo 4 hw 1 epoch 0');
  expect(world.content('b1')).toBe('0:a=1 1:a=2 2:a=3 3:b=1');
});

test('replicas are cleaned each for itself, and survive restarts and a loss of power', () => {
  const world = ready({ 'log.cleaner.backoff.ms': 4_000 });
  for (let n = 0; n < 4; n++) world.write([['a', `${n}`]]);
  world.forMillis(5_000);
  expect(world.content('b1')).toBe('2:a=2 3:a=3');
  world.kill('b2');
  world.forMillis(100);
  world.start('b2');
  world.forMillis(5_000);
  expect([world.content('b2'), world.segments('b2')]).toEqual(['2:a=2 3:a=3', '[0,3] cleaned up to 3']);
  world.write([['a', '4']]);
  expect(world.log('b2')).toBe('leo 5 hw 5 epoch 0');
});
