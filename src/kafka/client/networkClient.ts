/**
 * A client's network side: connections to brokers, requests in flight on them, and the metadata it keeps fresh by
 * itself (org.apache.kafka.clients.NetworkClient and its DefaultMetadataUpdater).
 *
 * A connection counts as ready once the broker has answered on it. Kafka sends ApiVersions for that.
 * *Simplified:* the handshake is a Metadata request that names no topic and whose answer is not looked at; connections
 * are not closed for being idle; answers are matched by correlation id, since a broker here may answer out of order.
 */
import { emptyTable, get, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { Arrived, Config, KafkaEnv, KafkaOut } from '../kinds.ts';
import type { KafkaRequest, MetadataRequest, MetadataResponse } from '../messages.ts';
import type { InFlightRequest, NodeConnection } from './connectionStates.ts';
import * as connections from './connectionStates.ts';
import type { Metadata, RequestInProgress } from './metadata.ts';
import * as metadata from './metadata.ts';
import { type ClientSettings, clientSettings } from './settings.ts';

/** What the network client needs to be woken for; its owner's timers carry these types. */
export type ClientTimerType = 'request-timeout' | 'metadata';

export interface NetworkClient {
  readonly clientId: string;
  readonly part: 'producer' | 'consumer' | 'admin';
  readonly settings: ClientSettings;
  readonly bootstrap: readonly string[];
  /** By host. */
  readonly connections: Table<NodeConnection>;
  readonly lastCorrelationId: number;
  readonly metadata: Metadata;
  readonly updateInProgress: RequestInProgress | null;
  /** Since when metadata has been wanted and not had. */
  readonly updateWantedSince: Micros | null;
  readonly allowAutoTopicCreation: boolean;
  /** When each timer is set to go off; null: it is not set. */
  readonly timers: Readonly<Record<ClientTimerType, Micros | null>>;
}

/** One event being handled: the client as it stands so far, and what the engine offers. */
export interface ClientRun {
  client: NetworkClient;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
}

/** A request without its number, which the network client gives. */
export type Unnumbered<R> = R extends KafkaRequest ? Omit<R, 'correlationId'> : never;

export function bootNetworkClient(
  part: NetworkClient['part'],
  setup: { readonly clientId: string; readonly bootstrap: readonly string[]; readonly config: Config },
): NetworkClient {
  return {
    clientId: setup.clientId,
    part,
    settings: clientSettings(setup.config),
    bootstrap: setup.bootstrap,
    connections: emptyTable(),
    lastCorrelationId: 0,
    metadata: metadata.bootstrapMetadata(setup.bootstrap),
    updateInProgress: null,
    updateWantedSince: null,
    allowAutoTopicCreation: setup.config['allow.auto.create.topics'] !== false,
    timers: { 'request-timeout': null, metadata: null },
  };
}

// ---- sending ------------------------------------------------------------------------------------------------------------

/** May a request be sent to it now? If it is not connected, and may be, a connection is begun. */
export function ensureReady(run: ClientRun, host: string): boolean {
  const connection = get(run.client.connections, host);
  if (canSend(run.client, connection) && !isUpdateDue(run)) return true;
  if (connections.canConnect(connection, run.env.now)) initiateConnect(run, host);
  return false;
}

export function send(run: ClientRun, host: string, request: Unnumbered<KafkaRequest>): number {
  return dispatch(run, host, request, null);
}

function canSend({ settings }: NetworkClient, connection: NodeConnection | undefined): boolean {
  return (
    connection !== undefined &&
    connection.state === 'READY' &&
    connection.inFlight.length < settings.maxInFlightPerConnection
  );
}

function initiateConnect(run: ClientRun, host: string): void {
  setConnection(run, connections.connecting(get(run.client.connections, host), host, run.env.now));
  dispatch(run, host, metadataRequest([], false), 'handshake');
}

function dispatch(
  run: ClientRun,
  host: string,
  unnumbered: Unnumbered<KafkaRequest>,
  internal: InFlightRequest['internal'],
): number {
  const correlationId = run.client.lastCorrelationId + 1;
  const request = { ...unnumbered, correlationId } as KafkaRequest;
  run.client = { ...run.client, lastCorrelationId: correlationId };
  const connection = get(run.client.connections, host);
  if (connection !== undefined && expectsAnswer(request)) {
    setConnection(run, connections.withInFlight(connection, { correlationId, request, sentAt: run.env.now, internal }));
  }
  run.out.send(host, 'client', request);
  return correlationId;
}

/** acks=0 gets no answer. */
function expectsAnswer(request: KafkaRequest): boolean {
  return request.type !== 'ProduceRequest' || request.acks !== 0;
}

function setConnection(run: ClientRun, connection: NodeConnection): void {
  run.client = { ...run.client, connections: set(run.client.connections, connection.host, connection) };
}

export function closeConnection(run: ClientRun, host: string): void {
  run.out.close(host, 'client');
}

// ---- hearing ------------------------------------------------------------------------------------------------------------

/** The request an answer belongs to, if its owner sent it; what the network client asked for itself it handles here. */
export function handleArrived(run: ClientRun, event: Arrived): InFlightRequest | undefined {
  const connection = get(run.client.connections, event.from);
  const { correlationId } = event.message;
  const request = connection?.inFlight.find((candidate) => candidate.correlationId === correlationId);
  if (connection === undefined || request === undefined) return undefined;
  const rest = connections.withoutInFlight(connection, correlationId);
  setConnection(run, request.internal === 'handshake' ? connections.ready(rest) : rest);
  if (request.internal === null) return request;
  if (request.internal === 'metadata') handleMetadataResponse(run, event.message as MetadataResponse);
  return undefined;
}

/** The connection is gone, or is given up for silence. Answers what was in flight on it, oldest first. */
export function handleDisconnected(run: ClientRun, host: string, reason: string): readonly InFlightRequest[] {
  const connection = get(run.client.connections, host);
  if (connection === undefined || connection.state === 'DISCONNECTED') return [];
  const { env, out } = run;
  if (connection.state === 'READY' || connection.failedAttempts === 0) {
    const words = connection.state === 'READY' ? reason : 'connection could not be established';
    out.fact({ type: 'ClientDisconnected', client: run.client.clientId, broker: host, reason: words });
  }
  setConnection(run, connections.disconnected(connection, run.client.settings, env));
  const { inFlight } = connection;
  if (inFlight.some(({ internal }) => internal === 'metadata')) failMetadataUpdate(run);
  if (isUpdateDue(run)) failMetadataUpdate(run);
  run.client = { ...run.client, metadata: metadata.requestUpdate(run.client.metadata) };
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

function isUpdateDue(run: ClientRun): boolean {
  const { client, env } = run;
  return client.updateInProgress === null && metadata.nextUpdateAt(client.metadata, client.settings, env) <= env.now;
}

/** Called once after every event: sends a Metadata request when one is due and a broker can be reached. */
export function maybeUpdateMetadata(run: ClientRun): readonly InFlightRequest[] {
  if (!isUpdateDue(run)) return [];
  const { env } = run;
  const { settings, updateWantedSince } = run.client;
  const given: InFlightRequest[] = [];
  if (updateWantedSince === null) run.client = { ...run.client, updateWantedSince: env.now };
  else if (settings.rebootstraps && env.now - updateWantedSince > settings.rebootstrapTrigger) {
    for (const { host } of run.client.metadata.brokers) {
      closeConnection(run, host);
      given.push(...handleDisconnected(run, host, 'starting over from bootstrap.servers'));
    }
    startOver(run);
  }
  let least = leastLoadedNode(run);
  if (settings.rebootstraps && least.host === undefined && !least.isAnyReady && !run.client.metadata.isBootstrap) {
    startOver(run);
    least = leastLoadedNode(run);
  }
  if (least.host !== undefined) askForMetadata(run, least.host);
  return given;
}

function startOver(run: ClientRun): void {
  const { client, env } = run;
  run.client = {
    ...client,
    metadata: metadata.rebootstrap(client.metadata, client.bootstrap),
    updateWantedSince: env.now,
  };
}

function askForMetadata(run: ClientRun, host: string): void {
  const { client, env } = run;
  const connection = get(client.connections, host);
  if (canSend(client, connection)) {
    const { topics, isPartial } = metadata.nextRequest(client.metadata, client.settings, env.now);
    const { requestVersion } = client.metadata;
    run.client = { ...client, updateInProgress: { requestVersion, isPartial } };
    dispatch(run, host, metadataRequest(topics, client.allowAutoTopicCreation), 'metadata');
  } else if (!isAnyConnecting(client) && connections.canConnect(connection, env.now)) {
    initiateConnect(run, host);
  }
}

function metadataRequest(topics: readonly string[], allowAutoTopicCreation: boolean): Unnumbered<MetadataRequest> {
  return { type: 'MetadataRequest', topics, allowAutoTopicCreation };
}

function isAnyConnecting(client: NetworkClient): boolean {
  return client.metadata.brokers.some(({ host }) => get(client.connections, host)?.state === 'CONNECTING');
}

function handleMetadataResponse(run: ClientRun, response: MetadataResponse): void {
  const request = run.client.updateInProgress;
  if (request === null) return;
  if (response.brokers.length === 0) {
    failMetadataUpdate(run);
    return;
  }
  const before = run.client.metadata;
  const after = metadata.update(before, request, response, run.env.now);
  run.client = { ...run.client, metadata: after, updateInProgress: null, updateWantedSince: null };
  tellChangedLeaders(run, before);
}

function failMetadataUpdate(run: ClientRun): void {
  const { client, env } = run;
  run.client = { ...client, metadata: metadata.failedUpdate(client.metadata, env.now), updateInProgress: null };
}

export function tellChangedLeaders(run: ClientRun, before: Metadata): void {
  const leaders = metadata.changedLeaders(before, run.client.metadata);
  if (leaders !== undefined) run.out.fact({ type: 'MetadataUpdated', client: run.client.clientId, leaders });
}

/**
 * The broker to ask when any will do: a ready one with the fewest requests in flight, else one being connected to, else
 * the one not tried for longest (NetworkClient.leastLoadedNode).
 */
export function leastLoadedNode(run: ClientRun): { readonly host: string | undefined; readonly isAnyReady: boolean } {
  const { client, env } = run;
  const { brokers } = client.metadata;
  const offset = env.draw(`least loaded node ${env.self} ${client.lastCorrelationId} ${env.now}`, brokers.length);
  let isAnyReady = false;
  let readyHost: string | undefined;
  let fewest = Number.MAX_SAFE_INTEGER;
  let connecting: string | undefined;
  let connectable: string | undefined;
  let oldestAttempt = Number.MAX_SAFE_INTEGER;
  for (let place = 0; place < brokers.length; place++) {
    const { host } = brokers[(offset + place) % brokers.length]!;
    const connection = get(client.connections, host);
    isAnyReady ||= connection?.state === 'READY';
    if (canSend(client, connection)) {
      const inFlight = connection!.inFlight.length;
      if (inFlight < fewest) {
        fewest = inFlight;
        readyHost = host;
      }
    } else if (connection?.state === 'CONNECTING') {
      connecting = host;
    } else if (connections.canConnect(connection, env.now)) {
      const attemptedAt = connection?.lastConnectAttemptAt ?? -1;
      if (attemptedAt < oldestAttempt) {
        oldestAttempt = attemptedAt;
        connectable = host;
      }
    }
  }
  return { host: readyHost ?? connecting ?? connectable, isAnyReady };
}

// ---- waking up ----------------------------------------------------------------------------------------------------------

/** Sets the network client's timers to where they belong after an event. Last in every handler. */
export function armClientTimers(run: ClientRun): void {
  const { client } = run;
  arm(run, 'request-timeout', oldestRequestAt(client));
  arm(run, 'metadata', metadataWakeAt(run));
}

function oldestRequestAt({ connections: { values }, settings }: NetworkClient): Micros | null {
  let earliest: Micros | null = null;
  for (const { inFlight } of values) {
    const sentAt = inFlight[0]?.sentAt;
    if (sentAt !== undefined && (earliest === null || sentAt < earliest)) earliest = sentAt;
  }
  return earliest === null ? null : earliest + settings.requestTimeout;
}

function metadataWakeAt(run: ClientRun): Micros | null {
  const { client, env } = run;
  if (client.updateInProgress !== null) return null;
  const at = metadata.nextUpdateAt(client.metadata, client.settings, env);
  if (at > env.now) return at;
  // Due, and nobody could be asked: a connection that is being made wakes us, a backoff that ends needs the timer.
  if (isAnyConnecting(client)) return null;
  let earliest: Micros | null = null;
  for (const { host } of client.metadata.brokers) {
    const connection = get(client.connections, host);
    if (connection?.state !== 'DISCONNECTED') continue;
    const connectAt = connections.canConnectAt(connection);
    if (connectAt > env.now && (earliest === null || connectAt < earliest)) earliest = connectAt;
  }
  return earliest;
}

function arm(run: ClientRun, type: ClientTimerType, at: Micros | null): void {
  const { client, env, out } = run;
  if (client.timers[type] === at) return;
  if (at === null) out.cancelTimer(type);
  else out.setTimer(type, Math.max(0, at - env.now), { part: client.part, type });
  run.client = { ...client, timers: { ...client.timers, [type]: at } };
}

/** A timer that went off is not set any more. */
export function timerFired(run: ClientRun, type: ClientTimerType): void {
  run.client = { ...run.client, timers: { ...run.client.timers, [type]: null } };
}

/** When a wanted connection may be tried again; null while there is nothing to wait for. */
export function reconnectAt(client: NetworkClient, host: string, now: Micros): Micros | null {
  const connection = get(client.connections, host);
  if (connection === undefined || !connections.isUnavailable(connection, now)) return null;
  return connections.canConnectAt(connection);
}
