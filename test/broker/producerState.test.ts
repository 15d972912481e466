/** Idempotent producers as brokers see them: requests straight to a leader, answers as they come. */
import { expect, test } from 'vitest';
import { entries } from '../../src/base/table.ts';
import { textFilesOf } from '../../src/kafka/log/checkpointFiles.ts';
import { BrokerWorld, batchOf, TP } from './world.ts';

interface Sent {
  readonly producerId?: number;
  readonly epoch?: number;
  readonly sequence: number;
  readonly count?: number;
  readonly to?: string;
  readonly acks?: number;
}

class ProducerWorld extends BrokerWorld {
  /** Sends a batch as producer 1000 epoch 0 and says what came back: the error, or the offset. */
  send(sent: Sent): string {
    const before = this.client('k1').answers.length;
    this.post(sent);
    this.forMillis(600);
    return this.answer(before);
  }

  post({ producerId = 1000, epoch = 0, sequence, count = 1, to = 'b1', acks = -1 }: Sent): void {
    const records = Array.from({ length: count }, (_, nth) => `s${sequence + nth}`);
    const batch = { ...batchOf(records), producerId, producerEpoch: epoch, baseSequence: sequence };
    const partitions = [{ topicPartition: TP, batch }];
    this.request('k1', to, { type: 'ProduceRequest', transactionalId: null, acks, timeoutMs: 30_000, partitions });
  }

  answer(nth: number): string {
    const message = this.client('k1').answers[nth]?.message;
    if (message === undefined) return 'no answer yet';
    if (message.type !== 'ProduceResponse') throw new Error(message.type);
    const [{ errorCode, baseOffset } = { errorCode: 'no partition', baseOffset: -1 }] = message.partitions;
    return errorCode === 'NONE' ? `at ${baseOffset}` : errorCode;
  }

  /** `1000@0 3..3 4..4`: a producer, its epoch, and the sequences of the batches that are known. */
  known(id: string): string[] {
    return entries(this.partition(id).log.producerState.producers).map(([producerId, entry]) => {
      const batches = entry.batchMetadata.map((b) => `${b.lastSequence - b.offsetDelta}..${b.lastSequence}`);
      return `${producerId}@${entry.producerEpoch} ${batches.join(' ')}`.trim();
    });
  }

  files(id: string): string[] {
    const { disk } = this.history.kernel.node(id)!;
    return textFilesOf(disk, { voters: [] })
      .filter(({ name }) => name === TP)
      .flatMap(({ files }) => files.map(({ name }) => name).filter((name) => name.endsWith('.snapshot')));
  }
}

const ready = (config = {}): ProducerWorld => new ProducerWorld(3, config).ready() as ProducerWorld;

