/**
 * The three clocks of a member: when its next heartbeat is due, when it has heard nothing of its coordinator for too long,
 * and when its application has not polled for too long (org.apache.kafka.clients.consumer.internals.Heartbeat).
 */
import type { Micros } from '../../../base/time.ts';
import { exponentialBackoff } from '../../client/exponentialBackoff.ts';
import type { ClassicRun } from './state.ts';

export interface Heartbeat {
  /** The heartbeat thread: not started, waiting to be enabled, at work, or ended by an error it leaves to the next poll(). */
  readonly thread: 'none' | 'disabled' | 'enabled' | 'failed';
  readonly failure: string | null;
  readonly dueAt: Micros;
  readonly sessionExpiresAt: Micros;
  readonly pollExpiresAt: Micros;
  /** Failed since the last that was answered. */
  readonly failedAttempts: number;
  /** Without a coordinator, the thread looks for one again then; null: it has not begun to. */
  readonly lookAgainAt: Micros | null;
  /** When its timer is set to go off; null: it is not set. */
  readonly timerAt: Micros | null;
}

export const NO_HEARTBEAT: Heartbeat = {
  thread: 'none',
  failure: null,
  dueAt: 0,
  sessionExpiresAt: 0,
  pollExpiresAt: 0,
  failedAttempts: 0,
  lookAgainAt: null,
  timerAt: null,
};

function change(run: ClassicRun, next: Partial<Heartbeat>): void {
  run.classic.heartbeat = { ...run.classic.heartbeat, ...next };
}

export function startThread(run: ClassicRun): void {
  if (run.classic.heartbeat.thread === 'none') change(run, { thread: 'disabled', failure: null });
}

export function stopThread(run: ClassicRun): void {
  change(run, { thread: 'none' });
}

export function disable(run: ClassicRun): void {
  change(run, { thread: 'disabled' });
}

/** HeartbeatThread.enable: all three clocks start over. */
export function enable(run: ClassicRun): void {
  const { settings, env } = run;
  if (run.classic.heartbeat.thread === 'none') return;
  change(run, {
    thread: 'enabled',
    dueAt: env.now + settings.heartbeatInterval,
    sessionExpiresAt: env.now + settings.sessionTimeout,
    pollExpiresAt: env.now + settings.maxPollInterval,
    lookAgainAt: null,
  });
}

export function failThread(run: ClassicRun, failure: string): void {
  change(run, { thread: 'failed', failure });
}

/** The application is in poll(). */
export function polled(run: ClassicRun): void {
  const pollExpiresAt = run.env.now + run.settings.maxPollInterval;
  if (run.classic.heartbeat.pollExpiresAt !== pollExpiresAt) change(run, { pollExpiresAt });
}

export function sentHeartbeat(run: ClassicRun): void {
  change(run, { dueAt: run.env.now + run.settings.heartbeatInterval });
}

export function receivedHeartbeat(run: ClassicRun): void {
  change(run, { failedAttempts: 0, sessionExpiresAt: run.env.now + run.settings.sessionTimeout });
}

export function failedHeartbeat(run: ClassicRun): void {
  const { settings, env } = run;
  const { failedAttempts } = run.classic.heartbeat;
  const occasion = `heartbeat ${env.now}`;
  const wait = exponentialBackoff(settings.retryBackoff, settings.retryBackoffMax, failedAttempts, env, occasion);
  change(run, { dueAt: env.now + wait, failedAttempts: failedAttempts + 1 });
}

export function resetSessionTimeout(run: ClassicRun): void {
  change(run, { sessionExpiresAt: run.env.now + run.settings.sessionTimeout });
}

export function lookAgainAt(run: ClassicRun, at: Micros | null): void {
  if (run.classic.heartbeat.lookAgainAt !== at) change(run, { lookAgainAt: at });
}

export function timerSet(run: ClassicRun, timerAt: Micros | null): void {
  change(run, { timerAt });
}
