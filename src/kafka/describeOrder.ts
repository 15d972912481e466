/** The one text form of an order. */
import { unreachable } from '../base/assert.ts';
import type { KafkaOrder } from './kinds.ts';

export function describeOrder(order: KafkaOrder): string {
  switch (order.type) {
    case 'controlled-shutdown':
      return 'controlled shutdown';
    case 'produce':
      return `produce ${order.topic} key ${order.key ?? 'null'}${order.count > 1 ? ` x${order.count}` : ''}`;
    case 'create-topic':
      return `create topic ${order.topic.name}`;
    case 'elect-leaders':
      return `elect leaders ${order.electionType}`;
    case 'reassign':
      return order.partitions
        .map(({ topicPartition, replicas }) =>
          replicas === null
            ? `cancel the reassignment of ${topicPartition}`
            : `reassign ${topicPartition} to [${replicas.join(',')}]`,
        )
        .join(', ');
    case 'list-reassignments':
      return 'list reassignments';
    case 'create-partitions':
      return `make ${order.topic.count} partitions of ${order.topic.name}`;
    case 'unregister-broker':
      return `unregister b${order.brokerId}`;
    case 'add-voter':
    case 'remove-voter':
      return `${order.type.replace('-', ' ')} ${order.voter.host}`;
    case 'alter-config':
      return `alter config ${order.resourceName}`;
    default:
      return unreachable(order);
  }
}
