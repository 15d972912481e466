/**
 * What the active controller does by itself (org.apache.kafka.controller.PeriodicTaskControlManager, and the tasks that
 * QuorumController registers). A task that left something undone runs again after 10 ms, else after its period.
 * *Simplified:* no delegation tokens to expire, no performance message.
 */
import { type Micros, millis, seconds } from '../../base/time.ts';
import type { KafkaOut } from '../kinds.ts';
import { nextCheckAt } from './brokerHeartbeatManager.ts';
import { maybeFenceOneStaleBroker, type PeriodicResult, sessionTimeout } from './clusterControl.ts';
import { maybeBalancePartitionLeaders, maybeElectUncleanLeaders } from './electLeaders.ts';
import type { ControllerState, PeriodicTaskName } from './state.ts';

const IMMEDIATE_PERIOD: Micros = millis(10);

const TASKS: readonly PeriodicTaskName[] = [
  'electPreferred',
  'electUnclean',
  'maybeFenceStaleBroker',
  'writeNoOpRecord',
];

/** Undefined: the task is switched off. */
function periodOf(state: ControllerState, task: PeriodicTaskName): Micros | undefined {
  const { config } = state.setup;
  switch (task) {
    case 'writeNoOpRecord': {
      const interval = config['metadata.max.idle.interval.ms'] as number;
      return interval > 0 ? millis(interval) : undefined;
    }
    case 'maybeFenceStaleBroker':
      if (!state.setup.version.periodicControl) return undefined;
      return Math.max(millis(1), Math.floor(sessionTimeout(state) / 8));
    case 'electPreferred':
      return config['auto.leader.rebalance.enable'] === true
        ? seconds(config['leader.imbalance.check.interval.seconds'] as number)
        : undefined;
    case 'electUnclean':
      return millis(config['unclean.leader.election.interval.ms'] as number);
  }
}

export function activateTasks(state: ControllerState, out: KafkaOut): void {
  for (const task of TASKS) schedule(task, periodOf(state, task), out);
}

export function deactivateTasks(out: KafkaOut): void {
  for (const task of TASKS) out.cancelTimer(timerKey(task));
}

/** Not done now. */
export function scheduleTask(state: ControllerState, task: PeriodicTaskName, out: KafkaOut): void {
  schedule(task, periodOf(state, task), out);
}

export function runTask(state: ControllerState, task: PeriodicTaskName, now: Micros, out: KafkaOut): PeriodicResult {
  const result = perform(state, task, now);
  if (task === 'maybeFenceStaleBroker' && !state.setup.version.periodicControl) return result;
  schedule(task, result.again ? IMMEDIATE_PERIOD : periodOf(state, task), out);
  return result;
}

/**
 * Before 4.0: after each heartbeat, registration and look, the next look is set to when the next session ends. A session
 * is valid up to and with that instant.
 */
export function rescheduleMaybeFenceStaleBrokers(state: ControllerState, now: Micros, out: KafkaOut): void {
  if (state.setup.version.periodicControl) return;
  const at = nextCheckAt(state, sessionTimeout(state));
  if (at === undefined) out.cancelTimer(timerKey('maybeFenceStaleBroker'));
  else schedule('maybeFenceStaleBroker', Math.max(0, at - now) + 1, out);
}

function perform(state: ControllerState, task: PeriodicTaskName, now: Micros): PeriodicResult {
  switch (task) {
    case 'writeNoOpRecord':
      return { state, records: [{ type: 'NoOpRecord' }], again: false };
    case 'maybeFenceStaleBroker':
      return maybeFenceOneStaleBroker(state, now);
    case 'electPreferred':
      return maybeBalancePartitionLeaders(state);
    case 'electUnclean':
      return maybeElectUncleanLeaders(state);
  }
}

function schedule(task: PeriodicTaskName, delay: Micros | undefined, out: KafkaOut): void {
  if (delay !== undefined) out.setTimer(timerKey(task), delay, { part: 'controller', task });
}

function timerKey(task: PeriodicTaskName): string {
  return `controller/${task}`;
}
