/**
 * Who is still heard of. Times are rounded up to the end of a tick, and all sessions of one tick expire together
 * (org.apache.zookeeper.server.SessionTrackerImpl, ExpiryQueue). Only a leader, or a server alone, expires a session.
 */
import { get, has, remove, set, type Table, tableOf } from '../../base/table.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { KeeperCode } from '../messages.ts';
import type { DatabaseSession, TrackedSession } from './state.ts';

export type Tracker = Table<TrackedSession>;

/** ExpiryQueue.roundToNextInterval; the interval is a tick, in milliseconds. */
export function expiryOf(now: Micros, timeout: number, interval: number): Micros {
  const length = millis(interval);
  return (Math.floor((now + millis(timeout)) / length) + 1) * length;
}

/** All sessions of the database, as if each had just been heard of: a new leader knows no better. */
export function trackAll(sessions: Table<DatabaseSession>, now: Micros, tickTime: number): Tracker {
  const tracked = (timeout: number): TrackedSession => ({
    timeout,
    expiresAt: expiryOf(now, timeout, tickTime),
    isClosing: false,
    owner: undefined,
  });
  return tableOf(sessions.keys.map((id, place) => [id, tracked(sessions.values[place]!.timeout)]));
}

export function trackSession(
  tracker: Tracker,
  sessionId: number,
  timeout: number,
  owner: number | undefined,
  now: Micros,
  tickTime: number,
): Tracker {
  const expiresAt = expiryOf(now, timeout, tickTime);
  const known = get(tracker, sessionId);
  if (known !== undefined) return set(tracker, sessionId, { ...known, expiresAt, owner: owner ?? known.owner });
  return set(tracker, sessionId, { timeout, expiresAt, isClosing: false, owner });
}

/** The same tracker where nothing changes; undefined: there is no such session any more. */
export function touchSession(
  tracker: Tracker,
  sessionId: number,
  timeout: number,
  now: Micros,
  tickTime: number,
): Tracker | undefined {
  const session = get(tracker, sessionId);
  if (session === undefined || session.isClosing) return undefined;
  const expiresAt = expiryOf(now, timeout, tickTime);
  return expiresAt === session.expiresAt ? tracker : set(tracker, sessionId, { ...session, expiresAt });
}

export function setOwner(tracker: Tracker, sessionId: number, owner: number): Tracker {
  const session = get(tracker, sessionId);
  if (session === undefined || session.isClosing || session.owner === owner) return tracker;
  return set(tracker, sessionId, { ...session, owner });
}

export function setSessionClosing(tracker: Tracker, sessionId: number): Tracker {
  const session = get(tracker, sessionId);
  return session === undefined ? tracker : set(tracker, sessionId, { ...session, isClosing: true });
}

export function removeSession(tracker: Tracker, sessionId: number): Tracker {
  return has(tracker, sessionId) ? remove(tracker, sessionId) : tracker;
}

/** Why a request of a session is refused, if it is. */
export function checkSession(tracker: Tracker, sessionId: number, owner: number): KeeperCode | undefined {
  const session = get(tracker, sessionId);
  if (session === undefined || session.isClosing) return 'SESSIONEXPIRED';
  return session.owner !== undefined && session.owner !== owner ? 'SESSIONMOVED' : undefined;
}

/** Whose time has run out by now, in the order in which they came. */
export function expiredSessions(tracker: Tracker, now: Micros): readonly number[] {
  const ids: number[] = [];
  tracker.values.forEach((session, place) => {
    if (!session.isClosing && session.expiresAt <= now) ids.push(Number(tracker.keys[place]));
  });
  return ids;
}
