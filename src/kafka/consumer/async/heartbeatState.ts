/**
 * What a heartbeat says: all of it when the member joins, and else what has changed since it was said
 * (org.apache.kafka.clients.consumer.internals.ConsumerHeartbeatRequestManager.HeartbeatState).
 */
import { isSameList } from '../../../base/lists.ts';
import { MICROS_PER_MILLI } from '../../../base/time.ts';
import type { ConsumerGroupHeartbeatRequest } from '../../messages.ts';
import { hasAutoAssignedPartitions } from '../subscription.ts';
import { sameAssignment } from './localAssignment.ts';
import { type AsyncRun, changeHeartbeat } from './run.ts';
import { NOTHING_SENT } from './state.ts';

/** The next heartbeat says everything that was ever changed. */
export function resetSentFields(run: AsyncRun): void {
  changeHeartbeat(run, { sent: NOTHING_SENT });
}

export function buildRequest(run: AsyncRun): ConsumerGroupHeartbeatRequest {
  const { settings, subscription } = run;
  const { memberId, memberEpoch, state, currentAssignment } = run.async.membership;
  const { sent } = run.async.heartbeat;
  const saysAll = state === 'JOINING';
  const rebalanceTimeoutMs = settings.maxPollInterval / MICROS_PER_MILLI;
  const topics = hasAutoAssignedPartitions(run) ? subscription.topics : [];
  const regex = subscription.type === 'AUTO_PATTERN_RE2J' ? subscription.pattern : null;
  const saysTimeout = saysAll || sent.rebalanceTimeoutMs !== rebalanceTimeoutMs;
  const saysTopics = saysAll || sent.subscribedTopicNames === null || !isSameList(topics, sent.subscribedTopicNames);
  const saysRegex = (saysAll && regex !== null) || regex !== sent.subscribedTopicRegex;
  const { remoteAssignor } = settings;
  const saysAssignor = remoteAssignor !== null && (saysAll || remoteAssignor !== sent.serverAssignor);
  const saysPartitions =
    saysAll || sent.localAssignment === null || !sameAssignment(currentAssignment, sent.localAssignment);
  changeHeartbeat(run, {
    sent: {
      rebalanceTimeoutMs,
      subscribedTopicNames: topics,
      subscribedTopicRegex: regex,
      serverAssignor: remoteAssignor,
      localAssignment: currentAssignment,
    },
  });
  return {
    type: 'ConsumerGroupHeartbeatRequest',
    correlationId: 0,
    groupId: settings.groupId ?? '',
    memberId,
    memberEpoch,
    instanceId: settings.groupInstanceId,
    rackId: saysAll && settings.rackId !== '' ? settings.rackId : null,
    rebalanceTimeoutMs: saysTimeout ? rebalanceTimeoutMs : -1,
    subscribedTopicNames: saysTopics ? topics : null,
    // An empty one takes back a pattern that was said before.
    subscribedTopicRegex: saysRegex ? (regex ?? '') : null,
    serverAssignor: saysAssignor ? remoteAssignor : null,
    topicPartitions: saysPartitions ? currentAssignment.partitions : null,
  };
}