test('the last five batches are answered with where they already are; nothing is appended again', () => {
  const world = ready();
  for (let sequence = 0; sequence < 6; sequence++) expect(world.send({ sequence })).toBe(`at ${sequence}`);
  for (let sequence = 1; sequence < 6; sequence++) expect(world.send({ sequence })).toBe(`at ${sequence}`);
  expect(world.log('b1')).toBe('leo 6 hw 6 epoch 0');
  expect(world.facts('DuplicateBatchAnswered').map(({ baseOffset }) => baseOffset)).toEqual([1, 2, 3, 4, 5]);
  // The sixth from the end is forgotten: all that can be said is that it does not follow.
  expect(world.send({ sequence: 0 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  expect(world.facts('SequenceRefused')).toMatchObject([{ baseSequence: 0, expected: 6 }]);
  expect(world.known('b1')).toEqual(['1000@0 1..1 2..2 3..3 4..4 5..5']);
});

test('half a batch is no duplicate', () => {
  const world = ready();
  expect(world.send({ sequence: 0, count: 3 })).toBe('at 0');
  expect(world.send({ sequence: 0, count: 2 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  expect(world.send({ sequence: 0, count: 3 })).toBe('at 0');
  expect(world.send({ sequence: 3 })).toBe('at 3');
});

test('a gap is refused, an older epoch is refused, a new epoch begins at 0', () => {
  const world = ready();
  expect(world.send({ sequence: 0 })).toBe('at 0');
  expect(world.send({ sequence: 2 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  expect(world.send({ sequence: 1, epoch: 1 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  expect(world.send({ sequence: 0, epoch: 1 })).toBe('at 1');
  expect(world.send({ sequence: 1, epoch: 0 })).toBe('INVALID_PRODUCER_EPOCH');
  expect(world.log('b1')).toBe('leo 2 hw 2 epoch 0');
  expect(world.facts('SequenceRefused').map(({ error, expected }) => [error, expected])).toEqual([
    ['OUT_OF_ORDER_SEQUENCE_NUMBER', 1],
    ['OUT_OF_ORDER_SEQUENCE_NUMBER', 0],
    ['INVALID_PRODUCER_EPOCH', -1],
  ]);
});

test('a producer of which nothing is known may begin anywhere', () => {
  const world = ready();
  expect(world.send({ producerId: 7, sequence: 40 })).toBe('at 0');
  expect(world.send({ producerId: 8, sequence: 3 })).toBe('at 1');
  expect(world.send({ producerId: 7, sequence: 41 })).toBe('at 2');
  expect(world.known('b1')).toEqual(['7@0 40..40 41..41', '8@0 3..3']);
});

test('with acks=all a duplicate waits until what it repeats is committed', () => {
  const world = ready();
  world.cut(['b1'], ['b2', 'b3']);
  world.forMillis(100);
  world.post({ sequence: 0 });
  world.forMillis(100);
  // The connection of the first is muted while it waits: the retry comes on another.
  const batch = { ...batchOf(['s0']), producerId: 1000, producerEpoch: 0, baseSequence: 0 };
  const partitions = [{ topicPartition: TP, batch }];
  const retry = { type: 'ProduceRequest', transactionalId: null, acks: -1, timeoutMs: 30_000, partitions } as const;
  world.request('k2', 'b1', retry);
  world.forMillis(500);
  expect(world.facts('DuplicateBatchAnswered')).toHaveLength(1);
  expect([world.answer(0), world.answers('k2')]).toEqual(['no answer yet', []]);
  world.heal();
  world.forMillis(3_000);
  expect(world.answer(0)).toBe('at 0');
  expect(world.client('k2').answers[0]!.message).toMatchObject({ partitions: [{ errorCode: 'NONE', baseOffset: 0 }] });
  expect(world.log('b1')).toBe('leo 1 hw 1 epoch 0');
});

test('a follower that takes over knows the same batches', () => {
  const world = ready();
  for (let sequence = 0; sequence < 6; sequence++) world.send({ sequence });
  expect(world.known('b2')).toEqual(world.known('b1'));
  world.change({ leader: 2, isr: [2, 3] });
  world.forMillis(500);
  expect(world.send({ sequence: 2, to: 'b2' })).toBe('at 2');
  expect(world.send({ sequence: 0, to: 'b2' })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  expect(world.send({ sequence: 6, to: 'b2' })).toBe('at 6');
});

test('a snapshot keeps only the newest batch: after a restart older duplicates are unknown', () => {
  const world = ready();
  for (let sequence = 0; sequence < 3; sequence++) world.send({ sequence });
  world.tell('b3', { type: 'controlled-shutdown' });
  world.forMillis(3_000);
  expect(world.files('b3')).toEqual(['00000000000000000003.snapshot']);
  world.start('b3');
  world.forMillis(5_000);
  expect([world.known('b2'), world.known('b3')]).toEqual([['1000@0 0..0 1..1 2..2'], ['1000@0 2..2']]);
});

test('after a kill the segment is read through, and its snapshot taken then', () => {
  const world = ready();
  for (let sequence = 0; sequence < 3; sequence++) world.send({ sequence });
  expect(world.files('b3')).toEqual([]);
  world.kill('b3');
  world.forMillis(100);
  world.start('b3');
  world.forMillis(5_000);
  expect(world.files('b3')).toEqual(['00000000000000000003.snapshot']);
  expect(world.known('b3')).toEqual(['1000@0 2..2']);
});

test('what is cut off is forgotten', () => {
  const world = ready();
  world.send({ sequence: 0 });
  world.cut(['b1'], ['b2', 'b3', 'c1']);
  world.post({ sequence: 1 });
  world.post({ producerId: 2000, sequence: 0 });
  world.forMillis(100);
  expect(world.known('b1')).toEqual(['1000@0 0..0 1..1']);
  world.change({ leader: 2, isr: [2, 3] });
  world.forMillis(500);
  expect(world.send({ sequence: 1, to: 'b2' })).toBe('at 1');
  world.heal();
  world.forMillis(5_000);
  expect(world.log('b1')).toBe('leo 2 hw 2 epoch 1');
  expect(world.known('b1')).toEqual(['1000@0 0..0 1..1']);
  expect(world.files('b1')).toEqual(['00000000000000000001.snapshot']);
});

test('a producer that has been silent for producer.id.expiration.ms is forgotten, and may begin anywhere', () => {
  const world = ready({ 'producer.id.expiration.ms': 5_000, 'producer.id.expiration.check.interval.ms': 2_000 });
  world.send({ sequence: 0 });
  world.forMillis(8_000);
  expect(world.facts('ProducerIdsExpired').map(({ broker, producerIds }) => [broker, producerIds])).toEqual([
    [1, '[1000]'],
    [2, '[1000]'],
    [3, '[1000]'],
  ]);
  expect(world.send({ sequence: 9 })).toBe('at 1');
});

test('batches without a producer id leave nothing behind', () => {
  const world = ready();
  const before = world.partition('b1').log.producerState;
  world.produce('k1', ['a', 'b']);
  world.forMillis(600);
  expect(world.log('b1')).toBe('leo 2 hw 2 epoch 0');
  expect(world.partition('b1').log.producerState).toBe(before);
});
