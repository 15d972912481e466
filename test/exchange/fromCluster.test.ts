/** What real tools printed becomes a scenario whose cluster, at the moment that it names, prints the same. */
import { describe, expect, test } from 'vitest';
import { ConsoleSession } from '../../src/console/session.ts';
import { clusterFromDescription, type FromCluster } from '../../src/exchange/fromCluster/index.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { History } from '../../src/record/history.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { readRecorded } from '../conformance/recorded.ts';

interface Case {
  readonly name: string;
  readonly kafkaVersion: string;
  readonly text: string;
}

const { cases } = readRecorded<Case>('cluster-descriptions.json');

/** `kafka-topics --describe` and `kafka-consumer-groups --describe --all-groups` at the moment it stands as described. */
function described({ scenario, readyAtMs }: FromCluster): string {
  const parsed = parseScenario(scenario);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const history = new History<Kafka>(toWorld(parsed.scenario));
  history.runUntil(readyAtMs * 1000);
  const session = new ConsoleSession(parsed.scenario, history);
  const lines = ['kafka-topics --describe', 'kafka-consumer-groups --describe --all-groups'];
  return lines
    .map((line) =>
      session
        .type(line)!
        .map(({ text }) => text)
        .join(''),
    )
    .join('\n');
}

function placement(text: string): string[] {
  const lines = text.split('\n').filter((line) => /\tPartition: /.test(line) && !/Topic: __/.test(line));
  const seen = lines.map((line) => {
    const [, topic, partition, told, replicas, isr] =
      /Topic: (\S+)\s+Partition: (\d+)\s+Leader: (\S+)\s+Replicas: (\S*)\s+Isr: (\S*)/.exec(line)!;
    // A partition without a leader keeps its last ISR, or has an ELR instead: that is the release's affair.
    const leader = told === '-1' ? 'none' : told;
    const inSync = leader === 'none' ? '' : isr!.split(',').sort().join(',');
    return `${topic}-${partition} leader ${leader} replicas ${replicas} isr ${inSync}`;
  });
  return [...new Set(seen)].sort();
}

function lags(text: string): string[] {
  const rows = text.matchAll(/^(\S+) +(\S+) +(\d+) +(\d+|-) +(\d+|-) +(\d+|-) /gm);
  return [...rows].map(([, group, topic, partition, , , lag]) => `${group} ${topic}-${partition} lag ${lag}`).sort();
}

describe('a recorded cluster', () => {
  test.each(cases.map((one) => [`${one.kafkaVersion}: ${one.name}`, one] as const))(
    '%s',
    (_, { text, kafkaVersion }) => {
      const made = clusterFromDescription(text, { isRun: true });
      expect(made.problems).toEqual([]);
      expect(made.scenario).toContain(`version: ${kafkaVersion}`);
      expect(made.isCompared).toBe(true);
      // Field by field, told by the import itself; a rebalance may be one step further.
      expect(differences(made).filter((line) => line !== 'shipping: STATE Stable there, Reconciling here.')).toEqual(
        [],
      );
      // And once without its reader. Until 1.1 there was no column for the group.
      const here = described(made);
      expect(placement(here)).toEqual(placement(text));
      if (!['0.10.2.2', '1.1.1'].includes(kafkaVersion)) expect(lags(here)).toEqual(lags(text));
      // Nothing that a tool says of a topic or a group is unknown here.
      const left = made.notCarried.map(({ text: line, reason }) => `${line}: ${reason.en}`);
      expect(left.filter((line) => /Not understood/.test(line) && !/^Error: /.test(line))).toEqual([]);
    },
  );
});

