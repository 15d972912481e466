/**
 * Brokers join, beat, and fall silent (org.apache.kafka.controller.ClusterControlManager; KIP-631, and KIP-966 for
 * shutdowns that were not clean). *Simplified:* no feature ranges to agree on, no log directory ids to keep apart, no
 * cordoned directories.
 */

import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { millis } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type {
  BrokerHeartbeatRequest,
  BrokerHeartbeatResponse,
  BrokerRegistrationRequest,
  UnregisterBrokerRequest,
} from '../messages.ts';
import type { BrokerRegistration, RegisterBrokerRecord } from '../metadata/brokerRegistration.ts';
import { brokerOf, zkMigrationState } from '../metadata/image.ts';
import { isMigrationEnabled } from '../migration/enabled.ts';
import type { MetadataRecord } from '../records.ts';
import type { BrokerControlState } from './brokerControlChart.ts';
import {
  currentControlState,
  expiredContact,
  forgetContact,
  hasValidSession,
  nextControlState,
  registerHeartbeat,
  removeHeartbeat,
  touch,
  trackContact,
} from './brokerHeartbeatManager.ts';
import { hasLeaderships } from './brokersToIsrs.ts';
import type { Operation } from './controllerResult.ts';
import {
  brokerFenced,
  brokerInControlledShutdown,
  brokerShutdown,
  brokerUnfenced,
  brokerUnregistered,
} from './replicationControl.ts';
import type { BrokerHeartbeatState, ControllerState } from './state.ts';

export function sessionTimeout({ setup }: ControllerState): Micros {
  return millis(setup.config['broker.session.timeout.ms'] as number);
}

// ---- registration ----------------------------------------------------------------------------------------------------

export function registerBroker(
  state: ControllerState,
  request: BrokerRegistrationRequest,
  nextOffset: number,
  now: Micros,
): Operation {
  const { image } = state;
  const existing = brokerOf(image, request.brokerId);
  const error = registrationError(state, request, existing, now);
  if (error !== 'NONE') return registrationFailed(state, request, error);

  const amends = existing !== undefined && existing.incarnationId === request.incarnationId;
  const record: RegisterBrokerRecord = {
    type: 'RegisterBrokerRecord',
    brokerId: request.brokerId,
    incarnationId: request.incarnationId,
    // A new life: the broker epoch is the offset of its registration, higher than any before.
    brokerEpoch: amends ? existing.epoch : nextOffset,
    endPoints: request.listeners,
    rack: request.rack,
    fenced: amends ? existing.fenced : true,
    inControlledShutdown: amends ? existing.inControlledShutdown : false,
    logDirs: request.logDirs,
    ...(request.isMigratingZkBroker === true ? { isMigratingZkBroker: true } : {}),
  };
  // A broker never seen before has no epoch to match, so that it counts as an unclean shutdown, of nothing.
  const clean = existing !== undefined && existing.epoch === request.previousBrokerEpoch;
  const cleanUp = amends ? [] : brokerShutdown(state, request.brokerId, clean);
  return {
    state,
    records: [...cleanUp, record],
    response: {
      type: 'BrokerRegistrationResponse',
      correlationId: request.correlationId,
      errorCode: 'NONE',
      brokerEpoch: record.brokerEpoch,
    },
  };
}

function registrationError(
  state: ControllerState,
  request: BrokerRegistrationRequest,
  existing: BrokerRegistration | undefined,
  now: Micros,
): ErrorName {
  if (request.clusterId !== state.setup.clusterId) return 'INCONSISTENT_CLUSTER_ID';
  // As long as the session lasts, the controller cannot tell a restart from a second process with the same id.
  if (existing !== undefined && existing.incarnationId !== request.incarnationId) {
    if (hasValidSession(state, existing, now, sessionTimeout(state))) return 'DUPLICATE_BROKER_REGISTRATION';
  }
  const isMigrating = request.isMigratingZkBroker === true;
  if (isMigrating && !isMigrationEnabled(state.setup)) return 'BROKER_ID_NOT_REGISTERED';
  if (!isMigrating && zkMigrationState(state.image) === 'PRE_MIGRATION') return 'BROKER_ID_NOT_REGISTERED';
  if (request.logDirs.length === 0) return 'INVALID_REGISTRATION';
  return new Set(request.logDirs).size < request.logDirs.length ? 'INVALID_REGISTRATION' : 'NONE';
}

export function registrationFailed(
  state: ControllerState,
  { correlationId }: BrokerRegistrationRequest,
  errorCode: ErrorName,
): Operation {
  const response = { type: 'BrokerRegistrationResponse', correlationId, errorCode, brokerEpoch: -1 } as const;
  return { state, records: [], response, failed: true };
}

/** For good: a broker that stopped only stays registered, and fenced, until it comes back. */
export function unregisterBroker(
  state: ControllerState,
  { brokerId, correlationId }: UnregisterBrokerRequest,
): Operation {
  const registration = brokerOf(state.image, brokerId);
  if (registration === undefined) {
    const errorMessage = `Broker ID ${brokerId} is not currently registered`;
    const response = { correlationId, errorCode: 'BROKER_ID_NOT_REGISTERED', errorMessage } as const;
    return { state, records: [], response: { type: 'UnregisterBrokerResponse', ...response }, failed: true };
  }
  const response = { type: 'UnregisterBrokerResponse', correlationId, errorCode: 'NONE', errorMessage: null } as const;
  return { state, records: brokerUnregistered(state, registration), response };
}

