/**
 * What a member does before it joins, when it leads, when it is told what it has, and before it leaves
 * (ConsumerCoordinator.onJoinPrepare, onLeaderElected, onJoinComplete, onLeavePrepare; KIP-429 for the cooperative
 * protocol). The callbacks of a ConsumerRebalanceListener are facts here: its application does nothing in them.
 */
import { isSameList } from '../../../base/lists.ts';
import { get } from '../../../base/table.ts';
import { requestUpdate, updateRequested } from '../../client/metadata.ts';
import { type TopicPartition, topicOf } from '../../topicPartition.ts';
import { matchesPattern } from '../../topicPattern.ts';
import { assignPartitions, sortedPartitions } from '../assignment.ts';
import { allConsumed } from '../commit.ts';
import { describePartitions, matchingTopics, retainTopics } from '../consumerMetadata.ts';
import { setPartition, wakeBy } from '../state.ts';
import { hasAutoAssignedPartitions, metadataTopics, sortedTopics } from '../subscription.ts';
import { withPendingRevocation } from '../subscriptionState.ts';
import { onAssignment, performAssignment } from './assignors.ts';
import { commitAsync } from './commits.ts';
import { sendSyncGroup } from './joinGroup.ts';
import * as member from './memberState.ts';
import type { ClassicRun } from './state.ts';

type Change = 'PartitionsAssigned' | 'PartitionsRevoked' | 'PartitionsLost';

function tell(run: ClassicRun, type: Change, partitions: readonly TopicPartition[], generation: number): void {
  run.out.fact({ type, client: run.client.clientId, group: run.classic.groupId, partitions, generation });
}

// ---- before joining ---------------------------------------------------------------------------------------------------

/** False: its commit is on the way; the member does not join before that is done, or before its time is over. */
export function onJoinPrepare(run: ClassicRun): boolean {
  const { classic, settings, env } = run;
  classic.joinPrepareUntil ??= env.now + settings.maxPollInterval;
  if (settings.autoCommits && classic.joinPrepareCommit === null) {
    markPendingRevocation(run);
    commitAsync(run, allConsumed(run), 'before-rebalance');
  }
  // Changed by what was just called.
  const commit = classic.joinPrepareCommit as typeof classic.joinPrepareCommit;
  if (commit !== null) {
    const isOver = env.now >= classic.joinPrepareUntil;
    const isRetried = commit.type === 'failed' && commit.failure.retriable;
    if (commit.type !== 'waiting') classic.joinPrepareCommit = null;
    if (!isOver && (commit.type === 'waiting' || isRetried)) {
      wakeBy(run, isRetried ? env.now + settings.retryBackoff : classic.joinPrepareUntil);
      return false;
    }
  }
  giveUp(run);
  classic.isLeader = false;
  run.subscription = { ...run.subscription, groupTopics: [] };
  retainTopics(run);
  classic.joinPrepareUntil = null;
  classic.joinPrepareCommit = null;
  return true;
}

/** What is fetched while the commit is on its way would be behind it, and read again by the next owner. */
function markPendingRevocation(run: ClassicRun): void {
  if (run.settings.rebalanceProtocol !== 'EAGER') return;
  for (const state of run.partitions.values) setPartition(run, withPendingRevocation(state));
}

function giveUp(run: ClassicRun): void {
  const { generationId, memberId } = run.classic.generation;
  const owned = sortedPartitions(run.partitions.keys);
  if (generationId === -1 || memberId === '') {
    if (owned.length === 0) return;
    tell(run, 'PartitionsLost', owned, generationId);
    assignPartitions(run, []);
  } else if (run.settings.rebalanceProtocol === 'EAGER') {
    if (owned.length > 0) tell(run, 'PartitionsRevoked', owned, generationId);
    assignPartitions(run, []);
  } else {
    const isWanted = (partition: TopicPartition) => run.subscription.topics.includes(topicOf(partition));
    const revoked = owned.filter((partition) => !isWanted(partition));
    if (revoked.length === 0) return;
    tell(run, 'PartitionsRevoked', revoked, generationId);
    assignPartitions(run, run.partitions.keys.filter(isWanted));
  }
}

// ---- leading ----------------------------------------------------------------------------------------------------------

