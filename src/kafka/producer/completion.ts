/**
 * A batch comes to its end: acknowledged, failed, or nobody knows; its memory is free, and its callbacks are called
 * (org.apache.kafka.clients.producer.internals.Sender.completeBatch, failBatch; ProducerBatch.done).
 */
import type { ErrorName } from '../errors.ts';
import { recordsDone } from './callbacks.ts';
import { settle } from './ledger.ts';
import { numbersOf, type ProducerBatch } from './producerBatch.ts';
import * as accumulators from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import { completed, failed } from './transactionManager.ts';

/** `baseOffset` -1: not known. */
export function completeBatch(run: ProducerRun, batch: ProducerBatch, baseOffset: number): void {
  const { partition } = batch;
  const count = batch.records.length;
  if (run.transactions !== null) {
    const lastOffset = baseOffset < 0 ? -1 : baseOffset + count - 1;
    run.transactions = completed(run.transactions, partition, batch, count, lastOffset);
  }
  release(run, batch);
  if (batch.done) return;
  const records = numbersOf(batch);
  const { acks } = run.settings;
  const client = run.client.clientId;
  for (let place = 0; place < records.length; place++) {
    const record = records[place]!;
    const offset = baseOffset < 0 ? -1 : baseOffset + place;
    run.out.fact({ type: 'RecordAcknowledged', client, partition, record, offset, acks });
  }
  run.ledger = settle(run.ledger, records, 'acknowledged', baseOffset, run.env.now);
  recordsDone(run, batch, null);
}

/** Failed when the log cannot hold it, unknown when it may. `isCertain`: a broker has said that it did not append it. */
export function failBatch(
  run: ProducerRun,
  batch: ProducerBatch,
  error: ErrorName | 'TIMEOUT' | 'CLOSED',
  message: string,
  isCertain: boolean,
): void {
  const { maybeAppended, partition } = batch;
  const client = run.client.clientId;
  const records = numbersOf(batch);
  for (const record of records) {
    if (maybeAppended) run.out.fact({ type: 'RecordUnknown', client, partition, record, error, message });
    else run.out.fact({ type: 'RecordFailed', client, partition, record, error, message });
  }
  const outcome = maybeAppended ? 'unknown' : 'failed';
  run.ledger = settle(run.ledger, records, outcome, -1, run.env.now);
  if (run.transactions !== null) run.transactions = failed(run.transactions, partition, batch, error, isCertain);
  recordsDone(run, batch, error);
}

/** The batch is on the wire no more: its memory and its partition are free. */
export function release(run: ProducerRun, batch: ProducerBatch): void {
  run.accumulator = accumulators.deallocate(run.accumulator, batch);
  unmute(run, batch);
}

export function unmute(run: ProducerRun, { partition }: ProducerBatch): void {
  if (run.settings.guaranteesOrder) run.accumulator = accumulators.unmute(run.accumulator, partition);
}
