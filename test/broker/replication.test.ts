/** Replication by pull, told as small stories on the real engine. */
import { describe, expect, test } from 'vitest';
import { BrokerWorld } from './world.ts';

describe('brokers start', () => {
  test('register, catch up, are unfenced and run', () => {
    const world = new BrokerWorld().until(1);
    expect(world.state('b1').lifecycle.state).toBe('RUNNING');
    expect(
      world
        .facts('BrokerStateChanged')
        .filter(({ brokerId }) => brokerId === 1)
        .map(({ to }) => to),
    ).toEqual(['STARTING', 'RECOVERY', 'RUNNING']);
  });
});

describe('the high watermark', () => {
  test('is learnt by followers one fetch after the leader', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a']);
    const seen: string[] = [];
    for (let round = 0; round < 12; round++) {
      world.forMillis(1);
      const line = ['b1', 'b2', 'b3'].map((id) => world.log(id).replace(' epoch 0', '')).join(' | ');
      if (seen.at(-1) !== line) seen.push(line);
    }
    expect(seen).toEqual([
      'leo 0 hw 0 | leo 0 hw 0 | leo 0 hw 0',
      'leo 1 hw 0 | leo 0 hw 0 | leo 0 hw 0',
      'leo 1 hw 0 | leo 1 hw 0 | leo 1 hw 0',
      'leo 1 hw 1 | leo 1 hw 0 | leo 1 hw 0',
    ]);
    // Idle followers hear of it when their long poll ends.
    world.forMillis(600);
    expect(world.log('b2')).toBe('leo 1 hw 1 epoch 0');
    expect(world.answers('k1')).toEqual(['Produce orders-0 at 0']);
  });
});

describe('acknowledgements', () => {
  test('acks=1 is answered before any follower has the record, acks=all after all in the ISR have', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b1'], ['b2', 'b3']);
    world.produce('k1', ['a'], 1);
    world.produce('k2', ['b', 'c'], -1);
    world.forMillis(10);
    expect(world.answers('k1')).toEqual(['Produce orders-0 at 0']);
    expect(world.answers('k2')).toEqual([]);
    world.heal();
    world.forMillis(600);
    expect(world.answers('k2')).toEqual(['Produce orders-0 at 1']);
  });

  test('acks=0 has no answer; an error closes the connection', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a'], 0);
    world.produce('k2', ['b'], 0, 'b2');
    world.forMillis(50);
    expect(world.answers('k1')).toEqual([]);
    expect(world.client('k1').disconnects).toEqual([]);
    expect(world.client('k2').disconnects).toEqual(['b2']);
    expect(world.log('b1')).toMatch('leo 1');
  });

  test('below min.insync.replicas only acks=all is refused, and the high watermark stands still', () => {
    const world = new BrokerWorld(3, { 'min.insync.replicas': 2 }).ready();
    world.change({ isr: [1] });
    world.forMillis(5);
    world.kill('b2');
    world.kill('b3');
    world.produce('k1', ['a'], -1);
    world.produce('k2', ['b'], 1);
    world.forMillis(50);
    expect(world.answers('k1')).toEqual(['Produce orders-0 NOT_ENOUGH_REPLICAS']);
    expect(world.answers('k2')).toEqual(['Produce orders-0 at 0']);
    expect(world.log('b1')).toBe('leo 1 hw 0 epoch 0');
  });

  test('an ISR that is too small after the append: the record stays, and is acknowledged once the rule allows it', () => {
    const world = new BrokerWorld(3, { 'min.insync.replicas': 2 }).ready();
    world.cut(['b1'], ['b3']);
    world.cut(['b1'], ['b2']);
    world.produce('k1', ['a']);
    world.forMillis(10);
    // b2 and b3 have the record only once the ISR is b1 alone.
    world.change({ isr: [1] });
    world.forMillis(10);
    world.heal();
    world.append({
      type: 'ConfigRecord',
      resourceType: 'TOPIC',
      resourceName: 'orders',
      name: 'min.insync.replicas',
      value: '1',
    });
    world.forMillis(2_000);
    expect(world.answers('k1')).toEqual(['Produce orders-0 at 0']);
  });

  test('a produce that is not committed in time is REQUEST_TIMED_OUT', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b1'], ['b2', 'b3']);
    world.produce('k1', ['a'], -1, 'b1', 1_500);
    world.forMillis(1_400);
    expect(world.answers('k1')).toEqual([]);
    world.forMillis(200);
    expect(world.answers('k1')).toEqual(['Produce orders-0 REQUEST_TIMED_OUT']);
    expect(world.log('b1')).toBe('leo 1 hw 0 epoch 0');
  });

  test('one request at a time: what is behind a waiting produce waits too', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b1'], ['b2', 'b3']);
    world.produce('k1', ['a'], -1, 'b1', 500);
    world.produce('k1', ['b'], 1);
    world.forMillis(100);
    expect(world.answers('k1')).toEqual([]);
    expect(world.log('b1')).toMatch('leo 1');
    world.forMillis(600);
    expect(world.answers('k1')).toEqual(['Produce orders-0 REQUEST_TIMED_OUT', 'Produce orders-0 at 1']);
  });

  test('not the leader: the answer names it', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a'], -1, 'b2');
    world.produce('k2', ['a'], 5);
    world.produce('k3', ['a'], -1, 'b1', 1_000, 'nothing-0');
    world.forMillis(20);
    const [answer] = world.client('k1').answers;
    expect(answer?.message).toMatchObject({
      partitions: [{ errorCode: 'NOT_LEADER_OR_FOLLOWER', currentLeader: { leaderId: 1, leaderEpoch: 0 } }],
    });
    expect(world.answers('k2')).toEqual(['Produce orders-0 INVALID_REQUIRED_ACKS']);
    expect(world.answers('k3')).toEqual(['Produce nothing-0 UNKNOWN_TOPIC_OR_PARTITION']);
  });

  test('a leader that steps down answers what waits', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b1'], ['b2', 'b3']);
    world.produce('k1', ['a']);
    world.forMillis(10);
    world.change({ leader: 2, isr: [2, 3] });
    world.forMillis(10);
    expect(world.answers('k1')).toEqual(['Produce orders-0 NOT_LEADER_OR_FOLLOWER']);
  });
});

