/** The application hears what became of its records, where it asked for it: a callback, or a thread that waits in get(). */
import { slice } from '../../base/vector.ts';
import { type ErrorName, errorOf } from '../errors.ts';
import type { Resend, WorkloadThread } from './application.ts';
import type { NumberedRecord, ProducerBatch } from './producerBatch.ts';
import type { ProducerRun } from './state.ts';

/** What send() threw, or a callback was given: Kafka's errors, its TimeoutException, or that the producer is closed. */
export type Failure = ErrorName | 'TIMEOUT' | 'CLOSED';

/** RetriableException: to send the record again is no nonsense. */
function mayBeResent(failure: Failure): boolean {
  return failure === 'TIMEOUT' || (failure !== 'CLOSED' && errorOf(failure).retriable);
}

/** `failure` null: they are acknowledged. */
export function recordsDone(run: ProducerRun, batch: ProducerBatch, failure: Failure | null): void {
  let threads: WorkloadThread[] | undefined;
  for (const record of slice(batch.records, 0)) {
    const thread = (threads ?? run.application.threads)[record.thread];
    // Orders given by hand have no thread that would hear.
    if (thread === undefined) continue;
    const heard = heardOf(thread, resendOf(record, thread.workload), failure);
    if (heard === thread) continue;
    threads ??= run.application.threads.slice();
    threads[record.thread] = heard;
  }
  if (threads === undefined) return;
  const { orders, blockedOrder, orderedRecords } = run.application;
  run.application = { threads, orders, blockedOrder, orderedRecords };
}

/** The thread as it is once it has heard of a record; the same where that means nothing to it. */
export function heardOf(thread: WorkloadThread, record: Resend, failure: Failure | null): WorkloadThread {
  const { workload, waitsFor, resends } = thread;
  const wasWaiting = waitsFor === record.number;
  const again = failure !== null && workload.onFailure === 'resend' && mayBeResent(failure);
  if (!wasWaiting && !again) return thread;
  return { ...thread, waitsFor: wasWaiting ? null : waitsFor, resends: again ? [...resends, record] : resends };
}

/** The record as it would be sent again: the partition only where the application chose it. */
export function resendOf(
  { number, key, value, headers }: NumberedRecord,
  { topic, partition }: { readonly topic: string; readonly partition: number | null },
): Resend {
  const resend = { topic, partition, key, value, number };
  return headers === undefined ? resend : { ...resend, headers };
}
