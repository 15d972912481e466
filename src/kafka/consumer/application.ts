/**
 * The application around a consumer: one thread that calls poll(), processes what it brings or hands it to a pool of
 * threads, commits if it does so itself, and polls again. A KafkaConsumer belongs to one thread, so what the application is
 * told to do with it waits until that thread is out of what it is in.
 *
 * *Simplified:* poll() is called again at once when it comes back with nothing. An exception of a commit is caught, unless it
 * is fatal; that of a poll ends the process.
 */
import type { Micros } from '../../base/time.ts';
import { emptyVector, at as itemAt, pushAll, type Vector } from '../../base/vector.ts';
import type { CommitHow, ConsumerApplication, ConsumerOrder } from '../kinds.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { carryOut } from './calls.ts';
import { allConsumed, type OffsetsToCommit, tellFailed } from './commit.ts';
import { delegateOf } from './delegate.ts';
import type { ConsumerRun } from './state.ts';

/** A record in the hands of the application. */
export interface HandedRecord {
  readonly partition: TopicPartition;
  readonly offset: number;
  /** Whose it is, `p1#12`; empty: not known. */
  readonly id: string;
}

/** Where the thread that owns the consumer is. */
export type Thread =
  /** Between two polls. */
  | { readonly type: 'sleeping' }
  /** In poll(), since then; it comes back with nothing POLL_TIMEOUT later. */
  | { readonly type: 'polling'; readonly since: Micros }
  /** At the record in that place of what the last poll brought. */
  | { readonly type: 'processing'; readonly records: readonly HandedRecord[]; readonly place: number }
  /** In commitSync(). */
  | { readonly type: 'committing'; readonly until: Micros; readonly offsets: OffsetsToCommit }
  /** In close(). */
  | { readonly type: 'closing'; readonly until: Micros }
  | { readonly type: 'closed' };

export interface Application {
  readonly thread: Thread;
  readonly threadSince: Micros;
  readonly processEach: Micros;
  readonly commit: CommitHow;
  /** When a poll came back with records last. */
  readonly returnedAt: Micros;
  /** What it was told to do and has not come to. */
  readonly orders: readonly Exclude<ConsumerOrder, { type: 'process' }>[];
  /** The pool: what each of its threads has in hand. */
  readonly workers: readonly (HandedRecord | null)[];
  readonly queue: Vector<HandedRecord>;
  /** Of the queue, how many have been taken. */
  readonly taken: number;
}

/** poll(Duration.ofMillis(100)), as everybody writes it. */
export const POLL_TIMEOUT: Micros = 100_000;

export function bootApplication({ processEach, commit, workers }: ConsumerApplication): Application {
  return {
    thread: { type: 'sleeping' },
    threadSince: 0,
    processEach,
    commit,
    returnedAt: 0,
    orders: [],
    workers: new Array<null>(workers).fill(null),
    queue: emptyVector(),
    taken: 0,
  };
}

export function isClosed({ application: { thread } }: ConsumerRun): boolean {
  return thread.type === 'closed';
}

/** The thread is in a call of the consumer: it reads what arrives. */
export function isInCall({ application: { thread } }: ConsumerRun): boolean {
  return thread.type === 'polling' || thread.type === 'committing' || thread.type === 'closing';
}

export function setThread(run: ConsumerRun, thread: Thread): void {
  const threadSince = run.application.thread.type === thread.type ? run.application.threadSince : run.env.now;
  run.application = { ...run.application, thread, threadSince };
}

// ---- after a poll -----------------------------------------------------------------------------------------------------

export function pollReturned(run: ConsumerRun, records: readonly HandedRecord[]): void {
  run.application = { ...run.application, returnedAt: run.env.now };
  if (run.application.workers.length > 0) {
    handToWorkers(run, records);
    processed(run);
  } else if (run.application.processEach > 0 && records.length > 0) {
    setThread(run, { type: 'processing', records, place: 0 });
    wakeIn(run, run.application.processEach);
  } else processed(run);
}

function processed(run: ConsumerRun): void {
  const { commit } = run.application;
  if (commit === 'async') delegateOf(run).commitAsync(run, allConsumed(run));
  if (commit === 'sync') beginCommit(run);
  else sleep(run);
}

export function beginCommit(run: ConsumerRun): void {
  const offsets = allConsumed(run);
  setThread(run, { type: 'committing', until: run.env.now + run.settings.defaultApiTimeout, offsets });
  delegateOf(run).commitSync(run, offsets);
}

