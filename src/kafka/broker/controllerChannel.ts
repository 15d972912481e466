/**
 * A broker's way to the active controller: requests in a queue, one in flight, sent again to whoever is the controller
 * when an answer is NOT_CONTROLLER or the connection is lost. A request that has waited too long is given up.
 *
 * Kafka: org.apache.kafka.server.{NodeToControllerChannelManagerImpl,NodeToControllerRequestThread}.
 */
import { type Micros, millis } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { Voter } from '../kinds.ts';
import type { KafkaResponse } from '../messages.ts';
import type { ChannelItem, ChannelName, ControllerChannel, ControllerRequest } from './state.ts';
import { configMicros, nextCorrelationId, update, type Work } from './work.ts';
import { brokerMigration } from './zk/state.ts';

/** How often the thread looks for a controller while none is known. */
const NO_CONTROLLER_BACKOFF: Micros = millis(100);
/** reconnect.backoff of its network client. */
const RECONNECT_BACKOFF: Micros = millis(50);
/** The forwarding channel's retry timeout. */
const FORWARDING_TIMEOUT: Micros = millis(60_000);

export function newChannel(name: ChannelName): ControllerChannel {
  return { name, activeController: null, queue: [], inFlight: null, reconnectAt: 0 };
}

function setChannel(work: Work, channel: ControllerChannel): void {
  update(work, { channels: { ...work.state.channels, [channel.name]: channel } });
}

/** Requests of the alter-partition channel are never given up. */
function retryTimeout(work: Work, name: ChannelName): Micros {
  if (name === 'heartbeat') return configMicros(work, 'broker.heartbeat.interval.ms');
  return name === 'forwarding' ? FORWARDING_TIMEOUT : Number.MAX_SAFE_INTEGER;
}

export function sendToController(
  work: Work,
  name: ChannelName,
  request: ControllerRequest,
  connection: number | null = null,
): void {
  const channel = work.state.channels[name];
  setChannel(work, { ...channel, queue: [...channel.queue, { createdAt: work.env.now, request, connection }] });
  pump(work, name);
}

/**
 * ControllerNodeProvider. A broker that is being moved from ZooKeeper sends its heartbeats to the quorum from the beginning,
 * anything else to whom it has for its controller.
 */
function controllerNode(work: Work, name: ChannelName): Voter | null {
  const migration = brokerMigration(work);
  const asksQuorum = migration !== undefined && (name === 'heartbeat' || migration.followsKRaft);
  return asksQuorum ? migration.quorumLeader : work.state.quorumLeader;
}

/** NodeToControllerRequestThread.maybeResetNetworkClient: whoever was the controller is none of this kind. */
export function resetChannels(work: Work): void {
  for (const name of ['alter-partition', 'forwarding'] as const) {
    disconnectFromController(work, work.state.channels[name]);
    work.out.cancelTimer(`broker/channel-timeout ${name}`);
    lost(work, name, work.env.now);
    pump(work, name);
  }
}

/** Sends what can be sent, and gives up what has waited too long. */
export function pump(work: Work, name: ChannelName): void {
  const { state, env, out } = work;
  const channel = state.channels[name];
  if (channel.inFlight !== null || channel.queue.length === 0) return;
  const deadline = env.now - retryTimeout(work, name);
  const givenUp = channel.queue.filter((item) => item.createdAt <= deadline);
  work.givenUp.push(...givenUp);
  const queue = givenUp.length === 0 ? channel.queue : channel.queue.filter((item) => item.createdAt > deadline);
  const activeController = channel.activeController ?? controllerNode(work, name);
  const host = activeController?.host;
  const item = queue[0];
  if (item === undefined || host === undefined || env.now < channel.reconnectAt) {
    setChannel(work, { ...channel, activeController: host === undefined ? null : activeController, queue });
    if (item !== undefined)
      waitFor(work, name, host === undefined ? NO_CONTROLLER_BACKOFF : channel.reconnectAt - env.now);
    return;
  }
  const request = { ...item.request, correlationId: nextCorrelationId(work) };
  setChannel(work, { ...channel, activeController, queue: queue.slice(1), inFlight: { ...item, request } });
  out.send(host, name, request);
  const socketTimeout = configMicros(work, 'controller.socket.timeout.ms');
  out.setTimer(`broker/channel-timeout ${name}`, Math.min(socketTimeout, retryTimeout(work, name)), {
    part: 'broker',
    type: 'channel-timeout',
    channel: name,
  });
}

function waitFor(work: Work, name: ChannelName, delay: Micros): void {
  work.out.setTimer(`broker/channel ${name}`, delay, { part: 'broker', type: 'channel', channel: name });
}

/** The request this answers, if the answer is for its sender; undefined when it was stale or will be sent again. */
export function answered(work: Work, name: ChannelName, response: KafkaResponse): ChannelItem | undefined {
  const channel = work.state.channels[name];
  const item = channel.inFlight;
  if (item === null || item.request.correlationId !== response.correlationId) return undefined;
  work.out.cancelTimer(`broker/channel-timeout ${name}`);
  if (errorsOf(response).includes('NOT_CONTROLLER')) {
    disconnectFromController(work, channel);
    lost(work, name, work.env.now);
    return undefined;
  }
  setChannel(work, { ...channel, inFlight: null });
  return item;
}

function errorsOf(response: KafkaResponse): readonly ErrorName[] {
  if (response.type === 'AlterPartitionResponse') {
    return [response.errorCode, ...response.partitions.map(({ errorCode }) => errorCode)];
  }
  return 'errorCode' in response ? [response.errorCode] : [];
}

function disconnectFromController(work: Work, channel: ControllerChannel): void {
  const host = channel.activeController?.host;
  if (host !== undefined) work.out.close(host, channel.name);
}

/** No answer in time: the connection is given up, as a lost one is. */
export function timedOut(work: Work, name: ChannelName): void {
  const channel = work.state.channels[name];
  if (channel.inFlight === null) return;
  disconnectFromController(work, channel);
  lost(work, name, work.env.now + RECONNECT_BACKOFF);
}

export function disconnected(work: Work, name: ChannelName): void {
  work.out.cancelTimer(`broker/channel-timeout ${name}`);
  lost(work, name, work.env.now + RECONNECT_BACKOFF);
}

/** What was in flight goes back to the front, and the controller has to be found again. */
function lost(work: Work, name: ChannelName, reconnectAt: Micros): void {
  const channel = work.state.channels[name];
  const queue = channel.inFlight === null ? channel.queue : [channel.inFlight, ...channel.queue];
  setChannel(work, { ...channel, activeController: null, inFlight: null, queue, reconnectAt });
}
