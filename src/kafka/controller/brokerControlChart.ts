/** The state chart of a broker in the eyes of the active controller (org.apache.kafka.controller.BrokerControlState). */

export type BrokerControlState = 'FENCED' | 'UNFENCED' | 'CONTROLLED_SHUTDOWN' | 'SHUTDOWN_NOW';

export interface BrokerControlTransition {
  readonly from: BrokerControlState;
  readonly to: BrokerControlState;
  readonly when: string;
}

export const BROKER_CONTROL_STATES: readonly BrokerControlState[] = [
  'FENCED',
  'UNFENCED',
  'CONTROLLED_SHUTDOWN',
  'SHUTDOWN_NOW',
];

/** SHUTDOWN_NOW is an answer: the controller keeps such a broker as fenced. */
export const BROKER_CONTROL_CHART: readonly BrokerControlTransition[] = [
  { from: 'FENCED', to: 'UNFENCED', when: 'its metadata has reached its own registration record' },
  { from: 'FENCED', to: 'SHUTDOWN_NOW', when: 'it wants to shut down' },
  { from: 'UNFENCED', to: 'FENCED', when: 'its session timed out, it wants to be fenced, or it registered again' },
  { from: 'UNFENCED', to: 'CONTROLLED_SHUTDOWN', when: 'it wants to shut down and leads partitions' },
  { from: 'UNFENCED', to: 'SHUTDOWN_NOW', when: 'it wants to shut down and leads nothing' },
  { from: 'CONTROLLED_SHUTDOWN', to: 'SHUTDOWN_NOW', when: 'it leads nothing and every active broker has seen that' },
  { from: 'CONTROLLED_SHUTDOWN', to: 'FENCED', when: 'its session timed out, or it registered again' },
];
