/** Files in Kafka's own formats, as far as text goes: what kafka's checkpoint classes would write and read. */
import { describe, expect, test } from 'vitest';
import { vectorOf } from '../../src/base/vector.ts';
import { leaderEpochCheckpointText, offsetCheckpointText, textFileOf } from '../../src/kafka/log/checkpointFiles.ts';
import { emptySegment } from '../../src/kafka/log/logSegment.ts';
import * as disks from '../../src/sim/disk.ts';

const OWNER = { voters: [3001, 3002] };

describe('formats', () => {
  test('OffsetCheckpointFile: version, count, TOPIC PARTITION OFFSET', () => {
    const checkpoint = { partitions: ['orders-0', 'pay-ments-12'], offsets: [7, 0] };
    expect(offsetCheckpointText(checkpoint)).toBe('0\n2\norders 0 7\npay-ments 12 0\n');
    expect(offsetCheckpointText({ partitions: [], offsets: [] })).toBe('0\n0\n');
  });

  test('LeaderEpochCheckpointFile: version, count, EPOCH START_OFFSET', () => {
    const epochs = [
      { epoch: 0, startOffset: 0 },
      { epoch: 3, startOffset: 12 },
    ];
    expect(leaderEpochCheckpointText(epochs)).toBe('0\n2\n0 0\n3 12\n');
  });

  test('quorum-state: version 0 names the voters, version 1 (KIP-853) does not', () => {
    const state = { leaderId: 3002, leaderEpoch: 4, votedId: -1, votedDirectoryId: null };
    const disk = disks.persist(disks.EMPTY_DISK, '__cluster_metadata-0', 'quorum-state', state);
    expect(JSON.parse(textFileOf(disk, OWNER, '__cluster_metadata-0', 'quorum-state')!.text)).toEqual({
      clusterId: '',
      leaderId: 3002,
      leaderEpoch: 4,
      votedId: -1,
      appliedOffset: 0,
      currentVoters: [{ voterId: 3001 }, { voterId: 3002 }],
      data_version: 0,
    });
    expect(JSON.parse(textFileOf(disk, { voters: [] }, '__cluster_metadata-0', 'quorum-state')!.text)).toEqual({
      leaderId: 3002,
      leaderEpoch: 4,
      votedId: -1,
      votedDirectoryId: 'AAAAAAAAAAAAAAAAAAAAAA',
      data_version: 1,
    });
  });

  test('partition.metadata and the marker of a clean shutdown', () => {
    let disk = disks.persist(disks.EMPTY_DISK, 'orders-0', 'partition.metadata', { version: 0, topicId: 'abc' });
    disk = disks.persist(disk, 'log-dir', '.kafka_cleanshutdown', { version: 0, brokerEpoch: 12 });
    expect(textFileOf(disk, OWNER, 'orders-0', 'partition.metadata')!.text).toBe('version: 0\ntopic_id: abc');
    expect(textFileOf(disk, OWNER, 'log-dir', '.kafka_cleanshutdown')!.text).toBe('{"version":0,"brokerEpoch":12}');
    disk = disks.persist(disk, 'log-dir', '.kafka_cleanshutdown', null);
    expect(textFileOf(disk, OWNER, 'log-dir', '.kafka_cleanshutdown')).toBeUndefined();
  });
});

describe('the page cache and the platter', () => {
  const batch = (baseOffset: number, value: string) => ({
    baseOffset,
    partitionLeaderEpoch: 1,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    sizeInBytes: 70,
    records: [{ key: null, value, timestamp: 5_000 }],
  });
  const log = (...values: string[]) => ({
    batches: vectorOf(values.map((value, place) => batch(place, value))),
    segments: [emptySegment(0, 0)],
    logEndOffset: values.length,
    deletedSegments: [],
  });

  test('an append is in the cache; what a loss of power leaves is the older text', () => {
    let disk = disks.persist(disks.EMPTY_DISK, 'orders-0', 'log', log('a'));
    expect(textFileOf(disk, OWNER, 'orders-0', '00000000000000000000.log')!.flushed).toBe(true);
    disk = disks.write(disk, 'orders-0', 'log', log('a', 'b'));
    const file = textFileOf(disk, OWNER, 'orders-0', '00000000000000000000.log')!;
    expect(file.flushed).toBe(false);
    expect(file.text).toContain('payload: b');
    expect(file.platter).toContain('payload: a');
    expect(file.platter).not.toContain('payload: b');
    const after = textFileOf(disks.losePower(disk), OWNER, 'orders-0', '00000000000000000000.log')!;
    expect(after.text).toBe(file.platter);
    expect(after.flushed).toBe(true);
  });

  test('a file that never reached the platter', () => {
    const disk = disks.write(disks.EMPTY_DISK, 'orders-0', 'log', log('a'));
    expect(textFileOf(disk, OWNER, 'orders-0', '00000000000000000000.log')).toMatchObject({
      flushed: false,
      platter: null,
    });
  });
});
