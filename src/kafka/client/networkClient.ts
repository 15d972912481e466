/**
 * A client's network side at work: requests out, answers in, connections that break or are given up
 * (org.apache.kafka.clients.NetworkClient).
 *
 * *Simplified:* connections are not closed for being idle.
 */
import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { RequestOutcome } from '../facts/requests.ts';
import type { Arrived } from '../kinds.ts';
import { isZooKeeperMessage, type KafkaRequest, type MetadataResponse } from '../messages.ts';
import { nodeIdText, nodeText } from './bootstrap.ts';
import type { ClientRun } from './clientState.ts';
import * as state from './clientState.ts';
import type { InFlightRequest, NodeConnection } from './connectionStates.ts';
import * as connections from './connectionStates.ts';
import { leastLoadedNode } from './leastLoadedNode.ts';
import { requestUpdate } from './metadata.ts';
import { askForMetadata, failMetadataUpdate, handleMetadataResponse, startOver } from './metadataUpdater.ts';
import { hostAndPort, isNode, REFUSED } from './names.ts';

const NONE: readonly InFlightRequest[] = [];

// ---- sending ------------------------------------------------------------------------------------------------------------

/** May a request be sent to it now? If it is not connected, and may be, a connection is begun. */
export function ensureReady(run: ClientRun, host: string): boolean {
  const connection = get(run.client.connections, host);
  if (state.canSend(run.client, connection) && !state.isUpdateDue(run)) return true;
  if (connections.canConnect(connection, run.env.now)) state.initiateConnect(run, host);
  return false;
}

/** `timeout` in place of request.timeout.ms; null: that. */
export function send(run: ClientRun, host: string, request: KafkaRequest, timeout: Micros | null = null): void {
  state.dispatch(run, host, request, null, timeout);
}

export function closeConnection(run: ClientRun, key: string): void {
  const { node, lane } = state.wireOf(key, get(run.client.connections, key));
  if (isNode(node)) run.out.close(node, lane);
}

// ---- hearing ------------------------------------------------------------------------------------------------------------

/** The request an answer belongs to, if its owner sent it; what the network client asked for itself it handles here. */
export function handleArrived(run: ClientRun, event: Arrived): InFlightRequest | undefined {
  const connection = get(run.client.connections, state.connectionKey(event.from, event.lane));
  if (isZooKeeperMessage(event.message)) return undefined;
  const { correlationId } = event.message;
  const request = connection === undefined ? undefined : requestOf(connection, correlationId);
  if (connection === undefined || request === undefined) return undefined;
  const rest = connections.withoutInFlight(connection, correlationId);
  state.setConnection(run, request.internal === 'handshake' ? connections.ready(rest) : rest);
  tellCompleted(run, event.from, request, 'answered');
  if (request.internal === null) return request;
  if (request.internal === 'metadata') handleMetadataResponse(run, event.message as MetadataResponse);
  return undefined;
}

function requestOf({ inFlight }: NodeConnection, correlationId: number): InFlightRequest | undefined {
  for (const request of inFlight) if (request.correlationId === correlationId) return request;
  return undefined;
}

const TIMED_OUT = 'request timed out';
const SUFFIX = 'Request'.length;

function tellCompleted(
  { client, env, out }: ClientRun,
  broker: string,
  { request: sent, correlationId: request, sentAt }: InFlightRequest,
  outcome: RequestOutcome,
): void {
  const api = sent.type.slice(0, -SUFFIX);
  const latency = env.now - sentAt;
  out.fact({ type: 'RequestCompleted', client: client.clientId, broker, api, request, latency, outcome });
}

/** The connection is gone, or is given up for silence. Answers what was in flight on it, oldest first. */
export function handleDisconnected(run: ClientRun, host: string, reason: string): readonly InFlightRequest[] {
  const connection = get(run.client.connections, host);
  if (connection === undefined || connection.state === 'DISCONNECTED') return NONE;
  const { env, out } = run;
  const { node: broker } = state.wireOf(host, connection);
  const isFirst = connection.state === 'READY' || connection.failedAttempts === 0;
  if (isFirst && isNode(broker)) {
    const words = connection.state === 'READY' ? reason : 'connection could not be established';
    out.fact({ type: 'ClientDisconnected', client: run.client.clientId, broker, reason: words });
  }
  state.setConnection(run, connections.disconnected(connection, run.client.settings, env));
  const { inFlight } = connection;
  const outcome = reason === TIMED_OUT ? 'timed out' : 'disconnected';
  for (const request of inFlight) tellCompleted(run, broker, request, outcome);
  if (inFlight.some(({ internal }) => internal === 'metadata')) failMetadataUpdate(run);
  if (state.isUpdateDue(run)) failMetadataUpdate(run);
  run.client.metadata = requestUpdate(run.client.metadata);
  return inFlight.filter(({ internal }) => internal === null);
}

export interface TimedOut {
  readonly host: string;
  readonly requests: readonly InFlightRequest[];
}

/**
 * request.timeout.ms: a node that leaves one request unanswered for so long is disconnected. And addresses at which
 * nobody listens, or nobody answers.
 */
export function handleTimedOutRequests(run: ClientRun): readonly TimedOut[] {
  const timedOut: TimedOut[] = [];
  for (const connection of run.client.connections.values) {
    const { host, inFlight, route } = connection;
    if (route.failsAt !== null && run.env.now >= route.failsAt) notConnected(run, connection);
    if (!inFlight.some((sent) => run.env.now >= connections.timesOutAt(sent, run.client.settings))) continue;
    closeConnection(run, host);
    timedOut.push({ host, requests: handleDisconnected(run, host, TIMED_OUT) });
  }
  return timedOut;
}

/** The attempt to connect has failed: in the words of NetworkClient's log. */
function notConnected(run: ClientRun, { host: key, route, lastConnectAttemptAt }: NodeConnection): void {
  const { metadata } = run.client;
  const address = state.addressOf(key).host;
  const { host, port } = hostAndPort(address);
  const id = nodeIdText(metadata, address);
  if (route.lastAttempted === REFUSED) {
    const remote = host === 'localhost' ? 'localhost/127.0.0.1' : host;
    const words = `Connection to node ${id} (${remote}:${port}) could not be established.`;
    state.warn(run, `${words} Node may not be available.`);
  } else {
    const ms = Math.floor((run.env.now - lastConnectAttemptAt) / 1000);
    const words = `Disconnecting from node ${id} due to socket connection setup timeout.`;
    state.warn(run, `${words} The timeout value is ${ms} ms.`);
  }
  if (metadata.isBootstrap) state.warn(run, `Bootstrap broker ${nodeText(metadata, address)} disconnected`);
  handleDisconnected(run, key, 'connection could not be established');
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
