/**
 * What a Java client writes into the log of its application: connections, a producer's errors, a consumer's group. What is
 * only handed to the application (a failed send) is no line of Kafka's: it stands here as one that an application writes.
 *
 * Kafka: org.apache.kafka.clients.{NetworkClient,producer.internals.Sender,producer.internals.TransactionManager},
 * org.apache.kafka.clients.consumer.internals.{AbstractCoordinator,ConsumerCoordinator,ConsumerRebalanceListenerInvoker,
 * SubscriptionState,AbstractMembershipManager}.
 */
import { ERRORS } from '../../kafka/errors.ts';
import { consumerLines } from './consumerLines.ts';
import { isSince } from './loggers.ts';
import type { LogMemory } from './memory.ts';
import type { Say, Told } from './writing.ts';

const NETWORK = 'org.apache.kafka.clients.NetworkClient';
const SENDER = 'org.apache.kafka.clients.producer.internals.Sender';
/** No logger of Kafka's: whoever called send(). */
export const APPLICATION = 'application';

export function clientLines(told: Told, memory: LogMemory, say: Say): void {
  const { fact } = told;
  if (!('client' in fact)) return;
  const { client } = fact;
  const setup = memory.cast.client(client);
  if (setup?.kind !== 'producer' && setup?.kind !== 'consumer') return;
  const ident = memory.identOf(client);
  const { version } = setup;
  const notEstablished = (id: number, broker: string): void => {
    const connection = `Connection to node ${id} (${broker}/…:9092) could not be established.`;
    say(client, 'WARN', NETWORK, `${ident} ${connection} Node may not be available.`);
    const node = `${broker}:9092 (id: ${id} rack: null${isSince(version, 4, 0) ? ' isFenced: false' : ''})`;
    if (id < 0) say(client, 'WARN', NETWORK, `${ident} Bootstrap broker ${node} disconnected`);
  };
  switch (fact.type) {
    case 'ClientDisconnected': {
      const id = memory.nodeIdFor(client, fact.broker);
      if (fact.reason === 'request timed out') {
        say(client, 'INFO', NETWORK, `${ident} Disconnecting from node ${id} due to request timeout.`);
      } else say(client, 'INFO', NETWORK, `${ident} Node ${id} disconnected.`);
      if (fact.reason === 'connection could not be established') notEstablished(id, fact.broker);
      consumerLines(told, memory, say);
      return;
    }
    case 'RequestCompleted': {
      if (fact.outcome === 'answered') return;
      const id = memory.nodeIdFor(client, fact.broker);
      const lostAt = memory.lostAt(client, fact.broker);
      if (lostAt !== null && lostAt !== told.at) {
        // It had no connection, and has tried to get one.
        say(client, 'INFO', NETWORK, `${ident} Node ${id} disconnected.`);
        notEstablished(id, fact.broker);
        return;
      }
      if (!isSince(version, 3, 0) || fact.latency === 0) return;
      const ms = Math.floor(fact.latency / 1000);
      const since = `elapsed time since creation: ${ms}ms, elapsed time since send: ${ms}ms, throttle time: 0ms`;
      const request = `${screaming(fact.api)} request with correlation id ${fact.request}`;
      const node = `node ${id}`;
      const timeout = `request timeout: ${String(setup.config['request.timeout.ms'] ?? 30_000)}ms`;
      say(
        client,
        'INFO',
        NETWORK,
        `${ident} Cancelled in-flight ${request} due to ${node} being disconnected (${since}, ${timeout})`,
      );
      return;
    }
    case 'ClientWarned': {
      const isInfo = fact.message.startsWith('Disconnecting from node');
      const refused = /^Connection to node (-?\d+) /.exec(fact.message);
      if (refused !== null) say(client, 'INFO', NETWORK, `${ident} Node ${refused[1]} disconnected.`);
      say(client, isInfo ? 'INFO' : 'WARN', warnedBy(fact.message, setup), `${ident} ${fact.message}`);
      return;
    }
    case 'ProducerIdAssigned':
      say(
        client,
        'INFO',
        'org.apache.kafka.clients.producer.internals.TransactionManager',
        `${ident} ProducerId set to ${fact.producerId} with epoch ${fact.producerEpoch}`,
      );
      return;
    case 'ProduceRetried': {
      const { partition, error, attempt, batch } = fact;
      const left = Math.max(0, Number(setup.config['retries'] ?? 2_147_483_647) - attempt);
      const { request, broker } = memory.lastSent(client, batch);
      const said = producedError(error, memory.nodeIdFor(client, broker));
      const got = `Got error produce response with correlation id ${request} on topic-partition ${partition}`;
      say(client, 'WARN', SENDER, `${ident} ${got}, retrying (${left} attempts left). Error: ${said}`);
      const exception = exceptionOf(error, memory.nodeIdFor(client, broker));
      if (exception === undefined) return;
      const going = 'Going to request metadata update now';
      const received = `Received invalid metadata error in produce request on partition ${partition} due to ${exception}`;
      say(client, 'WARN', SENDER, `${ident} ${received} ${going}`);
      return;
    }
    case 'BatchSplit': {
      const got = `Got error produce response in correlation id … on topic-partition ${fact.partition}`;
      say(
        client,
        'WARN',
        SENDER,
        `${ident} ${got}, splitting and retrying (… attempts left). Error: MESSAGE_TOO_LARGE`,
      );
      return;
    }
    case 'RecordFailed':
    case 'RecordUnknown': {
      const { partition, message, error } = fact;
      const thrown = exceptionNamed(error);
      say(
        client,
        'ERROR',
        APPLICATION,
        `send() to ${partition ?? 'an unknown partition'} failed: ${thrown}: ${message}`,
      );
      return;
    }
    default:
      consumerLines(told, memory, say);
  }
}

