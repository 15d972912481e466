/**
 * send(): waits for metadata or memory up to max.block.ms, chooses a partition, appends to the accumulator
 * (org.apache.kafka.clients.producer.KafkaProducer.doSend, waitOnMetadata).
 *
 * *Simplified:* it takes no time; a record gets its number, and its time, when it is appended or has failed.
 */
import { get } from '../../base/table.ts';
import { addTopic, requestUpdateForTopic } from '../client/metadata.ts';
import type { ErrorName } from '../errors.ts';
import { recordId } from '../records.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import { partitionByKey } from './builtInPartitioner.ts';
import { enter, type LedgerEntry } from './ledger.ts';
import { type NumberedRecord, sizeUpperBound } from './producerBatch.ts';
import { append } from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import { renderTemplate } from './template.ts';

/** What send() is given; key and value are templates until the record has its number. */
export interface SendCall {
  readonly topic: string;
  readonly partition: number | null;
  readonly key: string | null;
  readonly value: string;
}

/** In send(), for want of metadata or memory. */
export interface BlockedSend {
  readonly call: SendCall;
  readonly waitsFor: 'metadata' | 'memory';
  /** Metadata answers up to this one did not help. */
  readonly updateVersion: number;
}

/** Goes as far as it can: undefined when send() has returned or thrown, else what it waits for now. */
export function doSend(run: ProducerRun, call: SendCall, blocked: BlockedSend | null): BlockedSend | undefined {
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
  if (isRefused) {
    fail(run, call, error, `the cluster refuses topic ${topic}`);
    return undefined;
  }
  return isAsked ? blocked : { call, waitsFor: 'metadata', updateVersion: metadata.updateVersion };
}

function appendRecord(run: ProducerRun, call: SendCall, blocked: BlockedSend | null): BlockedSend | undefined {
  const { env, settings } = run;
  const { metadata } = run.client;
  const number = run.ledger.nextRecord;
  const record = recordOf(run, call, number);
  const { key } = record;
  const size = sizeUpperBound(record);
  if (size > settings.maxRequestSize || size > settings.bufferMemory) {
    const limit = size > settings.maxRequestSize ? 'max.request.size' : 'buffer.memory';
    fail(run, call, 'MESSAGE_TOO_LARGE', `${size} bytes, more than ${limit}`);
    return undefined;
  }
  const partitions = get(metadata.topics, call.topic)!.partitions.length;
  const partition = call.partition ?? partitionByKey(key, settings.ignoreKeys, partitions);
  const appended = append(run.accumulator, call.topic, partition, record, metadata, settings, env);
  if (appended === undefined) {
    return blocked?.waitsFor === 'memory'
      ? blocked
      : { call, waitsFor: 'memory', updateVersion: metadata.updateVersion };
  }
  run.accumulator = appended.accumulator;
  run.out.fact({ type: 'RecordSent', client: run.client.clientId, partition: appended.partition, record: number, key });
  run.ledger = enter(run.ledger, entryOf(run, record, appended.partition, 'pending'));
  return undefined;
}

export function giveUpWaiting(run: ProducerRun, { call, waitsFor }: BlockedSend): void {
  const ms = Math.floor(run.settings.maxBlock / 1000);
  const want = waitsFor === 'metadata' ? `${call.topic} was not in the metadata` : 'no memory for a batch';
  fail(run, call, 'TIMEOUT', `${want} within max.block.ms=${ms}`);
}

/** The record never came to a batch. */
function fail(run: ProducerRun, call: SendCall, error: ErrorName | 'TIMEOUT', message: string): void {
  const partition = call.partition === null ? null : topicPartition(call.topic, call.partition);
  const record = recordOf(run, call, run.ledger.nextRecord);
  const client = run.client.clientId;
  run.out.fact({ type: 'RecordFailed', client, partition, record: record.number, error, message });
  run.ledger = enter(run.ledger, entryOf(run, record, partition, 'failed'));
}

function recordOf({ client, env }: ProducerRun, { key, value }: SendCall, number: number): NumberedRecord {
  return {
    number,
    key: key === null ? null : renderTemplate(key, number),
    value: renderTemplate(value, number),
    timestamp: env.now,
    id: recordId(client.clientId, number),
  };
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
