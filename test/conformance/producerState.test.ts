// src/kafka/log/producerState*.ts against a real ProducerStateManager, step by step.

import { expect, test } from 'vitest';
import { deepFreeze } from '../../src/base/freeze.ts';
import { entries } from '../../src/base/table.ts';
import type { AppendOrigin } from '../../src/kafka/log/producerAppendInfo.ts';
import { appendToProducerState, loadProducers, rebuildProducerState } from '../../src/kafka/log/producerStateAppend.ts';
import { firstOffsetOf, type ProducerBatch } from '../../src/kafka/log/producerStateEntry.ts';
import {
  deleteSnapshotsBefore,
  emptyProducerState,
  firstUndecidedOffset,
  firstUnstableOffset,
  oldestTxnLastTimestamp,
  onHighWatermarkUpdated,
  onLogStartOffsetIncremented,
  type ProducerState,
  removeExpiredProducers,
  removeStraySnapshots,
  startVerification,
  takeSnapshot,
  truncateAndReload,
  truncateFullyAndStartAt,
  updateMapEndOffset,
} from '../../src/kafka/log/producerStateManager.ts';
import { readRecorded } from './recorded.ts';

type Batch = readonly [
  producerId: number,
  epoch: number,
  baseSequence: number,
  baseOffset: number,
  records: number,
  timestamp: number,
  transactional: boolean,
  marker?: 'COMMIT' | 'ABORT',
  coordinatorEpoch?: number,
];

interface Step {
  readonly append?: readonly Batch[];
  readonly origin?: AppendOrigin;
  readonly transactionVersion?: number;
  readonly duplicate?: readonly number[];
  readonly error?: string;
  readonly message?: string;
  readonly completed?: readonly unknown[];
  readonly verify?: readonly [producerId: number, sequence: number, epoch: number, bump: boolean, now: number];
  readonly takeSnapshot?: true;
  readonly removeExpired?: number;
  readonly highWatermark?: number;
  readonly logStart?: number;
  readonly deleteSnapshotsBefore?: number;
  readonly truncate?: readonly [logStartOffset: number, logEndOffset: number, now: number];
  readonly load?: readonly Batch[];
  readonly mapEnd?: number;
  readonly truncateFully?: number;
  readonly state?: Readonly<Record<string, unknown>>;
}

interface Case {
  readonly expiration: number;
  readonly steps: readonly Step[];
}

const TOPIC_PARTITION = 'orders-3';

function batchOf([
  producerId,
  producerEpoch,
  baseSequence,
  baseOffset,
  records,
  maxTimestamp,
  isTransactional,
  ...end
]: Batch) {
  const [type, coordinatorEpoch] = end;
  const batch: ProducerBatch = {
    producerId,
    producerEpoch,
    baseSequence,
    baseOffset,
    lastOffset: baseOffset + records - 1,
    maxTimestamp,
    isTransactional,
    marker: type === undefined ? null : { type, coordinatorEpoch: coordinatorEpoch! },
  };
  return batch;
}

/** The state in the shape of the recording. */
function asRecorded(state: ProducerState) {
  const producers = entries(state.producers).map(([, entry]) => [
    entry.producerId,
    entry.producerEpoch,
    entry.coordinatorEpoch,
    entry.lastTimestamp,
    entry.currentTxnFirstOffset,
    entry.batchMetadata.map((batch) => [batch.lastSequence, batch.lastOffset, batch.offsetDelta, batch.timestamp]),
  ]);
  return {
    producers: producers.sort(([a], [b]) => (a as number) - (b as number)),
    verifying: entries(state.verificationStates)
      .map(([id, { lowestSequence, epoch, supportsEpochBump, timestamp }]) => [
        Number(id),
        lowestSequence,
        epoch,
        supportsEpochBump,
        timestamp,
      ])
      .sort(([a], [b]) => (a as number) - (b as number)),
    ongoing: state.ongoingTxns.map(({ producerId, firstOffset }) => [producerId, firstOffset]),
    unreplicated: state.unreplicatedTxns.map(({ producerId, firstOffset, lastOffset }) => [
      producerId,
      firstOffset,
      lastOffset,
    ]),
    mapEndOffset: state.mapEndOffset,
    lastSnapshotOffset: state.lastSnapshotOffset,
    snapshots: state.snapshots.map(({ offset }) => offset),
    firstUnstable: firstUnstableOffset(state),
    firstUndecided: firstUndecidedOffset(state),
    oldestTxnTimestamp: oldestTxnLastTimestamp(state) ?? -1,
  };
}

