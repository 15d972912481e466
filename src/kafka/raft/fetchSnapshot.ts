/**
 * A replica that needs what the leader's log no longer has fetches a snapshot in its place, piece by piece, and begins its
 * own log anew at it.
 *
 * Kafka: KafkaRaftClient.handleFetchSnapshotRequest, handleFetchSnapshotResponse, buildFetchSnapshotRequest; KIP-630.
 * *Simplified:* a piece is a number of whole records.
 */
import { millis } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { FetchSnapshotRequest, FetchSnapshotResponse } from '../messages.ts';
import { type Handled, maybeHandleCommonResponse, validateLeaderOnlyRequest } from './commonResponse.ts';
import { ofSnapshot, withControlRecords } from './controlRecords.ts';
import { electedLeader } from './electionState.ts';
import { leaderEndpointToTell } from './fetchPurgatory.ts';
import { updateCheckQuorum } from './leaderState.ts';
import {
  addSnapshot,
  isBootstrap,
  type RaftSnapshot,
  RECORD_BYTES,
  sizeOfSnapshot,
  snapshotWithId,
  truncateToLatestSnapshot,
} from './snapshots.ts';
import { type FetchingSnapshot, type Follower, type Leader, localKey, type RaftState, withRole } from './state.ts';

export function buildFetchSnapshotRequest(state: RaftState, correlationId: number): FetchSnapshotRequest {
  const { offset, epoch, records } = (state.role as Follower).fetchingSnapshot as FetchingSnapshot;
  return {
    type: 'FetchSnapshotRequest',
    correlationId,
    replicaId: state.nodeId,
    replicaDirectoryId: localKey(state).directoryId,
    currentLeaderEpoch: state.epoch,
    snapshotId: { endOffset: offset, epoch },
    position: RECORD_BYTES * records.length,
    maxBytes: state.config.fetchSnapshotMaxBytes,
  };
}

// ---- the leader ------------------------------------------------------------------------------------------------------

export function handleFetchSnapshotRequest(
  state: RaftState,
  connection: number,
  request: FetchSnapshotRequest,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { snapshotId, position, maxBytes } = request;
  const refuse = (errorCode: ErrorName): RaftState => {
    out.reply(connection, answerTo(state, request, errorCode, undefined));
    return state;
  };
  const error = validateLeaderOnlyRequest(state, request.currentLeaderEpoch);
  if (error !== undefined) return refuse(error);
  const snapshot = snapshotWithId(state.log, { offset: snapshotId.endOffset, epoch: snapshotId.epoch });
  if (snapshot === undefined || isBootstrap(snapshot)) return refuse('SNAPSHOT_NOT_FOUND');
  if (position < 0 || position >= sizeOfSnapshot(snapshot)) return refuse('POSITION_OUT_OF_RANGE');
  const first = Math.floor(position / RECORD_BYTES);
  const count = Math.max(1, Math.floor(maxBytes / RECORD_BYTES));
  const piece = snapshot.records.slice(first, first + count);
  out.reply(connection, { ...answerTo(state, request, 'NONE', snapshot), records: piece });
  const replica = { id: request.replicaId, directoryId: request.replicaDirectoryId };
  return withRole(state, updateCheckQuorum(state, state.role as Leader, replica, env.now));
}

function answerTo(
  state: RaftState,
  request: FetchSnapshotRequest,
  errorCode: ErrorName,
  snapshot: RaftSnapshot | undefined,
): FetchSnapshotResponse {
  return {
    type: 'FetchSnapshotResponse',
    correlationId: request.correlationId,
    errorCode,
    leaderId: electedLeader(state) ?? -1,
    leaderEpoch: state.epoch,
    leaderEndpoint: leaderEndpointToTell(state),
    snapshotId: snapshot === undefined ? { endOffset: -1, epoch: -1 } : request.snapshotId,
    size: snapshot === undefined ? 0 : sizeOfSnapshot(snapshot),
    position: request.position,
    records: [],
  };
}

// ---- the follower ----------------------------------------------------------------------------------------------------

export function handleFetchSnapshotResponse(
  state: RaftState,
  response: FetchSnapshotResponse,
  env: KafkaEnv,
  out: KafkaOut,
): Handled {
  const common = maybeHandleCommonResponse(state, response, env, out);
  if (common.success !== undefined) return { state: common.state, success: common.success };
  const current = common.state;
  const { role } = current;
  if (role.name !== 'Follower') {
    return { state: { ...current, fault: 'a piece of a snapshot came to no follower' }, success: true };
  }
  const fetching = role.fetchingSnapshot;
  const { snapshotId } = response;
  const fetchTimeoutAt = env.now + millis(state.config.fetchTimeoutMs);
  if (response.errorCode === 'SNAPSHOT_NOT_FOUND' || snapshotId.endOffset < 0 || snapshotId.epoch < 0) {
    // The leader deleted it meanwhile: the next fetch finds out what to do.
    return { state: withRole(current, { ...role, fetchingSnapshot: undefined, fetchTimeoutAt }), success: true };
  }
  if (response.errorCode !== 'NONE') return { state: current, success: false };
  if (
    fetching === undefined ||
    fetching.offset !== snapshotId.endOffset ||
    fetching.epoch !== snapshotId.epoch ||
    RECORD_BYTES * fetching.records.length !== response.position
  ) {
    return { state: { ...current, fault: 'a piece of another snapshot came' }, success: true };
  }
  const records = [...fetching.records, ...response.records];
  if (RECORD_BYTES * records.length < response.size) {
    const fetchingSnapshot: FetchingSnapshot = { ...fetching, records };
    return { state: withRole(current, { ...role, fetchingSnapshot, fetchTimeoutAt }), success: true };
  }
  const follower: Follower = { ...role, fetchingSnapshot: undefined, fetchTimeoutAt };
  const { offset, epoch } = fetching;
  return { state: beginAnewAt(withRole(current, follower), { offset, epoch, records }, out), success: true };
}

function beginAnewAt(state: RaftState, snapshot: RaftSnapshot, out: KafkaOut): RaftState {
  const log = truncateToLatestSnapshot(addSnapshot(state.log, snapshot, out), out);
  if (log.startOffset !== snapshot.offset) {
    return { ...state, fault: `the log does not begin anew at the snapshot ${snapshot.offset}@${snapshot.epoch}` };
  }
  const { offset: endOffset, epoch } = snapshot;
  out.fact({ type: 'SnapshotFetched', id: state.nodeId, endOffset, epoch, records: snapshot.records.length });
  const known = state.highWatermark ?? 0;
  const next: RaftState = {
    ...state,
    log,
    highWatermark: Math.max(known, snapshot.offset),
    logHighWatermark: Math.max(state.logHighWatermark, snapshot.offset),
  };
  return withControlRecords(next, ofSnapshot(snapshot));
}