/** A small cluster in trouble, after something of everything was done to it. */
function randomCluster(seed: number): string {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  const draw = (count: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return state % count;
  };
  const ids = [1, 2, 5, 1001].slice(0, 3 + draw(2));
  const rotated = (from: number, count: number) =>
    ids.map((_, place) => ids[(from + place) % ids.length]!).slice(0, count);
  const topics = ['orders', 'pay.v2'].map((name) => {
    const factor = 1 + draw(3);
    const assignment = Array.from({ length: 1 + draw(3) }, () => rotated(draw(ids.length), factor));
    return { name, assignment, config: { 'min.insync.replicas': 1 + draw(factor) } };
  });
  const send = topics.flatMap(({ name, assignment }) =>
    assignment.map((_, partition) => ({ topic: name, partition, every: '20ms', count: 1 + draw(30) })),
  );
  const earliest = { 'auto.offset.reset': 'earliest' };
  const reset = `kafka-consumer-groups --group idle --reset-offsets --to-offset 1 --execute --topic orders`;
  const file = {
    tidemark: 1,
    title: { en: 'random', ko: 'random' },
    seed,
    until: '90s',
    cluster: { controllers: 1, brokers: ids.map((id) => ({ id })), config: { 'offsets.topic.num.partitions': 2 } },
    topics,
    producers: [{ name: 'p', start: '4s', config: { acks: '1', 'enable.idempotence': false }, send }],
    consumers: [
      { name: 'live-1', group: 'live', subscribe: ['orders'], start: '8s', config: earliest },
      {
        name: 'new-1',
        group: 'new',
        subscribe: ['pay.v2'],
        start: '8s',
        config: { ...earliest, 'group.protocol': 'consumer' },
      },
    ],
    timeline: [
      { at: '8s', console: reset },
      { at: '20s', kill: `b${ids[draw(ids.length)]!}` },
      ...(draw(2) === 0 ? [{ at: '32s', 'controlled-shutdown': `b${ids[draw(ids.length)]!}` }] : []),
    ],
  };
  return JSON.stringify(file);
}

function differences({ notCarried }: FromCluster): string[] {
  const told = notCarried.filter(({ reason }) => reason.en.includes(' there, '));
  return told.map(({ text, reason }) => `${text}: ${reason.en}`);
}

test.each([1, 2, 3])(
  'there and back: what the tools print of a random cluster, the imported one prints (%i)',
  (seed) => {
    const parsed = parseScenario(randomCluster(seed));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const history = new History<Kafka>(toWorld(parsed.scenario));
    history.runUntil(60_000_000);
    const session = new ConsoleSession(parsed.scenario, history);
    const all = '--describe --all-groups';
    const asked = [
      'kafka-topics --describe',
      ...['', ' --members --verbose', ' --state'].map((flags) => `kafka-consumer-groups ${all}${flags}`),
    ];
    const printed = asked.map((line) =>
      session
        .type(line)!
        .map(({ text }) => text)
        .join(''),
    );
    const made = clusterFromDescription(printed.join('\n'), { isRun: true });
    expect({ problems: made.problems, isCompared: made.isCompared, differences: differences(made) }).toEqual({
      problems: [],
      isCompared: true,
      differences: [],
    });
  },
);

const TOPIC = (more: string) =>
  `Topic: orders\tTopicId: x\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: ${more}\n`;

