/**
 * The two requests of the new protocol as a broker takes them, and what new metadata means to the groups it coordinates.
 *
 * Kafka: kafka.server.KafkaApis.{isConsumerGroupProtocolEnabled,handleConsumerGroupHeartbeat,handleConsumerGroupDescribe},
 * org.apache.kafka.coordinator.group.GroupCoordinatorService.{consumerGroupHeartbeat,consumerGroupDescribe,onMetadataUpdate}.
 */
import { get } from '../../../base/table.ts';
import type { Work } from '../../broker/work.ts';
import { listElements } from '../../config/config.ts';
import { isFailure } from '../../controller/apiError.ts';
import type {
  ConsumerGroupDescribeRequest,
  ConsumerGroupDescribeResponse,
  ConsumerGroupHeartbeatRequest,
} from '../../messages/group.ts';
import { featureLevel, type PartitionDelta } from '../../metadata/image.ts';
import { partitionOf, topicOf } from '../../topicPartition.ts';
import { activeContextOf, contextsOf, partitionOfGroup, setContext } from '../contexts.ts';
import { answer, errorResponse } from '../groupAnswers.ts';
import { write } from '../runtime.ts';
import type { RequestContext } from '../shardContext.ts';
import { committedShard, contextError } from '../shardOperation.ts';
import { invalidHeartbeat } from './consumerGroupHeartbeat.ts';
import * as consumerGroups from './consumerGroupManager.ts';
import { describeConsumerGroup } from './describeConsumerGroup.ts';
import { onTopicsChanged } from './metadataRefresh.ts';
import { defaultAssignor } from './reconciling.ts';

/** group.version, and group.coordinator.rebalance.protocols of this broker. */
export function isConsumerProtocolEnabled({ state }: Work): boolean {
  const protocols = listElements(state.setup.config['group.coordinator.rebalance.protocols'] ?? null);
  const isServed = protocols.some((protocol) => protocol.trim().toLowerCase() === 'consumer');
  return isServed && featureLevel(state.image, 'group.version') > 0;
}

export function handleConsumerGroupHeartbeat(
  work: Work,
  connection: number,
  request: ConsumerGroupHeartbeatRequest,
  from: RequestContext,
): void {
  const { correlationId } = request;
  if (!isConsumerProtocolEnabled(work)) {
    answer(work, { connection, correlationId }, errorResponse(request, 'UNSUPPORTED_VERSION'));
    return;
  }
  const invalid = invalidHeartbeat(work.state.setup.config, request);
  if (isFailure(invalid)) {
    answer(work, { connection, correlationId }, errorResponse(request, invalid.error, invalid.message));
    return;
  }
  const tp = partitionOfGroup(work, request.groupId);
  write(work, tp, { request, connection }, (context) => consumerGroups.heartbeat(context, from, request));
}

export function handleConsumerGroupDescribe(
  work: Work,
  connection: number,
  request: ConsumerGroupDescribeRequest,
): void {
  const { correlationId } = request;
  const response: ConsumerGroupDescribeResponse = {
    type: 'ConsumerGroupDescribeResponse',
    correlationId,
    groups: request.groupIds.map((groupId) => describedGroup(work, request, groupId)),
  };
  answer(work, { connection, correlationId }, response);
}

function describedGroup(
  work: Work,
  request: ConsumerGroupDescribeRequest,
  groupId: string,
): ConsumerGroupDescribeResponse['groups'][number] {
  const tp = groupId === '' ? undefined : partitionOfGroup(work, groupId);
  const active = tp === undefined ? undefined : activeContextOf(work, tp);
  const { image, setup } = work.state;
  if (active !== undefined && isConsumerProtocolEnabled(work))
    return describeConsumerGroup(groupId, get(committedShard(active).groups, groupId), image, defaultAssignor(setup));
  const refused = tp === undefined ? 'INVALID_GROUP_ID' : contextError(work, tp);
  const error = isConsumerProtocolEnabled(work) ? refused : 'UNSUPPORTED_VERSION';
  const failed = errorResponse({ ...request, groupIds: [groupId] }, error) as ConsumerGroupDescribeResponse;
  return failed.groups[0]!;
}

/** Only what an assignment can depend on: partitions come or go, and where replicas are. */
export function onMetadataUpdate(work: Work, deltas: readonly PartitionDelta[]): void {
  const active = contextsOf(work).values.filter((context) => context.state === 'ACTIVE');
  if (active.length === 0) return;
  const names = new Set<string>();
  let hasNewTopics = false;
  for (const { topicPartition, before, after } of deltas) {
    if (before !== undefined && after !== undefined && before.replicas === after.replicas) continue;
    names.add(topicOf(topicPartition));
    hasNewTopics ||= before === undefined && partitionOf(topicPartition) === 0;
  }
  if (names.size === 0) return;
  const changed = { names, newTopicsVersion: hasNewTopics ? work.state.image.offset : null };
  for (const context of active) {
    const shard = onTopicsChanged(context.shard, changed);
    if (shard !== context.shard) setContext(work, { ...context, shard });
  }
}
