/** What a client or a server was told by hand, as the line of a timeline that tells it the same. */
import type { KafkaOrder } from '../../kafka/kinds.ts';
import { formatDuration } from '../duration.ts';
import { serverName } from '../scenario.ts';
import type { LineValue } from './writtenActs.ts';

/** Undefined: no line says it. */
export function orderValue(node: string, order: KafkaOrder): LineValue | undefined {
  switch (order.type) {
    case 'controlled-shutdown':
      return { 'controlled-shutdown': node };
    case 'flush':
      return { flush: node };
    case 'close':
      return order.timeout === undefined
        ? { close: node }
        : { close: { client: node, timeout: formatDuration(order.timeout) } };
    case 'produce': {
      const { topic, partition, key, value, count, headers = [] } = order;
      if (headers.length > 0) return undefined;
      return {
        produce: {
          producer: node,
          topic,
          ...(partition === null ? {} : { partition }),
          ...(key === null ? {} : { key }),
          value,
          ...(count === 1 ? {} : { count }),
        },
      };
    }
    case 'seek':
      return { seek: { consumer: node, partition: order.partition, to: order.to } };
    case 'pause-partitions':
    case 'resume-partitions':
      return order.partitions.length === 0
        ? undefined
        : { [order.type]: { consumer: node, partitions: order.partitions } };
    case 'subscribe':
      return { subscribe: { consumer: node, topics: order.topics } };
    case 'unsubscribe':
      return { unsubscribe: node };
    case 'process':
      return { process: { consumer: node, each: formatDuration(order.each) } };
    case 'commit':
      return { commit: { consumer: node, how: order.how } };
    case 'create-topic':
      return { 'create-topic': topicValue(order.topic) };
    case 'elect-leaders': {
      const type = order.electionType === 'PREFERRED' ? 'preferred' : 'unclean';
      return { 'elect-leaders': { type, partitions: order.partitions ?? 'all' } };
    }
    case 'alter-config':
      return { 'alter-config': configValue(order) };
    case 'reassign': {
      const cancelled = order.partitions.filter(({ replicas }) => replicas === null);
      if (cancelled.length === order.partitions.length) {
        return { 'cancel-reassignment': cancelled.map(({ topicPartition }) => topicPartition) };
      }
      if (cancelled.length > 0) return undefined;
      return {
        reassign: order.partitions.map(({ topicPartition, replicas }) => ({ partition: topicPartition, to: replicas })),
      };
    }
    case 'list-reassignments':
      return { 'list-reassignments': order.partitions ?? 'all' };
    case 'create-partitions': {
      const { name, count, assignments } = order.topic;
      return {
        'create-partitions': { topic: name, count, ...(assignments === null ? {} : { assignment: assignments }) },
      };
    }
    case 'delete-records': {
      const before = order.offset === -1 ? 'high-watermark' : order.offset;
      return { 'delete-records': { partition: order.topicPartition, before } };
    }
    case 'unregister-broker':
      return { 'unregister-broker': serverName(order.brokerId) };
    case 'add-voter':
    case 'remove-voter':
      return { [order.type]: order.voter.host };
    case 'input':
    case 'end-of-input':
    case 'interrupt':
      return undefined;
  }
}

type Of<T extends KafkaOrder['type']> = Extract<KafkaOrder, { type: T }>;

function topicValue({
  name,
  numPartitions,
  replicationFactor,
  assignments,
  configs,
}: Of<'create-topic'>['topic']): LineValue {
  return {
    name,
    ...(assignments.length > 0 || numPartitions === -1 ? {} : { partitions: numPartitions }),
    ...(assignments.length > 0 || replicationFactor === -1 ? {} : { 'replication-factor': replicationFactor }),
    ...(assignments.length === 0 ? {} : { assignment: assignments }),
    ...(Object.keys(configs).length === 0 ? {} : { config: scalars(configs) }),
  };
}

function configValue({ resourceType, resourceName, configs }: Of<'alter-config'>): LineValue {
  const set = Object.entries(configs).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const remove = Object.keys(configs).filter((name) => configs[name] === null);
  const owner =
    resourceType === 'TOPIC'
      ? { topic: resourceName }
      : resourceType === 'GROUP'
        ? { group: resourceName }
        : { broker: resourceName === '' ? 'all' : serverName(Number(resourceName)) };
  return {
    ...owner,
    ...(set.length === 0 ? {} : { set: scalars(Object.fromEntries(set)) }),
    ...(remove.length === 0 ? {} : { remove }),
  };
}

/** Configs travel as text; in a file numbers and flags stand as themselves. */
function scalars(texts: Readonly<Record<string, string>>): LineValue {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      if (text === 'true' || text === 'false') return [name, text === 'true'];
      return [name, /^-?(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text];
    }),
  );
}
