/**
 * What must hold in every state. The first three under the names of KafkaReplication.tla; there LeaderInIsr is written
 * without "or none", so that its own first state, with no leader, breaks it: what is meant is below.
 */
import type { Invariant } from '../../check/model.ts';
import type { PartitionState } from './partitionState.ts';

export const REPLICATION_PROPERTIES = [
  'WeakIsr',
  'StrongIsr',
  'LeaderInIsr',
  'NoDivergenceBelowHw',
  'CommittedOnTrueLeader',
] as const;

export type ReplicationProperty = (typeof REPLICATION_PROPERTIES)[number];

export function isReplicationProperty(name: string): name is ReplicationProperty {
  return (REPLICATION_PROPERTIES as readonly string[]).includes(name);
}

type Predicate = (state: PartitionState) => boolean;

const PREDICATES: Readonly<Record<ReplicationProperty, Predicate>> = {
  WeakIsr: (state) => everyLeaderIsBacked(state, (leader) => state.isr(leader)),
  StrongIsr: (state) => everyLeaderIsBacked(state, () => state.controllerIsr),
  LeaderInIsr: (state) => state.controllerLeader < 0 || ((state.controllerIsr >> state.controllerLeader) & 1) !== 0,
  NoDivergenceBelowHw: noDivergenceBelowHighWatermark,
  CommittedOnTrueLeader: committedOnTrueLeader,
};

export function ladderInvariant(name: ReplicationProperty, state: PartitionState): Invariant {
  const predicate = PREDICATES[name];
  return {
    name,
    holds(row) {
      state.read(row);
      return predicate(state);
    },
  };
}

/** What somebody who takes itself for the leader has committed is on every replica of an ISR, and the same there. */
function everyLeaderIsBacked(state: PartitionState, isrFor: (leader: number) => number): boolean {
  for (let leader = 0; leader < state.replicas; leader++) {
    if (!state.presumesLeadership(leader)) continue;
    const highWatermark = state.highWatermark(leader);
    if (highWatermark === 0) continue;
    const isr = isrFor(leader);
    for (let member = 0; member < state.replicas; member++) {
      if (((isr >> member) & 1) !== 0 && !agreeBefore(state, leader, member, highWatermark)) return false;
    }
  }
  return true;
}

function agreeBefore(state: PartitionState, leader: number, member: number, end: number): boolean {
  if (state.logEnd[leader]! < end || state.logEnd[member]! < end) return false;
  for (let offset = 0; offset < end; offset++) {
    if (state.entry(leader, offset) !== state.entry(member, offset)) return false;
  }
  return true;
}

function noDivergenceBelowHighWatermark(state: PartitionState): boolean {
  for (let one = 1; one < state.replicas; one++) {
    for (let other = 0; other < one; other++) {
      const end = Math.min(state.highWatermark(one), state.highWatermark(other));
      for (let offset = 0; offset < end; offset++) {
        if (state.entry(one, offset) !== state.entry(other, offset)) return false;
      }
    }
  }
  return true;
}

function committedOnTrueLeader(state: PartitionState): boolean {
  const leader = state.controllerLeader;
  if (leader < 0 || !state.isTrueLeader(leader)) return true;
  for (let offset = 0; offset < state.logSize; offset++) {
    const committed = state.committed(offset);
    if (committed === 0) continue;
    if (offset >= state.logEnd[leader]!) return false;
    if (committed !== 1 << state.idOf(state.entry(leader, offset))) return false;
  }
  return true;
}
