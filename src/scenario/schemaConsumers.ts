/** The shape of what a timeline has the application of a consumer do (consumerActions.ts does it). */
import { z } from 'zod';
import { duration, list, name, partition, topicName, whole } from './schemaLeaves.ts';

const TO = 'beginning, end or an offset';
const HOW = 'sync or async';

/** KafkaConsumer.seek, seekToBeginning, seekToEnd */
export const seek = z.strictObject(
  {
    consumer: name,
    partition,
    to: z.union([z.enum(['beginning', 'end'], TO), whole(0, 1_000_000_000)], TO),
  },
  'a group with consumer, partition and to',
);

/** KafkaConsumer.pause, resume */
export const ofPartitions = z.strictObject(
  { consumer: name, partitions: list(partition, 2000).min(1, 'a list that is not empty') },
  'a group with consumer and partitions',
);

export const subscribeTo = z.strictObject(
  { consumer: name, topics: list(topicName, 500).min(1, 'a list that is not empty') },
  'a group with consumer and topics',
);

export const processing = z.strictObject({ consumer: name, each: duration }, 'a group with consumer and each');

export const committing = z.strictObject(
  { consumer: name, how: z.enum(['sync', 'async'], HOW) },
  'a group with consumer and how',
);
