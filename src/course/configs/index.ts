/** What settings mean, by whose they are: a server, a topic, a group, a client, a server of ZooKeeper. */
import type { Both } from '../glossary/term.ts';
import { ADMIN, CLIENT } from './client.ts';
import { CONSUMER } from './consumer.ts';
import { GROUP } from './group.ts';
import type { Meanings } from './meaning.ts';
import { OLD_CONSUMER } from './oldConsumer.ts';
import { PRODUCER } from './producer.ts';
import { SERVER } from './server.ts';
import { SERVER_GROUPS } from './serverGroups.ts';
import { SERVER_METADATA } from './serverMetadata.ts';
import { SERVER_STORAGE } from './serverStorage.ts';
import { TOPIC, TOPIC_DEFAULTS } from './topic.ts';
import { ZOO_CFG } from './zooKeeper.ts';

export type Owner =
  | 'server'
  | 'topic'
  | 'group'
  | 'producer'
  | 'consumer'
  | 'zookeeper-consumer'
  | 'admin'
  | 'zookeeper';

const MEANINGS: Readonly<Record<Owner, Meanings>> = {
  server: { ...SERVER, ...SERVER_METADATA, ...SERVER_GROUPS, ...SERVER_STORAGE },
  topic: TOPIC,
  group: GROUP,
  producer: { ...CLIENT, ...PRODUCER },
  consumer: { ...CLIENT, ...CONSUMER },
  'zookeeper-consumer': OLD_CONSUMER,
  admin: { ...CLIENT, ...ADMIN },
  zookeeper: ZOO_CFG,
};

export function meaningOf(owner: Owner, key: string): Both | undefined {
  const own = MEANINGS[owner][key];
  if (own !== undefined || owner !== 'server') return own;
  const topic = TOPIC_DEFAULTS[key];
  return topic === undefined ? undefined : MEANINGS.topic[topic];
}

/** Of a server's setting: the topics' setting that it is the default of. */
export function topicDefaultOf(key: string): string | undefined {
  return TOPIC_DEFAULTS[key];
}

const KEYS: ReadonlySet<string> = new Set([
  ...Object.values(MEANINGS).flatMap((meanings) => Object.keys(meanings)),
  ...Object.keys(TOPIC_DEFAULTS),
]);

export const CONFIG_KEYS: readonly string[] = [...KEYS].sort();

export function isConfigKey(name: string): boolean {
  return KEYS.has(name);
}
