/**
 * OffsetCommit: a member of the current generation, or somebody from outside while the group has no members, has records
 * written of how far it is. From a member it counts as a heartbeat.
 *
 * Kafka: org.apache.kafka.coordinator.group.OffsetMetadataManager.commitOffset, ClassicGroup.validateOffsetCommit.
 * *Simplified:* no TxnOffsetCommit; no retention that a request brings along (before version 5).
 */
import type { ErrorName } from '../../errors.ts';
import type { KafkaFact } from '../../facts.ts';
import type { OffsetCommitRequest, OffsetCommitResponse } from '../../messages/group.ts';
import { topicByName } from '../../metadata/image.ts';
import { topicOf } from '../../topicPartition.ts';
import { type ClassicGroup, memberError, memberOf, newClassicGroup } from '../classic/classicGroup.ts';
import { scheduleHeartbeat } from '../classic/rebalance.ts';
import { type CoordinatorResult, failure } from '../coordinatorResult.ts';
import { newOffsetCommitRecord } from '../recordHelpers.ts';
import type { CoordinatorRecord } from '../records.ts';
import { configNumber, groupOf, nowMs, type ShardContext, setGroup } from '../shardContext.ts';
import type { GroupState } from '../state.ts';

/** `commitError` of a consumer group: by the whole request, and by partition (member epochs). */
export type ConsumerCommitCheck = (
  context: ShardContext,
  group: Extract<GroupState, { type: 'consumer' }>,
  request: OffsetCommitRequest,
) => ErrorName;

export function commitOffset(
  context: ShardContext,
  request: OffsetCommitRequest,
  consumerCommitError: ConsumerCommitCheck,
): CoordinatorResult {
  const { groupId, correlationId } = request;
  let group = groupOf(context, groupId);
  if (group === undefined) {
    if (request.generationIdOrMemberEpoch >= 0)
      return failure('GROUP_ID_NOT_FOUND', `The group ${groupId} does not exist.`);
    group = setGroup(context, newClassicGroup(groupId, nowMs(context)));
  }
  const error =
    group.type === 'classic' ? classicCommitError(group, request) : consumerCommitError(context, group, request);
  if (error !== 'NONE') return failure(error);
  if (group.type === 'classic') noteHeard(context, group, request);
  const maxSize = configNumber(context, 'offset.metadata.max.bytes');
  const commitTimestampMs = nowMs(context);
  const records: CoordinatorRecord[] = [];
  const partitions: OffsetCommitResponse['partitions'][number][] = [];
  const facts: KafkaFact[] = [];
  for (const { topicPartition, committedOffset, committedLeaderEpoch, committedMetadata } of request.partitions) {
    const tooLarge = committedMetadata.length > maxSize;
    partitions.push({ topicPartition, errorCode: tooLarge ? 'OFFSET_METADATA_TOO_LARGE' : 'NONE' });
    if (tooLarge) continue;
    const topicId = topicByName(context.image, topicOf(topicPartition))?.topicId ?? '';
    const fact = { group: groupId, broker: context.broker, partition: topicPartition, offset: committedOffset };
    facts.push({ type: 'OffsetCommitted', ...fact, member: request.memberId });
    records.push(
      newOffsetCommitRecord(groupId, topicPartition, {
        committedOffset,
        leaderEpoch: committedLeaderEpoch,
        metadata: committedMetadata,
        commitTimestampMs,
        expireTimestampMs: null,
        topicId,
      }),
    );
  }
  return { records, response: { type: 'OffsetCommitResponse', correlationId, partitions }, facts };
}

function classicCommitError(group: ClassicGroup, request: OffsetCommitRequest): ErrorName {
  const { memberId, groupInstanceId, generationIdOrMemberEpoch: generation } = request;
  if (generation < 0 && group.state === 'Empty') return 'NONE';
  if (generation >= 0 || memberId !== '' || groupInstanceId !== null) {
    const error = memberError(group, memberId, groupInstanceId);
    if (error !== 'NONE') return error;
    if (generation !== group.generationId) return 'ILLEGAL_GENERATION';
  } else if (group.state !== 'Empty') return 'UNKNOWN_MEMBER_ID';
  // Its member has to ask for its assignment first: it may not own any more what it commits.
  return group.state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
}

function noteHeard(context: ShardContext, group: ClassicGroup, { memberId }: OffsetCommitRequest): void {
  if (group.state !== 'Stable' && group.state !== 'PreparingRebalance') return;
  const member = memberOf(group, memberId);
  if (member !== undefined) scheduleHeartbeat(context, group, member);
}