describe('the ISR', () => {
  test('a silent follower is removed after 30 to 45 s, and joins again when it has caught up', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b1'], ['b3']);
    world.produce('k1', ['a'], -1, 'b1', 100_000);
    const cutAt = world.now;
    while (world.isr() === '[1,2,3]' && world.now < cutAt + 60_000_000) world.forMillis(100);
    const after = (world.now - cutAt) / 1_000_000;
    expect(after).toBeGreaterThanOrEqual(29);
    expect(after).toBeLessThan(45.6);
    world.forMillis(10);
    expect(world.isr()).toBe('[1,2]');
    expect(world.answers('k1')).toEqual(['Produce orders-0 at 0']);
    expect(world.facts('IsrShrinkProposed')).toMatchObject([{ out: [3], isr: [1, 2] }]);
    world.heal();
    world.forMillis(3_000);
    expect(world.isr()).toBe('[1,2,3]');
    expect(world.log('b3')).toBe('leo 1 hw 1 epoch 0');
    expect(world.facts('IsrExpandProposed')).toMatchObject([{ joining: 3 }]);
  });

  test('a follower with everything stays in, however long nothing is written', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a']);
    world.forMillis(1_000);
    world.cut(['b1'], ['b3']);
    world.forMillis(120_000);
    expect(world.isr()).toBe('[1,2,3]');
  });

  test('after long idleness a follower has its 30 s from its last fetch, not from its last record', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a']);
    world.forMillis(100_000);
    world.cut(['b1'], ['b3']);
    world.produce('k1', ['b']);
    world.forMillis(25_000);
    expect(world.isr()).toBe('[1,2,3]');
    world.forMillis(25_000);
    expect(world.isr()).toBe('[1,2]');
  });

  test('a pending shrink still counts its old members, a refused one is taken back', () => {
    const world = new BrokerWorld().ready();
    world.tell('c1', { type: 'be-silent', silent: true });
    world.cut(['b1'], ['b3']);
    world.produce('k1', ['a'], -1, 'b1', 100_000);
    world.forMillis(46_000);
    expect(world.isr()).toBe('PendingShrinkIsr');
    expect(world.log('b1')).toBe('leo 1 hw 0 epoch 0');
    world.tell('c1', { type: 'be-silent', silent: false });
    world.tell('c1', { type: 'reject-alter-partition', error: 'INELIGIBLE_REPLICA' });
    world.forMillis(40_000);
    expect(world.facts('AlterPartitionRejected')[0]).toMatchObject({ error: 'INELIGIBLE_REPLICA' });
    world.tell('c1', { type: 'reject-alter-partition', error: 'NONE' });
    world.forMillis(20_000);
    expect(world.isr()).toBe('[1,2]');
  });

  test('a fenced replica is not proposed', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b3'], ['c1']);
    world.change({ isr: [1, 2] });
    world.append({
      type: 'BrokerRegistrationChangeRecord',
      brokerId: 3,
      brokerEpoch: world.state('b3').lifecycle.brokerEpoch,
      fenced: 1,
      inControlledShutdown: 0,
    });
    world.forMillis(3);
    const before = world.facts('IsrExpandProposed').length;
    world.produce('k1', ['a']);
    world.forMillis(1_500);
    expect(world.facts('IsrExpandProposed').length).toBe(before);
  });
});

