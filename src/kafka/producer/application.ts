/**
 * The application around the producer: threads that call send(), may wait in it, and may wait for what becomes of a
 * record.
 *
 * Each workload is one thread, and orders given by hand share another. A thread that waits sends nothing else.
 * *Simplified:* the time a send takes is nothing; send() that throws does not stop the thread.
 */

import type { Micros } from '../../base/time.ts';
import type { Files } from '../../sim/protocol.ts';
import type { KafkaEnv, KafkaOrder, ProducerSetup, ProducerWorkload } from '../kinds.ts';
import { heardOf, resendOf } from './callbacks.ts';
import { type BlockedSend, doSend, giveUpWaiting, type SendCall, type SendResult } from './kafkaProducer.ts';
import type { ProducerRun } from './state.ts';

/** A record that failed, to be sent again as it was. */
export type Resend = Omit<SendCall, 'thread' | 'resendOf'> & { readonly number: number };

export interface WorkloadThread {
  readonly workload: ProducerWorkload;
  /** Its timer's key. */
  readonly timer: string;
  readonly sent: number;
  /** Its next record: its timer is set, or it is due; none: not looked at yet, or there is none. */
  readonly next: 'none' | 'armed' | 'due';
  readonly blocked: BlockedSend | null;
  /** Mode sync: the record whose end it waits for. */
  readonly waitsFor: number | null;
  /** Failed, and not sent again yet. */
  readonly resends: readonly Resend[];
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
    threads: setup.workload.map((workload, thread) => ({
      workload,
      timer: `send ${thread}`,
      sent: sentBefore(workload, env.now),
      next: 'none',
      blocked: null,
      waitsFor: null,
      resends: [],
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

// ---- workloads ----------------------------------------------------------------------------------------------------------

export function startApplication(run: ProducerRun): void {
  for (let number = 0; number < run.application.threads.length; number++) {
    const { startAt, every } = run.application.threads[number]!.workload;
    armNext(run, number, startAt + run.application.threads[number]!.sent * every);
  }
}

function setThread(run: ProducerRun, number: number, next: WorkloadThread): void {
  const { orders, blockedOrder, orderedRecords } = run.application;
  const threads = run.application.threads.slice();
  threads[number] = next;
  run.application = { threads, orders, blockedOrder, orderedRecords };
}

function hasMore({ workload, sent }: WorkloadThread): boolean {
  return workload.count === null || sent < workload.count;
}

function armNext(run: ProducerRun, number: number, at: Micros): void {
  const thread = run.application.threads[number]!;
  if (!hasMore(thread)) return;
  const delay = Math.max(0, at - run.env.now);
  run.out.setTimer(thread.timer, delay, { part: 'producer', type: 'send', thread: number });
  setThread(run, number, { ...thread, next: 'armed' });
}

/** The next record of a workload is due. */
export function workloadDue(run: ProducerRun, number: number): void {
  setThread(run, number, { ...run.application.threads[number]!, next: 'due' });
  goOn(run, number);
}

/** Does what a thread does next, until it has to wait. What failed goes before what is new. */
function goOn(run: ProducerRun, number: number): void {
  for (;;) {
    const thread = run.application.threads[number]!;
    const [resend, ...resends] = thread.resends;
    if (thread.blocked !== null) {
      callSend(run, number, thread.blocked.call);
      if (run.application.threads[number]!.blocked !== null) return;
    } else if (thread.waitsFor !== null || run.closing) return;
    else if (resend !== undefined) {
      setThread(run, number, { ...thread, resends });
      const { number: resendOf, ...call } = resend;
      callSend(run, number, { ...call, thread: number, resendOf });
    } else if (thread.next === 'due') {
      setThread(run, number, { ...thread, next: 'none', sent: thread.sent + 1, lastCallAt: run.env.now });
      callSend(run, number, callOf(thread, number));
    } else {
      if (thread.next === 'none') armNext(run, number, thread.lastCallAt + thread.workload.every);
      return;
    }
  }
}

function callOf({ workload }: WorkloadThread, thread: number): SendCall {
  const { topic, partition, key, value, headers } = workload;
  const call = { topic, partition, key, value, thread };
  return headers === undefined ? call : { ...call, headers };
}

function callSend(run: ProducerRun, number: number, call: SendCall): void {
  const was = run.application.threads[number]!.blocked;
  const result = doSend(run, call, was);
  const thread = run.application.threads[number]!;
  if (result.blocked !== null) {
    if (result.blocked !== was) setThread(run, number, { ...thread, blocked: result.blocked });
    if (was === null) armMaxBlock(run, number);
  } else returned(run, number, call, result);
}

function armMaxBlock({ out, settings }: ProducerRun, thread: number): void {
  out.setTimer(`max-block ${thread}`, settings.maxBlock, { part: 'producer', type: 'max-block', thread });
}

/** send() has returned or thrown: the thread goes on, or waits for what becomes of the record. */
function returned(run: ProducerRun, number: number, call: SendCall, { record, failure }: Returned): void {
  const thread = run.application.threads[number]!;
  if (thread.blocked !== null) run.out.cancelTimer(`max-block ${number}`);
  const waitsFor = thread.workload.mode === 'sync' ? record.number : null;
  const called: WorkloadThread = { ...thread, blocked: null, waitsFor };
  if (failure === null) setThread(run, number, called);
  else setThread(run, number, heardOf(called, resendOf(record, call), failure));
}

type Returned = Extract<SendResult, { blocked: null }>;

/** The threads that can go on after an event do: metadata or memory has come, or the end of a record. */
export function wakeThreads(run: ProducerRun): void {
  for (let number = 0; number < run.application.threads.length; number++) {
    if (canGoOn(run.application.threads[number]!)) goOn(run, number);
  }
  const { blockedOrder } = run.application;
  if (blockedOrder === null) return;
  callOrder(run, blockedOrder.call);
  sendOrders(run);
}

function canGoOn(thread: WorkloadThread): boolean {
  if (thread.blocked !== null) return true;
  if (thread.waitsFor !== null) return false;
  return thread.resends.length > 0 || (thread.next !== 'armed' && hasMore(thread));
}

export function maxBlockPassed(run: ProducerRun, number: number): void {
  const blocked = number === BY_HAND ? run.application.blockedOrder : run.application.threads[number]!.blocked;
  if (blocked === null) return;
  const result = giveUpWaiting(run, blocked);
  if (result.blocked !== null) return;
  if (number === BY_HAND) {
    orderReturned(run);
    sendOrders(run);
  } else returned(run, number, blocked.call, result);
}

// ---- orders -------------------------------------------------------------------------------------------------------------

export function orderedByHand(run: ProducerRun, order: Extract<KafkaOrder, { type: 'produce' }>): void {
  const { topic, partition, key, value, count, headers } = order;
  const { application, out } = run;
  if (count < 1) return;
  const orderedRecords = application.orderedRecords + count;
  const call = { topic, partition, key, value, count, thread: BY_HAND };
  const orders = [...application.orders, headers === undefined ? call : { ...call, headers }];
  run.application = { threads: application.threads, orders, blockedOrder: application.blockedOrder, orderedRecords };
  out.write(DIRECTORY, ORDERED_FILE, orderedRecords);
  if (application.orders.length === 0) sendOrders(run);
}

function sendOrders(run: ProducerRun): void {
  while (run.application.orders.length > 0 && run.application.blockedOrder === null) {
    callOrder(run, run.application.orders[0]!);
  }
}

function callOrder(run: ProducerRun, call: SendCall): void {
  const was = run.application.blockedOrder;
  const { blocked } = doSend(run, call, was);
  if (blocked === null) orderReturned(run);
  else {
    run.application = { ...run.application, blockedOrder: blocked };
    if (was === null) armMaxBlock(run, BY_HAND);
  }
}

function orderReturned(run: ProducerRun): void {
  const { threads, blockedOrder, orderedRecords, orders: before } = run.application;
  if (blockedOrder !== null) run.out.cancelTimer(`max-block ${BY_HAND}`);
  const [first, ...rest] = before;
  const orders = first !== undefined && first.count > 1 ? [{ ...first, count: first.count - 1 }, ...rest] : rest;
  run.application = { threads, orders, blockedOrder: null, orderedRecords };
}

// ---- looking ------------------------------------------------------------------------------------------------------------

/** A call of send() waits, or a thread has heard of a record meanwhile. */
export function isAnyToBeWoken({ application: { threads, blockedOrder } }: ProducerRun): boolean {
  return blockedOrder !== null || threads.some(canGoOn);
}

export function isAnyWaitingForMemory({ application: { threads, blockedOrder } }: ProducerRun): boolean {
  for (const { blocked } of threads) if (blocked !== null && blocked.waitsFor === 'memory') return true;
  return blockedOrder !== null && blockedOrder.waitsFor === 'memory';
}
