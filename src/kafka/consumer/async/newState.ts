/** A consumer of the new protocol as its constructor leaves it. */
import { emptyTable } from '../../../base/table.ts';
import type { Micros } from '../../../base/time.ts';
import type { ConsumerSettings } from '../settings.ts';
import { NO_ASSIGNMENT } from './localAssignment.ts';
import { NEW_REQUEST } from './requestState.ts';
import { type AsyncState, type Commits, type Membership, NOTHING_SENT } from './state.ts';

export function newAsyncState(memberId: string, now: Micros, settings: ConsumerSettings): AsyncState {
  return {
    applicationEvents: [],
    backgroundEvents: [],
    lastId: 0,
    inflightPoll: null,
    polling: null,
    isWoken: false,
    pendingAsyncCommit: null,
    pendingSyncCommit: null,
    closing: null,
    coordinator: { request: NEW_REQUEST, node: null, isClosing: false, fatalError: null },
    membership: newMembership(memberId),
    heartbeat: {
      request: NEW_REQUEST,
      interval: 0,
      nextAt: now,
      pollDeadline: now + settings.maxPollInterval,
      sent: NOTHING_SENT,
    },
    commits: newCommits(now, settings),
    positions: { pendingFetch: null, waiting: [], deadline: 0, cachedError: null },
    areFetchesWanted: false,
    fetchesInFlight: 0,
    unsent: [],
    inFlight: emptyTable(),
    completed: [],
    patternVersion: 0,
    wakeAt: null,
  };
}

function newMembership(memberId: string): Membership {
  return {
    memberId,
    memberEpoch: 0,
    state: 'UNSUBSCRIBED',
    currentAssignment: NO_ASSIGNMENT,
    targetAssignment: NO_ASSIGNMENT,
    topicsKnown: [],
    reconciliation: null,
    lastEpoch: -1,
    leaveInProgress: null,
    staleRelease: 'none',
    isSubscriptionUpdated: false,
    isPollTimerExpired: false,
    leaveOperation: 'DEFAULT',
  };
}

function newCommits(now: Micros, { autoCommits, autoCommitInterval }: ConsumerSettings): Commits {
  return {
    memberId: '',
    memberEpoch: null,
    lastEpochSent: null,
    isClosing: false,
    autoCommit: autoCommits ? { nextAt: now + autoCommitInterval, isInFlight: false } : null,
    isCommittingBeforeRebalance: false,
    unsentCommits: [],
    unsentFetches: [],
    inflightFetches: [],
    found: [],
  };
}
