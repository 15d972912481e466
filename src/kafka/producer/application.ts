/**
 * The application around the producer, and the part of send() that runs in its threads: waiting for metadata or memory up
 * to max.block.ms, choosing a partition, appending to the accumulator
 * (org.apache.kafka.clients.producer.KafkaProducer.doSend, waitOnMetadata).
 *
 * Each workload is one thread, and orders given by hand share another. A thread that waits in send() sends nothing else.
 * *Simplified:* the time a send takes is nothing; callbacks do nothing; send() that fails does not stop the thread.
 */

import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { Files } from '../../sim/protocol.ts';
import { addTopic, requestUpdateForTopic } from '../client/metadata.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv, KafkaOrder, ProducerSetup, ProducerWorkload } from '../kinds.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import { partitionByKey } from './builtInPartitioner.ts';
import { enter } from './ledger.ts';
import { type NumberedRecord, sizeUpperBound } from './producerBatch.ts';
import { append } from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import { renderTemplate } from './template.ts';

/** What one call of send() is given; key and value are templates until it has its number. */
export interface SendCall {
  readonly topic: string;
  readonly partition: number | null;
  readonly key: string | null;
  readonly value: string;
}

/** In send(), for want of metadata or memory. */
export interface BlockedSend {
  readonly call: SendCall;
  readonly since: Micros;
  readonly waitsFor: 'metadata' | 'memory';
  /** Metadata answers up to this one did not help. */
  readonly updateVersion: number;
}

export interface WorkloadThread {
  readonly workload: ProducerWorkload;
  readonly sent: number;
  readonly blocked: BlockedSend | null;
  readonly lastCallAt: Micros;
}

export interface Application {
  readonly threads: readonly WorkloadThread[];
  /** Sends asked for by hand, in order; the first may be blocked. */
  readonly orders: readonly (SendCall & { readonly count: number })[];
  readonly blockedOrder: BlockedSend | null;
  /** Sent by hand in all lives of this process: with the workloads' schedules it keeps record numbers unique. */
  readonly orderedRecords: number;
}

/** The thread of orders given by hand. */
const BY_HAND = -1;
const DIRECTORY = 'application';
const ORDERED_FILE = 'ordered-records';

/**
 * A process that is started again goes on where its schedule is, so that no record number comes twice.
 */
export function bootApplication(setup: ProducerSetup, files: Files, env: KafkaEnv): Application {
  return {
    threads: setup.workload.map((workload) => ({
      workload,
      sent: sentBefore(workload, env.now),
      blocked: null,
      lastCallAt: env.now,
    })),
    orders: [],
    blockedOrder: null,
    orderedRecords: (files[DIRECTORY]?.[ORDERED_FILE] as number | undefined) ?? 0,
  };
}

function sentBefore({ startAt, every, count }: ProducerWorkload, now: Micros): number {
  if (now <= startAt) return 0;
  const due = Math.floor((now - startAt) / Math.max(every, 1)) + 1;
  return count === null ? due : Math.min(due, count);
}

export function firstRecordNumber({ threads, orderedRecords }: Application): number {
  return threads.reduce((sum, { sent }) => sum + sent, orderedRecords);
}

export function startApplication({ application, env, out }: ProducerRun): void {
  application.threads.forEach(({ workload, sent }, thread) => {
    if (workload.count !== null && sent >= workload.count) return;
    const dueAt = workload.startAt + sent * workload.every;
    out.setTimer(`send ${thread}`, Math.max(0, dueAt - env.now), { part: 'producer', type: 'send', thread });
  });
}

// ---- threads ------------------------------------------------------------------------------------------------------------

/** The next record of a workload is due. */
export function workloadDue(run: ProducerRun, thread: number): void {
  const { workload } = run.application.threads[thread]!;
  setThread(run, thread, { lastCallAt: run.env.now });
  callSend(run, thread, workload, run.env.now);
}

