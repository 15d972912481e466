/**
 * What the controller among the brokers keeps (kafka.controller.KafkaController). Every broker with ZooKeeper has one; the
 * active one is the broker that has made /controller.
 */
import { emptyTable, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { Config } from '../kinds.ts';
import type { ControllerToBrokerRequest } from '../messages.ts';
import { type ControllerContext, EMPTY_CONTEXT, type LiveBroker } from './contextState.ts';
import type { ControllerEvent } from './controllerEvent.ts';

/** ControllerEventManager.QueuedEvent */
export interface QueuedEvent {
  readonly event: ControllerEvent;
  readonly enqueuedAt: Micros;
}

/** What belongs to the controller's thread alone: it changes with the event that is being processed. */
export interface ControllerOwned {
  /** -1: none, as far as this broker knows. */
  readonly activeControllerId: number;
  readonly context: ControllerContext;
  /** Topics whose znode is watched (partitionModificationsHandlers). */
  readonly partitionModificationsHandlers: Table<true>;
  /** Brokers whose znode is watched. */
  readonly brokerModificationsHandlers: readonly number[];
}

/** The event that the thread is at. It is run from its start again with each answer of ZooKeeper: see work.ts. */
export interface RunningEvent extends QueuedEvent {
  readonly startedAt: Micros;
  /** As all was when the event began. */
  readonly base: ControllerOwned;
  readonly config: Config;
  /** How far its effects have taken place. */
  readonly waitsDone: number;
  readonly effectsDone: number;
}

/** ControllerChannelManager.ControllerBrokerStateInfo: the thread that sends to one broker, one request at a time. */
export interface BrokerChannel {
  readonly broker: LiveBroker;
  readonly queue: readonly QueueItem[];
  /** Sent, and not answered yet; or to be sent when the pause is over. */
  readonly inFlight: QueueItem | null;
  /** The connection was lost, or never came to be: it pauses (100 ms) before it tries again. */
  readonly backingOff: boolean;
}

export interface QueueItem {
  /** Its correlationId is set when it is sent. */
  readonly request: ControllerToBrokerRequest;
  readonly enqueuedAt: Micros;
}

export interface KafkaControllerState {
  readonly owned: ControllerOwned;
  readonly queue: readonly QueuedEvent[];
  readonly running: RunningEvent | null;
  /** By broker id. */
  readonly channels: Table<BrokerChannel>;
  readonly nextCorrelationId: number;
  /** eventManager.close(): nothing is processed any more. */
  readonly closed: boolean;
}

export const NEW_KAFKA_CONTROLLER: KafkaControllerState = {
  owned: {
    activeControllerId: -1,
    context: EMPTY_CONTEXT,
    partitionModificationsHandlers: emptyTable(),
    brokerModificationsHandlers: [],
  },
  queue: [],
  running: null,
  channels: emptyTable(),
  nextCorrelationId: 0,
  closed: false,
};

export type KafkaControllerTimer = { readonly part: 'kafka-controller' } & (
  | { readonly type: 'auto-leader-rebalance-task' }
  | { readonly type: 'send-thread'; readonly brokerId: number }
  | { readonly type: 'request-timeout'; readonly brokerId: number; readonly correlationId: number }
);
