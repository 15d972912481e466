// Settings changed while a cluster runs: of a broker, of all brokers, of a group. What is refused, what counts at once, and
// what kafka-configs says of where a value comes from.

import { expect, test } from 'vitest';
import { historyOf, runTool, scenarioOf } from '../support/tools.ts';

const CLUSTER = `
cluster:
  controllers: 1
  brokers: 3
  config: { offsets.topic.num.partitions: 1, num.partitions: 1, log.retention.hours: 24 }
`;
const CONSUMER = `
topics:
  - { name: orders, partitions: 1, replication-factor: 3 }
consumers:
  - { name: r1, group: readers, subscribe: [orders], start: 1s, config: { group.protocol: consumer } }
`;

const configs = (rest: string): string => `kafka-configs --bootstrap-server b1:9092 ${rest}`;

test('where a value comes from: the broker, all brokers, the file, the default', () => {
  const history = historyOf(scenarioOf(CLUSTER));
  runTool(history, configs('--alter --broker 1 --add-config log.retention.ms=1000'));
  runTool(history, configs('--alter --broker-defaults --add-config log.retention.ms=2000,log.cleaner.threads=2'));
  const all = runTool(history, configs('--describe --broker 1 --all')).out.split('\n');
  const lineOf = (name: string) => all.find((line) => line.trim().startsWith(`${name}=`))?.trim();
  expect(lineOf('log.retention.ms')).toBe(
    'log.retention.ms=1000 sensitive=false synonyms={DYNAMIC_BROKER_CONFIG:log.retention.ms=1000, ' +
      'DYNAMIC_DEFAULT_BROKER_CONFIG:log.retention.ms=2000, STATIC_BROKER_CONFIG:log.retention.hours=24, ' +
      'DEFAULT_CONFIG:log.retention.hours=168}',
  );
  // In the file, though it says what Kafka would do anyway.
  expect(lineOf('num.partitions')).toBe(
    'num.partitions=1 sensitive=false synonyms={STATIC_BROKER_CONFIG:num.partitions=1, DEFAULT_CONFIG:num.partitions=1}',
  );
  expect(lineOf('log.cleaner.threads')).toContain('log.cleaner.threads=2 sensitive=false');
  const other = runTool(history, 'kafka-configs --bootstrap-server b2:9092 --describe --broker 2').out;
  expect(other).toBe('Dynamic configs for broker 2 are:\n');
});

test('a broker refuses what cannot change while it runs, and what is too large a step', () => {
  const history = historyOf(scenarioOf(CLUSTER));
  const refusal = (rest: string) => runTool(history, configs(`--alter ${rest}`)).err.split('\n')[1];
  const invalid = 'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.InvalidRequestException: ';
  expect(refusal('--broker 1 --add-config num.partitions=3,log.dirs=/x')).toBe(
    `${invalid}Cannot update these configs dynamically: [num.partitions, log.dirs]`,
  );
  expect(refusal('--broker-defaults --add-config listeners=PLAINTEXT://:1')).toBe(
    `${invalid}Cannot update these configs at default cluster level, broker id must be specified: [listeners]`,
  );
  expect(refusal('--broker 1 --add-config log.retention.ms=soon')).toBe(
    `${invalid}Invalid value soon for configuration log.retention.ms: Not a number of type LONG`,
  );
  expect(refusal('--broker 1 --add-config log.cleaner.threads=5')).toContain(
    'Log cleaner threads cannot be increased to more than double the current value 1',
  );
  runTool(history, configs('--alter --broker 1 --add-config log.cleaner.threads=2'));
  expect(runTool(history, configs('--alter --broker 1 --add-config log.cleaner.threads=4')).status).toBe(0);
});

