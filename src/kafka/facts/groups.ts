/** Facts of group coordinators. `group` is the group.id, `broker` the coordinator's. */
import type { TopicPartition } from '../topicPartition.ts';

interface OfGroup {
  readonly group: string;
  readonly broker: number;
}

interface OfMember extends OfGroup {
  readonly member: string;
  readonly client: string;
  /** group.instance.id; null: a dynamic member. */
  readonly instance: string | null;
}

/** `partition` is one of __consumer_offsets; told where there is something in it. */
interface OfShard {
  readonly partition: TopicPartition;
  readonly broker: number;
  readonly groups: number;
  readonly offsets: number;
}

export type GroupFact =
  | ({ readonly type: 'CoordinatorLoaded' } & OfShard)
  | ({ readonly type: 'CoordinatorUnloaded' } & OfShard)
  | ({
      readonly type: 'GroupStateChanged';
      readonly from: string;
      readonly to: string;
      readonly generation: number;
    } & OfGroup)
  | ({ readonly type: 'GroupRebalanceStarted'; readonly generation: number; readonly reason: string } & OfGroup)
  | ({
      readonly type: 'GroupGenerationStarted';
      readonly generation: number;
      /** The assignor that was chosen. */
      readonly protocol: string;
      readonly leader: string;
      readonly members: readonly string[];
    } & OfGroup)
  | ({ readonly type: 'GroupMemberJoined' } & OfMember)
  | ({
      readonly type: 'GroupMemberRemoved';
      readonly reason:
        | 'left'
        | 'session-expired'
        | 'rebalance-timeout'
        | 'sync-timeout'
        | 'fenced'
        | 'replaced'
        | 'group-full';
    } & OfMember)
  | ({
      readonly type: 'OffsetCommitted';
      readonly partition: TopicPartition;
      readonly offset: number;
      /** Empty: from outside the group. */
      readonly member: string;
    } & OfGroup)
  | ({ readonly type: 'OffsetsExpired'; readonly partitions: readonly TopicPartition[] } & OfGroup)
  | ({ readonly type: 'GroupDeleted' } & OfGroup);

export function describeGroupFact(fact: GroupFact): string {
  if (fact.type === 'CoordinatorLoaded' || fact.type === 'CoordinatorUnloaded')
    return `${fact.type} b${fact.broker} ${fact.partition}: ${fact.groups} groups, ${fact.offsets} offsets`;
  const head = `${fact.type} b${fact.broker} ${fact.group}`;
  switch (fact.type) {
    case 'GroupStateChanged':
      return `${head} ${fact.from} -> ${fact.to} generation ${fact.generation}`;
    case 'GroupRebalanceStarted':
      return `${head} after generation ${fact.generation}: ${fact.reason}`;
    case 'GroupGenerationStarted':
      return `${head} generation ${fact.generation} ${fact.protocol} leader ${fact.leader} members [${fact.members.join(',')}]`;
    case 'GroupMemberJoined':
      return `${head} ${memberOf(fact)}`;
    case 'GroupMemberRemoved':
      return `${head} ${memberOf(fact)}: ${fact.reason}`;
    case 'OffsetCommitted':
      return `${head} ${fact.partition} at ${fact.offset}${fact.member === '' ? '' : ` by ${fact.member}`}`;
    case 'OffsetsExpired':
      return `${head} [${fact.partitions.join(',')}]`;
    case 'GroupDeleted':
      return head;
  }
}

function memberOf({ member, client, instance }: OfMember): string {
  return `${member} of ${client}${instance === null ? '' : ` instance ${instance}`}`;
}