// ---- heartbeats ------------------------------------------------------------------------------------------------------

export function processBrokerHeartbeat(
  before: ControllerState,
  request: BrokerHeartbeatRequest,
  now: Micros,
): Operation {
  const { brokerId, brokerEpoch, currentMetadataOffset, correlationId } = request;
  // The session is renewed before anything is checked.
  const state = trackContact(before, brokerId, brokerEpoch, now);
  const registration = brokerOf(state.image, brokerId);
  const broker = get(state.heartbeats, `${brokerId}`);
  if (registration === undefined || broker === undefined || registration.epoch !== brokerEpoch) {
    return { state, records: [], response: heartbeatFailed(request, 'STALE_BROKER_EPOCH'), failed: true };
  }
  const next = nextControlState(state.heartbeats, broker, request, registration.registeredAt, () =>
    hasLeaderships(state.image, brokerId),
  );
  const isFenced = next === 'FENCED' || next === 'SHUTDOWN_NOW';
  const records = next === currentControlState(broker) ? [] : recordsFor(state, registration, next);
  const response: BrokerHeartbeatResponse = {
    type: 'BrokerHeartbeatResponse',
    correlationId,
    errorCode: 'NONE',
    isCaughtUp: currentMetadataOffset >= registration.registeredAt,
    isFenced,
    shouldShutDown: next === 'SHUTDOWN_NOW',
  };
  const heartbeats = touch(state.heartbeats, brokerId, isFenced, currentMetadataOffset);
  const operation: Operation = { state: { ...state, heartbeats }, records, response };
  return next === 'CONTROLLED_SHUTDOWN' ? { ...operation, shuttingDown: brokerId } : operation;
}

function recordsFor(
  state: ControllerState,
  broker: BrokerRegistration,
  next: BrokerControlState,
): readonly MetadataRecord[] {
  switch (next) {
    case 'FENCED':
    case 'SHUTDOWN_NOW':
      return brokerFenced(state, broker);
    case 'UNFENCED':
      return brokerUnfenced(state, broker);
    case 'CONTROLLED_SHUTDOWN':
      return brokerInControlledShutdown(state, broker);
  }
}

export function heartbeatFailed(
  { correlationId }: BrokerHeartbeatRequest,
  errorCode: ErrorName,
): BrokerHeartbeatResponse {
  return {
    type: 'BrokerHeartbeatResponse',
    correlationId,
    errorCode,
    isCaughtUp: false,
    isFenced: true,
    shouldShutDown: false,
  };
}

// ---- the fencing pass ------------------------------------------------------------------------------------------------

export interface PeriodicResult {
  readonly state: ControllerState;
  readonly records: readonly MetadataRecord[];
  /** There may be more to do: again in 10 ms. */
  readonly again: boolean;
}

export function maybeFenceOneStaleBroker(before: ControllerState, now: Micros): PeriodicResult {
  const contact = expiredContact(before, now, sessionTimeout(before));
  if (contact === undefined) return { state: before, records: [], again: false };
  const state = forgetContact(before, contact);
  const registration = brokerOf(state.image, contact.brokerId);
  if (registration === undefined) {
    return { state: withoutHeartbeat(state, contact.brokerId), records: [], again: true };
  }
  if (registration.epoch !== contact.brokerEpoch) return { state, records: [], again: true };
  return { state, records: brokerFenced(state, registration), again: true };
}

function withoutHeartbeat(state: ControllerState, brokerId: number): ControllerState {
  return { ...state, heartbeats: removeHeartbeat(state.heartbeats, brokerId) };
}

// ---- replay ----------------------------------------------------------------------------------------------------------

/** The active controller's heartbeats follow the records it writes. `state.image` has the record replayed. */
export function replayHeartbeats(state: ControllerState, record: MetadataRecord): ControllerState {
  switch (record.type) {
    case 'RegisterBrokerRecord': {
      const fresh = removeHeartbeat(state.heartbeats, record.brokerId);
      return { ...state, heartbeats: registerHeartbeat(fresh, record.brokerId, record.fenced) };
    }
    case 'UnregisterBrokerRecord':
      return withoutHeartbeat(state, record.brokerId);
    case 'BrokerRegistrationChangeRecord': {
      const fenced = brokerOf(state.image, record.brokerId)?.fenced ?? true;
      return { ...state, heartbeats: registerHeartbeat(state.heartbeats, record.brokerId, fenced) };
    }
    default:
      return state;
  }
}

/** For views: what the active controller takes the broker for; undefined when it has never registered. */
export function brokerControlState(state: ControllerState, brokerId: number): BrokerControlState | undefined {
  const broker: BrokerHeartbeatState | undefined = get(state.heartbeats, `${brokerId}`);
  return broker === undefined ? undefined : currentControlState(broker);
}
