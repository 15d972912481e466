/** What a consumer is at, in one word: its place in its group first, then what its application's thread does. */
import type { Micros } from '../../base/time.ts';
import type { ConsumerState } from '../../kafka/consumer/state.ts';
import type { ConsumerActivity } from './groupFrame.ts';

type Doing = ConsumerActivity['doing'];

export function activityOf(state: ConsumerState, now: Micros): ConsumerActivity {
  const { thread, threadSince, workers, queue, taken } = state.application;
  if (thread.type === 'closed') return { doing: 'closed', records: 0, since: threadSince };
  if (thread.type === 'closing') return { doing: 'closing', records: 0, since: threadSince };
  const inGroup = membershipOf(state, now);
  // Out of its group, and at work on what it had before: both are told.
  if (thread.type === 'processing') {
    const records = thread.records.length - thread.place;
    return { doing: inGroup === 'kicked' ? 'kicked' : 'processing', records, since: threadSince };
  }
  const inPool = workers.filter((hand) => hand !== null).length + queue.length - taken;
  if (inGroup !== null) return { doing: inGroup, records: inPool, since: sinceOf(state, threadSince) };
  return { doing: thread.type, records: inPool, since: threadSince };
}

/** null: a member that has what it is to have, or none of any group. */
function membershipOf({ subscription, classic, async }: ConsumerState, now: Micros): Doing | null {
  const isMember = subscription.type !== 'NONE' && subscription.type !== 'USER_ASSIGNED';
  if (!isMember) return null;
  if (async !== null) {
    switch (async.membership.state) {
      case 'JOINING':
        return 'joining';
      case 'RECONCILING':
      case 'ACKNOWLEDGING':
        return 'reconciling';
      case 'FENCED':
      case 'STALE':
      case 'FATAL':
        return 'kicked';
      default:
        return null;
    }
  }
  if (classic === null) return null;
  switch (classic.memberState) {
    case 'PREPARING_REBALANCE':
      return 'joining';
    case 'COMPLETING_REBALANCE':
      return 'syncing';
    case 'UNJOINED':
      if (classic.generation.memberId === '' && classic.heartbeat.thread === 'none') return 'starting';
      return classic.heartbeat.pollExpiresAt <= now ? 'kicked' : 'joining';
    case 'STABLE':
      return null;
  }
}

function sinceOf({ classic }: ConsumerState, threadSince: Micros): Micros {
  return classic === null ? threadSince : classic.memberStateSince;
}

/** The member id it has now; empty: none. */
export function memberIdOf({ classic, async }: ConsumerState): string {
  return async?.membership.memberId ?? classic?.generation.memberId ?? '';
}
