/**
 * Finding the coordinator of the group and staying in touch with it, on a connection of its own
 * (AbstractCoordinator.ensureCoordinatorReady, lookupCoordinator, markCoordinatorUnknown; ConsumerNetworkClient for what
 * waits to be sent).
 */
import { get } from '../../../base/table.ts';
import { connectionKey, nextCorrelationId } from '../../client/clientState.ts';
import { isUnavailable } from '../../client/connectionStates.ts';
import { exponentialBackoff } from '../../client/exponentialBackoff.ts';
import { leastLoadedNode } from '../../client/leastLoadedNode.ts';
import { requestUpdate } from '../../client/metadata.ts';
import { addressName } from '../../client/names.ts';
import { closeConnection, ensureReady, handleDisconnected, send } from '../../client/networkClient.ts';
import type { FindCoordinatorResponse, GroupRequest } from '../../messages.ts';
import { POLL_TIMEOUT } from '../application.ts';
import { wakeBy } from '../state.ts';
import { lostRequest } from './answers.ts';
import { resetSessionTimeout } from './heartbeat.ts';
import { DISCONNECTED, failureOf } from './memberState.ts';
import type { ClassicRun, Failure } from './state.ts';

/** Kafka gives the coordinator a node id of its own, so that nothing waits behind a fetch. */
const LANE = 'coordinator';

const NO_BROKERS: Failure = { error: 'KafkaException', message: 'no broker to ask is available', retriable: true };

// ---- sending ----------------------------------------------------------------------------------------------------------

/** To the coordinator, as soon as there is a connection. */
export function sendToCoordinator(run: ClassicRun, request: GroupRequest, timeout: number | null = null): void {
  enqueue(run, connectionKey(run.classic.coordinator!.host, LANE), request, timeout);
}

function enqueue(run: ClassicRun, key: string, request: GroupRequest, timeout: number | null): void {
  run.classic.unsent = [...run.classic.unsent, { key, request, timeout }];
  trySend(run);
}

/** ConsumerNetworkClient.trySend and checkDisconnects. */
export function trySend(run: ClassicRun): void {
  const { classic } = run;
  if (classic.unsent.length === 0) return;
  const waiting = classic.unsent;
  classic.unsent = [];
  const left: (typeof waiting)[number][] = [];
  for (const unsent of waiting) {
    const { key, request, timeout } = unsent;
    if (isUnavailable(get(run.client.connections, key), run.env.now)) lostRequest(run, request);
    else if (ensureReady(run, key)) send(run, key, request, timeout);
    else left.push(unsent);
  }
  if (left.length > 0) classic.unsent = [...left, ...classic.unsent];
}

// ---- who it is --------------------------------------------------------------------------------------------------------

/** checkAndGetCoordinator: one that cannot be reached is none. */
export function coordinatorUnknown(run: ClassicRun): boolean {
  const { coordinator } = run.classic;
  if (coordinator === null) return true;
  const connection = get(run.client.connections, connectionKey(coordinator.host, LANE));
  if (!isUnavailable(connection, run.env.now)) return false;
  markCoordinatorUnknown(run, true);
  return true;
}

/** `isDisconnected`: else its connection is closed, and what is on its way there fails. */
export function markCoordinatorUnknown(run: ClassicRun, isDisconnected: boolean): void {
  const { coordinator } = run.classic;
  if (coordinator === null) return;
  run.classic.coordinator = null;
  if (isDisconnected) return;
  const key = connectionKey(coordinator.host, LANE);
  closeConnection(run, key);
  const unsent = run.classic.unsent.filter((one) => one.key === key);
  run.classic.unsent = run.classic.unsent.filter((one) => one.key !== key);
  const inFlight = handleDisconnected(run, key, 'the coordinator is looked for again');
  for (const { request } of [...inFlight, ...unsent]) lostRequest(run, request);
}

/** False: not yet. It may throw. */
export function ensureCoordinatorReady(run: ClassicRun): boolean {
  const { classic, env } = run;
  while (coordinatorUnknown(run)) {
    if (env.now < classic.findAfter) {
      wakeBy(run, classic.findAfter);
      return false;
    }
    if (classic.finding === null && isWaitingForMetadata(run)) return false;
    lookupCoordinator(run);
    // Spelled out anew: sending may have failed at once.
    const finding = run.classic.finding as typeof classic.finding;
    if (finding === null || finding.type === 'waiting') return false;
    classic.finding = null;
    if (finding.type === 'failed') {
      if (!finding.failure.retriable) {
        run.thrown = `${finding.failure.error}: ${finding.failure.message}`;
        return false;
      }
      backOff(run);
      run.client.metadata = requestUpdate(run.client.metadata);
      classic.findAfterMetadata = run.client.metadata.updateVersion;
    } else if (coordinatorUnknown(run)) backOff(run);
  }
  classic.findAttempts = 0;
  return true;
}

/** After a failure newer metadata is waited for, as long as a poll() waits. */
function isWaitingForMetadata(run: ClassicRun): boolean {
  const { classic, client, env } = run;
  if (classic.findAfterMetadata !== client.metadata.updateVersion) return false;
  const until = classic.findAfter + POLL_TIMEOUT;
  if (env.now >= until) return false;
  wakeBy(run, until);
  return true;
}

function backOff({ classic, settings, env }: ClassicRun): void {
  const { retryBackoff, retryBackoffMax } = settings;
  const occasion = `find coordinator ${env.now}`;
  classic.findAfter = env.now + exponentialBackoff(retryBackoff, retryBackoffMax, classic.findAttempts, env, occasion);
  classic.findAttempts += 1;
}

export function lookupCoordinator(run: ClassicRun): void {
  const { classic } = run;
  if (classic.finding !== null) return;
  const { host } = leastLoadedNode(run);
  if (host === undefined) {
    classic.finding = { type: 'failed', failure: NO_BROKERS };
    return;
  }
  classic.finding = { type: 'waiting' };
  const correlationId = nextCorrelationId(run);
  const coordinatorKeys = [classic.groupId];
  enqueue(run, host, { type: 'FindCoordinatorRequest', keyType: 0, coordinatorKeys, correlationId }, null);
}

export function handleFindCoordinator(run: ClassicRun, { coordinators }: FindCoordinatorResponse): void {
  const { classic } = run;
  const [found] = coordinators;
  if (found === undefined) return;
  if (found.errorCode !== 'NONE') {
    const words = found.errorMessage === null ? undefined : found.errorMessage;
    if (classic.finding !== null) classic.finding = { type: 'failed', failure: failureOf(found.errorCode, words) };
    return;
  }
  const { nodeId } = found;
  const host = addressName(found.host, found.port);
  classic.coordinator = { nodeId, host };
  if (classic.finding !== null) classic.finding = { type: 'done' };
  resetSessionTimeout(run);
  // Kafka connects at once.
  ensureReady(run, connectionKey(host, LANE));
  run.out.fact({ type: 'CoordinatorDiscovered', client: run.client.clientId, group: classic.groupId, broker: nodeId });
}

export function findingFailed({ classic }: ClassicRun): void {
  if (classic.finding !== null) classic.finding = { type: 'failed', failure: DISCONNECTED };
}
