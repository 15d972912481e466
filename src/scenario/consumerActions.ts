/** What a timeline has the application of a consumer do, as the orders it is given. */
import type { ConsumerOrder } from '../kafka/kinds.ts';
import type { TimelineLine } from './schema.ts';

export const OF_CONSUMERS = [
  'seek',
  'pause-partitions',
  'resume-partitions',
  'subscribe',
  'unsubscribe',
  'process',
  'commit',
] as const;

export type ConsumerAction = (typeof OF_CONSUMERS)[number];

export function consumerOf(line: TimelineLine, action: ConsumerAction): string {
  return action === 'unsubscribe' ? line.unsubscribe! : line[action]!.consumer;
}

export function consumerOrder(line: TimelineLine, action: ConsumerAction): ConsumerOrder {
  switch (action) {
    case 'seek': {
      const { partition, to } = line.seek!;
      return { type: action, partition, to };
    }
    case 'pause-partitions':
    case 'resume-partitions':
      return { type: action, partitions: line[action]!.partitions };
    case 'subscribe':
      return { type: action, topics: line.subscribe!.topics };
    case 'unsubscribe':
      return { type: action };
    case 'process':
      return { type: action, each: line.process!.each };
    case 'commit':
      return { type: action, how: line.commit!.how };
  }
}
