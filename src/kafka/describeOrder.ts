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
    case 'delete-records':
      return `delete the records of ${order.topicPartition} before ${order.offset < 0 ? 'its high watermark' : order.offset}`;
    case 'unregister-broker':
      return `unregister b${order.brokerId}`;
    case 'add-voter':
    case 'remove-voter':
      return `${order.type.replace('-', ' ')} ${order.voter.host}`;
    case 'input':
      return `type ${order.text}`;
    case 'end-of-input':
      return 'end of input';
    case 'interrupt':
      return 'interrupt';
    case 'close':
    case 'flush':
    case 'unsubscribe':
      return order.type;
    case 'seek':
      return `seek ${order.partition} to ${order.to}`;
    case 'pause-partitions':
    case 'resume-partitions':
      return `${order.type === 'pause-partitions' ? 'pause' : 'resume'} ${order.partitions.join(', ')}`;
    case 'subscribe':
      return `subscribe to ${order.topics.join(', ')}`;
    case 'process':
      return `process a record in ${order.each / 1000} ms`;
    case 'commit':
      return `commit ${order.how}`;
    case 'alter-config':
      return `alter config ${order.resourceName === '' ? 'of all brokers' : order.resourceName}`;
    default:
      return unreachable(order);
  }
}