function warnedBy(message: string, setup: { readonly kind: string }): string {
  if (setup.kind === 'consumer' && / rebalance|syncedRebalance|autoCommit|connector/.test(message)) {
    return 'kafka.consumer.ZookeeperConsumerConnector';
  }
  return /^(Couldn't resolve|Removing server)/.test(message) ? 'org.apache.kafka.clients.ClientUtils' : NETWORK;
}

/** `OFFSET_COMMIT` */
function screaming(api: string): string {
  return api.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

function producedError(error: string, node: number): string {
  if (error === 'DISCONNECTED') return `NETWORK_EXCEPTION. Error Message: Disconnected from node ${node}`;
  if (error === 'TIMEOUT') return `REQUEST_TIMED_OUT. Error Message: Disconnected from node ${node} due to timeout`;
  return error;
}

/** Errors that make a producer ask for metadata: InvalidMetadataException and what extends it. */
const INVALID_METADATA: Readonly<Record<string, string>> = {
  NOT_LEADER_OR_FOLLOWER: 'NotLeaderOrFollowerException',
  LEADER_NOT_AVAILABLE: 'LeaderNotAvailableException',
  NETWORK_EXCEPTION: 'NetworkException',
  DISCONNECTED: 'NetworkException',
  KAFKA_STORAGE_ERROR: 'KafkaStorageException',
  FENCED_LEADER_EPOCH: 'FencedLeaderEpochException',
};

function exceptionOf(error: string, node: number): string | undefined {
  const name = INVALID_METADATA[error];
  if (name === undefined) return undefined;
  if (error === 'DISCONNECTED') return `org.apache.kafka.common.errors.${name}: Disconnected from node ${node}`;
  const message = ERRORS.find((one) => one.name === error)?.message ?? '';
  return `org.apache.kafka.common.errors.${name}: ${message}`;
}

function exceptionNamed(error: string): string {
  if (error === 'TIMEOUT') return 'org.apache.kafka.common.errors.TimeoutException';
  if (error === 'CLOSED') return 'org.apache.kafka.common.KafkaException';
  const words = error.toLowerCase().split('_');
  const name = words.map((word) => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`).join('');
  return `org.apache.kafka.common.errors.${name.replace(/Error$/, '')}Exception`;
}