export function orderedByHand(run: ProducerRun, order: Extract<KafkaOrder, { type: 'produce' }>): void {
  const { topic, partition, key, value, count } = order;
  const { application, out } = run;
  if (count < 1) return;
  const orderedRecords = application.orderedRecords + count;
  run.application = {
    ...application,
    orders: [...application.orders, { topic, partition, key, value, count }],
    orderedRecords,
  };
  out.write(DIRECTORY, ORDERED_FILE, orderedRecords);
  if (application.orders.length === 0) sendOrders(run);
}

function sendOrders(run: ProducerRun): void {
  while (run.application.orders.length > 0 && run.application.blockedOrder === null) {
    callSend(run, BY_HAND, run.application.orders[0]!, run.env.now);
  }
}

function blockedOf({ application }: ProducerRun, thread: number): BlockedSend | null {
  return thread === BY_HAND ? application.blockedOrder : application.threads[thread]!.blocked;
}

function setThread(run: ProducerRun, thread: number, change: Partial<WorkloadThread>): void {
  const threads = run.application.threads.slice();
  threads[thread] = { ...threads[thread]!, ...change };
  run.application = { ...run.application, threads };
}

function setBlocked(run: ProducerRun, thread: number, blocked: BlockedSend | null): void {
  if (thread === BY_HAND) run.application = { ...run.application, blockedOrder: blocked };
  else setThread(run, thread, { blocked });
}

/** send() has returned or thrown: the thread goes on. */
function returned(run: ProducerRun, thread: number): void {
  const { env, out } = run;
  if (blockedOf(run, thread) !== null) {
    setBlocked(run, thread, null);
    out.cancelTimer(`max-block ${thread}`);
  }
  if (thread === BY_HAND) {
    const [first, ...rest] = run.application.orders;
    if (first === undefined) return;
    const orders = first.count > 1 ? [{ ...first, count: first.count - 1 }, ...rest] : rest;
    run.application = { ...run.application, orders };
    return;
  }
  const { workload, sent, lastCallAt } = run.application.threads[thread]!;
  setThread(run, thread, { sent: sent + 1 });
  if (workload.count !== null && sent + 1 >= workload.count) return;
  const delay = Math.max(0, lastCallAt + workload.every - env.now);
  out.setTimer(`send ${thread}`, delay, { part: 'producer', type: 'send', thread });
}

/** Called after every event: threads that waited for metadata or memory may go on now. */
export function wakeBlocked(run: ProducerRun): void {
  for (let thread = 0; thread < run.application.threads.length; thread++) {
    const blocked = run.application.threads[thread]!.blocked;
    if (blocked !== null) callSend(run, thread, blocked.call, blocked.since);
  }
  const { blockedOrder } = run.application;
  if (blockedOrder === null) return;
  callSend(run, BY_HAND, blockedOrder.call, blockedOrder.since);
  sendOrders(run);
}

export function maxBlockPassed(run: ProducerRun, thread: number): void {
  const blocked = blockedOf(run, thread);
  if (blocked === null) return;
  const { call } = blocked;
  const ms = Math.floor(run.settings.maxBlock / 1000);
  const message =
    blocked.waitsFor === 'metadata'
      ? `${call.topic} was not in the metadata within max.block.ms=${ms}`
      : `no memory for a batch within max.block.ms=${ms}`;
  fail(run, thread, call, 'TIMEOUT', message);
  if (thread === BY_HAND) sendOrders(run);
}

export function isAnyBlocked({ application: { threads, blockedOrder } }: ProducerRun): boolean {
  return blockedOrder !== null || threads.some(({ blocked }) => blocked !== null);
}

export function isAnyWaitingForMemory({ application: { threads, blockedOrder } }: ProducerRun): boolean {
  return blockedOrder?.waitsFor === 'memory' || threads.some(({ blocked }) => blocked?.waitsFor === 'memory');
}

// ---- send() -------------------------------------------------------------------------------------------------------------

