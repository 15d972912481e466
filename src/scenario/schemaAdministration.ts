/** The shape of what a timeline asks of an administrator about partitions and brokers (administration.ts does it). */
import { z } from 'zod';
import { list, partition, some, topicName, whole } from './schemaLeaves.ts';

const replicas = list(whole(0, 2999), 50).min(1, 'a list of broker ids');
const PARTITIONS = '`all`, or a list of partitions';
const REASSIGN = 'a group with partition and to';

/** kafka-reassign-partitions.sh --execute */
export const reassign = some(z.strictObject({ partition, to: replicas }, REASSIGN), `${REASSIGN}, or a list of such`);

/** kafka-reassign-partitions.sh --cancel */
export const cancelReassignment = some(partition, 'a partition such as orders-0, or a list');

/** kafka-reassign-partitions.sh --list */
export const listReassignments = z.union(
  [z.literal('all', PARTITIONS), list(partition, 2000).min(1, 'a list that is not empty')],
  PARTITIONS,
);

const BEFORE = '`high-watermark`, or an offset';

/** kafka-delete-records.sh */
export const deleteRecords = z.strictObject(
  { partition, before: z.union([z.literal('high-watermark', BEFORE), whole(0, 1_000_000_000)], BEFORE) },
  'a group with partition and before',
);

/** kafka-topics.sh --alter --partitions */
export const createPartitions = z.strictObject(
  { topic: topicName, count: whole(1, 2000), assignment: list(replicas, 2000).optional() },
  'a group with topic and count',
);
