/** What consumers and their applications tell. */
import { unreachable } from '../../base/assert.ts';
import type { TopicPartition } from '../topicPartition.ts';

type Offsets = Readonly<Record<TopicPartition, number>>;

export type ConsumerFact =
  | { readonly type: 'CoordinatorDiscovered'; readonly client: string; readonly group: string; readonly broker: number }
  | {
      /** Those that are new to it. */
      readonly type: 'PartitionsAssigned';
      readonly client: string;
      readonly group: string;
      readonly partitions: readonly TopicPartition[];
      /** Of the classic protocol; the member epoch of the other; -1 where the group is in ZooKeeper, which counts none. */
      readonly generation: number;
    }
  | {
      /** Given up while it was still their owner: it could commit before. */
      readonly type: 'PartitionsRevoked';
      readonly client: string;
      readonly group: string;
      readonly partitions: readonly TopicPartition[];
      readonly generation: number;
    }
  | {
      /** It found out that it is no longer their owner. */
      readonly type: 'PartitionsLost';
      readonly client: string;
      readonly group: string;
      readonly partitions: readonly TopicPartition[];
      readonly generation: number;
    }
  | {
      /** By the member that leads a classic group. */
      readonly type: 'AssignmentComputed';
      readonly client: string;
      readonly group: string;
      readonly assignor: string;
      /** By member id. */
      readonly assignment: Readonly<Record<string, readonly TopicPartition[]>>;
    }
  | {
      readonly type: 'OffsetCommitSent';
      readonly client: string;
      readonly group: string;
      readonly offsets: Offsets;
    }
  | {
      readonly type: 'OffsetCommitCompleted';
      readonly client: string;
      readonly group: string;
      readonly offsets: Offsets;
    }
  | {
      readonly type: 'OffsetCommitFailed';
      readonly client: string;
      readonly group: string;
      readonly offsets: Offsets;
      /** Kafka's name of the error, or of the exception the application is handed. */
      readonly error: string;
      readonly message: string;
      readonly retriable: boolean;
    }
  | {
      /** Of a group in ZooKeeper: it wants a partition that another still owns, lets go of all, and tries again later. */
      readonly type: 'PartitionOwnershipConflict';
      readonly client: string;
      readonly group: string;
      readonly partition: TopicPartition;
    }
  | {
      /** Of a group in ZooKeeper: rebalance.max.retries attempts have failed. It owns nothing until the group changes again. */
      readonly type: 'ConsumerRebalanceGivenUp';
      readonly client: string;
      readonly group: string;
      readonly attempts: number;
    }
  /** max.poll.interval.ms went by without a poll(): the consumer leaves its group by itself. */
  | { readonly type: 'PollTimeoutExpired'; readonly client: string; readonly group: string }
  | {
      /** Told where processing takes time; else what is consumed is processed. */
      readonly type: 'RecordsProcessed';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly from: number;
      readonly count: number;
      /** `p1#12`; empty: not known. */
      readonly records: readonly string[];
    }
  | {
      /** Where it begins in a partition that it was assigned. */
      readonly type: 'CommittedOffsetFound';
      readonly client: string;
      readonly group: string;
      readonly partition: TopicPartition;
      readonly offset: number;
    }
  | { readonly type: 'PartitionsPaused'; readonly client: string; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'PartitionsResumed'; readonly client: string; readonly partitions: readonly TopicPartition[] }
  | {
      /** The application moved its position: seek(), or seekToBeginning() and seekToEnd(), which are resolved later. */
      readonly type: 'PositionSought';
      readonly client: string;
      readonly partition: TopicPartition;
      /** `beginning`, `end`, or an offset. */
      readonly to: string;
    }
  | {
      /** As the client has it: MemberState of either protocol. */
      readonly type: 'ConsumerMemberStateChanged';
      readonly client: string;
      readonly group: string;
      readonly member: string;
      readonly from: string;
      readonly to: string;
      /** Its generation, or its member epoch. */
      readonly epoch: number;
    }
  | { readonly type: 'ConsumerClosed'; readonly client: string };

export function describeConsumerFact(fact: ConsumerFact): string {
  switch (fact.type) {
    case 'CoordinatorDiscovered':
      return `CoordinatorDiscovered ${fact.client} group ${fact.group} b${fact.broker}`;
    case 'PartitionsAssigned':
    case 'PartitionsRevoked':
    case 'PartitionsLost':
      return `${fact.type} ${fact.client} group ${fact.group} [${fact.partitions.join(',')}] generation ${fact.generation}`;
    case 'PartitionOwnershipConflict':
      return `PartitionOwnershipConflict ${fact.client} group ${fact.group} ${fact.partition}`;
    case 'ConsumerRebalanceGivenUp':
      return `ConsumerRebalanceGivenUp ${fact.client} group ${fact.group} after ${fact.attempts} attempts`;
    case 'AssignmentComputed':
      return `AssignmentComputed ${fact.client} group ${fact.group} ${fact.assignor}: ${describeAssignment(fact.assignment)}`;
    case 'OffsetCommitSent':
    case 'OffsetCommitCompleted':
      return `${fact.type} ${fact.client} group ${fact.group} ${describeOffsets(fact.offsets)}`;
    case 'OffsetCommitFailed':
      return (
        `OffsetCommitFailed ${fact.client} group ${fact.group} ${describeOffsets(fact.offsets)} ` +
        `${fact.error}${fact.retriable ? ' (retriable)' : ''}: ${fact.message}`
      );
    case 'PollTimeoutExpired':
      return `PollTimeoutExpired ${fact.client} group ${fact.group}`;
    case 'RecordsProcessed':
      return `RecordsProcessed ${fact.client} ${fact.partition} ${spanOf(fact.from, fact.count)}`;
    case 'CommittedOffsetFound':
      return `CommittedOffsetFound ${fact.client} group ${fact.group} ${fact.partition} ${fact.offset}`;
    case 'PartitionsPaused':
    case 'PartitionsResumed':
      return `${fact.type} ${fact.client} [${fact.partitions.join(',')}]`;
    case 'PositionSought':
      return `PositionSought ${fact.client} ${fact.partition} to ${fact.to}`;
    case 'ConsumerMemberStateChanged':
      return `ConsumerMemberStateChanged ${fact.client} group ${fact.group} ${fact.from} -> ${fact.to} epoch ${fact.epoch}`;
    case 'ConsumerClosed':
      return `ConsumerClosed ${fact.client}`;
    default:
      return unreachable(fact);
  }
}

function describeOffsets(offsets: Offsets): string {
  return Object.keys(offsets)
    .map((partition) => `${partition}=${offsets[partition]}`)
    .join(' ');
}

function describeAssignment(assignment: Readonly<Record<string, readonly TopicPartition[]>>): string {
  return Object.keys(assignment)
    .map((member) => `${member} [${assignment[member]!.join(',')}]`)
    .join(' ');
}

function spanOf(from: number, count: number): string {
  return count === 1 ? `${from}` : `${from}..${from + count - 1}`;
}
