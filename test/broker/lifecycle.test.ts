/** Start and end of a broker, and what it finds on its disk. */
import { describe, expect, test } from 'vitest';
import { LIFECYCLE_TRANSITIONS } from '../../src/kafka/broker/lifecycleChart.ts';
import { LOG_DIR } from '../../src/kafka/log/logDirectory.ts';
import { recordBatchSizeInBytes } from '../../src/kafka/record/recordSize.ts';
import { BrokerWorld, TP } from './world.ts';

describe('a controlled shutdown', () => {
  test('waits for the controller, leaves a marker, and the next start is clean', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a']);
    world.forMillis(700);
    const epoch = world.state('b1').lifecycle.brokerEpoch;
    world.tell('b1', { type: 'controlled-shutdown' });
    world.forMillis(1);
    expect(world.state('b1').lifecycle.state).toBe('PENDING_CONTROLLED_SHUTDOWN');
    world.forMillis(200);
    expect(world.history.kernel.node('b1')!.status).toBe('down');
    expect(world.facts('ProcessExited')).toMatchObject([{ node: 'b1', clean: true }]);
    world.start('b1');
    expect(world.state('b1').lifecycle.previousBrokerEpoch).toBe(epoch);
    expect(world.facts('UncleanShutdownDetected')).toEqual([]);
    world.forMillis(1_000);
    expect(world.log('b1')).toBe('leo 1 hw 1 epoch 0');
  });

  test('every change of state is an edge of the chart', () => {
    const world = new BrokerWorld().ready();
    world.tell('b1', { type: 'controlled-shutdown' });
    world.forMillis(200);
    world.start('b1');
    world.tell('b1', { type: 'controlled-shutdown' });
    world.forMillis(2_000);
    const edges = LIFECYCLE_TRANSITIONS.map(({ from, to }) => `${from} -> ${to}`);
    for (const { from, to } of world.facts('BrokerStateChanged')) expect(edges).toContain(`${from} -> ${to}`);
  });
});

describe('a broker without a controller', () => {
  test('goes on serving, and finds the controller again', () => {
    const world = new BrokerWorld().ready();
    world.cut(['c1'], ['b1', 'b2', 'b3']);
    world.forMillis(20_000);
    world.produce('k1', ['a']);
    world.forMillis(20);
    expect(world.answers('k1')).toEqual(['Produce orders-0 at 0']);
    world.heal();
    world.forMillis(15_000);
    expect(world.state('b1').lifecycle.communicationInFlight).toBe(false);
    expect(world.state('b1').channels.heartbeat.queue).toEqual([]);
  });

  test('refuses connections until it runs, and gives up after a minute', () => {
    const world = new BrokerWorld().until(0.0005);
    world.tell('c1', { type: 'be-silent', silent: true });
    world.until(5);
    world.consume('k1', 0);
    world.forMillis(10);
    expect(world.client('k1').disconnects).toEqual(['b1']);
    world.until(61);
    expect(world.history.kernel.node('b1')!.status).toBe('down');
  });
});

describe('the disk', () => {
  test('a killed process finds its log and its checkpointed high watermark again', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a', 'b']);
    world.forMillis(6_000);
    world.produce('k1', ['c']);
    world.forMillis(10);
    world.kill('b2');
    world.start('b2');
    world.forMillis(1);
    const { unhostedLogs } = world.state('b2');
    const log = unhostedLogs.values[unhostedLogs.index[TP]!]!;
    expect([log.logEndOffset, log.highWatermark]).toEqual([3, 2]);
    world.forMillis(3_000);
    expect(world.log('b2')).toBe('leo 3 hw 3 epoch 0');
  });

  test('a machine without power loses what was not flushed', () => {
    const world = new BrokerWorld().ready();
    world.produce('k1', ['a']);
    world.forMillis(40_000);
    world.produce('k1', ['b']);
    world.forMillis(20);
    world.history.command({ type: 'power-loss', node: 'b3' });
    world.change({ isr: [1, 2] });
    world.forMillis(10);
    world.start('b3');
    world.forMillis(1);
    const { unhostedLogs } = world.state('b3');
    expect(unhostedLogs.values[unhostedLogs.index[TP]!]!.logEndOffset).toBe(1);
    world.forMillis(4_000);
    expect(world.log('b3')).toBe('leo 2 hw 2 epoch 0');
  });

  test('the replica of a deleted topic goes with its directory', () => {
    const world = new BrokerWorld().ready();
    world.consume('k1', 0, { maxWaitMs: 20_000 });
    world.forMillis(10);
    world.append({ type: 'RemoveTopicRecord', topicId: 'T' });
    world.forMillis(10);
    expect(world.state('b1').partitions.keys).toEqual([]);
    expect(world.state('b2').fetchers.values[0]?.partitions.keys).toEqual([]);
    expect(world.answers('k1')).toEqual(['Fetch orders-0 UNKNOWN_TOPIC_OR_PARTITION']);
    expect(world.history.kernel.node('b1')!.disk.cached.keys).toEqual([LOG_DIR]);
  });
});

test('a batch is as large as in message format v2', () => {
  const record = (key: string | null, value: string | null, timestamp = 0) => ({ key, value, timestamp });
  expect(recordBatchSizeInBytes([])).toBe(0);
  expect(recordBatchSizeInBytes([record(null, 'a')])).toBe(61 + 8);
  expect(recordBatchSizeInBytes([record('ä', '한'), record(null, null, 64_000)])).toBe(61 + 12 + 8);
});