function appendStep(state: ProducerState, step: Step): ProducerState {
  const batches = step.append!.map(batchOf);
  const end = batches.at(-1)!.lastOffset + 1;
  const outcome = appendToProducerState(state, TOPIC_PARTITION, batches, step.origin!, end, step.transactionVersion);
  const said = JSON.stringify(step);
  if (outcome.kind === 'duplicate') {
    const { batch } = outcome;
    expect([firstOffsetOf(batch), batch.lastOffset, batch.timestamp], said).toEqual(step.duplicate);
    return outcome.state;
  }
  if (outcome.kind === 'refused') {
    const { error, message } = outcome.refusal;
    expect([error, withoutMetadata(message)], said).toEqual([step.error, withoutMetadata(step.message!)]);
    return outcome.state;
  }
  expect(step.error ?? step.duplicate, said).toBeUndefined();
  const completed = outcome.completedTxns.map((txn) => [
    txn.producerId,
    txn.firstOffset,
    txn.lastOffset,
    txn.isAborted,
    txn.lastStableOffset,
  ]);
  expect(completed, said).toEqual(step.completed ?? []);
  return outcome.state;
}

/** Kafka prints an offset with where it lies in a segment. */
function withoutMetadata(message: string): string {
  return message.replace(/\(offset=(\d+),?[^)]*\)/, '$1').replace(/LogOffsetMetadata/, '');
}

function step(state: ProducerState, told: Step, expiration: number): ProducerState {
  if (told.append !== undefined) return appendStep(state, told);
  if (told.verify !== undefined) {
    const [producerId, lowestSequence, epoch, supportsEpochBump, timestamp] = told.verify;
    return startVerification(state, producerId, { lowestSequence, epoch, supportsEpochBump, timestamp });
  }
  if (told.takeSnapshot) return takeSnapshot(state);
  if (told.removeExpired !== undefined) return removeExpiredProducers(state, told.removeExpired, expiration);
  if (told.highWatermark !== undefined) return onHighWatermarkUpdated(state, told.highWatermark);
  if (told.truncateFully !== undefined) return truncateFullyAndStartAt(state, told.truncateFully);
  if (told.logStart !== undefined) {
    const moved = onLogStartOffsetIncremented(state, told.logStart);
    return told.deleteSnapshotsBefore === undefined ? moved : deleteSnapshotsBefore(moved, told.deleteSnapshotsBefore);
  }
  const [logStartOffset, logEndOffset, now] = told.truncate!;
  const cut = truncateAndReload(state, logStartOffset, logEndOffset, now, expiration);
  return updateMapEndOffset(loadProducers(cut, TOPIC_PARTITION, (told.load ?? []).map(batchOf)), told.mapEnd!);
}

test('a partition remembers of its producers what Kafka remembers', () => {
  const { cases } = readRecorded<Case>('producer-state.json');
  const seen = new Set<string>();
  for (const { expiration, steps } of cases) {
    let state = emptyProducerState();
    let expected: Readonly<Record<string, unknown>> = {};
    for (const told of steps) {
      state = deepFreeze(step(state, told, expiration));
      expected = { ...expected, ...told.state };
      expect(asRecorded(state), JSON.stringify(told)).toEqual(expected);
      seen.add(told.error ?? (told.duplicate ? 'duplicate' : 'done'));
    }
  }
  expect([...seen].sort()).toEqual([
    'INVALID_PRODUCER_EPOCH',
    'INVALID_TXN_STATE',
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
    'TRANSACTION_COORDINATOR_FENCED',
    'done',
    'duplicate',
  ]);
});

interface Rebuilt {
  readonly segments: readonly (readonly [baseOffset: number, batches: readonly Batch[]])[];
  readonly runs: readonly {
    readonly segments: number;
    readonly logStart: number;
    readonly last: number;
    readonly clean: boolean;
    readonly state: Readonly<Record<string, unknown>>;
  }[];
}

test('the state is rebuilt from the log and its snapshots as Kafka rebuilds it', () => {
  const clock = { now: 5_000_000, expiration: 86_400_000 };
  for (const recorded of readRecorded<Rebuilt>('producer-state-rebuild.json').cases) {
    const all = recorded.segments.map(([baseOffset, batches]) => ({ baseOffset, batches: batches.map(batchOf) }));
    let state = emptyProducerState();
    for (const { segments, logStart, last, clean, state: expected } of recorded.runs) {
      state = rebuildProducerState(state, TOPIC_PARTITION, all.slice(0, segments), logStart, last, clock, clean);
      expect(asRecorded(state), JSON.stringify(recorded)).toEqual(expected);
    }
  }
});

test('of the snapshots found at a start those of segments stay, and the newest one of all', () => {
  const found = (offsets: readonly number[]) => emptyProducerState(offsets.map((offset) => ({ offset, entries: [] })));
  const kept = (offsets: readonly number[], segments: readonly number[]) =>
    removeStraySnapshots(found(offsets), segments).snapshots.map(({ offset }) => offset);
  expect(kept([1, 2, 5, 6], [0, 2, 5])).toEqual([2, 5, 6]);
  expect(kept([1, 2, 5], [0, 2, 5])).toEqual([2, 5]);
  expect(kept([3, 7, 9], [])).toEqual([9]);
});
