/**
 * Names that every object of the language answers to. A topic may be called `constructor`, a group `__proto__`: both are
 * names to Kafka, and nothing here takes them for anything else. Nobody asks a plain object for a name of a stranger.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { detailIn } from '../../src/app/i18n/details.ts';
import { assignorNamed } from '../../src/kafka/consumer/settings.ts';
import { compileRe2 } from '../../src/kafka/group/modern/re2.ts';
import type { Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';
import { IS_FULL, OF_EVERY_OBJECT } from './amount.ts';

interface Names {
  readonly topic: string;
  readonly client: string;
  readonly group: string;
  readonly setting: string;
}

const KAFKAS: readonly (readonly [version: string, cluster: string])[] = [
  ['4.3.1', 'cluster: { controllers: 1, brokers: 3 }'],
  ['3.6.2', 'era: zookeeper\ncluster: { zookeeper: 1, brokers: 3 }'],
  ...(IS_FULL
    ? ([
        ['3.9.1', 'cluster: { controllers: 3, brokers: 3 }'],
        ['1.1.1', 'era: zookeeper\ncluster: { zookeeper: 3, brokers: 3 }'],
        ['0.10.2.2', 'era: zookeeper\ncluster: { zookeeper: 1, brokers: 3 }'],
      ] as const)
    : []),
];

function file({ topic, client, group }: Names, [version, cluster]: (typeof KAFKAS)[number]): string {
  return `tidemark: 1
title: { en: a, ko: 가 }
until: 14s
version: ${version}
${cluster}
topics: [{ name: "${topic}", partitions: 2, replication-factor: 2, config: { min.insync.replicas: 1 } }, { name: other }]
producers:
  - { name: ${client}, config: { acks: all }, send: [{ topic: "${topic}", every: 250ms, count: 20, key: "${topic}", value: "${topic}" }] }
  - { name: p8, bootstrap: ["${client}h:9092"], names: { ${client}n: b1 }, send: [{ topic: other, every: 1s, count: 1 }] }
consumers:
  - { name: ${client}1, group: "${group}", subscribe: ["${topic}"], commit: sync }
  - { name: ${client}2, group: "${group}", subscribe: ["${topic}"], commit: async }
timeline:
  - { at: 7s, kill: "leader of ${topic}-0" }
  - { at: 9s, alter-config: { topic: "${topic}", set: { retention.ms: 100000 } } }
  - { at: 9s, start: b1 }
  - { at: 9s, start: b2 }
  - { at: 9500ms, create-partitions: { topic: "${topic}", count: 3 } }
  - { at: 10s, reassign: { partition: "${topic}-1", to: [3, 1] } }
  - { at: 11s, create-topic: { name: "${topic}.x" } }
`;
}

/** What a person types at tools. */
function lines({ topic, group, setting }: Names): readonly string[] {
  return [
    'kafka-topics --describe',
    `kafka-topics --describe --topic ${topic}`,
    `kafka-topics --create --topic ${topic}r --config ${setting}=1`,
    `kafka-configs --alter --entity-type topics --entity-name ${topic} --add-config ${setting}=1`,
    `kafka-configs --alter --entity-type topics --entity-name ${topic} --delete-config ${setting}`,
    `kafka-configs --describe --entity-type topics --entity-name ${topic}`,
    `kafka-consumer-groups --describe --group ${group}`,
    `kafka-console-consumer --topic ${topic} --from-beginning --max-messages 2 --consumer-property ${setting}=1 --group ${group}u --timeout-ms 500`,
    `kafka-reassign-partitions --reassignment-json-file ${setting} --execute`,
    `kafka-topics --delete --topic ${topic}.x`,
    setting,
  ];
}

