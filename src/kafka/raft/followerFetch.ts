/**
 * The follower's side of replication: fetch from the leader, or from any voter while the leader does not answer; cut what
 * diverges, write and flush what is new, and take over the high watermark.
 *
 * Kafka: KafkaRaftClient.buildFetchRequest, maybeSendFetchToBestNode, maybeSendFetchToAnyBootstrap, handleFetchResponse,
 * appendAsFollower, updateFollowerHighWatermark.
 */
import { millis } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { QuorumFetchRequest, QuorumFetchResponse } from '../messages.ts';
import { type Handled, maybeHandleCommonResponse } from './commonResponse.ts';
import { truncateNewEntries, withControlRecords, withEntries } from './controlRecords.ts';
import { buildFetchSnapshotRequest } from './fetchSnapshot.ts';
import { appendEntries, endOffset, endOffsetAndEpoch, storeLog, truncateTo, truncationOffset } from './metadataLog.ts';
import { findReadyBootstrapServer, hasAnyInflightRequest, isBackingOff, maybeSendRequest } from './requestManager.ts';
import { snapshotWithId } from './snapshots.ts';
import { draftOf, type Follower, type RaftState, withRole } from './state.ts';

/** KafkaRaftClient.MAX_FETCH_WAIT_MS */
const FETCH_MAX_WAIT_MS = 500;

function buildFetchRequest(state: RaftState, correlationId: number): QuorumFetchRequest {
  const end = endOffsetAndEpoch(state.log);
  return {
    type: 'QuorumFetchRequest',
    correlationId,
    replicaId: state.nodeId,
    replicaDirectoryId: state.directoryId,
    currentLeaderEpoch: state.epoch,
    fetchOffset: end.offset,
    lastFetchedEpoch: end.epoch,
    maxWaitMs: FETCH_MAX_WAIT_MS,
    highWatermark: state.highWatermark ?? -1,
  };
}

/** The leader, or another voter while the leader is left alone after a failure: it may know of a newer one. */
export function maybeSendFetchToBestNode(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const { leaderId, fetchingSnapshot } = state.role as Follower;
  if (isBackingOff(state, leaderId)) return maybeSendFetchToAnyBootstrap(state, env, out);
  if (hasAnyInflightRequest(state)) return state;
  const build = fetchingSnapshot === undefined ? buildFetchRequest : buildFetchSnapshotRequest;
  return maybeSendRequest(state, leaderId, build, env, out);
}

export function maybeSendFetchToAnyBootstrap(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const id = findReadyBootstrapServer(state, env);
  return id === undefined ? state : maybeSendRequest(state, id, buildFetchRequest, env, out);
}

export function handleFetchResponse(
  state: RaftState,
  response: QuorumFetchResponse,
  env: KafkaEnv,
  out: KafkaOut,
): Handled {
  const common = maybeHandleCommonResponse(state, response, env, out);
  if (common.success !== undefined) {
    // Kafka asks again at once, as fast as the network lets it; see deviations/raft.ts.
    return { state: common.state, success: false };
  }
  const current = common.state;
  if (response.errorCode !== 'NONE') return { state: current, success: false };
  if (current.role.name !== 'Follower')
    return { state: { ...current, fault: 'a fetch answer came to no follower' }, success: true };
  const taken = takeIn(current, response, out);
  if (taken.fault !== undefined) return { state: taken, success: true };
  const fetchTimeoutAt = env.now + millis(state.config.fetchTimeoutMs);
  const { name, leaderId, leaderEndpoint, votedKey, fetchingSnapshot, updateVoterSetAt } = taken.role as Follower;
  const role: Follower = {
    name,
    leaderId,
    leaderEndpoint,
    votedKey,
    fetchTimeoutAt,
    hasFetchedFromLeader: true,
    fetchingSnapshot,
    updateVoterSetAt,
  };
  return { state: withRole(taken, role), success: true };
}

function takeIn(state: RaftState, response: QuorumFetchResponse, out: KafkaOut): RaftState {
  const { divergingEpoch, snapshotId } = response;
  if (divergingEpoch !== null) return truncate(state, response, out);
  if (snapshotId === null) return append(state, response, out);
  const { endOffset: offset, epoch } = snapshotId;
  if (snapshotWithId(state.log, { offset, epoch }) !== undefined) return state;
  return withRole(state, { ...(state.role as Follower), fetchingSnapshot: { offset, epoch, records: [] } });
}

function truncate(state: RaftState, response: QuorumFetchResponse, out: KafkaOut): RaftState {
  const { epoch, endOffset: offset } = response.divergingEpoch!;
  const to = truncationOffset(state.log, { epoch, offset });
  const committed = Math.max(state.highWatermark ?? 0, state.logHighWatermark);
  if (offset < (state.highWatermark ?? 0) || to < committed) {
    return {
      ...state,
      fault: `the leader asks to cut the log to ${Math.min(offset, to)}, below the high watermark ${committed}`,
    };
  }
  const log = truncateTo(state.log, to);
  if (log === state.log) return state;
  storeLog(log, false, out);
  out.fact({ type: 'QuorumLogTruncated', id: state.nodeId, endOffset: to });
  return withControlRecords({ ...state, log }, truncateNewEntries(state.controlRecords, to));
}

function append(state: RaftState, response: QuorumFetchResponse, out: KafkaOut): RaftState {
  let { log } = state;
  if (response.records.length > 0) {
    log = appendEntries(log, response.records);
    // The next fetch tells the leader that this is safe, so a voter flushes first.
    storeLog(log, state.isVoter || state.canBecomeVoter, out);
  }
  const next = draftOf(withControlRecords(state, withEntries(state.controlRecords, response.records)));
  next.log = log;
  if (response.highWatermark < 0) return next;
  const highWatermark = Math.min(endOffset(log), response.highWatermark);
  if (state.highWatermark !== undefined && highWatermark < state.highWatermark) {
    next.fault = `the high watermark falls from ${state.highWatermark} to ${highWatermark}`;
    return next;
  }
  next.highWatermark = highWatermark;
  next.logHighWatermark = Math.max(state.logHighWatermark, highWatermark);
  return next;
}
