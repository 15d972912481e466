/**
 * A client's network side as it stands: connections, requests in flight, metadata; and how a request goes out
 * (the fields of org.apache.kafka.clients.NetworkClient; doSend, initiateConnect).
 *
 * A connection counts as ready once the broker has answered on it. Kafka sends ApiVersions for that.
 * *Simplified:* the handshake is a Metadata request that names no topic and whose answer is not looked at.
 */
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
  dispatch(run, host, metadataRequest([], false), 'handshake');
}

export function dispatch(
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

export function setConnection(run: ClientRun, connection: NodeConnection): void {
  run.client = { ...run.client, connections: set(run.client.connections, connection.host, connection) };
}

export function metadataRequest(
  topics: readonly string[],
  allowAutoTopicCreation: boolean,
): Unnumbered<MetadataRequest> {
  return { type: 'MetadataRequest', topics, allowAutoTopicCreation };
}

export function isUpdateDue(run: ClientRun): boolean {
  const { client, env } = run;
  return client.updateInProgress === null && metadata.nextUpdateAt(client.metadata, client.settings, env) <= env.now;
}

export function isAnyConnecting(client: NetworkClient): boolean {
  return client.metadata.brokers.some(({ host }) => get(client.connections, host)?.state === 'CONNECTING');
}
