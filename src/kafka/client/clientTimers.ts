/**
 * When a client's network side has to be woken: for the oldest request in flight, and for metadata. What Kafka's clients
 * pass to Selector.poll as a timeout.
 */
import type { Draft } from '../../base/draft.ts';
import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { type ClientRun, type ClientTimerType, isAnyConnecting, type NetworkClient } from './clientState.ts';
import { canConnectAt, isUnavailable, timesOutAt } from './connectionStates.ts';
import { nextUpdateAt } from './metadata.ts';

/** Sets the network client's timers to where they belong after an event. Last in every handler. */
export function armClientTimers(run: ClientRun): void {
  const { client } = run;
  arm(run, 'request-timeout', oldestRequestAt(client));
  arm(run, 'metadata', metadataWakeAt(run));
}

function oldestRequestAt({ connections: { values }, settings }: NetworkClient): Micros | null {
  let earliest: Micros | null = null;
  for (const { inFlight, route } of values) {
    if (route.failsAt !== null && (earliest === null || route.failsAt < earliest)) earliest = route.failsAt;
    for (const sent of inFlight) {
      const at = timesOutAt(sent, settings);
      if (earliest === null || at < earliest) earliest = at;
    }
  }
  return earliest;
}

function metadataWakeAt(run: ClientRun): Micros | null {
  const { client, env } = run;
  if (client.updateInProgress !== null) return null;
  const at = nextUpdateAt(client.metadata, client.settings, env);
  if (at > env.now) return at;
  // Due, and nobody could be asked: a connection that is being made wakes us, a backoff that ends needs the timer.
  if (isAnyConnecting(client)) return null;
  let earliest: Micros | null = null;
  for (const { host } of client.metadata.brokers) {
    const connection = get(client.connections, host);
    if (connection?.state !== 'DISCONNECTED') continue;
    const connectAt = canConnectAt(connection);
    if (connectAt > env.now && (earliest === null || connectAt < earliest)) earliest = connectAt;
  }
  return earliest;
}

function arm(run: ClientRun, type: ClientTimerType, at: Micros | null): void {
  const { client, env, out } = run;
  if (client.timers[type] === at) return;
  if (at === null) out.cancelTimer(type);
  else out.setTimer(type, Math.max(0, at - env.now), { part: client.part, type });
  setTimerTime(client, type, at);
}

/** A timer that went off is not set any more. */
export function timerFired(run: ClientRun, type: ClientTimerType): void {
  setTimerTime(run.client, type, null);
}

function setTimerTime(client: Draft<NetworkClient>, type: ClientTimerType, at: Micros | null): void {
  client.timers =
    type === 'metadata'
      ? { 'request-timeout': client.timers['request-timeout'], metadata: at }
      : { 'request-timeout': at, metadata: client.timers.metadata };
}

/** When a wanted connection may be tried again; null while there is nothing to wait for. */
export function reconnectAt(client: NetworkClient, host: string, now: Micros): Micros | null {
  const connection = get(client.connections, host);
  if (connection === undefined || !isUnavailable(connection, now)) return null;
  return canConnectAt(connection);
}
