/**
 * Subscriptions compared as their bytes would be, in which topics and partitions are sorted
 * (org.apache.kafka.clients.consumer.internals.ConsumerProtocol.serializeSubscription).
 */
import { isSameList } from '../../base/lists.ts';
import type { MemberSubscription } from '../messages/group.ts';

export function isSameSubscription(a: MemberSubscription, b: MemberSubscription): boolean {
  return (
    a === b ||
    (a.generationId === b.generationId &&
      a.rackId === b.rackId &&
      isSameSet(a.topics, b.topics) &&
      a.userData?.generation === b.userData?.generation &&
      isSameSet(a.userData?.partitions ?? [], b.userData?.partitions ?? []) &&
      isSameSet(a.ownedPartitions, b.ownedPartitions))
  );
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return isSameList(a, b) || (a.length === b.length && isSameList([...a].sort(), [...b].sort()));
}
