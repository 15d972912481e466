/** ConsumerGroupDescribe (ConsumerGroup.asDescribedGroup, ConsumerGroupMember.asConsumerGroupDescribeMember). */
import { get } from '../../../base/table.ts';
import type { ErrorName } from '../../errors.ts';
import type { ConsumerGroupDescribeResponse } from '../../messages/group.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import { compareTopicPartitions } from '../../topicPartition.ts';
import type { GroupState } from '../state.ts';
import { type ConsumerGroup, consumerGroupState } from './consumerGroup.ts';
import { type ConsumerGroupMember, usesClassicProtocol } from './consumerGroupMember.ts';
import { namedPartitions, namedTarget } from './heartbeatResponse.ts';
import { preferredServerAssignor } from './subscriptionCounts.ts';

type DescribedGroup = ConsumerGroupDescribeResponse['groups'][number];

const NOT_FOUND: ErrorName = 'GROUP_ID_NOT_FOUND';

/** Undefined: there is none by this name. */
export function describeConsumerGroup(
  groupId: string,
  group: GroupState | undefined,
  image: MetadataImage,
  defaultAssignor: string,
): DescribedGroup {
  if (group?.type !== 'consumer') {
    const why = group === undefined ? `Group ${groupId} not found.` : `Group ${groupId} is not a consumer group.`;
    return { ...NOTHING, groupId, errorCode: NOT_FOUND, errorMessage: why };
  }
  return {
    errorCode: 'NONE',
    errorMessage: null,
    groupId,
    groupState: consumerGroupState(group),
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.targetAssignmentEpoch,
    assignorName: preferredServerAssignor(group.serverAssignors) ?? defaultAssignor,
    members: group.members.values.map((member) => describedMember(group, member, image)),
  };
}

const NOTHING: DescribedGroup = {
  errorCode: 'NONE',
  errorMessage: null,
  groupId: '',
  groupState: '',
  groupEpoch: 0,
  assignmentEpoch: 0,
  assignorName: '',
  members: [],
};

/** What it has still to give back is its own as well. */
function describedMember(
  group: ConsumerGroup,
  member: ConsumerGroupMember,
  image: MetadataImage,
): DescribedGroup['members'][number] {
  const { memberId, instanceId, rackId, memberEpoch, clientId, clientHost, subscribedTopicNames } = member;
  const held = [member.assignedPartitions, member.partitionsPendingRevocation];
  return {
    memberId,
    instanceId,
    rackId,
    memberEpoch,
    clientId,
    clientHost,
    subscribedTopicNames,
    subscribedTopicRegex: member.subscribedTopicRegex,
    assignment: held.flatMap((each) => namedPartitions(image, each)).sort(compareTopicPartitions),
    targetAssignment: namedTarget(image, get(group.targetAssignment, memberId) ?? []),
    memberType: usesClassicProtocol(member) ? 0 : 1,
  };
}
