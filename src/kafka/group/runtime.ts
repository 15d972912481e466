/**
 * Operations on shards. A write changes the shard at once, its records are appended to the partition as one batch, and its
 * answer waits until they are committed; so does the answer of a write without records, for those before it. When the
 * append fails, what the records said is taken back. A read sees what is committed.
 *
 * Kafka: org.apache.kafka.coordinator.common.runtime.{CoordinatorRuntime,SnapshottableCoordinator},
 * kafka.coordinator.group.CoordinatorPartitionWriter (acks=1 here, and the high watermark decides).
 * *Simplified:* no threads and no queue of events: an operation is done the moment it is asked for, so that an
 * append.linger.ms of -1 (as long as operations are queued) is none.
 */
import { assert } from '../../base/assert.ts';
import { millis } from '../../base/time.ts';
import { configNumber, hostedPartition, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import type { GroupRequest } from '../messages/group.ts';
import { recordBatchSizeInBytes } from '../record/recordSize.ts';
import type { DataRecord } from '../records.ts';
import { appendRecordsToLeader } from '../replication/appendRecords.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { activeContextOf, nextOperationId, setContext } from './contexts.ts';
import type { CoordinatorResult } from './coordinatorResult.ts';
import { armWriteTimeout, complete } from './deferredEvents.ts';
import { answer, errorResponse } from './groupAnswers.ts';
import type { CoordinatorRecord } from './records.ts';
import { textsOf } from './recordTexts.ts';
import { replayRecord } from './replayRecord.ts';
import type { ShardContext } from './shardContext.ts';
import { contextError, onShard, withClassicOf } from './shardOperation.ts';
import type { ActiveContext, CoordinatorBatch, DeferredEvent } from './state.ts';

export const flushTimer = (tp: TopicPartition): string => `broker/group-flush ${tp}`;

/** Who asked, and what becomes of a failure. */
export interface Origin {
  /** null: a timer, or the broker itself. */
  readonly request: GroupRequest | null;
  readonly connection: number;
  readonly retry?: DeferredEvent['retry'];
}

export type WriteOperation = (context: ShardContext) => CoordinatorResult;

export function write(work: Work, tp: TopicPartition, origin: Origin, operation: WriteOperation): void {
  const active = activeContextOf(work, tp);
  if (active === undefined) {
    fail(work, origin, contextError(work, tp));
    return;
  }
  const result = onShard(work, active, operation);
  if ('error' in result) {
    fail(work, origin, result.error, result.message);
    return;
  }
  const event: DeferredEvent = {
    id: nextOperationId(work),
    request: origin.request,
    connection: origin.connection,
    response: result.response,
    appendFuture: result.appendFuture ?? null,
    facts: result.facts ?? [],
    retry: origin.retry ?? null,
  };
  append(work, tp, event, result);
}

function fail(work: Work, { request, connection }: Origin, error: ErrorName, message?: string): void {
  if (request === null) return;
  const waiter = { connection, correlationId: request.correlationId };
  answer(work, waiter, errorResponse(request, error, message ?? null));
}

type Generated = Exclude<CoordinatorResult, { readonly error: ErrorName }>;

function append(work: Work, tp: TopicPartition, event: DeferredEvent, result: Generated): void {
  const { records, replayRecords = true, isAtomic = true } = result;
  const active = activeContextOf(work, tp)!;
  if (records.length === 0) {
    appendNothing(work, active, event);
    return;
  }
  const appended = records.map((record) => dataRecord(work, record));
  const maxSize = hostedPartition(work, tp)?.config.maxMessageBytes ?? 0;
  if (isAtomic) {
    const size = recordBatchSizeInBytes(appended);
    if (size > maxSize) {
      complete(work, tp, event, 'MESSAGE_TOO_LARGE');
      return;
    }
    if (!hasRoom(active.batch, size, maxSize) && !flushed(work, tp, event)) return;
  }
  for (let place = 0; place < records.length; place++) {
    const record = appended[place]!;
    const size = recordBatchSizeInBytes([record]);
    if (!isAtomic && !hasRoom(activeContextOf(work, tp)!.batch, size, maxSize) && !flushed(work, tp, event)) return;
    addToBatch(work, activeContextOf(work, tp)!, replayRecords ? records[place]! : null, record, size);
  }
  const current = activeContextOf(work, tp)!;
  const batch = current.batch!;
  setContext(work, { ...current, batch: { ...batch, deferred: [...batch.deferred, event] } });
  armWriteTimeout(work, tp, event);
  if (appendLingerMs(work) <= 0) flush(work, tp);
}

/** To make room. A flush that fails takes the shard back, and the operation with it. */
function flushed(work: Work, tp: TopicPartition, event: DeferredEvent): boolean {
  const error = flush(work, tp);
  if (error !== 'NONE') complete(work, tp, event, error);
  return error === 'NONE';
}

/** Whoever came before is answered first. */
function appendNothing(work: Work, active: ActiveContext, event: DeferredEvent): void {
  const { topicPartition: tp, batch, deferred, lastWrittenOffset, lastCommittedOffset } = active;
  if (batch !== null) setContext(work, { ...active, batch: { ...batch, deferred: [...batch.deferred, event] } });
  else if (lastCommittedOffset < lastWrittenOffset)
    setContext(work, { ...active, deferred: [...deferred, { offset: lastWrittenOffset, event }] });
  else {
    complete(work, tp, event, 'NONE');
    return;
  }
  armWriteTimeout(work, tp, event);
}

function dataRecord(work: Work, record: CoordinatorRecord): DataRecord {
  return { ...textsOf(record), timestamp: work.env.now };
}

function hasRoom(batch: CoordinatorBatch | null, size: number, maxSize: number): boolean {
  return batch === null || batch.sizeInBytes + size <= maxSize;
}

function addToBatch(
  work: Work,
  active: ActiveContext,
  replayed: CoordinatorRecord | null,
  record: DataRecord,
  size: number,
): void {
  const batch = active.batch ?? { records: [], sizeInBytes: 0, deferred: [] };
  if (active.batch === null && appendLingerMs(work) > 0) {
    const { topicPartition: tp } = active;
    const timer = { part: 'broker', type: 'group-flush', topicPartition: tp } as const;
    work.out.setTimer(flushTimer(tp), millis(appendLingerMs(work)), timer);
  }
  const offset = active.lastWrittenOffset + batch.records.length;
  const nowMs = Math.floor(work.env.now / 1_000);
  const shard = replayed === null ? active.shard : replayRecord(active.shard, replayed, offset, nowMs);
  const records = [...batch.records, record];
  const next = { records, sizeInBytes: batch.sizeInBytes + size, deferred: batch.deferred };
  setContext(work, { ...active, shard, batch: next });
}

/** Before group coordinators of this kind (KIP-848) nothing was gathered. */
function appendLingerMs(work: Work): number {
  const { setup } = work.state;
  return setup.version.features['group.version'] > 0 ? configNumber(work, 'group.coordinator.append.linger.ms') : 0;
}

/** What is gathered goes to the log. */
export function flush(work: Work, tp: TopicPartition): ErrorName {
  const active = activeContextOf(work, tp);
  if (active === undefined || active.batch === null) return 'NONE';
  const { records, deferred } = active.batch;
  if (appendLingerMs(work) > 0) work.out.cancelTimer(flushTimer(tp));
  const sizeInBytes = recordBatchSizeInBytes(records);
  const unassigned = { producerId: -1, producerEpoch: -1, baseSequence: -1, sizeInBytes, records };
  const { errorCode, nextOffset } = appendRecordsToLeader(work, tp, unassigned, 1, 'COORDINATOR');
  if (errorCode !== 'NONE') {
    failBatch(work, active, errorCode);
    return errorCode;
  }
  const expected = active.lastWrittenOffset + records.length;
  assert(nextOffset === expected, `${tp} ends at ${nextOffset}, and its coordinator has written up to ${expected}`);
  setContext(work, {
    ...active,
    batch: null,
    lastWrittenOffset: nextOffset,
    snapshots: [...active.snapshots, { offset: nextOffset, shard: active.shard }],
    deferred: [...active.deferred, ...deferred.map((event) => ({ offset: nextOffset, event }))],
  });
  return 'NONE';
}

/** Back to what is in the log; what a group of the classic protocol did meanwhile has no way back. */
export function failBatch(work: Work, active: ActiveContext, error: ErrorName): void {
  const { topicPartition: tp, batch, snapshots, shard } = active;
  if (batch === null) return;
  const written = snapshots[snapshots.length - 1]!.shard;
  const reverted = { groups: withClassicOf(written.groups, shard.groups), offsets: written.offsets };
  setContext(work, { ...active, shard: reverted, batch: null });
  for (const event of batch.deferred) complete(work, tp, event, error);
}
