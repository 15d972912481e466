/** Messages on their way, and those that a rule or a hand holds back. */
import { describeMessage } from '../kafka/describeMessage.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { apiOf, isRequest, isZooKeeperMessage, type KafkaMessage } from '../kafka/messages.ts';
import { METADATA_DIRECTORY } from '../kafka/raft/metadataLog.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Scheduled } from '../sim/world.ts';
import type { LinkFrame, MessageFrame } from './frame.ts';
import { zooKeeperMessageFrame } from './zookeeper/messageFrame.ts';

/** What of a message does not change while it travels. */
const KNOWN = new WeakMap<Scheduled<Kafka>, MessageFrame>();

export function messageFrames(kernel: Kernel<Kafka>): MessageFrame[] {
  const frames: MessageFrame[] = [];
  for (const { toServer, toClient } of kernel.connections.values()) {
    for (const way of [toServer, toClient]) {
      for (const event of way.held) add(frames, event, null);
    }
  }
  for (const { time, event } of kernel.pending()) add(frames, event, time);
  return frames.sort((a, b) => a.id - b.id);
}

function add(frames: MessageFrame[], event: Scheduled<Kafka>, arrivesAt: number | null): void {
  if (event.kind !== 'message' && !(event.kind === 'disconnect' && arrivesAt !== null)) return;
  let frame = KNOWN.get(event);
  if (frame === undefined || frame.arrivesAt !== arrivesAt) {
    frame = frameOf(event, arrivesAt);
    KNOWN.set(event, frame);
  }
  frames.push(frame);
}

function frameOf(scheduled: Scheduled<Kafka>, arrivesAt: number | null): MessageFrame {
  const { event, node, number, connection, sentAt, cause } = scheduled;
  const from = event !== undefined && 'from' in event ? event.from : '';
  const common = { id: number, connection, from, to: node, sentAt, arrivesAt, cause };
  if (event?.type !== 'arrived') {
    return { ...common, api: '', kind: 'close', text: 'close', error: false, records: 0, partition: null };
  }
  const { message } = event;
  if (isZooKeeperMessage(message)) return { ...common, ...zooKeeperMessageFrame(message) };
  return {
    ...common,
    api: apiOf(message),
    kind: isRequest(message) ? 'request' : 'response',
    text: describeMessage(message),
    error: hasError(message),
    records: recordsIn(message),
    partition: partitionOfMessage(message),
  };
}

export function hasError(message: KafkaMessage): boolean {
  if ('errorCode' in message && message.errorCode !== 'NONE') return true;
  return partsOf(message).some((part) => typeof part === 'object' && 'errorCode' in part && part.errorCode !== 'NONE');
}

/** What is answered one by one: partitions, topics, groups, coordinators. */
function partsOf(message: KafkaMessage): readonly (string | object)[] {
  if ('partitions' in message) return message.partitions ?? [];
  if ('partitionErrors' in message) return message.partitionErrors;
  switch (message.type) {
    case 'MetadataResponse':
      return message.topics;
    case 'FindCoordinatorResponse':
      return message.coordinators;
    case 'DescribeGroupsResponse':
    case 'ConsumerGroupDescribeResponse':
      return message.groups;
    case 'DeleteGroupsResponse':
      return message.results;
    default:
      return [];
  }
}

export function recordsIn(message: KafkaMessage): number {
  switch (message.type) {
    case 'ProduceRequest':
      return message.partitions.reduce((sum, { batch }) => sum + batch.records.length, 0);
    case 'FetchResponse':
      return message.partitions.reduce(
        (sum, part) => sum + part.records.reduce((n, batch) => n + batch.records.length, 0),
        0,
      );
    case 'QuorumFetchResponse':
      return message.records.length;
    default:
      return 0;
  }
}

function partitionOfMessage(message: KafkaMessage): string | null {
  switch (message.type) {
    case 'QuorumFetchRequest':
    case 'QuorumFetchResponse':
      return METADATA_DIRECTORY;
    case 'ProduceRequest':
    case 'ProduceResponse':
    case 'FetchRequest':
    case 'FetchResponse':
    case 'AlterPartitionRequest':
    case 'AlterPartitionResponse':
      return message.partitions[0]?.topicPartition ?? null;
    case 'LeaderAndIsrRequest':
    case 'UpdateMetadataRequest':
    case 'StopReplicaRequest':
      return message.partitionStates[0]?.topicPartition ?? null;
    default:
      return null;
  }
}

export function linkFrames(kernel: Kernel<Kafka>): LinkFrame[] {
  return [...kernel.linkRules].map(([link, { cut, delay, bytesPerSecond }]) => {
    const [from, to] = link.split('>') as [string, string];
    return { from, to, cut, delay, bytesPerSecond };
  });
}

/** The message of a number, in flight or held. */
export function findMessage(kernel: Kernel<Kafka>, number: number): Scheduled<Kafka> | undefined {
  for (const { event } of kernel.pending()) if (event.number === number && event.number > 0) return event;
  for (const { toServer, toClient } of kernel.connections.values()) {
    for (const way of [toServer, toClient]) {
      const found = way.held.find((event) => event.number === number);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
