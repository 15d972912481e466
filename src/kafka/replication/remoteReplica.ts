/**
 * What a leader knows of one follower: how far it has read, and when it last had everything.
 *
 * Kafka: org.apache.kafka.server.replica.{Replica,ReplicaState}. A replica is caught up while it had all of the leader's
 * log at some moment within replica.lag.time.max.ms: how many records it lacks does not matter.
 */
import type { Micros } from '../../base/time.ts';

export const UNKNOWN_OFFSET = -1;
/** Kafka writes 0, the year 1970. A run starts at 0, so "never" has to lie before it. */
export const NEVER: Micros = Number.MIN_SAFE_INTEGER;

export interface RemoteReplica {
  readonly brokerId: number;
  readonly logStartOffset: number;
  /** The fetch offset of its last valid fetch. */
  readonly logEndOffset: number;
  /** The leader's end at that fetch. */
  readonly lastFetchLeaderLogEndOffset: number;
  readonly lastFetchTime: Micros;
  readonly lastCaughtUpTime: Micros;
  /** Under which it fetched; null before its first fetch in this epoch (KIP-903). */
  readonly brokerEpoch: number | null;
  /** When the leader's epoch began: what a session brought before says nothing of it. */
  readonly resetAt: Micros;
}

export function newReplica(brokerId: number): RemoteReplica {
  return {
    brokerId,
    logStartOffset: UNKNOWN_OFFSET,
    logEndOffset: UNKNOWN_OFFSET,
    lastFetchLeaderLogEndOffset: UNKNOWN_OFFSET,
    lastFetchTime: NEVER,
    lastCaughtUpTime: NEVER,
    brokerEpoch: null,
    resetAt: NEVER,
  };
}

export function isCaughtUp(replica: RemoteReplica, leaderEndOffset: number, now: Micros, maxLag: Micros): boolean {
  return replica.logEndOffset === leaderEndOffset || now - replica.lastCaughtUpTime <= maxLag;
}

export interface FollowerFetch {
  readonly offset: number;
  readonly logStartOffset: number;
  readonly at: Micros;
  readonly leaderEndOffset: number;
  readonly brokerEpoch: number;
}

/** Caught up now if it asks for the leader's end, or back then if it asks for what was the end at its previous fetch. */
export function updateFetchState(replica: RemoteReplica, fetch: FollowerFetch): RemoteReplica {
  let lastCaughtUpTime = replica.lastCaughtUpTime;
  if (fetch.offset >= fetch.leaderEndOffset) lastCaughtUpTime = Math.max(lastCaughtUpTime, fetch.at);
  else if (fetch.offset >= replica.lastFetchLeaderLogEndOffset) {
    lastCaughtUpTime = Math.max(lastCaughtUpTime, replica.lastFetchTime);
  }
  return {
    brokerId: replica.brokerId,
    logStartOffset: fetch.logStartOffset,
    logEndOffset: fetch.offset,
    lastFetchLeaderLogEndOffset: Math.max(fetch.leaderEndOffset, replica.lastFetchLeaderLogEndOffset),
    lastFetchTime: fetch.at,
    lastCaughtUpTime,
    brokerEpoch: fetch.brokerEpoch,
    resetAt: replica.resetAt,
  };
}

/** At the start of a leader epoch: members of the ISR get the benefit of the doubt, the others do not hold anything back. */
export function resetForEpoch(
  replica: RemoteReplica,
  now: Micros,
  leaderEndOffset: number,
  isNewLeader: boolean,
  isInSync: boolean,
): RemoteReplica {
  const lastCaughtUpTime = isInSync ? now : NEVER;
  if (isNewLeader) return { ...newReplica(replica.brokerId), lastCaughtUpTime, resetAt: now };
  return {
    ...replica,
    lastFetchLeaderLogEndOffset: leaderEndOffset,
    lastFetchTime: isInSync ? now : NEVER,
    lastCaughtUpTime,
    resetAt: now,
  };
}

/** A fetch at the end of the log that came as part of a session, without being spelled out. */
export function withFetchAtEnd(replica: RemoteReplica, at: Micros): RemoteReplica {
  return {
    brokerId: replica.brokerId,
    logStartOffset: replica.logStartOffset,
    logEndOffset: replica.logEndOffset,
    lastFetchLeaderLogEndOffset: replica.logEndOffset,
    lastFetchTime: at,
    lastCaughtUpTime: Math.max(replica.lastCaughtUpTime, at),
    brokerEpoch: replica.brokerEpoch,
    resetAt: replica.resetAt,
  };
}
