/** How long is a partition without a leader when its broker dies, and what decides it? Asked of several seeds. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readScenario, seconds, sweep } from 'tidemark/scenario';

const scenario = readScenario(`
tidemark: 1
title: { en: How long without a leader }
until: 30s
cluster: { controllers: 1, brokers: 3 }
topics:
  - { name: orders, partitions: 1, replication-factor: 3 }
timeline:
  - { at: 10s, kill: leader of orders-0 }
expect:
  - { fact: LeaderElected, where: { partition: orders-0 }, after: 10s }
  - { property: OneLeaderPerEpoch }
`);

/** In microseconds, of each seed. */
function timesWithoutLeader(settings) {
  const times = [];
  const { failed } = sweep(scenario, { seeds: 3, settings }, (run) => {
    const [killed] = run.factsOf('ProcessKilled');
    const next = run.factsOf('LeaderElected').find(({ at }) => at > killed.at);
    times.push(next.at - killed.at);
  });
  assert.deepEqual(failed, []);
  return times;
}

test('nobody leads until the session of the dead broker has run out', () => {
  for (const time of timesWithoutLeader([])) assert.ok(time > seconds(7) && time < seconds(12), `${time} us`);
});

test('a shorter session is a shorter time without a leader', () => {
  const times = timesWithoutLeader(['broker.session.timeout.ms=3000', 'broker.heartbeat.interval.ms=500']);
  for (const time of times) assert.ok(time > seconds(2) && time < seconds(5), `${time} us`);
});
