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
    case 'alter-config':
      return `alter config ${order.resourceName}`;
    default:
      return unreachable(order);
  }
}
