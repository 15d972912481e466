/** Segments that roll, expire and are deleted; records deleted on request; times a leader does not believe. */
import { expect, test } from 'vitest';
import { textFilesOf } from '../../src/kafka/log/checkpointFiles.ts';
import { recordBatchSizeInBytes } from '../../src/kafka/record/recordSize.ts';
import { BrokerWorld, TP } from './world.ts';

class RetentionWorld extends BrokerWorld {
  set(configs: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(configs)) {
      this.append({ type: 'ConfigRecord', resourceType: 'TOPIC', resourceName: 'orders', name, value });
    }
    return this.forMillis(50) as this;
  }

  /** One record with the time of now, or so many seconds off; what came back. */
  write(value = 'x', off = 0, key: string | null = null): string {
    const before = this.client('k1').answers.length;
    const records = [{ key, value, timestamp: this.now + off * 1_000_000 }];
    const sizeInBytes = recordBatchSizeInBytes(records);
    const batch = { producerId: -1, producerEpoch: -1, baseSequence: -1, sizeInBytes, records };
    const partitions = [{ topicPartition: TP, batch }];
    this.request('k1', 'b1', { type: 'ProduceRequest', transactionalId: null, acks: -1, timeoutMs: 1_000, partitions });
    this.forMillis(600);
    const message = this.client('k1').answers[before]?.message;
    if (message?.type !== 'ProduceResponse') return 'no answer';
    const [answer] = message.partitions;
    return answer!.errorCode === 'NONE' ? `at ${answer!.baseOffset}` : answer!.errorCode;
  }

  segments(id: string): string {
    const { log } = this.partition(id);
    const bases = log.segments.map(({ baseOffset }) => baseOffset);
    return `start ${log.logStartOffset} segments [${bases}] end ${log.logEndOffset}`;
  }

  files(id: string): string[] {
    return textFilesOf(this.history.kernel.node(id)!.disk, { voters: [] })
      .filter(({ name }) => name === TP)
      .flatMap(({ files }) =>
        files.map(({ name }) => name.replace(/^0+(?=\d)/, '')).filter((name) => /^\d/.test(name)),
      );
  }

  fence(brokerId: number): void {
    const { epoch: brokerEpoch } = this.state('b1').image.brokers.values.find(({ id }) => id === brokerId)!;
    this.append({
      type: 'BrokerRegistrationChangeRecord',
      brokerId,
      brokerEpoch,
      fenced: 1,
      inControlledShutdown: 0,
    });
    this.forMillis(50);
  }

  deleteRecords(client: string, offset: number, to = 'b1'): void {
    const partitions = [{ topicPartition: TP, offset }];
    this.request(client, to, { type: 'DeleteRecordsRequest', timeoutMs: 2_000, partitions });
  }
}

const EVERY_SECOND = { 'log.retention.check.interval.ms': 1_000, 'log.initial.task.delay.ms': 1_000 };
const ready = (config: Readonly<Record<string, number>> = EVERY_SECOND): RetentionWorld =>
  new RetentionWorld(3, config).ready() as RetentionWorld;

