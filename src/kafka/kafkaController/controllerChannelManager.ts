/**
 * How the controller reaches the brokers: for each a queue and a thread that sends one request after the other, waits for its
 * answer, and sends again what was lost for as long as the broker is registered (kafka.controller.ControllerChannelManager,
 * RequestSendThread).
 */
import { get, remove, set } from '../../base/table.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { ControllerToBrokerRequest, ControllerToBrokerResponse } from '../messages.ts';
import { topicOf } from '../topicPartition.ts';
import type { LiveBroker } from './contextState.ts';
import { put } from './controllerEventManager.ts';
import type { BrokerChannel, QueueItem } from './state.ts';
import type { ControllerHost } from './work.ts';

/** Of its connections; the same of every controller. */
export const CONTROLLER_LANE = 'controller';

const BACKOFF: Micros = millis(100);

export function addBroker(host: ControllerHost, broker: LiveBroker): void {
  if (channelOf(host, broker.id) !== undefined) return;
  setChannel(host, { broker, queue: [], inFlight: null, backingOff: false });
}

export function removeBroker(host: ControllerHost, id: number): void {
  const channel = channelOf(host, id);
  if (channel === undefined) return;
  host.out.cancelTimer(timerKey('send-thread', id));
  host.out.cancelTimer(timerKey('request-timeout', id));
  host.out.close(nodeOf(channel), CONTROLLER_LANE);
  host.controller = { ...host.controller, channels: remove(host.controller.channels, `${id}`) };
}

export function shutdown(host: ControllerHost): void {
  for (const { broker } of host.controller.channels.values) removeBroker(host, broker.id);
}

/** To a broker that is gone nothing is sent. */
export function send(host: ControllerHost, id: number, request: ControllerToBrokerRequest): void {
  const channel = channelOf(host, id);
  if (channel === undefined) return;
  const item: QueueItem = { request, enqueuedAt: host.env.now };
  pump(host, { ...channel, queue: [...channel.queue, item] });
}

export function responded(host: ControllerHost, from: string, response: ControllerToBrokerResponse): void {
  const channel = channelTo(host, from);
  const request = channel?.inFlight?.request;
  if (channel === undefined || request === undefined || request.correlationId !== response.correlationId) return;
  host.out.cancelTimer(timerKey('request-timeout', channel.broker.id));
  pump(host, { ...channel, inFlight: null });
  heard(host, channel.broker.id, request, response);
}

/** The connection is lost or never was: the same request again, after a pause. */
export function connectionLost(host: ControllerHost, from: string): void {
  const channel = channelTo(host, from);
  if (channel === undefined || channel.inFlight === null || channel.backingOff) return;
  backOff(host, channel);
}

/** request.timeout.ms is over: the connection is given up. */
export function requestTimedOut(host: ControllerHost, id: number, correlationId: number): void {
  const channel = channelOf(host, id);
  if (channel?.inFlight?.request.correlationId !== correlationId) return;
  host.out.close(nodeOf(channel), CONTROLLER_LANE);
  backOff(host, channel);
}

export function backoffIsOver(host: ControllerHost, id: number): void {
  const channel = channelOf(host, id);
  if (channel?.backingOff) transmit(host, { ...channel, backingOff: false });
}

function backOff(host: ControllerHost, channel: BrokerChannel): void {
  const { id: brokerId } = channel.broker;
  host.out.cancelTimer(timerKey('request-timeout', brokerId));
  setChannel(host, { ...channel, backingOff: true });
  const timer = { part: 'kafka-controller', type: 'send-thread', brokerId } as const;
  host.out.setTimer(timerKey('send-thread', brokerId), BACKOFF, timer);
}

function pump(host: ControllerHost, channel: BrokerChannel): void {
  const [first, ...queue] = channel.queue;
  if (channel.inFlight !== null || first === undefined) setChannel(host, channel);
  else transmit(host, { ...channel, queue, inFlight: first });
}

function transmit(host: ControllerHost, channel: BrokerChannel): void {
  const { nextCorrelationId: correlationId } = host.controller;
  const request = { ...channel.inFlight!.request, correlationId };
  host.controller = { ...host.controller, nextCorrelationId: correlationId + 1 };
  setChannel(host, { ...channel, inFlight: { ...channel.inFlight!, request } });
  const { id: brokerId } = channel.broker;
  host.out.send(nodeOf(channel), CONTROLLER_LANE, request);
  const timeout = millis(host.config['request.timeout.ms'] as number);
  const timer = { part: 'kafka-controller', type: 'request-timeout', brokerId, correlationId } as const;
  host.out.setTimer(timerKey('request-timeout', brokerId), timeout, timer);
}

/** The callbacks of ControllerBrokerRequestBatch: they run in the thread that sends, and leave it to the controller's. */
function heard(
  host: ControllerHost,
  brokerId: number,
  request: ControllerToBrokerRequest,
  response: ControllerToBrokerResponse,
): void {
  const { errorCode } = response;
  switch (response.type) {
    case 'LeaderAndIsrResponse':
    case 'UpdateMetadataResponse':
      put(host, { type: `${response.type}Received`, brokerId, errorCode });
      break;
    case 'StopReplicaResponse': {
      if (request.type !== 'StopReplicaRequest') return;
      const deleted = request.partitionStates.filter(({ deletePartition }) => deletePartition);
      const asked = new Set(deleted.map(({ topicPartition }) => topicPartition));
      const { topicsWithDeletionStarted } = host.controller.owned.context;
      const partitionErrors = response.partitionErrors.filter(
        ({ topicPartition }) =>
          asked.has(topicPartition) && topicsWithDeletionStarted.includes(topicOf(topicPartition)),
      );
      if (partitionErrors.length > 0) {
        put(host, {
          type: 'TopicDeletionStopReplicaResponseReceived',
          replicaId: brokerId,
          errorCode,
          partitionErrors,
        });
      }
    }
  }
}

function channelOf({ controller }: ControllerHost, id: number): BrokerChannel | undefined {
  return get(controller.channels, id);
}

function channelTo({ controller }: ControllerHost, node: string): BrokerChannel | undefined {
  return controller.channels.values.find((channel) => nodeOf(channel) === node);
}

function setChannel(host: ControllerHost, channel: BrokerChannel): void {
  const channels = set(host.controller.channels, channel.broker.id, channel);
  host.controller = { ...host.controller, channels };
}

/** Where the broker's first listener is: inter.broker.listener.name. */
function nodeOf({ broker }: BrokerChannel): string {
  return broker.endpoints[0]!.host;
}

function timerKey(what: 'send-thread' | 'request-timeout', id: number): string {
  return `kafka-controller/${what} b${id}`;
}
