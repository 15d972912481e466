/**
 * The leader's side of replication: it answers fetches, learns from them how far each replica is, and moves the high
 * watermark; and it writes what lingers in its accumulator.
 *
 * Kafka: KafkaRaftClient.handleFetchRequest, tryCompleteFetchRequest, maybeAppendBatches, onUpdateLeaderHighWatermark;
 * KIP-595, KIP-1166.
 * *Simplified:* an answer carries everything up to the end of the log (Kafka: at most
 * `controller.quorum.fetch.max.bytes`, 1 MiB).
 */
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { QuorumFetchRequest, QuorumFetchResponse } from '../messages.ts';
import { drained } from './batchAccumulator.ts';
import { validateLeaderOnlyRequest } from './commonResponse.ts';
import { withControlRecords, withEntries } from './controlRecords.ts';
import { buildFetchResponse, park, takeParked } from './fetchPurgatory.ts';
import { leaderHighWatermark, updateLocalState, updateReplicaState, withAccumulator } from './leaderState.ts';
import {
  appendEntries,
  endOffset,
  latestSnapshot,
  readEntries,
  storeLog,
  type Validated,
  validateOffsetAndEpoch,
} from './metadataLog.ts';
import { isBootstrap } from './snapshots.ts';
import { draftOf, type Leader, type ParkedFetch, type RaftState, withRole } from './state.ts';
import { tellVoterChanges, voterChangesCommitted } from './voterChanges.ts';

export function handleFetchRequest(
  state: RaftState,
  connection: number,
  request: QuorumFetchRequest,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { fetchOffset, lastFetchedEpoch, currentLeaderEpoch, maxWaitMs } = request;
  if (maxWaitMs < 0 || fetchOffset < 0 || lastFetchedEpoch < 0 || lastFetchedEpoch > currentLeaderEpoch) {
    out.reply(connection, buildFetchResponse(state, request, 'INVALID_REQUEST'));
    return state;
  }
  const { state: next, response } = tryCompleteFetch(state, request, env, out);
  const hasNews =
    response.errorCode !== 'NONE' ||
    response.records.length > 0 ||
    response.divergingEpoch !== null ||
    response.snapshotId !== null ||
    (request.highWatermark < response.highWatermark && state.config.withoutHighWatermarkNews !== true);
  if (!hasNews && maxWaitMs > 0) return park(next, connection, request, response, env.now);
  out.reply(connection, response);
  return next;
}

interface Completed {
  readonly state: RaftState;
  readonly response: QuorumFetchResponse;
}

function tryCompleteFetch(state: RaftState, request: QuorumFetchRequest, env: KafkaEnv, out: KafkaOut): Completed {
  const error = validateLeaderOnlyRequest(state, request.currentLeaderEpoch);
  if (error !== undefined) return { state, response: buildFetchResponse(state, request, error) };
  const { fetchOffset, lastFetchedEpoch, replicaId } = request;
  const validated = validate(state, fetchOffset, lastFetchedEpoch);
  if (validated.kind !== 'valid') {
    // Not a sign of life: who holds another log does not count for the quorum.
    return { state, response: buildFetchResponse(state, request, 'NONE', [], validated) };
  }
  const replica = { id: replicaId, directoryId: request.replicaDirectoryId };
  const leader = updateReplicaState(state, state.role as Leader, replica, fetchOffset, env.now);
  const next = maybeAdvanceHighWatermark(withRole(state, leader), env, out);
  const records = fetchOffset < endOffset(next.log) ? readEntries(next.log, fetchOffset) : undefined;
  return { state: next, response: buildFetchResponse(next, request, 'NONE', records) };
}

/** Who has nothing gets the newest snapshot, if there is one: that is always less than the log. */
function validate({ log }: RaftState, fetchOffset: number, lastFetchedEpoch: number): Validated {
  const latest = latestSnapshot(log);
  if (fetchOffset === 0 && latest !== undefined && !isBootstrap(latest)) {
    return { kind: 'snapshot', offset: latest.offset, epoch: latest.epoch };
  }
  return validateOffsetAndEpoch(log, fetchOffset, lastFetchedEpoch);
}

/** Everyone who waits hears of a new high watermark: each of them knows an older one (KIP-1166). */
function maybeAdvanceHighWatermark(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const highWatermark = leaderHighWatermark(state.role as Leader, state.highWatermark);
  if (highWatermark === undefined || highWatermark === state.highWatermark) return state;
  out.fact({ type: 'QuorumHighWatermarkAdvanced', id: state.nodeId, highWatermark });
  tellVoterChanges(state, state.logHighWatermark, highWatermark, out);
  const next = draftOf(voterChangesCommitted(state, highWatermark, out));
  next.highWatermark = highWatermark;
  next.logHighWatermark = Math.max(state.logHighWatermark, highWatermark);
  return state.config.withoutHighWatermarkNews === true ? next : completeParked(next, () => true, env, out);
}

function completeParked(
  state: RaftState,
  isDue: (parked: ParkedFetch) => boolean,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const taken = takeParked(state, isDue);
  let current = taken.state;
  for (const { connection, request } of taken.due) {
    const completed = tryCompleteFetch(current, request, env, out);
    out.reply(connection, completed.response);
    current = completed.state;
  }
  return current;
}

/** Writes and flushes what has lingered long enough; then the leader counts itself. */
export function maybeAppendBatches(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const leader = state.role as Leader;
  const { drainAt, pending } = leader.accumulator;
  if (drainAt === undefined || drainAt > env.now) return state;
  const log = appendEntries(state.log, pending);
  storeLog(log, true, out);
  // The newest set of voters counts from here on, and the high watermark below is already theirs.
  const next = draftOf(withControlRecords(state, withEntries(state.controlRecords, pending)));
  next.log = log;
  next.role = withAccumulator(leader, drained(leader.accumulator));
  return updateLeaderEndOffset(next, env, out);
}

function updateLeaderEndOffset(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const end = endOffset(state.log);
  const leader = updateLocalState(state, state.role as Leader, end);
  const advanced = maybeAdvanceHighWatermark(withRole(state, leader), env, out);
  return completeParked(advanced, ({ request }) => request.fetchOffset <= end, env, out);
}
