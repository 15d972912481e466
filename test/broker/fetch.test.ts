/** Fetch, ListOffsets and OffsetForLeaderEpoch: checks in Kafka's order, long polls, sessions. */
import { describe, expect, test } from 'vitest';
import { BrokerWorld, TP } from './world.ts';

describe('a consumer', () => {
  test('reads up to the high watermark, and waits there', () => {
    const world = new BrokerWorld().ready();
    world.produce('k2', ['a', 'b']);
    world.forMillis(10);
    world.consume('k1', 0);
    world.forMillis(10);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 2 records hw 2']);
    world.consume('k1', 2, { maxWaitMs: 200 });
    world.forMillis(100);
    expect(world.answers('k1').length).toBe(1);
    world.forMillis(150);
    expect(world.answers('k1')[1]).toBe('Fetch orders-0 0 records hw 2');
  });

  test('a parked fetch ends when the high watermark passes it, not when the record is appended', () => {
    const world = new BrokerWorld().ready();
    world.consume('k1', 0, { maxWaitMs: 5_000 });
    world.forMillis(50);
    world.cut(['b1'], ['b2', 'b3']);
    world.produce('k2', ['a'], 1);
    world.forMillis(50);
    expect(world.answers('k1')).toEqual([]);
    world.heal();
    world.forMillis(1_500);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 1 record hw 1']);
  });

  test('waits for fetch.min.bytes, or fetch.max.wait.ms', () => {
    const world = new BrokerWorld().ready();
    world.consume('k1', 0, { maxWaitMs: 1_000, minBytes: 100 });
    world.produce('k2', ['a']);
    world.forMillis(100);
    expect(world.answers('k1')).toEqual([]);
    world.produce('k2', ['b']);
    world.forMillis(100);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 2 records hw 2']);
  });

  test('between the high watermark and the end: empty and at once; beyond the end: OFFSET_OUT_OF_RANGE', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b1'], ['b2', 'b3']);
    world.produce('k2', ['a', 'b'], 1);
    world.forMillis(10);
    world.consume('k1', 1, { maxWaitMs: 5_000 });
    world.forMillis(10);
    world.consume('k1', 3);
    world.forMillis(10);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 0 records hw 0', 'Fetch orders-0 OFFSET_OUT_OF_RANGE']);
  });

  test('the epoch is checked before the leadership', () => {
    const world = new BrokerWorld().ready();
    world.change({ leader: 2 });
    world.forMillis(20);
    world.consume('k1', 0, { to: 'b2', epoch: 0 });
    world.consume('k2', 0, { to: 'b2', epoch: 2 });
    world.consume('k3', 0, { tp: 'nothing-0' });
    world.forMillis(20);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 FENCED_LEADER_EPOCH']);
    expect(world.client('k1').answers[0]!.message).toMatchObject({
      partitions: [{ currentLeader: { leaderId: 2, leaderEpoch: 1 } }],
    });
    expect(world.answers('k2')).toEqual(['Fetch orders-0 UNKNOWN_LEADER_EPOCH']);
    expect(world.answers('k3')).toEqual(['Fetch nothing-0 UNKNOWN_TOPIC_OR_PARTITION']);
  });

  test('may read from a follower that is of the same epoch', () => {
    const world = new BrokerWorld().ready();
    world.produce('k2', ['a']);
    world.forMillis(700);
    world.consume('k1', 0, { to: 'b2', epoch: 0 });
    world.forMillis(10);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 1 record hw 1']);
  });

  test('a parked fetch is answered when the epoch changes', () => {
    const world = new BrokerWorld().ready();
    world.consume('k1', 0, { epoch: 0, maxWaitMs: 30_000 });
    world.forMillis(10);
    world.change({ leader: 2 });
    world.forMillis(10);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 FENCED_LEADER_EPOCH']);
  });
});

describe('other look-ups', () => {
  test('ListOffsets: earliest, latest, by time', () => {
    const world = new BrokerWorld().ready();
    world.produce('k2', ['a', 'b', 'c']);
    world.forMillis(20);
    const ask = (timestamp: number) => ({ topicPartition: TP, currentLeaderEpoch: -1, timestamp });
    world.request('k1', 'b1', {
      type: 'ListOffsetsRequest',
      replicaId: -1,
      isolationLevel: 'read_uncommitted',
      partitions: [ask(-2), ask(-1), ask(0), ask(5)],
    });
    world.forMillis(10);
    const [answer] = world.client('k1').answers;
    const partitions = answer?.message.type === 'ListOffsetsResponse' ? answer.message.partitions : [];
    expect(partitions.map(({ offset }) => offset)).toEqual([0, 3, 0, -1]);
  });

  test('OffsetForLeaderEpoch: where an epoch ends', () => {
    const world = new BrokerWorld().ready();
    world.produce('k2', ['a', 'b', 'c']);
    world.forMillis(20);
    world.change({ leader: 2 });
    world.forMillis(20);
    const ask = (leaderEpoch: number) => ({ topicPartition: TP, currentLeaderEpoch: 1, leaderEpoch });
    world.request('k1', 'b2', {
      type: 'OffsetForLeaderEpochRequest',
      replicaId: -1,
      partitions: [ask(0), ask(1), ask(2)],
    });
    world.forMillis(10);
    expect(world.answers('k1')[0]).toMatch(
      'orders-0 epoch 0 ends at 3, orders-0 epoch 1 ends at 3, orders-0 epoch -1 ends at -1',
    );
  });

  test('Metadata names the leader, and a missing topic is made', () => {
    const world = new BrokerWorld().ready();
    world.request('k1', 'b3', { type: 'MetadataRequest', topics: ['orders', 'fresh'], allowAutoTopicCreation: true });
    world.forMillis(10);
    expect(world.answers('k1')).toEqual(['Metadata 3 brokers, orders (1 partition), fresh UNKNOWN_TOPIC_OR_PARTITION']);
    expect(world.state('b3').autoCreating).toEqual([]);
  });

  test('requests for the controller are forwarded, and their answers carry the number of the request', () => {
    const world = new BrokerWorld().ready();
    world.request('k1', 'b2', { type: 'CreateTopicsRequest', topics: [], timeoutMs: 1_000 });
    world.forMillis(20);
    expect(world.client('k1').answers[0]!.message).toMatchObject({ type: 'CreateTopicsResponse', correlationId: 100 });
  });
});

describe('fetch sessions', () => {
  test('an idle follower names its partitions once', () => {
    const world = new BrokerWorld().ready();
    world.forMillis(5_000);
    const fetcher = world.state('b2').fetchers.values[0]!;
    expect(fetcher.sessionEpoch).toBeGreaterThan(10);
    const [session] = world.state('b1').fetchSessions.values;
    expect(session?.attention).toEqual([]);
    expect(session?.partitions.keys).toEqual([TP]);
  });

  test('a leader that has forgotten the session is asked again with everything', () => {
    const world = new BrokerWorld(2).ready([1, 2]);
    world.produce('k1', ['a']);
    world.forMillis(700);
    world.kill('b1');
    world.start('b1');
    world.forMillis(3_000);
    world.produce('k1', ['b']);
    world.forMillis(1_500);
    expect(world.log('b2')).toBe('leo 2 hw 2 epoch 0');
    expect(world.facts('UncleanShutdownDetected')).toEqual([{ type: 'UncleanShutdownDetected', broker: 1 }]);
  });
});
