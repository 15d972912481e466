/**
 * Timers follow the state: each deadline in it has one timer, set when the deadline changes and cancelled when it goes. No
 * other file sets one.
 */
import { remembered } from '../../base/remembered.ts';
import { type Micros, seconds } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { checkQuorumDeadline } from './leaderState.ts';
import { wantsToJoin } from './raftAdmin.ts';
import type { RaftState, RaftTimer } from './state.ts';
import { voterChangeDeadline } from './voterChanges.ts';

type RoleTimer =
  | 'election-timeout'
  | 'fetch-timeout'
  | 'check-quorum'
  | 'begin-quorum-epoch'
  | 'append-linger'
  | 'update-voter-set'
  | 'voter-change-timeout';

const ROLE_TIMERS: readonly RoleTimer[] = [
  'election-timeout',
  'fetch-timeout',
  'check-quorum',
  'begin-quorum-epoch',
  'append-linger',
  'update-voter-set',
  'voter-change-timeout',
];

/** KafkaRaftClient.RaftMetadataLogCleanerManager; there is nothing to clean before there are two snapshots. */
const CLEANING_INTERVAL: Micros = seconds(60);

const roleTimer = remembered((type: string) => `raft/${type}`);
const voterTimer = remembered((id: number) => `raft/voter ${id}`);
const parkedTimer = (number: number): string => `raft/parked ${number}`;

function roleDeadline(state: RaftState, type: RoleTimer): Micros | undefined {
  const { role } = state;
  switch (type) {
    case 'election-timeout':
      // Even one that took itself out of the voters stays Resigned for no longer than that.
      if (role.name === 'Resigned') return role.electionTimeoutAt;
      return state.isVoter && 'electionTimeoutAt' in role ? role.electionTimeoutAt : undefined;
    case 'fetch-timeout':
      return state.isVoter && role.name === 'Follower' ? role.fetchTimeoutAt : undefined;
    case 'check-quorum':
      return role.name === 'Leader' ? checkQuorumDeadline(role) : undefined;
    case 'begin-quorum-epoch':
      return role.name === 'Leader' ? role.beginQuorumEpochAt : undefined;
    case 'append-linger':
      return role.name === 'Leader' ? role.accumulator.drainAt : undefined;
    case 'update-voter-set':
      return role.name === 'Follower' && wantsToJoin(state) ? role.updateVoterSetAt : undefined;
    case 'voter-change-timeout':
      return role.name === 'Leader' ? voterChangeDeadline(role) : undefined;
  }
}

export function syncTimers(before: RaftState | undefined, after: RaftState, env: KafkaEnv, out: KafkaOut): void {
  if (before?.role !== after.role || before?.voters !== after.voters) {
    for (const type of ROLE_TIMERS) {
      const was = before && roleDeadline(before, type);
      const is = roleDeadline(after, type);
      if (was === is) continue;
      set(roleTimer(type), is, { part: 'raft', type }, env, out);
    }
  }
  if (before?.shutdownBy !== after.shutdownBy) {
    set('raft/shutdown-timeout', after.shutdownBy, { part: 'raft', type: 'shutdown-timeout' }, env, out);
  }
  if (before?.log.snapshots !== after.log.snapshots) {
    const ran = Math.floor((env.now - after.bootedAt) / CLEANING_INTERVAL) + 1;
    const cleanAt = after.log.snapshots.length > 1 ? after.bootedAt + ran * CLEANING_INTERVAL : undefined;
    set('raft/clean-log', cleanAt, { part: 'raft', type: 'clean-log' }, env, out);
  }
  if (before?.connections !== after.connections) syncConnections(before, after, env, out);
  if (before?.parkedFetches !== after.parkedFetches) syncParkedFetches(before, after, env, out);
}

/** Nothing was cleaned this time. */
export function rearmCleaning(out: KafkaOut): void {
  out.setTimer('raft/clean-log', CLEANING_INTERVAL, { part: 'raft', type: 'clean-log' });
}

function set(key: string, deadline: Micros | undefined, timer: RaftTimer, env: KafkaEnv, out: KafkaOut): void {
  if (deadline === undefined) out.cancelTimer(key);
  else out.setTimer(key, Math.max(0, deadline - env.now), timer);
}

function syncConnections(before: RaftState | undefined, after: RaftState, env: KafkaEnv, out: KafkaOut): void {
  for (const { id } of before?.connections ?? []) {
    if (!after.connections.some((connection) => connection.id === id)) out.cancelTimer(voterTimer(id));
  }
  for (const connection of after.connections) {
    if (before?.connections.includes(connection)) continue;
    const type = connection.state === 'AWAITING_RESPONSE' ? 'request-timeout' : 'retry-backoff';
    set(voterTimer(connection.id), connection.until, { part: 'raft', type, to: connection.id }, env, out);
  }
}

function syncParkedFetches(before: RaftState | undefined, after: RaftState, env: KafkaEnv, out: KafkaOut): void {
  for (const parked of before?.parkedFetches ?? []) {
    if (!after.parkedFetches.includes(parked)) out.cancelTimer(parkedTimer(parked.number));
  }
  for (const parked of after.parkedFetches) {
    if (before?.parkedFetches.includes(parked)) continue;
    const timer: RaftTimer = { part: 'raft', type: 'fetch-max-wait', number: parked.number };
    set(parkedTimer(parked.number), parked.expiresAt, timer, env, out);
  }
}
