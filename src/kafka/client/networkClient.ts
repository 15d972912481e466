/**
 * A client's network side at work: requests out, answers in, connections that break or are given up
 * (org.apache.kafka.clients.NetworkClient).
 *
 * *Simplified:* connections are not closed for being idle.
 */
import { get } from '../../base/table.ts';
import type { Arrived } from '../kinds.ts';
import type { KafkaRequest, MetadataResponse } from '../messages.ts';
import type { ClientRun } from './clientState.ts';
import * as state from './clientState.ts';
import type { InFlightRequest, NodeConnection } from './connectionStates.ts';
import * as connections from './connectionStates.ts';
import { leastLoadedNode } from './leastLoadedNode.ts';
import { requestUpdate } from './metadata.ts';
import { askForMetadata, failMetadataUpdate, handleMetadataResponse, startOver } from './metadataUpdater.ts';

const NONE: readonly InFlightRequest[] = [];

// ---- sending ------------------------------------------------------------------------------------------------------------

/** May a request be sent to it now? If it is not connected, and may be, a connection is begun. */
export function ensureReady(run: ClientRun, host: string): boolean {
  const connection = get(run.client.connections, host);
  if (state.canSend(run.client, connection) && !state.isUpdateDue(run)) return true;
  if (connections.canConnect(connection, run.env.now)) state.initiateConnect(run, host);
  return false;
}

export function send(run: ClientRun, host: string, request: KafkaRequest): void {
  state.dispatch(run, host, request, null);
}

export function closeConnection(run: ClientRun, host: string): void {
  run.out.close(host, 'client');
}

// ---- hearing ------------------------------------------------------------------------------------------------------------

/** The request an answer belongs to, if its owner sent it; what the network client asked for itself it handles here. */
export function handleArrived(run: ClientRun, event: Arrived): InFlightRequest | undefined {
  const connection = get(run.client.connections, event.from);
  const { correlationId } = event.message;
  const request = connection === undefined ? undefined : requestOf(connection, correlationId);
  if (connection === undefined || request === undefined) return undefined;
  const rest = connections.withoutInFlight(connection, correlationId);
  state.setConnection(run, request.internal === 'handshake' ? connections.ready(rest) : rest);
  if (request.internal === null) return request;
  if (request.internal === 'metadata') handleMetadataResponse(run, event.message as MetadataResponse);
  return undefined;
}

function requestOf({ inFlight }: NodeConnection, correlationId: number): InFlightRequest | undefined {
  for (const request of inFlight) if (request.correlationId === correlationId) return request;
  return undefined;
}

/** The connection is gone, or is given up for silence. Answers what was in flight on it, oldest first. */
export function handleDisconnected(run: ClientRun, host: string, reason: string): readonly InFlightRequest[] {
  const connection = get(run.client.connections, host);
  if (connection === undefined || connection.state === 'DISCONNECTED') return NONE;
  const { env, out } = run;
  if (connection.state === 'READY' || connection.failedAttempts === 0) {
    const words = connection.state === 'READY' ? reason : 'connection could not be established';
    out.fact({ type: 'ClientDisconnected', client: run.client.clientId, broker: host, reason: words });
  }
  state.setConnection(run, connections.disconnected(connection, run.client.settings, env));
  const { inFlight } = connection;
  if (inFlight.some(({ internal }) => internal === 'metadata')) failMetadataUpdate(run);
  if (state.isUpdateDue(run)) failMetadataUpdate(run);
  run.client.metadata = requestUpdate(run.client.metadata);
  return inFlight.filter(({ internal }) => internal === null);
}

export interface TimedOut {
  readonly host: string;
  readonly requests: readonly InFlightRequest[];
}

/** request.timeout.ms: a node that leaves one request unanswered for so long is disconnected. */
export function handleTimedOutRequests(run: ClientRun): readonly TimedOut[] {
  const timedOut: TimedOut[] = [];
  for (const { host, inFlight } of run.client.connections.values) {
    const oldest = inFlight[0];
    if (oldest === undefined || run.env.now < oldest.sentAt + run.client.settings.requestTimeout) continue;
    closeConnection(run, host);
    timedOut.push({ host, requests: handleDisconnected(run, host, 'request timed out') });
  }
  return timedOut;
}

// ---- metadata -----------------------------------------------------------------------------------------------------------

/** Called once after every event: sends a Metadata request when one is due and a broker can be reached. */
export function maybeUpdateMetadata(run: ClientRun): readonly InFlightRequest[] {
  if (!state.isUpdateDue(run)) return NONE;
  const { client, env } = run;
  const { settings, updateWantedSince } = client;
  const given: InFlightRequest[] = [];
  if (updateWantedSince === null) client.updateWantedSince = env.now;
  else if (settings.rebootstraps && env.now - updateWantedSince > settings.rebootstrapTrigger) {
    for (const { host } of client.metadata.brokers) {
      closeConnection(run, host);
      given.push(...handleDisconnected(run, host, 'starting over from bootstrap.servers'));
    }
    startOver(run);
  }
  let least = leastLoadedNode(run);
  if (settings.rebootstraps && least.host === undefined && !least.isAnyReady && !client.metadata.isBootstrap) {
    startOver(run);
    least = leastLoadedNode(run);
  }
  if (least.host !== undefined) askForMetadata(run, least.host);
  return given;
}
