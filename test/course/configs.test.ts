/** What settings mean: every one that Tidemark goes by, in both languages, and none that does not exist. */
import { describe, expect, test } from 'vitest';
import { ADMIN, CLIENT } from '../../src/course/configs/client.ts';
import { CONSUMER } from '../../src/course/configs/consumer.ts';
import { GROUP } from '../../src/course/configs/group.ts';
import { isConfigKey, meaningOf, topicDefaultOf } from '../../src/course/configs/index.ts';
import { OLD_CONSUMER } from '../../src/course/configs/oldConsumer.ts';
import { PRODUCER } from '../../src/course/configs/producer.ts';
import { SERVER } from '../../src/course/configs/server.ts';
import { SERVER_GROUPS } from '../../src/course/configs/serverGroups.ts';
import { SERVER_METADATA } from '../../src/course/configs/serverMetadata.ts';
import { SERVER_STORAGE } from '../../src/course/configs/serverStorage.ts';
import { TOPIC } from '../../src/course/configs/topic.ts';
import { ZOO_CFG } from '../../src/course/configs/zooKeeper.ts';
import { CONFIG_DEFINITIONS, type ConfigScope } from '../../src/kafka/config/definitions.ts';
import { everyDefinition } from '../../src/kafka/config/versionDefinitions.ts';
import { configsWithEffect, hasEffect, SET_BY_TIDEMARK } from '../../src/scenario/modelledConfigs.ts';
import { ZOO_CFG_SETTINGS } from '../../src/scenario/zooCfg.ts';

const SCOPES = Object.keys(CONFIG_DEFINITIONS) as ConfigScope[];

const WRITTEN = [
  ['server', SERVER],
  ['server', SERVER_METADATA],
  ['server', SERVER_GROUPS],
  ['server', SERVER_STORAGE],
  ['topic', TOPIC],
  ['group', GROUP],
  ['producer', { ...CLIENT, ...PRODUCER }],
  ['consumer', { ...CLIENT, ...CONSUMER }],
  ['admin', { ...CLIENT, ...ADMIN }],
  ['zookeeper-consumer', OLD_CONSUMER],
] as const;

describe('what settings mean', () => {
  test.each(SCOPES)('%s: each that the model goes by, and each that a file may name in other words', (scope) => {
    const needed = [...configsWithEffect(scope), ...Object.keys(SET_BY_TIDEMARK[scope])];
    expect(needed.filter((name) => meaningOf(scope, name) === undefined)).toEqual([]);
  });

  test('server: also those that are the defaults of topics', () => {
    const synonyms = everyDefinition('server')
      .map(({ name }) => name)
      .filter((name) => hasEffect('server', name));
    expect(synonyms.filter((name) => meaningOf('server', name) === undefined)).toEqual([]);
    expect(topicDefaultOf('log.retention.hours')).toBe('retention.ms');
    for (const { name, serverDefault } of everyDefinition('topic')) {
      if (serverDefault !== undefined && hasEffect('topic', name)) expect(topicDefaultOf(serverDefault)).toBe(name);
    }
  });

  test('zoo.cfg: each that a server of the ensemble goes by', () => {
    expect(Object.keys(ZOO_CFG).sort()).toEqual([...ZOO_CFG_SETTINGS].sort());
  });

  test.each(WRITTEN)('%s: nothing is explained that Kafka does not have', (scope, meanings) => {
    const known = new Set(everyDefinition(scope).map(({ name }) => name));
    expect(Object.keys(meanings).filter((name) => !known.has(name))).toEqual([]);
  });

  test('both languages, each its own, and whole sentences', () => {
    const wrong = [...WRITTEN.map(([, meanings]) => meanings), ZOO_CFG].flatMap((meanings) =>
      Object.entries(meanings)
        .filter(([, { en, ko }]) => en === ko || !/^[A-Z].*\.$/.test(en) || !/요(\([^)]*\))?\.$/.test(ko))
        .map(([name]) => name),
    );
    expect(wrong).toEqual([]);
  });

  test('a text knows them by name', () => {
    expect(['acks', 'min.insync.replicas', 'log.retention.ms', 'tickTime'].every(isConfigKey)).toBe(true);
    expect(['b1', 'orders', 'acks=all', 'kafka-topics.sh'].some(isConfigKey)).toBe(false);
  });
});
