/** A producer's accumulator and its requests in flight, from its state at the playhead; why a batch waits, by Kafka's rules. */
import { draw } from '../../base/draw.ts';
import { get } from '../../base/table.ts';
import { at as itemAt } from '../../base/vector.ts';
import { brokerById, partitionInfo } from '../../kafka/client/metadata.ts';
import type { KafkaEnv, ProducerSetup } from '../../kafka/kinds.ts';
import { idempotenceOf } from '../../kafka/producer/idempotence.ts';
import * as batches from '../../kafka/producer/producerBatch.ts';
import { backoffEnd } from '../../kafka/producer/readyBatches.ts';
import { expiresAt, queueOf } from '../../kafka/producer/recordAccumulator.ts';
import { producerSettings } from '../../kafka/producer/settings.ts';
import type { ProducerState } from '../../kafka/producer/state.ts';
import { entryOf, mustWait } from '../../kafka/producer/transactionManager.ts';
import { compareTopicPartitions } from '../../kafka/topicPartition.ts';
import type { Recording } from '../recording.ts';
import { newestOutcomes } from './outcomes.ts';
import type {
  AccumulatorFrame,
  BatchFrame,
  BatchWait,
  BlockedSendFrame,
  InFlightFrame,
  ProducerLensFrame,
  ProducerSettingsFrame,
  QueueFrame,
} from './producerFrame.ts';

/** null: it is no producer. */
export function producerLensFrame(recording: Recording, id: string): ProducerLensFrame | null {
  const { kernel, facts, at, step } = recording;
  const node = kernel.node(id);
  if (node?.setup.kind !== 'producer') return null;
  const state = node.state?.kind === 'producer' ? node.state : null;
  const { enabled, disabledBecause } = idempotenceOf(node.setup.config, node.setup.version);
  const env: KafkaEnv = { now: at, self: id, draw: (name, bound) => draw(kernel.world.seed, name, bound) };
  return {
    node: id,
    at,
    accumulator: state === null ? null : accumulatorFrame(state, env),
    settings: settingsFrame(node.setup),
    idempotence: {
      enabled,
      disabledBecause,
      producerId: state?.transactions?.producerId ?? -1,
      producerEpoch: state?.transactions?.producerEpoch ?? -1,
    },
    outcomes: newestOutcomes(facts, node.setup.clientId, step),
  };
}

function settingsFrame({ config, version }: ProducerSetup): ProducerSettingsFrame {
  const settings = producerSettings(config, version);
  return {
    acks: settings.acks === -1 ? 'all' : String(settings.acks),
    linger: settings.linger,
    batchSize: settings.batchSize,
    bufferMemory: settings.bufferMemory,
    maxInFlight: Number(config['max.in.flight.requests.per.connection'] ?? 5),
    retries: settings.retries,
    deliveryTimeout: settings.deliveryTimeout,
    requestTimeout: settings.requestTimeoutMs * 1000,
    compression: settings.compression?.type ?? 'none',
  };
}

function accumulatorFrame(state: ProducerState, env: KafkaEnv): AccumulatorFrame {
  const { accumulator, client, inFlight } = state;
  const known = client.metadata.partitions.keys;
  const queued = accumulator.queues.map(({ partition }) => partition);
  const partitions = [...new Set([...known, ...queued])].sort(compareTopicPartitions);
  const hosts = [...new Set([...client.metadata.brokers.map(({ host }) => host), ...inFlight.map(({ host }) => host)])];
  return {
    bufferUsed: accumulator.allocatedBytes,
    blocked: blockedSends(state),
    queues: partitions.map((partition) => queueFrame(state, partition, env)),
    brokers: hosts.sort().map((host) => inFlightFrame(state, host)),
  };
}

function blockedSends({ application, settings }: ProducerState): readonly BlockedSendFrame[] {
  const found: BlockedSendFrame[] = [];
  for (const blocked of [...application.threads.map((thread) => thread.blocked), application.blockedOrder]) {
    if (blocked === null) continue;
    const { call, waitsFor, since, metadataWait } = blocked;
    found.push({ topic: call.topic, waitsFor, since, until: since + settings.maxBlock - metadataWait });
  }
  return found.sort((a, b) => a.since - b.since);
}

