/**
 * The clocks that run for a member of a consumer group: its session; its time to give partitions back; and, of one that
 * speaks the classic protocol, its time to join again and to ask for its assignment.
 *
 * Kafka: the keys that org.apache.kafka.coordinator.group.GroupMetadataManager gives to CoordinatorTimer.
 */
import type { ShardContext } from '../shardContext.ts';
import { groupConfigNumber } from './groupConfig.ts';

export const sessionKey = (groupId: string, memberId: string): string => `session-timeout-${groupId}-${memberId}`;
export const rebalanceKey = (groupId: string, memberId: string): string => `rebalance-timeout-${groupId}-${memberId}`;
export const consumerJoinKey = (groupId: string, memberId: string): string => `join-${groupId}-${memberId}`;
export const consumerSyncKey = (groupId: string, memberId: string): string => `sync-${groupId}-${memberId}`;

/** A classic member has its own session timeout. */
export function scheduleSessionTimeout(
  context: ShardContext,
  groupId: string,
  memberId: string,
  timeoutMs: number = groupConfigNumber(context, groupId, 'consumer.session.timeout.ms'),
): void {
  context.schedule(sessionKey(groupId, memberId), timeoutMs, { type: 'consumer-session', groupId, memberId });
}

export function scheduleRebalanceTimeout(
  context: ShardContext,
  groupId: string,
  memberId: string,
  memberEpoch: number,
  timeoutMs: number,
): void {
  const operation = { type: 'consumer-rebalance', groupId, memberId, memberEpoch } as const;
  context.schedule(rebalanceKey(groupId, memberId), timeoutMs, operation);
}

export function scheduleJoinTimeoutIfAbsent(
  context: ShardContext,
  groupId: string,
  memberId: string,
  timeoutMs: number,
): void {
  const key = consumerJoinKey(groupId, memberId);
  if (!context.isScheduled(key)) context.schedule(key, timeoutMs, { type: 'consumer-join', groupId, memberId });
}

export function scheduleSyncTimeout(context: ShardContext, groupId: string, memberId: string, timeoutMs: number): void {
  context.schedule(consumerSyncKey(groupId, memberId), timeoutMs, { type: 'consumer-sync', groupId, memberId });
}

export function cancelTimers(context: ShardContext, groupId: string, memberId: string): void {
  context.cancel(sessionKey(groupId, memberId));
  context.cancel(rebalanceKey(groupId, memberId));
  context.cancel(consumerJoinKey(groupId, memberId));
  context.cancel(consumerSyncKey(groupId, memberId));
}
