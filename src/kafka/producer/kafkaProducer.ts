/**
 * send(): waits for metadata or memory up to max.block.ms, chooses a partition, appends to the accumulator
 * (org.apache.kafka.clients.producer.KafkaProducer.doSend, waitOnMetadata, partition).
 *
 * *Simplified:* it takes no time; a record gets its number when it is appended or has failed.
 */
import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { addTopic, requestUpdateForTopic } from '../client/metadata.ts';
import { sizeUpperBound } from '../record/recordSize.ts';
import { type RecordHeader, recordId } from '../records.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import { append } from './append.ts';
import { partitionByKey } from './builtInPartitioner.ts';
import type { Failure } from './callbacks.ts';
import { DEFAULT_PARTITIONER, defaultPartition, onNewBatch } from './defaultPartitioner.ts';
import { enter, type LedgerEntry } from './ledger.ts';
import { customPartition } from './partitioner.ts';
import type { NumberedRecord } from './producerBatch.ts';
import { isNewBatchNeeded } from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import { renderTemplate } from './template.ts';

/** What send() is given; key, value and values of headers are templates until the record has its number. */
export interface SendCall {
  readonly topic: string;
  readonly partition: number | null;
  readonly key: string | null;
  /** null: a tombstone. */
  readonly value: string | null;
  readonly headers?: readonly RecordHeader[];
  /** Who calls it. */
  readonly thread: number;
  /** The same record failed under this number; its texts are no templates any more. */
  readonly resendOf?: number;
}

/** In send(), for want of metadata or memory. */
export interface BlockedSend {
  readonly call: SendCall;
  readonly waitsFor: 'metadata' | 'memory';
  readonly since: Micros;
  /** Of one that waits for memory: how long it had waited for metadata before. */
  readonly metadataWait: Micros;
  /** Metadata answers up to this one did not help. */
  readonly updateVersion: number;
  /** What was decided before it began to wait for memory; null: nothing yet. */
  readonly decided: { readonly partition: number | null; readonly timestamp: Micros } | null;
}

/** How far a call of send() came: it waits, or it has returned or thrown, and the record has a number. */
export type SendResult =
  | { readonly blocked: BlockedSend }
  | { readonly blocked: null; readonly record: NumberedRecord; readonly failure: Failure | null };

export function doSend(run: ProducerRun, call: SendCall, blocked: BlockedSend | null): SendResult {
  if (run.closing) return fail(run, call, 'CLOSED', 'Producer closed while send in progress');
  const { topic } = call;
  let metadata = addTopic(run.client.metadata, topic, run.env.now + run.settings.metadataMaxIdle);
  const error = get(metadata.topicErrors, topic);
  const isRefused = error === 'INVALID_TOPIC_EXCEPTION' || error === 'TOPIC_AUTHORIZATION_FAILED';
  const known = get(metadata.topics, topic);
  const isKnown = known !== undefined && (call.partition ?? 0) < known.partitions.length;
  const isAsked = blocked?.waitsFor === 'metadata' && blocked.updateVersion === metadata.updateVersion;
  if (!isKnown && !isRefused && !isAsked) metadata = requestUpdateForTopic(metadata, topic);
  run.client.metadata = metadata;
  if (isKnown) return appendRecord(run, call, blocked);
  if (isRefused) return fail(run, call, error, `the cluster refuses topic ${topic}`);
  const { updateVersion } = metadata;
  if (isAsked) return { blocked };
  const since = blocked?.waitsFor === 'metadata' ? blocked.since : run.env.now;
  return { blocked: { call, waitsFor: 'metadata', since, metadataWait: 0, updateVersion, decided: null } };
}

function appendRecord(run: ProducerRun, call: SendCall, blocked: BlockedSend | null): SendResult {
  const { env, settings } = run;
  const { metadata } = run.client;
  const decided = blocked?.decided ?? null;
  const record = recordOf(run, call, decided?.timestamp ?? env.now);
  const size = sizeUpperBound(record);
  if (size > settings.maxRequestSize || size > settings.bufferMemory) {
    const limit =
      size > settings.maxRequestSize
        ? `${settings.maxRequestSize}, which is the value of the max.request.size configuration.`
        : 'the total memory buffer you have configured with the buffer.memory configuration.';
    const words = `The message is ${size} bytes when serialized which is larger than ${limit}`;
    return fail(run, call, 'MESSAGE_TOO_LARGE', words);
  }
  const partition = decided === null ? choosePartition(run, call, record) : decided.partition;
  const appended = append(run.accumulator, call.topic, partition, record, metadata, settings, env);
  run.accumulator = appended.accumulator;
  if (appended.partition === null) {
    if (blocked?.waitsFor === 'memory') return { blocked };
    const { updateVersion } = metadata;
    const metadataWait = blocked === null ? 0 : env.now - blocked.since;
    const wait = { waitsFor: 'memory', since: env.now, metadataWait } as const;
    return { blocked: { call, ...wait, updateVersion, decided: { partition, timestamp: record.timestamp } } };
  }
  const { number, key } = record;
  const sent = {
    type: 'RecordSent',
    client: run.client.clientId,
    partition: appended.partition,
    record: number,
    key,
    batch: appended.batch,
    availableBytes: settings.bufferMemory - run.accumulator.allocatedBytes,
    ...waits(blocked, env.now),
  } as const;
  run.out.fact(call.resendOf === undefined ? sent : { ...sent, resendOf: call.resendOf });
  run.ledger = enter(run.ledger, entryOf(run, record, appended.partition, 'pending'));
  return { blocked: null, record, failure: null };
}