test('a segment rolls when a record comes that is segment.ms newer than its first', () => {
  const world = ready().set({ 'segment.ms': '2000' });
  for (let n = 0; n < 3; n++) world.write();
  expect(world.segments('b1')).toBe('start 0 segments [0] end 3');
  // However long nothing comes, nothing rolls.
  world.forMillis(10_000);
  expect(world.segments('b1')).toBe('start 0 segments [0] end 3');
  world.write();
  expect(world.segments('b1')).toBe('start 0 segments [0,3] end 4');
  expect(world.segments('b2')).toBe('start 0 segments [0,3] end 4');
  expect(world.facts('SegmentRolled').map(({ broker, baseOffset }) => [broker, baseOffset])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(world.files('b1')).toEqual(['0.log', '3.log', '3.snapshot']);
});

test('retention counts from the newest record of a whole segment; the active one is not spared', () => {
  const world = ready().set({ 'retention.ms': '5000', 'segment.ms': '3000', 'file.delete.delay.ms': '4000' });
  const sent = world.now;
  for (let n = 0; n < 9; n++) world.write();
  expect(world.segments('b1')).toBe('start 0 segments [0,6] end 9');
  // The first record is older than retention.ms, and is still there: its segment's newest is not.
  expect(world.now - sent).toBeGreaterThan(5_000_000);
  world.forMillis(4_100);
  expect(world.segments('b1')).toBe('start 6 segments [6] end 9');
  expect(world.files('b1')).toEqual(['0.log.deleted', '6.log', '6.snapshot']);
  world.forMillis(10_000);
  expect(world.segments('b1')).toBe('start 9 segments [9] end 9');
  expect(world.segments('b2')).toBe('start 9 segments [9] end 9');
  expect(world.files('b1')).toEqual(['9.log', '9.snapshot']);
  const told = world.facts('SegmentsDeleted').filter(({ broker }) => broker === 1);
  expect(told.map(({ removed, logStartOffset, reason }) => [removed, logStartOffset, reason])).toEqual([
    [1, 6, 'retention.ms'],
    [1, 9, 'retention.ms'],
  ]);
  world.consume('k2', 8);
  world.forMillis(100);
  expect(world.answers('k2').at(-1)).toContain('OFFSET_OUT_OF_RANGE');
  // What comes next goes on where the log was.
  expect(world.write()).toBe('at 9');
});

test('retention.bytes keeps at least that much', () => {
  const world = ready().set({ 'segment.ms': '1' });
  for (let n = 0; n < 5; n++) world.write('x'.repeat(100));
  const size = world.partition('b1').log.segments[0]!.sizeInBytes;
  world.set({ 'retention.bytes': `${size * 2 + 1}` }).forMillis(1_500);
  expect(world.segments('b1')).toBe('start 2 segments [2,3,4] end 5');
});

test('nothing above the high watermark is deleted', () => {
  const world = ready().set({ 'segment.ms': '1000', 'retention.ms': '1500' });
  world.write();
  world.write();
  world.cut(['b1'], ['b2', 'b3']);
  for (let n = 0; n < 4; n++) world.write();
  world.forMillis(4_000);
  expect(world.log('b1')).toBe('leo 6 hw 2 epoch 0');
  expect(world.segments('b1')).toBe('start 2 segments [2,4] end 6');
});

test('DeleteRecords is answered when every live follower has moved its log start', () => {
  const world = ready();
  for (let n = 0; n < 4; n++) world.write();
  world.deleteRecords('k2', 3);
  world.forMillis(1);
  expect(world.answers('k2')).toEqual([]);
  world.forMillis(1_200);
  expect(world.answers('k2')).toEqual(['DeleteRecords orders-0 3']);
  for (const id of ['b1', 'b2', 'b3']) expect(world.segments(id)).toBe('start 3 segments [0] end 4');
  // The files stay until a whole segment is before the start; the start itself is written down.
  world.kill('b2');
  world.forMillis(100);
  world.start('b2');
  world.forMillis(4_000);
  expect(world.segments('b2')).toBe('start 3 segments [0] end 4');
  world.deleteRecords('k2', -1);
  world.forMillis(1_200);
  expect(world.answers('k2')).toEqual(['DeleteRecords orders-0 3', 'DeleteRecords orders-0 4']);
});

test('DeleteRecords is refused beyond the high watermark, elsewhere than at the leader, and in a compacted topic', () => {
  const world = ready();
  world.write();
  world.deleteRecords('k2', 2);
  world.deleteRecords('k3', 1, 'b2');
  world.forMillis(50);
  world.set({ 'cleanup.policy': 'compact' });
  world.deleteRecords('k2', 1);
  world.forMillis(50);
  expect(world.answers('k2')).toEqual([
    'DeleteRecords orders-0 OFFSET_OUT_OF_RANGE',
    'DeleteRecords orders-0 POLICY_VIOLATION',
  ]);
  expect(world.answers('k3')).toEqual(['DeleteRecords orders-0 NOT_LEADER_OR_FOLLOWER']);
});

test('DeleteRecords times out while a live follower does not fetch; a dead one is not waited for', () => {
  const world = ready();
  for (let n = 0; n < 2; n++) world.write();
  world.cut(['b3'], ['b1']);
  world.deleteRecords('k2', 1);
  world.forMillis(2_500);
  expect(world.answers('k2')).toEqual(['DeleteRecords orders-0 REQUEST_TIMED_OUT']);
  world.fence(3);
  world.deleteRecords('k2', 1);
  world.forMillis(1_000);
  expect(world.answers('k2').at(-1)).toBe('DeleteRecords orders-0 1');
});

test('a follower begins in the middle of a batch where the leader was told to delete up to there', () => {
  const world = ready([] as never);
  world.kill('b3');
  world.forMillis(100);
  world.fence(3);
  world.change({ isr: [1, 2] });
  world.produce('k1', ['a', 'b', 'c', 'd']);
  world.forMillis(1_000);
  world.deleteRecords('k2', 2);
  world.forMillis(1_200);
  expect(world.answers('k2')).toEqual(['DeleteRecords orders-0 2']);
  world.start('b3');
  world.forMillis(8_000);
  expect(world.segments('b3')).toBe('start 2 segments [0] end 4');
});

test('times that are not believable, and records without a key in a compacted topic, are refused', () => {
  const world = ready().set({ 'message.timestamp.before.max.ms': '60000', 'message.timestamp.after.max.ms': '1000' });
  expect(world.write('now')).toBe('at 0');
  expect(world.write('old', -61)).toBe('INVALID_TIMESTAMP');
  expect(world.write('future', 2)).toBe('INVALID_TIMESTAMP');
  world.set({ 'message.timestamp.type': 'LogAppendTime', 'cleanup.policy': 'compact' });
  expect(world.write('old', -61)).toBe('INVALID_RECORD');
  expect(world.write('old', -61, 'k')).toBe('at 1');
  const stored = world.partition('b2').log.batches.tail[1]!;
  expect(stored.timestampType).toBe('LogAppendTime');
  expect(stored.records[0]!.timestamp).toBeGreaterThan(world.now - 700_000);
});
