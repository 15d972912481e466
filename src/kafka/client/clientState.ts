/**
 * A client's network side as it stands: connections, requests in flight, metadata; and how a request goes out
 * (the fields of org.apache.kafka.clients.NetworkClient; doSend, initiateConnect).
 *
 * A connection counts as ready once the broker has answered on it. Kafka sends ApiVersions for that.
 * *Simplified:* the handshake is a Metadata request that names no topic and whose answer is not looked at.
 */
import type { Draft } from '../../base/draft.ts';
import { emptyTable, get, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { KafkaRequest, MetadataRequest } from '../messages.ts';
import { bootstrapAddresses, type ClientSetup, nodeText } from './bootstrap.ts';
import type { InFlightRequest, NodeConnection } from './connectionStates.ts';
import * as connections from './connectionStates.ts';
import type { Metadata, RequestInProgress } from './metadata.ts';
import * as metadata from './metadata.ts';
import { hostAndPort, type Names } from './names.ts';
import { NO_ROUTE, nextAttempt } from './route.ts';
import { type ClientSettings, clientSettings } from './settings.ts';

/** What the network client needs to be woken for; its owner's timers carry these types. */
export type ClientTimerType = 'request-timeout' | 'metadata';

export interface NetworkClient {
  readonly clientId: string;
  readonly part: 'producer' | 'consumer' | 'admin' | 'tool';
  readonly settings: ClientSettings;
  readonly bootstrap: readonly string[];
  /** Where names lead; null: every name is a node's own. */
  readonly names: Names | null;
  /** By host; a connection of its own for a group's coordinator under `connectionKey`. */
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
  readonly client: Draft<NetworkClient>;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
}

export function bootNetworkClient(part: NetworkClient['part'], setup: ClientSetup): NetworkClient {
  const { bootstrap } = bootstrapAddresses(setup);
  return {
    clientId: setup.clientId,
    part,
    settings: clientSettings(setup.config),
    bootstrap,
    names: setup.names ?? null,
    connections: emptyTable(),
    lastCorrelationId: 0,
    metadata: metadata.bootstrapMetadata(bootstrap),
    updateInProgress: null,
    updateWantedSince: null,
    allowAutoTopicCreation: setup.config['allow.auto.create.topics'] !== false,
    timers: { 'request-timeout': null, metadata: null },
  };
}

export function draftOfNetworkClient(client: NetworkClient): Draft<NetworkClient> {
  return {
    clientId: client.clientId,
    part: client.part,
    settings: client.settings,
    bootstrap: client.bootstrap,
    names: client.names,
    connections: client.connections,
    lastCorrelationId: client.lastCorrelationId,
    metadata: client.metadata,
    updateInProgress: client.updateInProgress,
    updateWantedSince: client.updateWantedSince,
    allowAutoTopicCreation: client.allowAutoTopicCreation,
    timers: client.timers,
  };
}

// ---- sending ----------------------------------------------------------------------------------------------------------

export function canSend({ settings }: NetworkClient, connection: NodeConnection | undefined): boolean {
  return (
    connection !== undefined &&
    connection.state === 'READY' &&
    connection.inFlight.length < settings.maxInFlightPerConnection
  );
}

export function initiateConnect(run: ClientRun, key: string): void {
  const { client, env } = run;
  const known = get(client.connections, key);
  const { host } = addressOf(key);
  const route = nextAttempt(known?.route ?? NO_ROUTE, host, client.names, client.settings, env);
  const connection = connections.connecting(known, key, route ?? NO_ROUTE, env.now);
  if (route === undefined) unknownHost(run, connection, host);
  else {
    setConnection(run, connection);
    // Where nobody answers the attempt fails by itself.
    if (route.failsAt === null) dispatch(run, key, metadataRequest(run, [], false), 'handshake');
  }
}

/** As when a connection is lost: the next attempt comes after the backoff. */
function unknownHost(run: ClientRun, connection: NodeConnection, host: string): void {
  const { client, env } = run;
  warn(
    run,
    `Error connecting to node ${nodeText(client.metadata, host)}: java.net.UnknownHostException: ${hostAndPort(host).host}`,
  );
  setConnection(run, connections.disconnected(connection, client.settings, env));
  if (isUpdateDue(run)) client.metadata = metadata.failedUpdate(client.metadata, env.now);
  client.metadata = metadata.requestUpdate(client.metadata);
}

/** A line of the client's log. */
export function warn({ out, client }: ClientRun, message: string): void {
  out.fact({ type: 'ClientWarned', client: client.clientId, message });
}

/** The number of the request that is made next: every request takes one. */
export function nextCorrelationId({ client }: ClientRun): number {
  client.lastCorrelationId += 1;
  return client.lastCorrelationId;
}

/** `timeout`: not request.timeout.ms but so long; null: the usual. */
export function dispatch(
  run: ClientRun,
  key: string,
  request: KafkaRequest,
  internal: InFlightRequest['internal'],
  timeout: Micros | null = null,
): void {
  const connection = get(run.client.connections, key);
  if (connection !== undefined && expectsAnswer(request)) {
    const { correlationId } = request;
    const sent = { correlationId, request, sentAt: run.env.now, internal, timeout };
    setConnection(run, connections.withInFlight(connection, sent));
  }
  const { node, lane } = wireOf(key, connection);
  run.out.send(node, lane, request);
}

/** The machine at the other end, and the lane there: with the name it is known by, where that is not its own. */
export function wireOf(
  key: string,
  connection: NodeConnection | undefined,
): { readonly node: string; readonly lane: string } {
  const { host, lane } = addressOf(key);
  const node = connection?.route.lastAttempted ?? host;
  return { node, lane: node === host ? lane : `${lane}${NAMED}${host}` };
}

/** The lane of nearly all that clients send. */
const USUAL: string = 'client';
const SEPARATOR = ' ';
const NAMED = '@';

/** Under what a connection is known: its broker's host, and its lane where that is not the usual one. */
export function connectionKey(from: string, wireLane: string): string {
  const named = wireLane.indexOf(NAMED);
  const host = named === -1 ? from : wireLane.slice(named + 1);
  const lane = named === -1 ? wireLane : wireLane.slice(0, named);
  return lane === USUAL ? host : `${host}${SEPARATOR}${lane}`;
}

export function addressOf(key: string): { readonly host: string; readonly lane: string } {
  const place = key.indexOf(SEPARATOR);
  return place === -1 ? { host: key, lane: USUAL } : { host: key.slice(0, place), lane: key.slice(place + 1) };
}

/** acks=0 gets no answer. */
function expectsAnswer(request: KafkaRequest): boolean {
  return request.type !== 'ProduceRequest' || request.acks !== 0;
}

export function setConnection(run: ClientRun, connection: NodeConnection): void {
  run.client.connections = set(run.client.connections, connection.host, connection);
}

export function metadataRequest(
  run: ClientRun,
  topics: readonly string[] | null,
  allowAutoTopicCreation: boolean,
): MetadataRequest {
  return { type: 'MetadataRequest', topics, allowAutoTopicCreation, correlationId: nextCorrelationId(run) };
}

export function isUpdateDue(run: ClientRun): boolean {
  const { client, env } = run;
  return client.updateInProgress === null && metadata.nextUpdateAt(client.metadata, client.settings, env) <= env.now;
}

export function isAnyConnecting(client: NetworkClient): boolean {
  for (const { host } of client.metadata.brokers) {
    if (get(client.connections, host)?.state === 'CONNECTING') return true;
  }
  return false;
}
