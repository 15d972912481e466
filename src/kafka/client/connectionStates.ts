/**
 * One client's connection to one broker: its state, its requests in flight, and when it may be tried again
 * (org.apache.kafka.clients.ClusterConnectionStates, InFlightRequests).
 *
 * *Simplified:* a broker is known by its address, so a bootstrap connection goes on being used once its broker id is
 * known; no authentication; no throttling.
 */
import type { Micros } from '../../base/time.ts';
import type { KafkaEnv } from '../kinds.ts';
import type { KafkaRequest } from '../messages.ts';
import { exponentialBackoff } from './exponentialBackoff.ts';
import { established, lost, type Route } from './route.ts';
import type { ClientSettings } from './settings.ts';

export type ConnectionState = 'DISCONNECTED' | 'CONNECTING' | 'READY';

export interface InFlightRequest {
  readonly correlationId: number;
  readonly request: KafkaRequest;
  readonly sentAt: Micros;
  /** What the network client sent for itself; null: what its owner sent. */
  readonly internal: 'handshake' | 'metadata' | null;
  /** null: request.timeout.ms. */
  readonly timeout: Micros | null;
}

export interface NodeConnection {
  /** Its host, with its lane where that is not the usual one. */
  readonly host: string;
  readonly state: ConnectionState;
  readonly lastConnectAttemptAt: Micros;
  /** Since the connection was last ready. */
  readonly failedAttempts: number;
  readonly reconnectBackoff: Micros;
  readonly route: Route;
  /** Oldest first. */
  readonly inFlight: readonly InFlightRequest[];
}

const NONE_IN_FLIGHT: readonly InFlightRequest[] = [];

/** No connection yet is like one whose backoff has passed. */
export function canConnect(connection: NodeConnection | undefined, now: Micros): boolean {
  return connection === undefined || (connection.state === 'DISCONNECTED' && now >= canConnectAt(connection));
}

export function canConnectAt(connection: NodeConnection): Micros {
  return connection.lastConnectAttemptAt + connection.reconnectBackoff;
}

/** In its backoff: asking it for anything is in vain (ConsumerNetworkClient.isUnavailable). */
export function isUnavailable(connection: NodeConnection | undefined, now: Micros): boolean {
  return connection !== undefined && connection.state === 'DISCONNECTED' && now < canConnectAt(connection);
}

export function connecting(
  connection: NodeConnection | undefined,
  host: string,
  route: Route,
  now: Micros,
): NodeConnection {
  return {
    host,
    state: 'CONNECTING',
    lastConnectAttemptAt: now,
    failedAttempts: connection?.failedAttempts ?? 0,
    reconnectBackoff: connection?.reconnectBackoff ?? 0,
    route,
    inFlight: NONE_IN_FLIGHT,
  };
}

export function ready(connection: NodeConnection): NodeConnection {
  return {
    host: connection.host,
    state: 'READY',
    lastConnectAttemptAt: connection.lastConnectAttemptAt,
    failedAttempts: 0,
    reconnectBackoff: connection.reconnectBackoff,
    route: established(connection.route),
    inFlight: connection.inFlight,
  };
}

export function disconnected(connection: NodeConnection, settings: ClientSettings, env: KafkaEnv): NodeConnection {
  const { host, failedAttempts } = connection;
  return {
    host,
    state: 'DISCONNECTED',
    lastConnectAttemptAt: env.now,
    failedAttempts: failedAttempts + 1,
    reconnectBackoff: exponentialBackoff(
      settings.reconnectBackoff,
      settings.reconnectBackoffMax,
      failedAttempts,
      env,
      `reconnect backoff ${host} ${env.now}`,
    ),
    route: lost(connection.route, connection.state === 'READY'),
    inFlight: NONE_IN_FLIGHT,
  };
}

export function withInFlight(connection: NodeConnection, request: InFlightRequest): NodeConnection {
  return withRequests(connection, [...connection.inFlight, request]);
}

export function withoutInFlight(connection: NodeConnection, correlationId: number): NodeConnection {
  const rest: InFlightRequest[] = [];
  for (const request of connection.inFlight) if (request.correlationId !== correlationId) rest.push(request);
  return withRequests(connection, rest);
}

function withRequests(connection: NodeConnection, inFlight: readonly InFlightRequest[]): NodeConnection {
  return {
    host: connection.host,
    state: connection.state,
    lastConnectAttemptAt: connection.lastConnectAttemptAt,
    failedAttempts: connection.failedAttempts,
    reconnectBackoff: connection.reconnectBackoff,
    route: connection.route,
    inFlight,
  };
}

export function timesOutAt({ sentAt, timeout }: InFlightRequest, { requestTimeout }: ClientSettings): Micros {
  return sentAt + (timeout ?? requestTimeout);
}