const NO_WAIT = {};

/** How long it has waited in send(), and for what. */
function waits(blocked: BlockedSend | null, now: Micros): { waitedForMetadata?: Micros; waitedForMemory?: Micros } {
  if (blocked === null) return NO_WAIT;
  const { since, metadataWait } = blocked;
  if (blocked.waitsFor === 'metadata') return { waitedForMetadata: now - since };
  const memory = { waitedForMemory: now - since };
  return metadataWait === 0 ? memory : { waitedForMetadata: metadataWait, ...memory };
}

/** null: the sticky one. */
function choosePartition(run: ProducerRun, call: SendCall, record: NumberedRecord): number | null {
  if (call.partition !== null) return call.partition;
  const { settings } = run;
  const { metadata } = run.client;
  const count = get(metadata.topics, call.topic)!.partitions.length;
  const custom = askPartitioner(run, call, record);
  if (custom === undefined) return partitionByKey(record.key, settings.ignoreKeys, count);
  // It is asked once more, which it may take for another record.
  const { kafka18295, kip480 } = run.setup.version;
  const isAskedAgain =
    kip480 && !kafka18295 && isNewBatchNeeded(run.accumulator, topicPartition(call.topic, custom), record);
  if (!isAskedAgain) return custom;
  if (settings.partitioner === DEFAULT_PARTITIONER) {
    run.defaultChoices = onNewBatch(call.topic, custom, run.defaultChoices, metadata, run.env);
  }
  return askPartitioner(run, call, record)!;
}

function askPartitioner(run: ProducerRun, { topic }: SendCall, { key }: NumberedRecord): number | undefined {
  if (run.settings.partitioner === DEFAULT_PARTITIONER) {
    const { kip480 } = run.setup.version;
    const chosen = defaultPartition(topic, key, kip480, run.defaultChoices, run.client.metadata, run.env);
    run.defaultChoices = chosen.choices;
    return chosen.partition;
  }
  const answer = customPartition(run.settings.partitioner, topic, key, run.roundRobin, run.client.metadata);
  if (answer !== undefined) run.roundRobin = answer.counters;
  return answer?.partition;
}

/** max.block.ms is over. */
export function giveUpWaiting(run: ProducerRun, blocked: BlockedSend): SendResult {
  return fail(run, blocked.call, 'TIMEOUT', timeoutMessage(run, blocked));
}

function timeoutMessage({ settings, client, accumulator }: ProducerRun, { call, waitsFor }: BlockedSend): string {
  const ms = Math.floor(settings.maxBlock / 1000);
  if (waitsFor === 'memory') {
    const free = settings.bufferMemory - accumulator.allocatedBytes;
    const memory = `Total memory: ${settings.bufferMemory} bytes. Available memory: ${free} bytes.`;
    return `Failed to allocate a batch within the configured max blocking time ${ms} ms. ${memory} Poolable size: ${settings.batchSize} bytes`;
  }
  const count = get(client.metadata.topics, call.topic)?.partitions.length;
  if (count === undefined) return `Topic ${call.topic} not present in metadata after ${ms} ms.`;
  return `Partition ${call.partition} of topic ${call.topic} with partition count ${count} is not present in metadata after ${ms} ms.`;
}

/** The record never came to a batch. */
function fail(run: ProducerRun, call: SendCall, failure: Failure, message: string): SendResult {
  const partition = call.partition === null ? null : topicPartition(call.topic, call.partition);
  const record = recordOf(run, call, run.env.now);
  const client = run.client.clientId;
  run.out.fact({ type: 'RecordFailed', client, partition, record: record.number, error: failure, message });
  run.ledger = enter(run.ledger, entryOf(run, record, partition, 'failed'));
  return { blocked: null, record, failure };
}

function recordOf({ client, ledger }: ProducerRun, call: SendCall, timestamp: Micros): NumberedRecord {
  const { key, value, headers, thread, resendOf } = call;
  const number = ledger.nextRecord;
  const render = (text: string): string => (resendOf === undefined ? renderTemplate(text, number) : text);
  const record = {
    number,
    thread,
    key: key === null ? null : render(key),
    value: value === null ? null : render(value),
    timestamp,
    id: recordId(client.clientId, number),
  };
  if (headers === undefined || headers.length === 0) return record;
  const rendered = headers.map((header) => ({
    key: header.key,
    value: header.value === null ? null : render(header.value),
  }));
  return { ...record, headers: rendered };
}

function entryOf(
  { env, settings }: ProducerRun,
  { number: record, key, value }: NumberedRecord,
  partition: TopicPartition | null,
  outcome: 'pending' | 'failed',
): LedgerEntry {
  const doneAt = outcome === 'failed' ? env.now : null;
  return { record, partition, key, value, outcome, offset: -1, acks: settings.acks, sentAt: env.now, doneAt };
}
