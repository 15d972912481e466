/**
 * Requests of the managers on their way out: each waits until its broker can be written to, or until
 * request.timeout.ms is over (org.apache.kafka.clients.consumer.internals.NetworkClientDelegate).
 */
import { get, has, remove, set } from '../../../base/table.ts';
import type { Micros } from '../../../base/time.ts';
import { connectionKey, nextCorrelationId } from '../../client/clientState.ts';
import { reconnectAt } from '../../client/clientTimers.ts';
import { leastLoadedNode } from '../../client/leastLoadedNode.ts';
import { ensureReady, send } from '../../client/networkClient.ts';
import type { KafkaRequest } from '../../messages.ts';
import { type AsyncRun, changeAsync } from './run.ts';
import type { Purpose, UnsentRequest } from './state.ts';

const COORDINATOR_LANE = 'coordinator';

/** `host` null: any broker. The group's coordinator has a connection of its own, so that no fetch is in the way. */
export function add(run: AsyncRun, host: string | null, request: KafkaRequest, purpose: Purpose): void {
  const key = host === null ? null : connectionKey(host, COORDINATOR_LANE);
  const expiresAt = run.env.now + run.settings.requestTimeout;
  changeAsync(run, { unsent: [...run.async.unsent, { host: key, request, purpose, expiresAt }] });
}

/** What a request came to that was not sent, or not answered. */
export interface NoAnswer {
  readonly purpose: Purpose;
  readonly disconnected: boolean;
}

/** Sends what can be sent. Answers what cannot any more: its time is over, or its broker cannot be reached. */
export function trySend(run: AsyncRun): readonly NoAnswer[] {
  const { unsent } = run.async;
  if (unsent.length === 0) return [];
  const failed: NoAnswer[] = [];
  const waiting: UnsentRequest[] = [];
  for (const one of unsent) {
    if (run.env.now >= one.expiresAt) failed.push({ purpose: one.purpose, disconnected: false });
    else if (!doSend(run, one)) waiting.push(one);
  }
  const left = waiting.filter((one) => {
    const isLost = one.host !== null && get(run.client.connections, one.host)?.state === 'DISCONNECTED';
    if (isLost) failed.push({ purpose: one.purpose, disconnected: true });
    return !isLost;
  });
  if (left.length < unsent.length) changeAsync(run, { unsent: left });
  return failed;
}

function doSend(run: AsyncRun, { host, request, purpose }: UnsentRequest): boolean {
  const key = host ?? leastLoadedNode(run).host;
  if (key === undefined || !ensureReady(run, key)) return false;
  const correlationId = nextCorrelationId(run);
  changeAsync(run, { inFlight: set(run.async.inFlight, correlationId, purpose) });
  send(run, key, { ...request, correlationId });
  return true;
}

/** Whose request it was that is answered, or lost. */
export function takePurpose(run: AsyncRun, correlationId: number): Purpose | undefined {
  const purpose = get(run.async.inFlight, correlationId);
  if (purpose !== undefined && has(run.async.inFlight, correlationId)) {
    changeAsync(run, { inFlight: remove(run.async.inFlight, `${correlationId}`) });
  }
  return purpose;
}

/** When something that waits here may be tried again, or is given up; null: nothing waits. */
export function nextAttemptAt(run: AsyncRun): Micros | null {
  let earliest: Micros | null = null;
  for (const { host, expiresAt } of run.async.unsent) {
    earliest = Math.min(earliest ?? expiresAt, expiresAt);
    const hosts = host === null ? run.client.metadata.brokers.map((broker) => broker.host) : [host];
    for (const key of hosts) {
      const at = reconnectAt(run.client, key, run.env.now);
      if (at !== null) earliest = Math.min(earliest, at);
    }
  }
  return earliest;
}
