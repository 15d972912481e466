/**
 * Operations that wait for their records to be committed: answered when the high watermark has passed them, or given up
 * after offsets.commit.timeout.ms.
 *
 * Kafka: org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime (CoordinatorWriteEvent, OperationTimeout,
 * HighWatermarkListener), org.apache.kafka.deferred.DeferredEventQueue.
 */
import { millis } from '../../base/time.ts';
import { configNumber, hostedPartition, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { activeContextOf, setContext } from './contexts.ts';
import { answer, errorResponse, operationError } from './groupAnswers.ts';
import { appendCompleted } from './groupMetadataManager.ts';
import { onShard } from './shardOperation.ts';
import type { DeferredEvent } from './state.ts';

const writeTimer = (tp: TopicPartition, id: number): string => `broker/group-write ${tp} ${id}`;

/** offsets.commit.timeout.ms */
export function armWriteTimeout(work: Work, topicPartition: TopicPartition, { id: operationId }: DeferredEvent): void {
  const timer = { part: 'broker', type: 'group-write-timeout', topicPartition, operationId } as const;
  work.out.setTimer(
    writeTimer(topicPartition, operationId),
    millis(configNumber(work, 'offsets.commit.timeout.ms')),
    timer,
  );
}

/** The records may still be committed; nobody waits for it any more. */
export function writeTimedOut(work: Work, tp: TopicPartition, operationId: number): void {
  const active = activeContextOf(work, tp);
  if (active === undefined) return;
  const { deferred, batch } = active;
  const isIt = (event: DeferredEvent): boolean => event.id === operationId;
  const event = deferred.find((each) => isIt(each.event))?.event ?? batch?.deferred.find(isIt);
  if (event === undefined) return;
  const given: DeferredEvent = { ...event, request: null, response: null, appendFuture: null, retry: null };
  const withoutIt = (each: DeferredEvent): DeferredEvent => (each === event ? given : each);
  setContext(work, {
    ...active,
    deferred: deferred.map((each) => ({ offset: each.offset, event: withoutIt(each.event) })),
    batch: batch === null ? null : { ...batch, deferred: batch.deferred.map(withoutIt) },
  });
  complete(work, tp, event, 'REQUEST_TIMED_OUT');
}

/** The high watermark of the partition has moved, or may have. */
export function highWatermarkUpdated(work: Work, tp: TopicPartition): void {
  const active = activeContextOf(work, tp);
  const highWatermark = hostedPartition(work, tp)?.log.highWatermark ?? -1;
  if (active === undefined || highWatermark <= active.lastCommittedOffset) return;
  const { deferred, snapshots } = active;
  const firstKept = snapshots.filter(({ offset }) => offset <= highWatermark).length - 1;
  const done = deferred.filter(({ offset }) => offset <= highWatermark);
  setContext(work, {
    ...active,
    lastCommittedOffset: highWatermark,
    snapshots: snapshots.slice(Math.max(firstKept, 0)),
    deferred: deferred.slice(done.length),
  });
  for (const { event } of done) complete(work, tp, event, 'NONE');
}

export function complete(work: Work, tp: TopicPartition, event: DeferredEvent, error: ErrorName): void {
  const { id, request, connection, response, appendFuture, facts, retry } = event;
  work.out.cancelTimer(writeTimer(tp, id));
  if (error === 'NONE') for (const fact of facts) work.out.fact(fact);
  const active = activeContextOf(work, tp);
  if (appendFuture !== null && active !== undefined)
    onShard(work, active, (context) => appendCompleted(context, appendFuture, operationError(error)));
  if (request !== null) {
    const waiter = { connection, correlationId: request.correlationId };
    if (error !== 'NONE') answer(work, waiter, errorResponse(request, error));
    else if (response !== null) answer(work, waiter, response);
  }
  if (error !== 'NONE' && retry !== null) scheduleAgain(work, tp, retry);
}

function scheduleAgain(
  work: Work,
  tp: TopicPartition,
  { key, operation, backoffMs }: NonNullable<DeferredEvent['retry']>,
): void {
  const active = activeContextOf(work, tp);
  if (active !== undefined) onShard(work, active, (context) => context.schedule(key, backoffMs, operation));
}