/** Everything the page may ask of such a run; what went wrong inside, if anything did. */
function playedThrough(names: Names, kafka: (typeof KAFKAS)[number]): readonly string[] {
  const session = new Session({ clock: () => 0, sliceMs: 60_000 });
  const wrong: string[] = [];
  const ask = (one: Ask): Answer => {
    const answer = session.answer(one);
    // As it crosses to the page.
    const there = structuredClone(answer);
    if (there.answer === 'failed' && /not a function|undefined|null|circular|prototype/i.test(there.reason))
      wrong.push(`${one.ask}: ${there.reason}`);
    return there;
  };
  const loaded = ask({ ask: 'load', name: names.topic, text: file(names, kafka) });
  if (loaded.answer === 'failed') throw new Error(loaded.reason);
  const branch = 0;
  ask({ ask: 'seek', branch, to: { at: 11_500_000 } });
  for (const line of lines(names)) {
    ask({ ask: 'typed', branch, line, language: 'en' } as unknown as Ask);
    ask({ ask: 'act', branch, act: { type: 'console', line, reader: null, files: reassignment(names) } });
  }
  ask({ ask: 'seek', branch, to: { at: 14_000_000 } });
  for (const what of ['leadership', 'run-ledger', 'console', 'link', 'export', 'export-compose', 'verdicts'] as const)
    ask({ ask: what, branch });
  ask({ ask: 'group', branch, group: names.group });
  ask({ ask: 'producer', branch, node: names.client });
  for (const node of ['b1', `${names.client}1`]) {
    ask({ ask: 'charts', branch, node });
    ask({ ask: 'disk', branch, node });
  }
  ask({ ask: 'find-records', branch, text: names.topic });
  ask({ ask: 'changeable', branch, target: null });
  const targets = [
    { type: 'partition', id: `${names.topic}-0` },
    { type: 'node', id: names.client },
    { type: 'node', id: `${names.client}1` },
    { type: 'node', id: 'b1' },
    { type: 'replica', broker: 1, partition: `${names.topic}-0` },
  ] as const;
  for (const target of targets) {
    const answer = ask({ ask: 'detail', branch, target });
    if (answer.answer !== 'detail' || answer.detail === null) continue;
    for (const { label, value } of detailIn('ko', answer.detail).rows)
      if (typeof label !== 'string' || (value !== undefined && typeof value !== 'string'))
        wrong.push(`a row of ${targets.indexOf(target)} is no text`);
    ask({ ask: 'why', branch, target });
  }
  ask({ ask: 'export-facts', branch, format: 'json', language: 'ko' });
  ask({ ask: 'export-shiviz', branch, language: 'en' });
  ask({ ask: 'from-cluster', text: described(names), isRun: true });
  return wrong;
}

function reassignment({ topic, setting }: Names): Readonly<Record<string, string>> {
  const text = `{"version":1,"${setting}":{"a":1},"partitions":[{"topic":"${topic}","partition":0,"replicas":[2,3],"${setting}":1}]}`;
  return Object.fromEntries([[setting, text]]);
}

function described({ topic, client, group, setting }: Names): string {
  return `Topic: ${topic}\tTopicId: abc\tPartitionCount: 1\tReplicationFactor: 1\tConfigs: ${setting}=2
\tTopic: ${topic}\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1

GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID
${group} ${topic} 0 10 12 2 ${client}-1 /127.0.0.1 ${client}
`;
}

const WATCHED: Names = { topic: 'zzTopic', client: 'zzClient', group: 'zzGroup', setting: 'zzSetting' };
/** Records whose keys come with more behind them: `orders-0` is no name of any object. */
const IS_SAFE = /-\d+$/;

describe('no plain object is asked for, or given, a name of a stranger', () => {
  const watched = Object.values(WATCHED).flatMap((name) =>
    ['', '1', '2', 'h', 'n', 'r', 'u', '.x'].map((end) => name + end),
  );
  afterEach(() => {
    for (const name of watched) delete (Object.prototype as Record<string, unknown>)[name];
  });

  test.each(KAFKAS)('%s', (...kafka) => {
    const asked = new Set<string>();
    /** From the file of a stranger: refused as keys before, or names that are no object's (`names` of addresses). */
    const known = /\bput\b|plainData|composeFile|_zod|\baddressesOf\b|readSpawn|savedSpawn|reassignment|node_modules/;
    const note = (what: string) => {
      const stack = (new Error().stack ?? '').split('\n').slice(3, 6).join(' < ');
      if (!known.test(stack)) asked.add(`${what} ${stack.replace(/\(?\S*\/src\//g, '')}`);
    };
    for (const name of watched) {
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get: () => {
          note(`asked for ${name}:`);
          return undefined;
        },
        set(value: unknown) {
          if (!IS_SAFE.test(name)) note(`given ${name}:`);
          Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
        },
      });
    }
    expect(playedThrough(WATCHED, kafka)).toEqual([]);
    expect([...asked]).toEqual([]);
  });
});

describe('names of every object', () => {
  const usual = OF_EVERY_OBJECT.slice(0, IS_FULL ? undefined : 1);
  test.each(
    usual.flatMap((name) => KAFKAS.slice(0, IS_FULL ? undefined : 1).map((kafka) => [name, kafka[0], kafka] as const)),
  )('%s on %s', (name, _version, kafka) => {
    const names = { topic: name, client: name, group: '__proto__', setting: '__proto__' };
    expect(playedThrough(names, kafka)).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
  });

  test('where a few words are known', () => {
    for (const name of [...OF_EVERY_OBJECT, '__proto__']) {
      expect(assignorNamed(name)).toBeUndefined();
      expect(compileRe2(`[[:${name}:]]`)).toEqual({ ok: false, description: 'invalid character class range' });
      const row = { label: name, value: name };
      expect(detailIn('ko', { rows: [row] } as never).rows).toEqual([row]);
    }
  });
});