function queueFrame(state: ProducerState, partition: string, env: KafkaEnv): QueueFrame {
  const { metadata } = state.client;
  const info = partitionInfo(metadata, partition);
  const leader = info === undefined ? undefined : brokerById(metadata, info.leaderId);
  return {
    partition,
    leader: leader?.host ?? null,
    nextSequence: state.transactions === null ? null : entryOf(state.transactions, partition).nextSequence,
    batches: queueOf(state.accumulator, partition).map((batch, place, queue) => {
      const { wait, until } = waitOf(state, batch, place, queue.length, env);
      return batchFrame(state, batch, wait, until);
    }),
  };
}

interface Wait {
  readonly wait: BatchWait;
  readonly until: number | null;
}

const forNow = (wait: BatchWait): Wait => ({ wait, until: null });

/** In the order in which RecordAccumulator.ready, drain and Sender.sendProducerData look at it. */
function waitOf(
  { client, accumulator, settings, transactions }: ProducerState,
  batch: batches.ProducerBatch,
  place: number,
  count: number,
  env: KafkaEnv,
): Wait {
  if (place > 0) return forNow('behind');
  const info = partitionInfo(client.metadata, batch.partition);
  const leader = info === undefined ? undefined : brokerById(client.metadata, info.leaderId);
  if (info === undefined || leader === undefined) return forNow('no-leader');
  if (accumulator.muted.includes(batch.partition)) return forNow('muted');
  const backsOffUntil = backoffEnd(batch, info.leaderEpoch, settings, env);
  if (batch.attempts > 0 && env.now < backsOffUntil) return { wait: 'backoff', until: backsOffUntil };
  const isHurried = accumulator.closed || accumulator.flushes.length > 0;
  const lingersUntil = batch.lastAttemptAt + settings.linger;
  if (count === 1 && !batches.isFull(batch) && !isHurried && env.now < lingersUntil)
    return { wait: 'lingering', until: lingersUntil };
  if (transactions !== null && transactions.producerId < 0) return forNow('no-producer-id');
  const connection = get(client.connections, leader.host);
  if (connection?.state !== 'READY') return forNow('no-connection');
  if (connection.inFlight.length >= client.settings.maxInFlightPerConnection) return forNow('slots');
  if (transactions !== null && mustWait(transactions, batch)) return forNow('sequence');
  return forNow('ready');
}

function inFlightFrame({ client, inFlight, ...state }: ProducerState, host: string): InFlightFrame {
  const connection = get(client.connections, host);
  const requests = inFlight.filter((entry) => entry.host === host);
  return {
    node: host,
    connection: connection?.state ?? 'DISCONNECTED',
    requests: requests.map(({ correlationId, batches: sent }) => {
      const sentAt = connection?.inFlight.find((one) => one.correlationId === correlationId)?.sentAt ?? 0;
      return {
        correlationId,
        sentAt,
        timesOutAt: sentAt + state.settings.requestTimeoutMs * 1000,
        batches: sent.map((batch) => batchFrame(state, batch, batch.done ? 'given-up' : 'in-flight', null)),
      };
    }),
  };
}

function batchFrame(
  { settings }: Pick<ProducerState, 'settings'>,
  batch: batches.ProducerBatch,
  wait: BatchWait,
  waitsUntil: number | null,
): BatchFrame {
  const { number, partition, records, capacity, createdAt, attempts, producerId, producerEpoch, baseSequence } = batch;
  return {
    number,
    partition,
    records: records.length,
    first: itemAt(records, 0)?.number ?? -1,
    last: itemAt(records, records.length - 1)?.number ?? -1,
    bytes: batches.sizeInBytes(batch),
    capacity,
    isFull: batches.isFull(batch),
    wait,
    waitsUntil,
    createdAt,
    expiresAt: expiresAt(batch, settings),
    attempts,
    producerId,
    producerEpoch,
    baseSequence,
  };
}