describe('what is read', () => {
  test('a follower that is up and out of one ISR: its link to that leader is cut, others it follows', () => {
    const text = `${TOPIC('')}
\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,3
Topic: pay\tTopicId: y\tPartitionCount: 1\tReplicationFactor: 2\tConfigs:
\tTopic: pay\tPartition: 0\tLeader: 3\tReplicas: 2,3\tIsr: 3,2`;
    const made = clusterFromDescription(text);
    expect(made.scenario).toMatch(/cut:\s+from: b2\s+to: b1/);
    expect(placement(described(made))).toEqual(placement(text));
  });

  test('without tabs, with prompts, Windows line ends and log lines, as mails and chats leave it', () => {
    const text = [
      'kafka@host:~$ kafka-consumer-groups.sh --bootstrap-server b:9092 --describe --group billing',
      "[2026-01-02 10:00:00,000] WARN Couldn't resolve server b:9092 (org.apache.kafka.clients.ClientUtils)",
      'TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID',
      'orders 0 5 8 3 c-1-aaaa /10.0.0.1 c-1',
      '$ kafka-topics.sh --zookeeper z:2181 --describe',
      'Topic:orders PartitionCount:1 ReplicationFactor:2 Configs:cleanup.policy=compact,delete,retention.ms=1000',
      '  Topic: orders Partition: 0 Leader: 1 Replicas: 1,2 Isr: 1,2',
    ].join('\r\n');
    const made = clusterFromDescription(text);
    expect(made.problems).toEqual([]);
    const parsed = parseScenario(made.scenario);
    if (!parsed.ok) throw new Error(made.scenario);
    const { version, cluster, topics, consumers } = parsed.scenario;
    expect({ version, zookeeper: cluster.zookeeper }).toEqual({ version: '1.1.1', zookeeper: 3 });
    expect(topics![0]!.config).toEqual({ 'cleanup.policy': 'compact,delete', 'retention.ms': '1000' });
    expect(consumers).toMatchObject([{ name: 'c-1', group: 'billing', subscribe: ['orders'] }]);
    expect(made.notCarried).toContainEqual(expect.objectContaining({ line: 2, text: expect.stringContaining('WARN') }));
  });

  test('a lag too large for a run is scaled, a small topic beside it is exact, and both are told', () => {
    const row = (topic: string, committed: number, end: number) =>
      `g               ${topic.padEnd(15)} 0          ${String(committed).padEnd(15)} ${String(end).padEnd(15)} ${String(end - committed).padEnd(15)} -               -               -`;
    const text = `${TOPIC('')}\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1
Topic: pay\tTopicId: y\tPartitionCount: 1\tReplicationFactor: 1\tConfigs:
\tTopic: pay\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1

GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID
${row('orders', 900_000_000, 904_000_000)}
${row('pay', 500_000, 500_025)}`;
    const made = clusterFromDescription(text);
    const [orders, pay] = lags(described(made));
    expect(pay).toBe('g pay-0 lag 25');
    expect(orders).toMatch(/^g orders-0 lag 9\d{3}$/);
    expect(made.notCarried.find(({ text: what }) => what === 'orders')?.reason.en).toMatch(
      /one record here stands for \d+/,
    );
  });

  test('ids, configs and numbers that do not fit are listed with their line, not dropped', () => {
    const text = `${TOPIC('retention.ms=abc,no.such=1')}\tTopic: orders\tPartition: 0\tLeader: 5001\tReplicas: 5001,7\tIsr: 5001,7
Topic: vast\tTopicId: z\tPartitionCount: 100000\tReplicationFactor: 1\tConfigs:
\tTopic: vast\tPartition: 0\tLeader: 7\tReplicas: 7\tIsr: 7`;
    const { notCarried } = clusterFromDescription(text);
    const told = notCarried.map(({ line, text: what }) => `${line} ${what}`);
    expect(told).toEqual(expect.arrayContaining(['1 retention.ms=abc', '1 no.such=1', '2 broker 5001', '3 vast']));
  });
});