describe('a change of leader', () => {
  test('what the old leader had alone is cut away, where the histories part', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a', 'b']);
    world.forMillis(1_200);
    world.cut(['b1'], ['b2', 'b3', 'c1']);
    world.produce('k1', ['lost'], 1);
    world.forMillis(10);
    world.change({ leader: 2, isr: [2, 3] });
    world.forMillis(10);
    world.produce('k2', ['c'], -1, 'b2');
    world.forMillis(20);
    expect(world.answers('k2')).toEqual(['Produce orders-0 at 2']);
    expect(world.log('b1')).toBe('leo 3 hw 2 epoch 0');
    world.heal();
    world.forMillis(40_000);
    expect(world.facts('LogTruncated')).toMatchObject([{ broker: 1, endOffset: 2, removed: 1 }]);
    expect(world.log('b1')).toBe('leo 3 hw 3 epoch 1');
    expect(world.partition('b1').log.leaderEpochs).toEqual(world.partition('b2').log.leaderEpochs);
    expect(world.partition('b1').log.batches).toEqual(world.partition('b2').log.batches);
    expect(world.isr('b2')).toBe('[2,3,1]');
  });

  test('an unclean leader with a shorter log: followers cut to its end', () => {
    const world = new BrokerWorld().ready();
    world.cut(['b1'], ['b3']);
    world.produce('k1', ['a', 'b', 'c'], 1);
    world.forMillis(50);
    world.change({ leader: 3, isr: [3], leaderRecoveryState: 'RECOVERING' });
    world.forMillis(2_000);
    expect(world.log('b3')).toBe('leo 0 hw 0 epoch 1');
    expect(world.log('b2')).toBe('leo 0 hw 0 epoch 1');
    expect(world.facts('LogTruncated')[0]).toMatchObject({ broker: 2, removed: 3 });
  });

  test('a new leader knows what is committed only when followers have fetched in its epoch', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a']);
    world.forMillis(8);
    world.cut(['b2'], ['b3', 'b1']);
    world.change({ leader: 2, isr: [2, 3] });
    world.forMillis(10);
    expect(world.log('b2')).toBe('leo 1 hw 0 epoch 1');
    world.request('k2', 'b2', {
      type: 'ListOffsetsRequest',
      replicaId: -1,
      isolationLevel: 'read_uncommitted',
      partitions: [{ topicPartition: 'orders-0', currentLeaderEpoch: -1, timestamp: -1 }],
    });
    world.forMillis(10);
    expect(world.answers('k2')).toEqual(['ListOffsets orders-0 OFFSET_NOT_AVAILABLE']);
    world.heal();
    world.forMillis(2_500);
    expect(world.log('b2')).toBe('leo 1 hw 1 epoch 1');
  });
});
