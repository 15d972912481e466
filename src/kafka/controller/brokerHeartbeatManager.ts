/**
 * Who is alive, in the eyes of the active controller (org.apache.kafka.controller.BrokerHeartbeatManager and
 * BrokerHeartbeatTracker). Soft state: a new active controller starts from the image, with full sessions for all that
 * are unfenced in it. *Simplified:* sessions that expire together are taken in the order they began, where Kafka takes
 * the order of a hash map.
 */
import { emptyTable, get, remove, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { BrokerHeartbeatRequest } from '../messages.ts';
import type { BrokerRegistration } from '../metadata/brokerRegistration.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { BrokerControlState } from './brokerControlChart.ts';
import type { BrokerContact, BrokerHeartbeatState } from './state.ts';
import type { UsableBroker } from './stripedReplicaPlacer.ts';

export interface BrokerSessions {
  readonly heartbeats: Table<BrokerHeartbeatState>;
  readonly contacts: Table<BrokerContact>;
}

export const NO_SESSIONS: BrokerSessions = { heartbeats: emptyTable(), contacts: emptyTable() };

/** ClusterControlManager.activate. */
export function sessionsOf(image: MetadataImage, now: Micros): BrokerSessions {
  let sessions = NO_SESSIONS;
  for (const { id, epoch, fenced } of image.brokers.values) {
    sessions = { ...sessions, heartbeats: registerHeartbeat(sessions.heartbeats, id, fenced) };
    if (!fenced) sessions = trackContact(sessions, id, epoch, now);
  }
  return sessions;
}

// ---- the tracker -----------------------------------------------------------------------------------------------------

function contactKey(brokerId: number, brokerEpoch: number): string {
  return `${brokerId}@${brokerEpoch}`;
}

export function trackContact<S extends BrokerSessions>(
  sessions: S,
  brokerId: number,
  brokerEpoch: number,
  at: Micros,
): S {
  const contacts = set(sessions.contacts, contactKey(brokerId, brokerEpoch), { brokerId, brokerEpoch, at });
  return { ...sessions, contacts };
}

function isExpired(contact: BrokerContact, now: Micros, timeout: Micros): boolean {
  return now > contact.at && contact.at + timeout < now;
}

export function hasValidSession(
  { contacts }: BrokerSessions,
  { id, epoch }: BrokerRegistration,
  now: Micros,
  timeout: Micros,
): boolean {
  const contact = get(contacts, contactKey(id, epoch));
  return contact !== undefined && !isExpired(contact, now, timeout);
}

/** When the first session of a broker that is not fenced ends; undefined: there is none (nextCheckTimeNs). */
export function nextCheckAt({ contacts, heartbeats }: BrokerSessions, timeout: Micros): Micros | undefined {
  let next: Micros | undefined;
  for (const { brokerId, at } of contacts.values) {
    if (get(heartbeats, `${brokerId}`)?.fenced !== false) continue;
    if (next === undefined || at + timeout < next) next = at + timeout;
  }
  return next;
}

/** One session that ran out. The fencing pass takes them one at a time, so that each sees the effect of the last. */
export function expiredContact({ contacts }: BrokerSessions, now: Micros, timeout: Micros): BrokerContact | undefined {
  return contacts.values.find((contact) => isExpired(contact, now, timeout));
}

export function forgetContact<S extends BrokerSessions>(sessions: S, { brokerId, brokerEpoch }: BrokerContact): S {
  return { ...sessions, contacts: remove(sessions.contacts, contactKey(brokerId, brokerEpoch)) };
}

// ---- the manager -----------------------------------------------------------------------------------------------------

type Heartbeats = Table<BrokerHeartbeatState>;

export function registerHeartbeat(heartbeats: Heartbeats, id: number, fenced: boolean): Heartbeats {
  const known = get(heartbeats, `${id}`);
  // Only a change of fencing keeps the offset the broker reported; anything else waits for its next heartbeat.
  const metadataOffset = known !== undefined && known.fenced !== fenced ? known.metadataOffset : -1;
  return touch(heartbeats, id, fenced, metadataOffset);
}

/** A broker that is fenced leaves its controlled shutdown: its next heartbeat ends it at once. */
export function touch(heartbeats: Heartbeats, id: number, fenced: boolean, metadataOffset: number): Heartbeats {
  const controlledShutdownOffset = fenced ? -1 : (get(heartbeats, `${id}`)?.controlledShutdownOffset ?? -1);
  return set(heartbeats, `${id}`, { id, fenced, metadataOffset, controlledShutdownOffset });
}

export function removeHeartbeat(heartbeats: Heartbeats, id: number): Heartbeats {
  return remove(heartbeats, `${id}`);
}

export function startControlledShutdown(heartbeats: Heartbeats, id: number, offset: number): Heartbeats {
  const known = get(heartbeats, `${id}`);
  if (known === undefined || isShuttingDown(known)) return heartbeats;
  return set(heartbeats, `${id}`, { ...known, controlledShutdownOffset: offset });
}

function isShuttingDown(broker: BrokerHeartbeatState): boolean {
  return broker.controlledShutdownOffset >= 0;
}

/** The slowest broker that is unfenced and stays; none: nothing to wait for. */
export function lowestActiveOffset(heartbeats: Heartbeats): number {
  let lowest = Number.MAX_SAFE_INTEGER;
  for (const broker of heartbeats.values) {
    if (!broker.fenced && !isShuttingDown(broker)) lowest = Math.min(lowest, broker.metadataOffset);
  }
  return lowest;
}

/** Where replicas may be placed: fenced brokers too, those that shut down not. */
export function usableBrokers(heartbeats: Heartbeats, rackOf: (brokerId: number) => string | null): UsableBroker[] {
  return heartbeats.values
    .filter((broker) => !isShuttingDown(broker))
    .map(({ id, fenced }) => ({ id, rack: rackOf(id), fenced }))
    .sort((left, right) => left.id - right.id);
}

export function currentControlState(broker: BrokerHeartbeatState): BrokerControlState {
  if (isShuttingDown(broker)) return 'CONTROLLED_SHUTDOWN';
  return broker.fenced ? 'FENCED' : 'UNFENCED';
}

/** What a heartbeat makes of a broker. */
export function nextControlState(
  heartbeats: Heartbeats,
  broker: BrokerHeartbeatState,
  request: BrokerHeartbeatRequest,
  registeredAt: number,
  hasLeaderships: () => boolean,
): BrokerControlState {
  const current = currentControlState(broker);
  switch (current) {
    case 'FENCED':
      if (request.wantShutDown) return 'SHUTDOWN_NOW';
      return !request.wantFence && request.currentMetadataOffset >= registeredAt ? 'UNFENCED' : 'FENCED';
    case 'UNFENCED':
      if (request.wantFence) return request.wantShutDown ? 'SHUTDOWN_NOW' : 'FENCED';
      if (!request.wantShutDown) return 'UNFENCED';
      return hasLeaderships() ? 'CONTROLLED_SHUTDOWN' : 'SHUTDOWN_NOW';
    case 'CONTROLLED_SHUTDOWN':
      if (hasLeaderships()) return 'CONTROLLED_SHUTDOWN';
      return broker.controlledShutdownOffset <= lowestActiveOffset(heartbeats) ? 'SHUTDOWN_NOW' : 'CONTROLLED_SHUTDOWN';
    default:
      return current;
  }
}
