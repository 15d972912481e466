/**
 * Scenarios that would never end, or fill any memory: refused with the reason, or stopped in a state that can be looked at.
 * The budget here is small, so that each of them meets it soon; what is held is that nothing takes its time between looks.
 */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { isInTime } from './amount.ts';

const head = (until: string, brokers = 1, config = '') =>
  `tidemark: 1\ntitle: { en: a, ko: 가 }\nuntil: ${until}\ncluster: { controllers: 1, brokers: ${brokers}, config: { ${config} } }\n`;
const ONE = 'topics: [{ name: orders, partitions: 3 }]\n';
const many = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

const REFUSED: Readonly<Record<string, string>> = {
  'a poll each microsecond': `${head('1h')}${ONE}consumers: [{ name: k, assign: [orders], poll-every: 1us }]`,
  '50 brokers for a day': `${head('24h', 50)}${ONE}`,
  '200 consumers that poll for a day': `${head('24h', 3)}${ONE}consumers:\n${many(190, (n) => ` - { name: k${n}, group: g, subscribe: [orders], poll-every: 10ms }`)}`,
  '1e9 partitions in pieces': `${head('10s')}topics:\n${many(400, (n) => ` - { name: t${n}, partitions: 1000 }`)}`,
  'records in pieces': `${head('10h')}${ONE}producers:\n${many(100, (n) => ` - { name: p${n}, send: [{ topic: orders, every: 1us, count: 100000 }] }`)}`,
};

const STOPPED: Readonly<Record<string, string>> = {
  'fetches that wait for nothing': `${head('24h')}${ONE}consumers: [{ name: k, assign: [orders], poll-every: 100ms, config: { fetch.max.wait.ms: 0 } }]`,
  'retries without a pause': `${head('24h')}${ONE}producers: [{ name: p, config: { retry.backoff.ms: 0, reconnect.backoff.ms: 0, reconnect.backoff.max.ms: 0 }, send: [{ topic: orders, every: 1ms, count: 100000 }] }]\ntimeline: [{ at: 1s, kill: b1 }]`,
  'metadata that is old at once': `${head('24h')}${ONE}producers:\n${many(100, (n) => ` - { name: p${n}, config: { metadata.max.age.ms: 0 }, send: [{ topic: orders, every: 1s, count: 9 }] }`)}`,
  'followers that never wait': `${head('24h', 3, 'replica.fetch.wait.max.ms: 0')}topics: [{ name: orders, replication-factor: 3 }]`,
  'a script that sets itself off': `${head('24h', 3)}topics: [{ name: orders, replication-factor: 3 }]\ntimeline:\n${many(100, (n) => ` - { when: { fact: IsrChanged, nth: ${n + 1} }, ${n % 2 === 0 ? 'kill' : 'start'}: b2 }`)}`,
  'values that grow': `${head('10m')}${ONE}producers: [{ name: p, config: { batch.size: 0 }, send: [{ topic: orders, every: 1ms, count: 190000, value: "${'{n}'.repeat(300)}" }] }]`,
  'a pattern that goes back': `${head('24h', 3)}${ONE}consumers: [{ name: k, group: g, subscribe-pattern: "(o+|r+)*.*.*.*.*.*x", poll-every: 1s, config: { metadata.max.age.ms: 1 } }]`,
};

describe('refused before it runs', () => {
  for (const [name, text] of Object.entries(REFUSED)) {
    test(name, () => {
      const read = parseScenario(text);
      expect(read.ok ? 'it may run' : read.problems.map(({ message }) => message).join('\n')).toMatch(/limit is/);
    });
  }
});

describe('stopped when it has had enough', () => {
  for (const [name, text] of Object.entries(STOPPED)) {
    test(name, () => {
      const read = parseScenario(text);
      if (!read.ok) throw new Error(read.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
      const started = performance.now();
      let looked = started;
      let longest = 0;
      const { budget, history } = runScenario(read.scenario, {
        maximumEvents: 6_000,
        onProgress: () => {
          const now = performance.now();
          longest = Math.max(longest, now - looked);
          looked = now;
          return undefined;
        },
      });
      expect(budget).toMatch(/^budget reached: /);
      expect([longest, isInTime(longest, 2_000)]).toEqual([longest, true]);
      expect(isInTime(performance.now() - started, 10_000)).toBe(true);
      history.seek(3_000);
      expect(history.kernel.step).toBe(3_000);
    });
  }
});
