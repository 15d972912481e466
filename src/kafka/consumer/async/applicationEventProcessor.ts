/** What the background thread does with what the application's tells it (events.ApplicationEventProcessor). */

import { unreachable } from '../../../base/assert.ts';
import { isSameList } from '../../../base/lists.ts';
import { matchingTopics, retainTopics } from '../consumerMetadata.ts';
import { sortedTopics } from '../subscription.ts';
import * as commits from './commitRequestManager.ts';
import type { AfterCallback, ApplicationEvent, InflightPoll } from './events.ts';
import * as fetches from './fetchRequestManager.ts';
import * as heartbeat from './heartbeatRequestManager.ts';
import * as membership from './membershipManager.ts';
import * as positions from './offsetsRequestManager.ts';
import * as reconciliation from './reconciliation.ts';
import { type AsyncRun, changeAsync, changeCommits, changeCoordinator } from './run.ts';

export function processEvent(run: AsyncRun, event: ApplicationEvent): void {
  switch (event.type) {
    case 'ASYNC_POLL':
      // First of all: nothing that is about to be given up may be handed out or fetched after this.
      reconciliation.maybeReconcile(run, true);
      markPoll(run, event.id, { isReconciliationChecked: true });
      commits.updateTimerAndMaybeCommit(run);
      maybeUpdatePatternSubscription(run);
      membership.onConsumerPoll(run);
      heartbeat.resetPollTimer(run);
      positions.updateFetchPositions(run, event.id, event.deadline);
      markPoll(run, event.id, { arePositionsValidated: true });
      return;
    case 'CREATE_FETCH_REQUESTS':
      fetches.createFetchRequests(run);
      return;
    case 'COMMIT_ASYNC':
      commits.commitAsync(run, event.id, event.offsets);
      return;
    case 'COMMIT_SYNC':
      commits.commitSync(run, event.id, event.offsets, event.deadline);
      return;
    case 'UNSUBSCRIBE':
      membership.leaveGroup(run, event.id, true);
      return;
    case 'CONSUMER_REBALANCE_LISTENER_CALLBACK_COMPLETED':
      goOnAfter(run, event.after, event.skipped);
      return;
    case 'COMMIT_ON_CLOSE':
      changeCommits(run, { isClosing: true });
      return;
    case 'STOP_FIND_COORDINATOR_ON_CLOSE':
      changeCoordinator(run, { isClosing: true });
      return;
    case 'LEAVE_GROUP_ON_CLOSE':
      membership.leaveGroupOnClose(run, event.id, event.operation);
      return;
    default:
      unreachable(event);
  }
}

export function markPoll(run: AsyncRun, id: number, mark: Partial<InflightPoll>): void {
  const { inflightPoll } = run.async;
  if (inflightPoll?.id === id) changeAsync(run, { inflightPoll: { ...inflightPoll, ...mark } });
}

function goOnAfter(run: AsyncRun, after: AfterCallback, skipped: boolean): void {
  switch (after) {
    case 'reconciliation revoked':
      reconciliation.afterRevocation(run);
      return;
    case 'reconciliation assigned':
      if (skipped) reconciliation.afterFailure(run);
      else reconciliation.afterAssignment(run);
      return;
    case 'fenced':
      membership.afterFenced(run);
      return;
    case 'stale':
      membership.afterStale(run);
      return;
    case 'fatal':
      membership.clearAssignment(run);
      return;
    case 'leaving':
      membership.afterRelease(run);
      return;
    default:
      unreachable(after);
  }
}

/** A java.util.regex.Pattern is held against every new metadata; what matches is the subscription. */
function maybeUpdatePatternSubscription(run: AsyncRun): void {
  const { updateVersion } = run.client.metadata;
  if (run.subscription.type === 'AUTO_PATTERN' && run.async.patternVersion < updateVersion) {
    changeAsync(run, { patternVersion: updateVersion });
    updatePatternSubscription(run);
  }
}

/** Even when nothing matches: the member joins then with an empty subscription. */
export function updatePatternSubscription(run: AsyncRun): void {
  const topics = sortedTopics(matchingTopics(run.client.metadata, run.subscription));
  if (!isSameList(topics, run.subscription.topics)) {
    run.subscription = { ...run.subscription, topics };
    retainTopics(run);
  }
  membership.onSubscriptionUpdated(run);
}