function callSend(run: ProducerRun, thread: number, call: SendCall, since: Micros): void {
  const { env, settings } = run;
  if (!hasMetadata(run, thread, call, since)) return;
  const { metadata } = run.client;
  const number = run.ledger.nextRecord;
  const key = call.key === null ? null : renderTemplate(call.key, number);
  const record: NumberedRecord = { number, key, value: renderTemplate(call.value, number), timestamp: env.now };
  const size = sizeUpperBound(record);
  if (size > settings.maxRequestSize || size > settings.bufferMemory) {
    const limit = size > settings.maxRequestSize ? 'max.request.size' : 'buffer.memory';
    fail(run, thread, call, 'MESSAGE_TOO_LARGE', `${size} bytes, more than ${limit}`);
    return;
  }
  const partitions = get(metadata.topics, call.topic)!.partitions.length;
  const partition = call.partition ?? partitionByKey(key, settings.ignoreKeys, partitions);
  const appended = append(run.accumulator, call.topic, partition, record, metadata, settings, env);
  if (appended === undefined) {
    block(run, thread, call, since, 'memory');
    return;
  }
  run.accumulator = appended.accumulator;
  tellSent(run, appended.partition, record);
  returned(run, thread);
}

/** waitOnMetadata: true when the topic, and the partition asked for, are known. */
function hasMetadata(run: ProducerRun, thread: number, call: SendCall, since: Micros): boolean {
  const { env } = run;
  const { topic } = call;
  let metadata = addTopic(run.client.metadata, topic, env.now + run.settings.metadataMaxIdle);
  const error = get(metadata.topicErrors, topic);
  const isRefused = error === 'INVALID_TOPIC_EXCEPTION' || error === 'TOPIC_AUTHORIZATION_FAILED';
  const known = get(metadata.topics, topic);
  const isKnown = known !== undefined && (call.partition ?? 0) < known.partitions.length;
  const blocked = blockedOf(run, thread);
  const isAsked = blocked !== null && blocked.updateVersion === metadata.updateVersion;
  if (!isKnown && !isRefused && !isAsked) metadata = requestUpdateForTopic(metadata, topic);
  if (metadata !== run.client.metadata) run.client = { ...run.client, metadata };
  if (isKnown) return true;
  if (isRefused) fail(run, thread, call, error, `the cluster refuses topic ${topic}`);
  else if (!isAsked) block(run, thread, call, since, 'metadata');
  return false;
}

function block(
  run: ProducerRun,
  thread: number,
  call: SendCall,
  since: Micros,
  waitsFor: BlockedSend['waitsFor'],
): void {
  const { env, out, settings } = run;
  const isNew = blockedOf(run, thread) === null;
  setBlocked(run, thread, { call, since, waitsFor, updateVersion: run.client.metadata.updateVersion });
  if (!isNew) return;
  const delay = Math.max(0, since + settings.maxBlock - env.now);
  out.setTimer(`max-block ${thread}`, delay, { part: 'producer', type: 'max-block', thread });
}

function tellSent(run: ProducerRun, partition: TopicPartition, { number, key, value }: NumberedRecord): void {
  const { env, out, settings } = run;
  const client = run.client.clientId;
  out.fact({ type: 'RecordSent', client, partition, record: number, key });
  run.ledger = enter(run.ledger, {
    record: number,
    partition,
    key,
    value: value ?? '',
    outcome: 'pending',
    offset: -1,
    acks: settings.acks,
    sentAt: env.now,
    doneAt: null,
  });
}

/** The record never came to a batch. */
function fail(run: ProducerRun, thread: number, call: SendCall, error: ErrorName | 'TIMEOUT', message: string): void {
  const { env, out, settings } = run;
  const record = run.ledger.nextRecord;
  const key = call.key === null ? null : renderTemplate(call.key, record);
  const partition = call.partition === null ? null : topicPartition(call.topic, call.partition);
  out.fact({ type: 'RecordFailed', client: run.client.clientId, partition, record, error, message });
  run.ledger = enter(run.ledger, {
    record,
    partition,
    key,
    value: renderTemplate(call.value, record),
    outcome: 'failed',
    offset: -1,
    acks: settings.acks,
    sentAt: env.now,
    doneAt: env.now,
  });
  returned(run, thread);
}
