/** Settings that contradict each other, as Kafka's own clients refuse them. */
import { describe, expect, test } from 'vitest';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import { consumerConfigProblem, consumerConfigProblems } from '../../src/kafka/consumer/configProblems.ts';
import { producerConfigProblem, producerConfigProblems } from '../../src/kafka/producer/configProblems.ts';

type Given = Record<string, string | number | boolean>;

const producer = (given: Given) =>
  producerConfigProblem(resolvedConfig('producer', given), new Set(Object.keys(given)));
const consumer = (given: Given) =>
  consumerConfigProblem(resolvedConfig('consumer', given), new Set(Object.keys(given)));

describe('a producer', () => {
  test.each<[Given, string | undefined]>([
    [{}, undefined],
    [
      { 'delivery.timeout.ms': 20_000 },
      'delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms',
    ],
    [{ 'delivery.timeout.ms': 20_000, 'request.timeout.ms': 19_000, 'linger.ms': 1_000 }, undefined],
    // A default that is too short is raised.
    [{ 'request.timeout.ms': 200_000 }, undefined],
    [{ acks: '1' }, undefined],
    [
      { acks: '1', 'enable.idempotence': true },
      'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.',
    ],
    [{ acks: '-1', 'enable.idempotence': true }, undefined],
    [{ retries: 0 }, undefined],
    [{ retries: 0, 'enable.idempotence': true }, 'Must set retries to non-zero when using the idempotent producer.'],
    // Even idempotence by default stands in the way of this one.
    [
      { 'max.in.flight.requests.per.connection': 6 },
      'To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.',
    ],
    [{ 'max.in.flight.requests.per.connection': 6, 'enable.idempotence': false }, undefined],
    [{ 'transactional.id': 't', acks: '1' }, 'Cannot set a transactional.id without also enabling idempotence.'],
    [{ 'transactional.id': 't' }, undefined],
  ])('%j: %s', (given, problem) => expect(producer(given)).toBe(problem));

  test('is told of all of them, by name', () => {
    const given = { 'enable.idempotence': true, acks: '0', retries: 0, 'delivery.timeout.ms': 1 };
    const problems = producerConfigProblems(resolvedConfig('producer', given), new Set(Object.keys(given)));
    expect(problems.map(({ name }) => name)).toEqual(['retries', 'acks', 'delivery.timeout.ms']);
  });
});

describe('a consumer', () => {
  test.each<[Given, string | undefined]>([
    [{}, undefined],
    [{ 'enable.auto.commit': true }, 'enable.auto.commit cannot be set to true when default group id (null) is used.'],
    [{ 'enable.auto.commit': true, 'group.id': 'g' }, undefined],
    [
      { 'group.id': 'g', 'session.timeout.ms': 3_000, 'heartbeat.interval.ms': 3_000 },
      'Heartbeat must be set lower than the session timeout',
    ],
    [
      { 'group.protocol': 'consumer', 'session.timeout.ms': 3_000, 'heartbeat.interval.ms': 1_000 },
      'heartbeat.interval.ms, session.timeout.ms cannot be set when group.protocol=CONSUMER',
    ],
    [{ 'group.remote.assignor': 'uniform' }, 'group.remote.assignor cannot be set when group.protocol=CLASSIC'],
    // Kafka looks at neither of these two.
    [{ 'fetch.max.wait.ms': 60_000, 'request.timeout.ms': 1_000 }, undefined],
  ])('%j: %s', (given, problem) => expect(consumer(given)).toBe(problem));

  test('is told of each setting that its group protocol does not know', () => {
    const given = { 'group.protocol': 'consumer', 'session.timeout.ms': 3_000, 'heartbeat.interval.ms': 1_000 };
    const problems = consumerConfigProblems(resolvedConfig('consumer', given), new Set(Object.keys(given)));
    expect(problems.map(({ name }) => name)).toEqual(['heartbeat.interval.ms', 'session.timeout.ms']);
  });
});
