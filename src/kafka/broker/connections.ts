/**
 * Connections that others opened. One request of each is handled at a time: a channel is muted from the moment its
 * request is taken until the answer is sent, and what arrives meanwhile waits in order.
 *
 * Kafka: kafka.network.SocketServer (Processor: mute, unmute).
 * *Simplified:* no request handler pool: a request is handled in no time, and so waits only for its own connection.
 */
import { remembered } from '../../base/remembered.ts';
import { get, remove, set } from '../../base/table.ts';
import type { KafkaRequest, KafkaResponse } from '../messages.ts';
import type { ClientConnection, Parked } from './state.ts';
import { setConnections, type Work } from './work.ts';

const IDLE: ClientConnection = { from: '', parked: null, queue: [] };

export function connectionOf(work: Work, connection: number): ClientConnection | undefined {
  return get(work.state.connections, connection);
}

export function isMuted(work: Work, connection: number): boolean {
  return (connectionOf(work, connection) ?? IDLE).parked !== null;
}

function setConnection(work: Work, connection: number, state: ClientConnection): void {
  setConnections(work, set(work.state.connections, connection, state));
}

/** Whose it is; noted with its first request. */
export function open(work: Work, connection: number, from: string): void {
  if (connectionOf(work, connection) === undefined) setConnection(work, connection, { ...IDLE, from });
}

export function park(work: Work, connection: number, parked: Parked): void {
  const { from, queue } = connectionOf(work, connection) ?? IDLE;
  setConnection(work, connection, { from, parked, queue });
}

export function enqueue(work: Work, connection: number, request: KafkaRequest): void {
  const known = connectionOf(work, connection) ?? IDLE;
  setConnection(work, connection, { from: known.from, parked: known.parked, queue: [...known.queue, request] });
}

/** Answers the parked request of a connection and lets it go on. */
export function release(work: Work, connection: number, response: KafkaResponse): void {
  work.out.reply(connection, response);
  const known = connectionOf(work, connection);
  if (known === undefined) return;
  setConnection(work, connection, { from: known.from, parked: null, queue: known.queue });
  if (known.queue.length > 0) work.released.push(connection);
}

/** What has arrived before the broker was ready is read now. */
export function startProcessing(work: Work): void {
  const { keys, values } = work.state.connections;
  keys.forEach((connection, place) => {
    if (values[place]!.queue.length > 0) work.released.push(Number(connection));
  });
}

export function dequeue(work: Work, connection: number): KafkaRequest | undefined {
  const known = connectionOf(work, connection);
  if (known === undefined || known.parked !== null) return undefined;
  const [first, ...queue] = known.queue;
  if (first !== undefined) setConnection(work, connection, { from: known.from, parked: null, queue });
  return first;
}

/** The other side is gone, or is sent away: nobody waits for an answer any more. */
export function forget(work: Work, connection: number): void {
  if (connectionOf(work, connection)?.parked != null) work.out.cancelTimer(delayedOperationTimer(connection));
  setConnections(work, remove(work.state.connections, connection));
}

export function close(work: Work, connection: number): void {
  work.out.closeConnection(connection);
  forget(work, connection);
}

export const delayedOperationTimer = remembered((connection: number) => `broker/delayed-operation ${connection}`);
