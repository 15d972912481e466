/**
 * Sixty scenarios that are giant or never end, with what the house's own limits allow: each is refused, comes to its end, or
 * stops in its named state when its time is up, with no more than 512 MiB. TIDEMARK_HOSTILE=full gives each ten seconds and
 * runs all; usually a few of them have one.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { amount, isInTime } from './amount.ts';

const many = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');
const head = (until: string) => `tidemark: 1\ntitle: { en: a, ko: 가 }\nuntil: ${until}\n`;

const CLUSTERS: readonly string[] = [
  'cluster: { controllers: 1, brokers: 1 }',
  'cluster: { controllers: 1, brokers: 50 }',
  'version: 3.6.2\nera: zookeeper\ncluster: { zookeeper: 5, brokers: 20 }',
  'cluster: { controllers: 1, brokers: 3, config: { replica.fetch.wait.max.ms: 0, num.partitions: 1000000, auto.create.topics.enable: true } }',
];
const topics = (partitions: number) => `topics: [{ name: orders, partitions: ${partitions} }]`;
const LOADS: readonly string[] = [
  topics(1_900),
  `${topics(50)}\nproducers:\n${many(190, (n) => ` - { name: p${n}, send: [{ topic: orders, every: 1ms, count: 1000, value: "${'x'.repeat(900)}" }] }`)}`,
  `${topics(100)}\nconsumers:\n${many(190, (n) => ` - { name: k${n}, group: g, subscribe: [orders] }`)}`,
  `${topics(10)}\nconsumers:\n${many(90, (n) => ` - { name: k${n}, group: g${n}, subscribe: [orders], config: { heartbeat.interval.ms: 1 } }`)}`,
  `${topics(3)}\nconsumers: [{ name: k, assign: [orders], poll-every: 1ms, config: { fetch.max.wait.ms: 0 } }]`,
  `${topics(3)}\nproducers: [{ name: p, config: { retry.backoff.ms: 0, reconnect.backoff.ms: 0, reconnect.backoff.max.ms: 0 }, send: [{ topic: orders, every: 1ms, count: 100000 }] }]\ntimeline: [{ at: 1s, kill: b1 }]`,
  `topics: [{ name: orders, config: { cleanup.policy: compact, segment.ms: 1, min.cleanable.dirty.ratio: 0 } }]\nproducers: [{ name: p, send: [{ topic: orders, every: 1ms, count: 190000, key: "{n%3}" }] }]`,
  `topics: [{ name: orders, config: { retention.ms: 1, segment.bytes: 1048576 } }]\nproducers: [{ name: p, config: { batch.size: 0 }, send: [{ topic: orders, every: 1ms, count: 190000, value: "${'{n}'.repeat(300)}" }] }]`,
  `${topics(3)}\ntimeline:\n${many(200, (n) => ` - { when: { fact: IsrChanged, nth: ${n + 1} }, ${n % 2 === 0 ? 'kill' : 'start'}: b1 }`)}`,
  `${topics(3)}\ntimeline:\n${many(200, (n) => ` - { at: ${n + 2}s, console: "kafka-topics --create --topic t${n} --partitions ${n % 2 === 0 ? 9000 : 2000000000}" }`)}`,
  `${topics(3)}\ntimeline:\n${many(200, (n) => ` - { at: ${n + 2}s, console: "kafka-topics --alter --topic orders --partitions ${9_000 * (n + 1)}" }`)}`,
  `${topics(3)}\ntimeline:\n${many(200, (n) => ` - { at: ${n + 2}s, produce: { producer: p, topic: orders, value: a, count: 900 } }`)}\nproducers: [{ name: p }]`,
  `${topics(3)}\ntimeline:\n${many(400, (n) => ` - { at: ${n * 100}ms, ${n % 2 === 0 ? 'kill' : 'start'}: b1 }`)}`,
  `${topics(3)}\nconsumers: [{ name: k, group: g, subscribe-pattern: "(o+|r+)*.*.*.*.*.*x", config: { metadata.max.age.ms: 1 } }]`,
  `${topics(1_000)}\nproducers:\n${many(100, (n) => ` - { name: p${n}, config: { metadata.max.age.ms: 0 }, send: [{ topic: orders, every: 1s, count: 9 }] }`)}`,
];
const GIANTS = CLUSTERS.flatMap((cluster) => LOADS.map((load) => `${head('20m')}${cluster}\n${load}\n`));

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('sixty of them', { timeout: 1_200_000 }, () => {
  expect(GIANTS).toHaveLength(60);
  const wall = amount(600, 10_000);
  const ends = { refused: 0, ended: 0, stopped: 0 };
  for (let place = 0; place < GIANTS.length; place += amount(26, 1)) {
    const read = parseScenario(GIANTS[place]!);
    if (!read.ok) {
      ends.refused++;
      continue;
    }
    collect();
    const before = process.memoryUsage();
    const started = process.cpuUsage();
    const spent = () => (process.cpuUsage(started).user + process.cpuUsage(started).system) / 1_000;
    let last = 0;
    let longest = 0;
    const result = runScenario(read.scenario, {
      onProgress: () => {
        const now = spent();
        longest = Math.max(longest, now - last);
        last = now;
        return now > wall ? `${wall} ms of time` : undefined;
      },
    });
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const used = (heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers) / 1024 / 1024;
    if (result.budget === undefined) ends.ended++;
    else ends.stopped++;
    expect([place, result.budget ?? 'budget reached: none']).toEqual([
      place,
      expect.stringMatching(/^budget reached: /),
    ]);
    expect([place, isInTime(longest, 3_000) ? 'quick' : longest, used < 512 ? 'small' : used]).toEqual([
      place,
      'quick',
      'small',
    ]);
    // Where it stopped can be looked at.
    const middle = Math.floor(result.history.head / 2);
    result.history.seek(middle);
    expect(result.history.kernel.step).toBe(middle);
  }
  expect(ends.stopped).toBeGreaterThan(0);
});