/** The leader watches all topics of its group; it assigns once it knows them. */
export function continueLeading(run: ClassicRun): void {
  const { classic } = run;
  if (classic.joining?.type !== 'leading') return;
  const { members, protocolName, skipAssignment } = classic.joining.response;
  const groupTopics = sortedTopics(members.flatMap(({ metadata }) => metadata.topics));
  if (!isSameList(groupTopics, run.subscription.groupTopics)) {
    run.subscription = { ...run.subscription, groupTopics };
    retainTopics(run);
  }
  if (updateRequested(run.client.metadata)) return;
  updateSubscriptionMetadata(run);
  const assignor = run.settings.assignors.find((name) => name === protocolName);
  if (assignor === undefined) {
    run.thrown = `IllegalStateException: Coordinator selected invalid assignment protocol: ${protocolName}`;
    return;
  }
  classic.isLeader = true;
  const assignments = skipAssignment ? [] : performAssignment(run, assignor, members);
  classic.assignmentSnapshot = classic.metadataSnapshot;
  sendSyncGroup(run, assignments);
}

/** ConsumerCoordinator.maybeUpdateSubscriptionMetadata */
export function updateSubscriptionMetadata(run: ClassicRun): void {
  const { metadata } = run.client;
  const { updateVersion: version } = metadata;
  if (version <= run.classic.metadataSnapshot.version) return;
  if (run.subscription.type === 'AUTO_PATTERN') {
    const topics = sortedTopics(matchingTopics(metadata, run.subscription));
    if (!isSameList(topics, run.subscription.topics)) {
      run.subscription = { ...run.subscription, topics };
      retainTopics(run);
    }
  }
  const topics = metadataTopics(run.subscription);
  const partitionsPerTopic = describePartitions(run.client.metadata, topics, run.settings.rackId !== '');
  run.classic.metadataSnapshot = { version, partitionsPerTopic };
}

/** With a pattern, a member joins with what there is now. False: it is being asked for. */
export function hasFreshMetadata(run: ClassicRun): boolean {
  const { client, settings, env } = run;
  if (env.now >= client.metadata.lastRefreshAt + settings.retryBackoff)
    client.metadata = requestUpdate(client.metadata);
  if (updateRequested(client.metadata)) return false;
  updateSubscriptionMetadata(run);
  return true;
}

// ---- joined -----------------------------------------------------------------------------------------------------------

export function onJoinComplete(run: ClassicRun, assignment: readonly TopicPartition[]): void {
  const { classic, settings } = run;
  if (!classic.isLeader) classic.assignmentSnapshot = null;
  const { generationId } = classic.generation;
  const assigned = sortedPartitions(assignment);
  if (!matchesSubscription(run, assigned)) {
    member.requestRejoin(run, 'received assignment does not match the current subscription');
    return;
  }
  const owned = run.partitions;
  const added = assigned.filter((partition) => get(owned, partition) === undefined);
  if (settings.rebalanceProtocol === 'COOPERATIVE') {
    const revoked = sortedPartitions(owned.keys.filter((partition) => !assigned.includes(partition)));
    if (revoked.length > 0) {
      tell(run, 'PartitionsRevoked', revoked, generationId);
      member.requestRejoin(run, 'need to revoke partitions and re-join');
    }
  }
  joinSubscription(run, assigned);
  onAssignment(run, assigned);
  if (settings.autoCommits) classic.nextAutoCommitAt = run.env.now + settings.autoCommitInterval;
  assignPartitions(run, assigned);
  tell(run, 'PartitionsAssigned', added, generationId);
}

function matchesSubscription({ subscription }: ClassicRun, assigned: readonly TopicPartition[]): boolean {
  const { pattern, topics } = subscription;
  return assigned.every((partition) =>
    pattern === null ? topics.includes(topicOf(partition)) : matchesPattern(pattern, topicOf(partition)),
  );
}

/** With a pattern, the leader may know topics that this member does not yet (maybeUpdateJoinedSubscription). */
function joinSubscription(run: ClassicRun, assigned: readonly TopicPartition[]): void {
  if (run.subscription.type !== 'AUTO_PATTERN') return;
  const joined = run.classic.joinedSubscription ?? [];
  const added = assigned.map(topicOf).filter((topic) => !joined.includes(topic));
  if (added.length === 0) return;
  run.subscription = { ...run.subscription, topics: sortedTopics([...run.subscription.topics, ...added]) };
  run.classic.joinedSubscription = sortedTopics([...joined, ...added]);
  retainTopics(run);
}

// ---- leaving ----------------------------------------------------------------------------------------------------------

export function onLeavePrepare(run: ClassicRun): void {
  const dropped = sortedPartitions(run.partitions.keys);
  if (!hasAutoAssignedPartitions(run) || dropped.length === 0) return;
  const { generationId, memberId } = run.classic.generation;
  const isLost = generationId === -1 || memberId === '' || member.isRebalancing(run);
  tell(run, isLost ? 'PartitionsLost' : 'PartitionsRevoked', dropped, generationId);
  assignPartitions(run, []);
}
