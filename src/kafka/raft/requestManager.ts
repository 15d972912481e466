/**
 * One request at a time to each voter: sent when the voter is ready, given up after `controller.quorum.request.timeout.ms`,
 * and after a failure not repeated for `controller.quorum.retry.backoff.ms`. An answer that nobody waits for is ignored.
 *
 * Kafka: org.apache.kafka.raft.RequestManager, KafkaNetworkChannel.
 * *Simplified:* after a change of role a new request does not queue behind the forgotten one on the same connection, and
 * the network client's own reconnect backoff (50 to 500 ms) is left out. See deviations/raft.ts for discovery.
 */
import { millis } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { KafkaMessage } from '../messages.ts';
import type { RaftConnection, RaftState } from './state.ts';
import { draftOf, hostOf } from './state.ts';

export const RAFT_LANE = 'raft';

const NONE: readonly RaftConnection[] = [];

export function connectionTo(state: RaftState, id: number): RaftConnection | undefined {
  for (const connection of state.connections) if (connection.id === id) return connection;
  return undefined;
}

export function isReady(state: RaftState, id: number): boolean {
  return connectionTo(state, id) === undefined;
}

export function isBackingOff(state: RaftState, id: number): boolean {
  return connectionTo(state, id)?.state === 'BACKING_OFF';
}

export function hasAnyInflightRequest(state: RaftState): boolean {
  for (const connection of state.connections) if (connection.state === 'AWAITING_RESPONSE') return true;
  return false;
}

export function isResponseExpected(state: RaftState, id: number, correlationId: number): boolean {
  const connection = connectionTo(state, id);
  return connection?.state === 'AWAITING_RESPONSE' && connection.correlationId === correlationId;
}

export function maybeSendRequest(
  state: RaftState,
  id: number,
  build: (state: RaftState, correlationId: number) => KafkaMessage,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  if (!isReady(state, id)) return state;
  const correlationId = state.nextCorrelationId;
  const host = hostOf(state, id);
  out.send(host, RAFT_LANE, build(state, correlationId));
  const until = env.now + millis(state.config.requestTimeoutMs);
  const sent: RaftConnection = { id, host, state: 'AWAITING_RESPONSE', correlationId, until };
  const next = draftOf(state);
  next.nextCorrelationId = correlationId + 1;
  next.connections = [...state.connections, sent];
  return next;
}

/** A success makes the voter ready; a failure makes it wait. */
export function onResponseResult(
  state: RaftState,
  id: number,
  correlationId: number,
  success: boolean,
  env: KafkaEnv,
): RaftState {
  if (!isResponseExpected(state, id, correlationId)) return state;
  if (success) return resetConnection(state, id);
  const until = env.now + millis(state.config.retryBackoffMs);
  const connections = state.connections.map(
    (connection): RaftConnection =>
      connection.id === id ? { ...connection, state: 'BACKING_OFF', until } : connection,
  );
  return withConnections(state, connections);
}

export function resetConnection(state: RaftState, id: number): RaftState {
  return withConnections(
    state,
    state.connections.filter((connection) => connection.id !== id),
  );
}

export function resetConnections(state: RaftState): RaftState {
  return state.connections.length === 0 ? state : withConnections(state, NONE);
}

function withConnections(state: RaftState, connections: readonly RaftConnection[]): RaftState {
  const next = draftOf(state);
  next.connections = connections;
  return next;
}

/** The request that is under way to `host` and has this number. */
export function awaitedFrom(state: RaftState, host: string, correlationId: number): RaftConnection | undefined {
  for (const connection of state.connections) {
    if (connection.state !== 'AWAITING_RESPONSE' || connection.host !== host) continue;
    if (connection.correlationId === correlationId) return connection;
  }
  return undefined;
}

/**
 * A voter to ask for the leader: any that is ready, beginning at a random one. None while a request is on its way, so
 * that there is never more than one fetch and no entry is written twice.
 */
export function findReadyBootstrapServer(state: RaftState, env: KafkaEnv): number | undefined {
  if (hasAnyInflightRequest(state)) return undefined;
  const servers = state.bootstrapServers.filter(({ host }) => host !== state.endpoint);
  if (servers.length === 0) return undefined;
  if (!servers.some(({ id }) => isReady(state, id))) return undefined;
  const since = state.bootedAt > 0 ? ` since ${state.bootedAt}` : '';
  const start = env.draw(`bootstrap-server ${env.self}${since} request ${state.nextCorrelationId}`, servers.length);
  for (let i = 0; i < servers.length; i++) {
    const { id } = servers[(start + i) % servers.length]!;
    if (isReady(state, id)) return id;
  }
  return undefined;
}
