/**
 * The life of a broker as data: what the state-chart view draws, and what a test holds every run against. A process that
 * dies leaves the chart from any state.
 *
 * Kafka: org.apache.kafka.metadata.BrokerState, moved by BrokerLifecycleManager.
 */
import type { LifecycleState } from './state.ts';

export const LIFECYCLE_STATES: readonly LifecycleState[] = [
  'NOT_RUNNING',
  'STARTING',
  'RECOVERY',
  'RUNNING',
  'PENDING_CONTROLLED_SHUTDOWN',
  'SHUTTING_DOWN',
];

export interface LifecycleTransition {
  readonly from: LifecycleState;
  readonly to: LifecycleState;
  /** Names the cause; the views have the words for it. */
  readonly on:
    | 'startup'
    | 'caught-up'
    | 'unfenced'
    | 'stop-requested'
    | 'released-by-controller'
    | 'registration-timeout';
}

export const LIFECYCLE_TRANSITIONS: readonly LifecycleTransition[] = [
  { from: 'NOT_RUNNING', to: 'STARTING', on: 'startup' },
  { from: 'STARTING', to: 'RECOVERY', on: 'caught-up' },
  { from: 'RECOVERY', to: 'RUNNING', on: 'unfenced' },
  { from: 'RUNNING', to: 'PENDING_CONTROLLED_SHUTDOWN', on: 'stop-requested' },
  { from: 'PENDING_CONTROLLED_SHUTDOWN', to: 'SHUTTING_DOWN', on: 'released-by-controller' },
  { from: 'STARTING', to: 'SHUTTING_DOWN', on: 'registration-timeout' },
  { from: 'STARTING', to: 'SHUTTING_DOWN', on: 'stop-requested' },
  { from: 'RECOVERY', to: 'SHUTTING_DOWN', on: 'stop-requested' },
  // controlled.shutdown.enable=false
  { from: 'RUNNING', to: 'SHUTTING_DOWN', on: 'stop-requested' },
];
