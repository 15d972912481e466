/**
 * Whether a request that is sent again and again may be sent now: one at a time, and not before its backoff has passed
 * (org.apache.kafka.clients.consumer.internals.RequestState, TimedRequestState).
 */
import type { Micros } from '../../../base/time.ts';
import { exponentialBackoff } from '../../client/exponentialBackoff.ts';
import type { ClientSettings } from '../../client/settings.ts';
import type { KafkaEnv } from '../../kinds.ts';

export interface RequestState {
  readonly isInFlight: boolean;
  /** Of the last answer or failure; null: the backoff does not count. */
  readonly lastReceivedAt: Micros | null;
  /** Failed since the last success. */
  readonly attempts: number;
  readonly backoff: Micros;
}

export const NEW_REQUEST: RequestState = { isInFlight: false, lastReceivedAt: null, attempts: 0, backoff: 0 };

export function remainingBackoff({ lastReceivedAt, backoff }: RequestState, now: Micros): Micros {
  return lastReceivedAt === null ? 0 : Math.max(0, backoff - (now - lastReceivedAt));
}

export function canSendRequest(state: RequestState, now: Micros): boolean {
  return !state.isInFlight && remainingBackoff(state, now) === 0;
}

export function onSendAttempt({ lastReceivedAt, attempts, backoff }: RequestState): RequestState {
  return { isInFlight: true, lastReceivedAt, attempts, backoff };
}

/** Forgets the failures and the backoff: the next one may go at once. */
export function resetRequest(): RequestState {
  return NEW_REQUEST;
}

/** What the backoff is drawn from. `owner` names the draw. */
export interface Backoffs {
  readonly settings: ClientSettings;
  readonly env: KafkaEnv;
  readonly owner: string;
}

export function onSuccessfulAttempt(of: Backoffs): RequestState {
  return { isInFlight: false, lastReceivedAt: of.env.now, attempts: 0, backoff: backoffOf(of, 0) };
}

export function onFailedAttempt({ attempts }: RequestState, of: Backoffs): RequestState {
  return { isInFlight: false, lastReceivedAt: of.env.now, attempts: attempts + 1, backoff: backoffOf(of, attempts) };
}

function backoffOf({ settings, env, owner }: Backoffs, attempts: number): Micros {
  const { retryBackoff, retryBackoffMax } = settings;
  return exponentialBackoff(retryBackoff, retryBackoffMax, attempts, env, `${owner} backoff ${env.now}`);
}