describe('as people paste it', () => {
  const HEAD =
    'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID';
  const row = (group: string, partition: number, lag: number) =>
    `${group.padEnd(15)} orders          ${String(partition).padEnd(10)} 3               ${String(3 + lag).padEnd(15)} ${String(lag).padEnd(15)} -               -               -`;
  const partition = (place: number, isr: string) =>
    `\tTopic: orders\tPartition: ${place}\tLeader: 2\tReplicas: 1,2,3\tIsr: ${isr}\tElr: \tLastKnownElr: `;
  const title = 'Topic: orders\tTopicId: x\tPartitionCount: 2\tReplicationFactor: 3\tConfigs: min.insync.replicas=2';
  const text = [
    title,
    partition(0, '2,3'),
    partition(1, '2,3'),
    '',
    HEAD,
    row('billing', 0, 4),
    row('billing', 1, 7),
  ].join('\n');
  const spaced = text.replaceAll('\t', '        ');
  const wanted = clusterFromDescription(spaced).scenario;

  test.each([
    ['wrapped at 80 columns', spaced.replace(/.{80}(?=.)/g, '$&\n')],
    ['broken by a mail', spaced.replace(/ +(?=Isr:|ReplicationFactor:)/g, '\n')],
    ['quoted by a mail', spaced.replace(/^/gm, '> ')],
    ['from docker compose logs', spaced.replace(/^/gm, 'tools-1  | ')],
    ['with colours', spaced.replace(/orders/g, '\u001b[1;31morders\u001b[0m')],
    ['with spaces of a web page', spaced.replace(/ /g, '\u00a0')],
    ['with columns of Confluent Server', spaced.replace(/(Isr: 2,3)/g, '$1 Offline: 1')],
    [
      'from a pod',
      `$ kubectl exec kafka-0 -- bin/kafka-topics.sh --describe\nDefaulted container "kafka" out of: kafka\n${spaced}`,
    ],
  ])('%s', (_, pasted) => {
    expect(clusterFromDescription(pasted).scenario).toBe(wanted);
  });

  test('of two pastes in one the later counts, and members that have left are gone', () => {
    const made = clusterFromDescription(
      [title, partition(0, '1,2,3'), partition(1, '2'), HEAD, row('billing', 0, 900), '', text].join('\n'),
    );
    expect(made.scenario).toBe(clusterFromDescription(text).scenario);
    expect(made.notCarried[0]?.reason.en).toBe(
      'Described more than once, not the same each time (2 partitions): the later one counts.',
    );
  });

  test('topics that a scenario has no room for are listed, the rest is made', () => {
    const many = Array.from({ length: 200 }, (_, topic) =>
      [
        `Topic: t-${topic}\tTopicId: x\tPartitionCount: 15\tReplicationFactor: 3\tConfigs: `,
        ...Array.from(
          { length: 15 },
          (__, place) => `\tTopic: t-${topic}\tPartition: ${place}\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3`,
        ),
      ].join('\n'),
    ).join('\n');
    const { problems, partitions, notCarried } = clusterFromDescription(
      `${many}\nTopic: __amazon_msk_canary\tPartitionCount: 1\tConfigs: `,
    );
    expect(problems).toEqual([]);
    expect(partitions).toBeGreaterThan(1_000);
    expect(notCarried.filter(({ reason }) => /partitions fit into/.test(reason.en))).toHaveLength(
      200 - partitions / 15,
    );
    expect(notCarried.map(({ text: what }) => what)).toContain('__amazon_msk_canary');
  });
});

describe('hostile text', () => {
  test('more than 1 MiB is refused, and as much of one shape is read at once', () => {
    expect(clusterFromDescription('x'.repeat(1024 * 1024 + 1)).problems).toHaveLength(1);
    for (const shape of [
      'Topic: ',
      'a=',
      '"id": ',
      '(',
      'Topic: a Partition: 0 Leader: 1 Replicas: 1 ',
      '\t',
      ' - ',
      "'",
    ]) {
      const one = shape.repeat(Math.floor((200 * 1024) / shape.length));
      const began = performance.now();
      clusterFromDescription(one);
      clusterFromDescription(`GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG\n${one}`);
      expect(performance.now() - began, shape).toBeLessThan(2000);
    }
  });

  test('recorded text with anything changed in it gives a scenario that parses, or a problem', () => {
    const splinters = [
      '__proto__',
      'constructor',
      '-1',
      '99999999999999999999',
      "'; rm",
      '$(x)',
      '\u202e',
      '\0',
      '',
      ',,',
      '가',
    ];
    let seed = 7;
    const draw = (bound: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % bound;
    };
    for (let round = 0; round < 60; round++) {
      const words = cases[draw(cases.length)]!.text.slice(0, 6000).split(/(\s+)/);
      for (let change = 0; change < 6; change++) words[draw(words.length)] = splinters[draw(splinters.length)]!;
      const made = clusterFromDescription(words.join(''));
      const isSound = made.scenario === '' ? made.problems.length > 0 : parseScenario(made.scenario).ok;
      expect(isSound, words.join('')).toBe(true);
      expect(made.problems.map(({ en }) => en).join(), words.join('')).not.toMatch(/timeline|assignment/);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
