/** One event being handled by a consumer of the new protocol, and how its parts are changed. */
import type { ConsumerRun } from '../state.ts';
import type { AsyncState, Commits, CoordinatorLookup, EventFailure, HeartbeatRequests, Membership } from './state.ts';

export interface AsyncRun extends ConsumerRun {
  async: AsyncState;
}

// They change a few times in a second at most: spreads are good enough here.

export function changeAsync(run: AsyncRun, change: Partial<AsyncState>): void {
  run.async = { ...run.async, ...change };
}

export function changeMembership(run: AsyncRun, change: Partial<Membership>): void {
  changeAsync(run, { membership: { ...run.async.membership, ...change } });
}

export function changeHeartbeat(run: AsyncRun, change: Partial<HeartbeatRequests>): void {
  changeAsync(run, { heartbeat: { ...run.async.heartbeat, ...change } });
}

export function changeCommits(run: AsyncRun, change: Partial<Commits>): void {
  changeAsync(run, { commits: { ...run.async.commits, ...change } });
}

export function changeCoordinator(run: AsyncRun, change: Partial<CoordinatorLookup>): void {
  changeAsync(run, { coordinator: { ...run.async.coordinator, ...change } });
}

/** A number that nothing else of this consumer has. */
export function nextId(run: AsyncRun): number {
  const id = run.async.lastId + 1;
  changeAsync(run, { lastId: id });
  return id;
}

/** BackgroundEventHandler.add */
export function tellApplication(run: AsyncRun, event: AsyncState['backgroundEvents'][number]): void {
  changeAsync(run, { backgroundEvents: [...run.async.backgroundEvents, event] });
}

/** ApplicationEventHandler.add */
export function tellBackground(run: AsyncRun, event: AsyncState['applicationEvents'][number]): void {
  changeAsync(run, { applicationEvents: [...run.async.applicationEvents, event] });
}

/** CompletableFuture.complete, completeExceptionally */
export function completeEvent(run: AsyncRun, id: number, failure: EventFailure | null): void {
  changeAsync(run, { completed: [...run.async.completed, { id, failure }] });
}
