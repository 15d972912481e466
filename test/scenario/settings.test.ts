/** --set: one setting for one run, checked as if it stood in the file. */
import { describe, expect, test } from 'vitest';
import type { ServerSetup } from '../../src/kafka/kinds.ts';
import { applySettings } from '../../src/scenario/settings.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { scenarioOf } from './support.ts';

const scenario = scenarioOf(`
cluster: { controllers: 1, brokers: [{ id: 1, config: { num.partitions: 5 } }, { id: 2 }, { id: 3 }] }
producers: [{ name: p1, config: { acks: all } }]
consumers: [{ name: k1, assign: [orders] }]`);

function configOf(node: string, ...settings: string[]) {
  const result = applySettings(scenario, settings);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  const { setup } = toWorld(result.scenario).nodes.find(({ id }) => id === node)!;
  if (setup.kind === 'tool' || setup.kind === 'zookeeper') throw new Error('it has no configuration of Kafka');
  return setup;
}

test('a server setting goes to every server, over what the file says of one', () => {
  expect(configOf('b1').config['num.partitions']).toBe(5);
  expect(configOf('b1', 'num.partitions=7').config['num.partitions']).toBe(7);
  expect(configOf('c1', 'num.partitions=7').config['num.partitions']).toBe(7);
});

test('a setting of one topic, client or server', () => {
  expect(configOf('p1', 'producer:p1:acks=1').config.acks).toBe('1');
  expect(configOf('k1', 'consumer:k1:auto.offset.reset=earliest').config['auto.offset.reset']).toBe('earliest');
  expect(configOf('b2', 'broker:b2:num.partitions=9').config['num.partitions']).toBe(9);
  expect(configOf('c1', 'controller:c1:num.partitions=9').config['num.partitions']).toBe(9);
  const admin = configOf('admin', 'topic:orders:min.insync.replicas=1');
  expect(admin.kind === 'admin' && admin.topics[0]?.configs).toEqual({ 'min.insync.replicas': '1' });
});

test('the last one counts, and a value may hold an equals sign', () => {
  expect(configOf('b1', 'num.partitions=7', 'num.partitions=8').config['num.partitions']).toBe(8);
  expect((configOf('b1', 'log.dir=/a=b') as ServerSetup).config['log.dir']).toBe('/a=b');
});

describe('mistakes', () => {
  test.each([
    ['acks', '--set acks: write it as key=value'],
    ['=1', '--set =1: write it as key=value'],
    ['acks=1', '--set acks=1: acks is a producer setting, not a server setting: write producer:p1:acks=…'],
    [
      'replica.lag.max.time.ms=1',
      '--set replica.lag.max.time.ms=1: Kafka has no server setting replica.lag.max.time.ms; did you mean replica.lag.time.max.ms?',
    ],
    ['num.partitions=0', '--set num.partitions=0: num.partitions must be a whole number from 1 to 2147483647, not 0'],
    [
      'topics:orders:min.insync.replicas=1',
      '--set topics:orders:min.insync.replicas=1: there is no topics; did you mean topic?',
    ],
    [
      'topic:order:min.insync.replicas=1',
      '--set topic:order:min.insync.replicas=1: there is no topic order; did you mean orders?',
    ],
    ['topic:min.insync.replicas=1', '--set topic:min.insync.replicas=1: write it as topic:NAME:key=value'],
    ['node.id=4', '--set node.id=4: node.id is not set here: it follows from the id of the controller or broker'],
    [
      'producer:p1:delivery.timeout.ms=10',
      'with --set: delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms; it is 10, they are 5 + 30000 = 30005: write at least 30005 here, or at most 5 as request.timeout.ms; did you mean 30005?',
    ],
  ])('%s', (setting, problem) => {
    expect(applySettings(scenario, [setting])).toEqual({ ok: false, problems: [problem] });
  });
});
