/** Facts of consumer groups (KIP-848) as their coordinator sees them. `group` is the group.id, `broker` the coordinator's. */
import type { TopicPartition } from '../topicPartition.ts';

interface OfGroup {
  readonly group: string;
  readonly broker: number;
}

export type ConsumerGroupFact =
  /** By its first member of the new protocol, or when the last of them has gone. `generation`: where it was. */
  | ({ readonly type: 'GroupConverted'; readonly to: 'classic' | 'consumer'; readonly generation: number } & OfGroup)
  | ({ readonly type: 'GroupEpochBumped'; readonly epoch: number } & OfGroup)
  | ({
      readonly type: 'TargetAssignmentComputed';
      /** The group epoch it is for. */
      readonly epoch: number;
      readonly assignor: string;
      /** By member id. */
      readonly assignment: Readonly<Record<string, readonly TopicPartition[]>>;
    } & OfGroup)
  | ({
      readonly type: 'MemberAssignmentChanged';
      readonly member: string;
      readonly client: string;
      /** group.instance.id; null: a dynamic member. */
      readonly instance: string | null;
      /** -2: it has left for a while. */
      readonly epoch: number;
      readonly state: 'STABLE' | 'UNREVOKED_PARTITIONS' | 'UNRELEASED_PARTITIONS';
      readonly assigned: readonly TopicPartition[];
      /** Its own until it has given them back. */
      readonly pendingRevocation: readonly TopicPartition[];
    } & OfGroup);

export function describeConsumerGroupFact(fact: ConsumerGroupFact): string {
  const head = `${fact.type} b${fact.broker} ${fact.group}`;
  switch (fact.type) {
    case 'GroupConverted':
      return `${head} to ${fact.to} after generation ${fact.generation}`;
    case 'GroupEpochBumped':
      return `${head} epoch ${fact.epoch}`;
    case 'TargetAssignmentComputed': {
      const parts = Object.entries(fact.assignment).map(
        ([member, partitions]) => `${member} [${partitions.join(',')}]`,
      );
      return `${head} epoch ${fact.epoch} ${fact.assignor} ${parts.join(' ')}`;
    }
    case 'MemberAssignmentChanged': {
      const { member, client, epoch, state, assigned, pendingRevocation: revoked } = fact;
      const pending = revoked.length === 0 ? '' : ` to give back [${revoked.join(',')}]`;
      return `${head} ${member} of ${client} epoch ${epoch} ${state} [${assigned.join(',')}]${pending}`;
    }
  }
}