test('a group has its own session and heartbeat, within what the brokers allow', () => {
  const history = historyOf(scenarioOf(CLUSTER + CONSUMER), 20_000_000);
  const heartbeats = (from: number) =>
    history.facts.slice(from).filter(({ fact }) => fact.type === 'GroupMemberRemoved').length;
  const refused = runTool(history, configs('--alter --group readers --add-config consumer.session.timeout.ms=1000'));
  expect(refused.err).toContain(
    'InvalidConfigurationException: consumer.session.timeout.ms must be greater than or equal to ' +
      'group.consumer.min.session.timeout.ms',
  );
  expect(runTool(history, configs('--alter --group readers --add-config consumer.sesion.timeout.ms=1')).err).toContain(
    'Unknown group config name: consumer.sesion.timeout.ms',
  );
  const change = configs('--alter --group readers --add-config consumer.session.timeout.ms=60000');
  expect(runTool(history, change).out).toBe('Completed updating config for group readers.\n');
  expect(runTool(history, configs('--describe --group readers')).out).toBe(
    'Dynamic configs for group readers are:\n' +
      '  consumer.session.timeout.ms=60000 sensitive=false synonyms={DYNAMIC_GROUP_CONFIG:consumer.session.timeout.ms=60000, ' +
      'DEFAULT_CONFIG:group.consumer.session.timeout.ms=45000}\n',
  );
  history.runUntil(history.kernel.now + 10_000_000);
  const from = history.facts.length;
  history.command({ type: 'kill', node: 'r1' });
  history.runUntil(history.kernel.now + 50_000_000);
  expect(heartbeats(from)).toBe(0);
  history.runUntil(history.kernel.now + 15_000_000);
  expect(heartbeats(from)).toBe(1);
});

test('a change for all brokers counts while they run: the broker that stores it and the others', () => {
  const history = historyOf(
    scenarioOf(`${CLUSTER}${CONSUMER}
timeline:
  - { at: 15s, alter-config: { broker: all, set: { group.consumer.assignment.interval.ms: 9000 } } }
  - { at: 16s, alter-config: { group: readers, set: { consumer.heartbeat.interval.ms: 7000 } } }
  - { at: 17s, alter-config: { broker: b1, set: { num.partitions: 2 } } }
`),
    30_000_000,
  );
  for (const { setup, state } of history.kernel.nodes) {
    if (setup.kind !== 'server' || !setup.roles.broker || state?.kind !== 'server') continue;
    expect(state.broker?.config['group.consumer.assignment.interval.ms']).toBe(9000);
  }
  const failed = history.facts.flatMap(({ fact }) => (fact.type === 'AdminRequestFailed' ? [fact.message] : []));
  expect(failed).toEqual(['Cannot update these configs dynamically: [num.partitions]']);
  const intervals = runTool(history, configs('--describe --group readers')).out;
  expect(intervals).toContain('consumer.heartbeat.interval.ms=7000');
});

test('what all brokers keep, and how many must have a record: changed under a load', () => {
  const history = historyOf(
    scenarioOf(`
cluster: { controllers: 1, brokers: 3, config: { log.retention.check.interval.ms: 1000, log.initial.task.delay.ms: 1000 } }
topics: [{ name: orders, partitions: 1, replication-factor: 3, config: { segment.ms: 1000, file.delete.delay.ms: 0 } }]
producers:
  - name: p1
    start: 1s
    config: { delivery.timeout.ms: 2000, request.timeout.ms: 1000, linger.ms: 0 }
    send: [{ topic: orders, partition: 0, every: 500ms }]
timeline:
  - { at: 15s, alter-config: { broker: all, set: { log.retention.ms: 3000 } } }
  - { at: 15s, kill: follower of orders-0 }
  - { at: 30s, alter-config: { broker: all, set: { min.insync.replicas: 3 } } }
  - { at: 38s, alter-config: { broker: all, set: { min.insync.replicas: 1 }, remove: [log.retention.ms] } }
`),
    50_000_000,
  );
  const secondsOf = (type: string) =>
    history.facts.filter(({ fact }) => fact.type === type).map(({ at }) => Math.floor(at / 1_000_000));
  const deletions = secondsOf('SegmentsDeleted');
  expect(deletions.length).toBeGreaterThan(3);
  expect(Math.min(...deletions)).toBeGreaterThanOrEqual(15);
  expect(Math.max(...deletions)).toBeLessThanOrEqual(39);
  const failures = secondsOf('RecordFailed');
  expect(failures.length).toBeGreaterThan(3);
  expect(Math.min(...failures)).toBeGreaterThanOrEqual(30);
  expect(Math.max(...failures)).toBeLessThanOrEqual(41);
});
