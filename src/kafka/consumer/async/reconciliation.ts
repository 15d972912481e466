/**
 * A member takes on what the coordinator wants it to have: commits, gives up what it is to lose, takes what is new, and
 * says so with the next heartbeat (AbstractMembershipManager.maybeReconcile, revokeAndAssign).
 *
 * Where something is given up, or positions are committed by themselves, it begins only with a poll: the application may
 * just be returning records of what it is about to lose.
 */
import { isSameList } from '../../../base/lists.ts';
import { get } from '../../../base/table.ts';
import { requestUpdateNow } from '../../client/metadata.ts';
import { compareTopicPartitions, type TopicPartition, topicOf } from '../../topicPartition.ts';
import * as commits from './commitRequestManager.ts';
import { isNone, type LocalAssignment, sameAssignment, topicsOfPartitions, without } from './localAssignment.ts';
import { callBack, transitionTo } from './membershipManager.ts';
import { type AsyncRun, changeMembership, tellApplication } from './run.ts';
import type { Reconciliation } from './state.ts';
import * as subscriptions from './subscriptions.ts';

export function maybeReconcile(run: AsyncRun, canCommit: boolean): void {
  const { state, currentAssignment, targetAssignment, reconciliation } = run.async.membership;
  if (state !== 'RECONCILING' || sameAssignment(currentAssignment, targetAssignment) || reconciliation !== null) return;
  const resolved = resolvableTarget(run);
  if (!isNone(currentAssignment) && isSameList(resolved.partitions, currentAssignment.partitions)) {
    // All that is new is of topics nothing is known of yet.
    changeMembership(run, { currentAssignment: resolved });
    transitionTo(run, 'ACKNOWLEDGING');
    return;
  }
  const owned = [...subscriptions.assignedPartitions(run)].sort(compareTopicPartitions);
  const added = without(resolved.partitions, owned);
  const revoked = without(owned, resolved.partitions);
  if (!canCommit && (run.settings.autoCommits || revoked.length > 0)) return;
  changeMembership(run, { reconciliation: { stage: 'committing', resolved, revoked, added, hasRejoined: false } });
  // From here nothing of them is fetched or handed out: a position must not get ahead of what is committed below.
  subscriptions.markPendingRevocation(run, revoked);
  commits.maybeAutoCommitBeforeRebalance(run);
  maybeGoOn(run);
}

/** Once the commit is through, or has failed for good: either way it goes on. */
export function maybeGoOn(run: AsyncRun): void {
  const { reconciliation } = run.async.membership;
  if (reconciliation?.stage !== 'committing' || run.async.commits.isCommittingBeforeRebalance) return;
  changeMembership(run, { reconciliation: { ...reconciliation, stage: 'in callbacks' } });
  revokeAndAssign(run);
}

/** The part of the target whose topics are known; for the rest metadata is asked for. */
function resolvableTarget(run: AsyncRun): LocalAssignment {
  const { targetAssignment, topicsKnown } = run.async.membership;
  const { topics } = run.client.metadata;
  const known = new Set(topicsKnown);
  for (const topic of topicsOfPartitions(targetAssignment.partitions)) {
    if (get(topics, topic) !== undefined) known.add(topic);
  }
  if (known.size > topicsKnown.length) changeMembership(run, { topicsKnown: [...known] });
  const partitions = targetAssignment.partitions.filter((partition) => known.has(topicOf(partition)));
  if (partitions.length === targetAssignment.partitions.length) return targetAssignment;
  run.client.metadata = requestUpdateNow(run.client.metadata);
  return { localEpoch: targetAssignment.localEpoch, partitions };
}

function revokeAndAssign(run: AsyncRun): void {
  const reconciliation = ongoing(run);
  if (reconciliation === null) return;
  const assigned = subscriptions.assignedPartitions(run);
  const revoked = reconciliation.revoked.filter((partition) => assigned.includes(partition));
  subscriptions.markPendingRevocation(run, revoked);
  callBack(run, 'onPartitionsRevoked', revoked, 'reconciliation revoked', afterRevocation);
}

export function afterRevocation(run: AsyncRun): void {
  const reconciliation = ongoing(run);
  if (reconciliation === null) return;
  const { resolved, added } = reconciliation;
  tellApplication(run, { type: 'PARTITIONS_ASSIGNED', assigned: resolved.partitions, added });
  const topics = topicsOfPartitions(resolved.partitions);
  const { topicsKnown } = run.async.membership;
  changeMembership(run, { topicsKnown: topicsKnown.filter((topic) => topics.includes(topic)) });
}

/** The application has applied it, in poll(). Only now is it held. */
export function applyAssignment(run: AsyncRun, assigned: readonly TopicPartition[]): void {
  subscriptions.assignFromSubscribed(run, assigned);
}

/** And its callback has run. */
export function afterAssignment(run: AsyncRun): void {
  const reconciliation = ongoing(run);
  if (reconciliation === null) return;
  changeMembership(run, { currentAssignment: reconciliation.resolved });
  commits.resetAutoCommitTimer(run);
  transitionTo(run, 'ACKNOWLEDGING');
  changeMembership(run, { reconciliation: null });
}

/** A callback threw: nothing is acknowledged, and the next round tries again. */
export function afterFailure(run: AsyncRun): void {
  changeMembership(run, { reconciliation: null });
}

/** Unless it has become pointless meanwhile (maybeAbortReconciliation). */
function ongoing(run: AsyncRun): Reconciliation | null {
  const { state, reconciliation } = run.async.membership;
  if (reconciliation === null) return null;
  if (state === 'RECONCILING' && !reconciliation.hasRejoined) return reconciliation;
  changeMembership(run, { reconciliation: null });
  return null;
}
