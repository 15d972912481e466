/**
 * The application around the producer: threads that call send() and may wait in it.
 *
 * Each workload is one thread, and orders given by hand share another. A thread that waits in send() sends nothing else.
 * *Simplified:* the time a send takes is nothing; callbacks do nothing; send() that fails does not stop the thread.
 */

import type { Micros } from '../../base/time.ts';
import type { Files } from '../../sim/protocol.ts';
import type { KafkaEnv, KafkaOrder, ProducerSetup, ProducerWorkload } from '../kinds.ts';
import { type BlockedSend, doSend, giveUpWaiting, type SendCall } from './kafkaProducer.ts';
import type { ProducerRun } from './state.ts';

export interface WorkloadThread {
  readonly workload: ProducerWorkload;
  /** Its timer's key. */
  readonly timer: string;
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
    threads: setup.workload.map((workload, thread) => ({
      workload,
      timer: `send ${thread}`,
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
  application.threads.forEach(({ workload, timer, sent }, thread) => {
    if (workload.count !== null && sent >= workload.count) return;
    const dueAt = workload.startAt + sent * workload.every;
    out.setTimer(timer, Math.max(0, dueAt - env.now), { part: 'producer', type: 'send', thread });
  });
}

// ---- threads ------------------------------------------------------------------------------------------------------------

/** The next record of a workload is due. */
export function workloadDue(run: ProducerRun, thread: number): void {
  const { workload, timer, sent, blocked } = run.application.threads[thread]!;
  setThread(run, thread, { workload, timer, sent, blocked, lastCallAt: run.env.now });
  callSend(run, thread, workload);
}

export function orderedByHand(run: ProducerRun, order: Extract<KafkaOrder, { type: 'produce' }>): void {
  const { topic, partition, key, value, count } = order;
  const { application, out } = run;
  if (count < 1) return;
  const orderedRecords = application.orderedRecords + count;
  const orders = [...application.orders, { topic, partition, key, value, count }];
  run.application = { threads: application.threads, orders, blockedOrder: application.blockedOrder, orderedRecords };
  out.write(DIRECTORY, ORDERED_FILE, orderedRecords);
  if (application.orders.length === 0) sendOrders(run);
}

function sendOrders(run: ProducerRun): void {
  while (run.application.orders.length > 0 && run.application.blockedOrder === null) {
    callSend(run, BY_HAND, run.application.orders[0]!);
  }
}

function blockedOf({ application }: ProducerRun, thread: number): BlockedSend | null {
  return thread === BY_HAND ? application.blockedOrder : application.threads[thread]!.blocked;
}

function setThread(run: ProducerRun, thread: number, next: WorkloadThread): void {
  const { orders, blockedOrder, orderedRecords } = run.application;
  const threads = run.application.threads.slice();
  threads[thread] = next;
  run.application = { threads, orders, blockedOrder, orderedRecords };
}

function setBlocked(run: ProducerRun, thread: number, blocked: BlockedSend | null): void {
  if (thread === BY_HAND) {
    const { threads, orders, orderedRecords } = run.application;
    run.application = { threads, orders, blockedOrder: blocked, orderedRecords };
  } else {
    const { workload, timer, sent, lastCallAt } = run.application.threads[thread]!;
    setThread(run, thread, { workload, timer, sent, blocked, lastCallAt });
  }
}

function callSend(run: ProducerRun, thread: number, call: SendCall): void {
  const was = blockedOf(run, thread);
  const blocked = doSend(run, call, was);
  if (blocked === undefined) {
    returned(run, thread);
    return;
  }
  if (blocked !== was) setBlocked(run, thread, blocked);
  if (was !== null) return;
  run.out.setTimer(`max-block ${thread}`, run.settings.maxBlock, { part: 'producer', type: 'max-block', thread });
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
    const { threads, blockedOrder, orderedRecords } = run.application;
    run.application = { threads, orders, blockedOrder, orderedRecords };
    return;
  }
  const { workload, timer, sent, blocked, lastCallAt } = run.application.threads[thread]!;
  setThread(run, thread, { workload, timer, sent: sent + 1, blocked, lastCallAt });
  if (workload.count !== null && sent + 1 >= workload.count) return;
  const delay = Math.max(0, lastCallAt + workload.every - env.now);
  out.setTimer(timer, delay, { part: 'producer', type: 'send', thread });
}

/** Called after every event: threads that waited for metadata or memory may go on now. */
export function wakeBlocked(run: ProducerRun): void {
  for (let thread = 0; thread < run.application.threads.length; thread++) {
    const blocked = run.application.threads[thread]!.blocked;
    if (blocked !== null) callSend(run, thread, blocked.call);
  }
  const { blockedOrder } = run.application;
  if (blockedOrder === null) return;
  callSend(run, BY_HAND, blockedOrder.call);
  sendOrders(run);
}

export function maxBlockPassed(run: ProducerRun, thread: number): void {
  const blocked = blockedOf(run, thread);
  if (blocked === null) return;
  giveUpWaiting(run, blocked);
  returned(run, thread);
  if (thread === BY_HAND) sendOrders(run);
}

export function isAnyBlocked({ application: { threads, blockedOrder } }: ProducerRun): boolean {
  for (const { blocked } of threads) if (blocked !== null) return true;
  return blockedOrder !== null;
}

export function isAnyWaitingForMemory({ application: { threads, blockedOrder } }: ProducerRun): boolean {
  for (const { blocked } of threads) if (blocked !== null && blocked.waitsFor === 'memory') return true;
  return blockedOrder !== null && blockedOrder.waitsFor === 'memory';
}
