/** What a text names that other parts of it may speak of: read from the tolerant outline, so that a broken file has them too. */
import { serverName } from '../scenario.ts';
import { entryOf, itemsOf, type OutlineNode, textOf } from './outline.ts';

/** Where the cursor stands: no editor writes it, and no file may have it. */
export const MARK = '\u0001';

export interface KnownNames {
  readonly brokers: readonly string[];
  readonly controllers: readonly string[];
  readonly zooKeepers: readonly string[];
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
  readonly topics: readonly string[];
  readonly partitions: readonly string[];
  readonly groups: readonly string[];
  readonly version: string | undefined;
}

const MOST_PARTITIONS = 60;
const CONTROLLERS_AFTER = 3000;

export function namesIn(root: OutlineNode): KnownNames {
  const cluster = entryOf(root, 'cluster');
  const zookeeper = entryOf(cluster, 'zookeeper');
  const ids = (node: OutlineNode | undefined): readonly number[] => {
    const count = Number(textOf(node) ?? Number.NaN);
    if (Number.isInteger(count)) return Array.from({ length: Math.max(0, Math.min(count, 50)) }, (_, at) => at + 1);
    return itemsOf(node).flatMap((item) => {
      const id = Number(textOf(entryOf(item, 'id')) ?? Number.NaN);
      return Number.isInteger(id) ? [id] : [];
    });
  };
  const clients = (kind: string): readonly string[] =>
    distinct(itemsOf(entryOf(root, kind)).flatMap((item) => textOf(entryOf(item, 'name')) ?? []));
  const topics = topicsIn(root);
  return {
    brokers: distinct([...ids(entryOf(cluster, 'brokers')), ...ids(entryOf(cluster, 'combined'))].map(serverName)),
    controllers: ids(entryOf(cluster, 'controllers')).map((id) => serverName(CONTROLLERS_AFTER + id)),
    zooKeepers: [...ids(zookeeper), ...ids(entryOf(zookeeper, 'servers'))].map((id) => `z${id}`),
    producers: clients('producers'),
    consumers: clients('consumers'),
    topics: topics.map(({ name }) => name),
    partitions: topics
      .flatMap(({ name, count }) => Array.from({ length: count }, (_, at) => `${name}-${at}`))
      .slice(0, MOST_PARTITIONS),
    groups: distinct(itemsOf(entryOf(root, 'consumers')).flatMap((item) => textOf(entryOf(item, 'group')) ?? [])),
    version: textOf(entryOf(root, 'version')),
  };
}

function topicsIn(root: OutlineNode): readonly { readonly name: string; readonly count: number }[] {
  const created = itemsOf(entryOf(root, 'timeline')).flatMap((line) => entryOf(line, 'create-topic') ?? []);
  return [...itemsOf(entryOf(root, 'topics')), ...created].flatMap((topic) => {
    const name = textOf(entryOf(topic, 'name'));
    if (name === undefined || name === '' || name.includes(MARK)) return [];
    const count = Number(textOf(entryOf(topic, 'partitions')) ?? (itemsOf(entryOf(topic, 'assignment')).length || 1));
    return [{ name, count: Number.isInteger(count) ? Math.max(1, Math.min(count, 20)) : 1 }];
  });
}

export function nodesIn(names: KnownNames): readonly string[] {
  const { zooKeepers, controllers, brokers, producers, consumers } = names;
  return [...zooKeepers, ...controllers, ...brokers, ...producers, ...consumers];
}

/** The word in which the cursor stands is no name yet. */
function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter((word) => word !== '' && !word.includes(MARK));
}
