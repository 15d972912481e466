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
import type { Config, KafkaEnv, KafkaOut } from '../kinds.ts';
import type { KafkaRequest, MetadataRequest } from '../messages.ts';
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
  readonly client: Draft<NetworkClient>;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
}

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

export function draftOfNetworkClient(client: NetworkClient): Draft<NetworkClient> {
  return {
    clientId: client.clientId,
    part: client.part,
    settings: client.settings,
    bootstrap: client.bootstrap,
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

export function initiateConnect(run: ClientRun, host: string): void {
  setConnection(run, connections.connecting(get(run.client.connections, host), host, run.env.now));
  dispatch(run, host, metadataRequest(run, [], false), 'handshake');
}

/** The number of the request that is made next: every request takes one. */
export function nextCorrelationId({ client }: ClientRun): number {
  client.lastCorrelationId += 1;
  return client.lastCorrelationId;
}

export function dispatch(
  run: ClientRun,
  host: string,
  request: KafkaRequest,
  internal: InFlightRequest['internal'],
): void {
  const connection = get(run.client.connections, host);
  if (connection !== undefined && expectsAnswer(request)) {
    const { correlationId } = request;
    setConnection(run, connections.withInFlight(connection, { correlationId, request, sentAt: run.env.now, internal }));
  }
  run.out.send(host, 'client', request);
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
  topics: readonly string[],
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
