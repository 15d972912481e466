/**
 * flush() and close(): what waits is sent at once; flush() returns when all that was sent before has come to an end,
 * close() when nothing is left, or, if it may not take so long, after giving up the rest
 * (org.apache.kafka.clients.producer.KafkaProducer.flush, close; Sender.run, RecordAccumulator.abortIncompleteBatches).
 *
 * *Simplified:* the application ends with its producer.
 */
import type { Micros } from '../../base/time.ts';
import { failBatch } from './completion.ts';
import { maybeInLog, type ProducerBatch } from './producerBatch.ts';
import { beginFlush, closeAccumulator, draftOfAccumulator, endFlushes } from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';

export function flush(run: ProducerRun): void {
  run.accumulator = beginFlush(run.accumulator);
}

/** `timeout` undefined: as long as it takes. */
export function close(run: ProducerRun, timeout: Micros | undefined): void {
  if (run.closing) return;
  run.closing = true;
  run.accumulator = closeAccumulator(run.accumulator);
  for (const { timer } of run.application.threads) run.out.cancelTimer(timer);
  if (timeout !== undefined) run.out.setTimer('close', timeout, { part: 'producer', type: 'close' });
}

/** Called last in every event: has what somebody waits for come about? */
export function endFlushesAndClose(run: ProducerRun): void {
  const { flushes } = run.accumulator;
  if (flushes.length > 0) {
    run.accumulator = endFlushes(run.accumulator, oldestIncomplete(run));
    const ended = flushes.length - run.accumulator.flushes.length;
    for (let count = 0; count < ended; count++) {
      run.out.fact({ type: 'ProducerFlushed', client: run.client.clientId });
    }
  }
  if (run.closing && run.accumulator.queues.length === 0 && !isAnyInFlight(run)) closed(run, 0);
}

function oldestIncomplete({ accumulator, inFlight }: ProducerRun): number {
  let oldest = Number.MAX_SAFE_INTEGER;
  for (const { batches } of accumulator.queues) for (const { number } of batches) oldest = Math.min(oldest, number);
  for (const { batches } of inFlight) {
    for (const { number, done } of batches) if (!done) oldest = Math.min(oldest, number);
  }
  return oldest;
}

/** Of any kind: Sender.run waits for Metadata as well. */
function isAnyInFlight({ client }: ProducerRun): boolean {
  for (const { inFlight } of client.connections.values) if (inFlight.length > 0) return true;
  return false;
}

/** The time that close() was given is over. */
export function forceClose(run: ProducerRun): void {
  if (!run.closing) return;
  const left: ProducerBatch[] = [];
  for (const { batches } of run.accumulator.queues) left.push(...batches);
  for (const { batches } of run.inFlight) for (const batch of batches) if (!batch.done) left.push(maybeInLog(batch));
  const next = draftOfAccumulator(run.accumulator);
  next.queues = [];
  run.accumulator = next;
  run.inFlight = [];
  for (const batch of left) failBatch(run, batch, 'CLOSED', 'Producer is closed forcefully.', false);
  closed(
    run,
    left.reduce((sum, { records }) => sum + records.length, 0),
  );
}

function closed({ out, env, client }: ProducerRun, aborted: number): void {
  out.fact({ type: 'ProducerClosed', client: client.clientId, aborted });
  out.fact({ type: 'ProcessExited', node: env.self, clean: true, reason: 'the producer was closed' });
  out.exit(true);
}
