/** What a timeline asks of an administrator about partitions and brokers, as the orders of the admin client. */
import type { KafkaOrder } from '../kafka/kinds.ts';
import type { TimelineLine } from './schema.ts';

/** Actions of this file that name no node. */
export const ADMINISTRATIVE = [
  'reassign',
  'cancel-reassignment',
  'list-reassignments',
  'create-partitions',
  'delete-records',
] as const;

export type AdministrativeAction = (typeof ADMINISTRATIVE)[number];

type Reassignment = Exclude<NonNullable<TimelineLine['reassign']>, readonly unknown[]>;

export function reassignmentsOf(written: NonNullable<TimelineLine['reassign']>): readonly Reassignment[] {
  return Array.isArray(written) ? written : [written as Reassignment];
}

export function partitionsOf(written: string | readonly string[]): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}

export function orderOf(line: TimelineLine, action: AdministrativeAction): KafkaOrder {
  switch (action) {
    case 'reassign': {
      const wanted = reassignmentsOf(line.reassign!);
      const partitions = wanted.map(({ partition, to }) => ({ topicPartition: partition, replicas: to }));
      return { type: 'reassign', partitions };
    }
    case 'cancel-reassignment': {
      const named = partitionsOf(line['cancel-reassignment']!);
      return { type: 'reassign', partitions: named.map((topicPartition) => ({ topicPartition, replicas: null })) };
    }
    case 'list-reassignments': {
      const partitions = line['list-reassignments']!;
      return { type: 'list-reassignments', partitions: partitions === 'all' ? null : partitions };
    }
    case 'create-partitions': {
      const { topic, count, assignment = null } = line['create-partitions']!;
      return { type: 'create-partitions', topic: { name: topic, count, assignments: assignment } };
    }
    case 'delete-records': {
      const { partition, before } = line['delete-records']!;
      return { type: 'delete-records', topicPartition: partition, offset: before === 'high-watermark' ? -1 : before };
    }
  }
}

export function describeAdministration(line: TimelineLine, action: AdministrativeAction): string {
  switch (action) {
    case 'reassign':
      return reassignmentsOf(line.reassign!)
        .map(({ partition, to }) => `reassign ${partition} to [${to.join(',')}]`)
        .join(', ');
    case 'cancel-reassignment':
      return `cancel the reassignment of ${partitionsOf(line['cancel-reassignment']!).join(', ')}`;
    case 'list-reassignments':
      return 'list reassignments';
    case 'create-partitions':
      return `${line['create-partitions']!.count} partitions for ${line['create-partitions']!.topic}`;
    case 'delete-records': {
      const { partition, before } = line['delete-records']!;
      return `delete the records of ${partition} before ${before === 'high-watermark' ? 'its high watermark' : before}`;
    }
  }
}