/** Until its next poll; without a subscription it has nothing to poll for. */
export function sleep(run: ConsumerRun): void {
  setThread(run, { type: 'sleeping' });
  if (run.subscription.type === 'NONE') run.out.cancelTimer('application');
  else wakeIn(run, Math.max(0, run.application.returnedAt + run.setup.application.pollEvery - run.env.now));
  carryOutOrders(run);
}

function wakeIn(run: ConsumerRun, delay: Micros): void {
  run.out.setTimer('application', delay, { part: 'consumer', type: 'application' });
}

/** Its timer: a record is processed, or it is time to poll. */
export function wake(run: ConsumerRun): void {
  const { thread } = run.application;
  if (thread.type === 'processing') recordProcessed(run, thread);
  else if (thread.type === 'sleeping') {
    setThread(run, { type: 'polling', since: run.env.now });
    run.out.fact({ type: 'PollCalled', client: run.client.clientId });
  }
}

function recordProcessed(run: ConsumerRun, { records, place }: Extract<Thread, { type: 'processing' }>): void {
  tellProcessed(run, records[place]!);
  if (place + 1 < records.length) {
    setThread(run, { type: 'processing', records, place: place + 1 });
    wakeIn(run, run.application.processEach);
  } else processed(run);
}

function tellProcessed(run: ConsumerRun, { partition, offset, id }: HandedRecord): void {
  const what = { partition, from: offset, count: 1, records: id === '' ? [] : [id] };
  run.out.fact({ type: 'RecordsProcessed', client: run.client.clientId, ...what });
}

/** How far commitSync() is. */
export function awaitCommit(run: ConsumerRun, { until, offsets }: Extract<Thread, { type: 'committing' }>): boolean {
  const step = delegateOf(run).awaitCommitSync(run);
  if (step.type === 'waiting' && run.env.now < until) {
    run.wakeAt = Math.min(run.wakeAt, until);
    return false;
  }
  if (step.type === 'waiting') {
    const message = 'default.api.timeout.ms expired before the offsets were committed';
    tellFailed(run, offsets, { error: 'TimeoutException', message, retriable: true });
  }
  if (step.type === 'failed' && step.fatal) run.thrown = `${step.error}: ${step.message}`;
  else sleep(run);
  return true;
}

// ---- the pool ---------------------------------------------------------------------------------------------------------

function handToWorkers(run: ConsumerRun, records: readonly HandedRecord[]): void {
  run.application = { ...run.application, queue: pushAll(run.application.queue, records) };
  run.application.workers.forEach((hand, worker) => {
    if (hand === null) takeNext(run, worker);
  });
}

function takeNext(run: ConsumerRun, worker: number): void {
  const { queue, taken, workers, processEach } = run.application;
  const next = itemAt(queue, taken) ?? null;
  const isLast = next !== null && taken + 1 === queue.length;
  run.application = {
    ...run.application,
    workers: workers.map((hand, place) => (place === worker ? next : hand)),
    queue: isLast ? emptyVector() : queue,
    taken: isLast || next === null ? (next === null ? taken : 0) : taken + 1,
  };
  if (next !== null) run.out.setTimer(`worker ${worker}`, processEach, { part: 'consumer', type: 'worker', worker });
}

export function workerDone(run: ConsumerRun, worker: number): void {
  const hand = run.application.workers[worker];
  if (hand != null) tellProcessed(run, hand);
  takeNext(run, worker);
}

// ---- orders -----------------------------------------------------------------------------------------------------------

export function ordered(run: ConsumerRun, order: ConsumerOrder): void {
  if (order.type === 'process') {
    run.application = { ...run.application, processEach: order.each };
    return;
  }
  run.application = { ...run.application, orders: [...run.application.orders, order] };
  carryOutOrders(run);
}

/** What it was told, in that order, as far as its thread is free for it. */
export function carryOutOrders(run: ConsumerRun): void {
  while (run.application.orders.length > 0 && run.thrown === undefined) {
    const { type } = run.application.thread;
    if (type !== 'sleeping' && type !== 'polling') return;
    const [order, ...orders] = run.application.orders;
    run.application = { ...run.application, orders };
    carryOut(run, order!);
    const isSubscribed = run.subscription.type !== 'NONE';
    if (order!.type === 'unsubscribe' || (order!.type === 'subscribe' && type === 'sleeping' && isSubscribed))
      sleep(run);
  }
}
