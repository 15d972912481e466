// More than five requests in flight: the default of enable.idempotence gave way up to 3.9, and does not since 4.0.

import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { historyOf, scenarioOf } from '../support/tools.ts';

const scenario = (version: string, idempotence = ''): string => `
version: ${version}
cluster: { controllers: 1, brokers: 1 }
topics: [{ name: orders, partitions: 1, replication-factor: 1 }]
producers:
  - name: p1
    config: { max.in.flight.requests.per.connection: 6${idempotence} }
    send: [{ topic: orders, partition: 0, every: 100ms, count: 3 }]
`;

const problemsOf = (text: string): readonly string[] => {
  const parsed = parseScenario(`tidemark: 1\ntitle: { en: t, ko: t }\nuntil: 9s\n${text}`);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
};

test('3.9: off without a word but in the log, and then duplicates and disorder are possible', () => {
  const facts = historyOf(scenarioOf(scenario('3.9.1'))).facts.map(({ fact }) => fact);
  const reasons = facts.flatMap((fact) => (fact.type === 'IdempotenceDisabled' ? [fact.reason] : []));
  expect(reasons).toEqual([
    'Idempotence will be disabled because max.in.flight.requests.per.connection is set to 6, which is greater than 5. ' +
      'Please note that in v4.0.0 and onward, this will become an error.',
  ]);
  expect(facts.some(({ type }) => type === 'ProducerIdAssigned')).toBe(false);
  expect(problemsOf(scenario('3.9.1', ', enable.idempotence: true'))).toEqual([
    'Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.',
  ]);
});

test('4.0: no such producer', () => {
  expect(problemsOf(scenario('4.0.0'))).toEqual([
    'To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.',
  ]);
});
