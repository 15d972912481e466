/**
 * The record that takes one partition to a new ISR, replica set or leader: where Kafka elects partition leaders
 * (org.apache.kafka.controller.PartitionChangeBuilder; KIP-966 for the eligible leader replicas). A pure function of the
 * partition and what is wanted of it.
 *
 * *Simplified:* no log directories. Where Kafka takes the order of a Java HashSet for the ELR, ours is ascending: the
 * same for broker ids below 16, and no rule reads it.
 */
import {
  type PartitionChangeRecord,
  type PartitionRegistration,
  preferredReplica,
} from '../metadata/partitionRegistration.ts';
import { ascending, containsAll, sameReplicas, without } from '../metadata/replicas.ts';
import { type LeaderRecoveryState, NO_LEADER } from '../records.ts';
import { maybeCompleteReassignment } from './partitionReassignment.ts';

export type Election =
  /** The first replica if it may lead, else keep the leader, else anyone from the ISR. */
  | 'PREFERRED'
  /** Keep the leader if it may lead, else the first replica, in replica order, that is in the ISR. */
  | 'ONLINE'
  /** As ONLINE, and at last any live replica: committed records may be lost. */
  | 'UNCLEAN';

export interface PartitionChange {
  readonly partition: PartitionRegistration;
  readonly topicId: string;
  readonly partitionId: number;
  readonly isAcceptableLeader: (broker: number) => boolean;
  readonly minIsr: number;
  /** eligible.leader.replicas.version >= 1. */
  readonly elrEnabled: boolean;
  /** Before metadata.version 3.6 (KAFKA-15021). */
  readonly leaderEpochBumpOnIsrShrink: boolean;
  readonly election?: Election;
  readonly targetIsr?: readonly number[];
  readonly targetReplicas?: readonly number[];
  readonly targetRemoving?: readonly number[];
  readonly targetAdding?: readonly number[];
  readonly targetLeaderRecoveryState?: LeaderRecoveryState;
  /** These lost what they had not flushed: not eligible any more. */
  readonly uncleanShutdownReplicas?: readonly number[];
  readonly useLastKnownLeaderInBalancedRecovery?: boolean;
}

interface Target {
  readonly isr: readonly number[];
  readonly replicas: readonly number[];
  readonly removing: readonly number[];
  readonly adding: readonly number[];
  readonly elr: readonly number[];
  readonly lastKnownElr: readonly number[];
}

type Fields = {
  -readonly [F in keyof Omit<PartitionChangeRecord, 'type' | 'topicId' | 'partitionId'>]: PartitionChangeRecord[F];
};

/** Undefined when nothing would change. */
export function buildPartitionChange(change: PartitionChange): PartitionChangeRecord | undefined {
  const { partition } = change;
  const useLastKnownLeader = change.useLastKnownLeaderInBalancedRecovery ?? true;
  let target = withTargetElr(withCompletedReassignment(wantedOf(change)), change);
  const elected = electLeader(change, target, useLastKnownLeader);
  const fields: Fields = {};

  if (elected.leader !== partition.leader) {
    fields.leader = elected.leader;
    if (target.elr.includes(elected.leader)) {
      target = { ...target, isr: [elected.leader], elr: without(target.elr, elected.leader) };
    }
    if (elected.unclean) {
      fields.isr = [elected.leader];
      if (partition.leaderRecoveryState !== 'RECOVERING') fields.leaderRecoveryState = 'RECOVERING';
    }
  }
  // A replica that leaves must hear of a new epoch, so the record names the leader though it stays.
  if (fields.leader === undefined && !containsAll(target.replicas, partition.replicas))
    fields.leader = partition.leader;

  setElr(fields, change, target, useLastKnownLeader);
  const mayShowIsr = target.isr.length > 0 || change.elrEnabled;
  if (fields.isr === undefined && mayShowIsr && !sameReplicas(target.isr, partition.isr)) fields.isr = target.isr;
  if (change.leaderEpochBumpOnIsrShrink && fields.leader === undefined && fields.isr !== undefined) {
    if (!containsAll(fields.isr, partition.isr)) fields.leader = partition.leader;
  }
  if (useLastKnownLeader && change.elrEnabled) setLastKnownLeader(fields, partition);

  if (target.replicas.length > 0 && !sameReplicas(target.replicas, partition.replicas))
    fields.replicas = target.replicas;
  if (!sameReplicas(target.removing, partition.removingReplicas)) fields.removingReplicas = target.removing;
  if (!sameReplicas(target.adding, partition.addingReplicas)) fields.addingReplicas = target.adding;
  const recoveryState = change.targetLeaderRecoveryState ?? partition.leaderRecoveryState;
  if (recoveryState !== partition.leaderRecoveryState) fields.leaderRecoveryState = recoveryState;

  if (Object.keys(fields).length === 0) return undefined;
  return { type: 'PartitionChangeRecord', topicId: change.topicId, partitionId: change.partitionId, ...fields };
}

function wantedOf(change: PartitionChange): Target {
  const { partition } = change;
  return {
    isr: change.targetIsr ?? partition.isr,
    replicas: change.targetReplicas ?? partition.replicas,
    removing: change.targetRemoving ?? partition.removingReplicas,
    adding: change.targetAdding ?? partition.addingReplicas,
    elr: partition.elr,
    lastKnownElr: partition.lastKnownElr,
  };
}

function withCompletedReassignment(target: Target): Target {
  const completed = maybeCompleteReassignment(target, target.isr);
  return completed === undefined ? target : { ...target, ...completed, removing: [], adding: [] };
}

/** Below min ISR, whoever leaves the ISR stays eligible to lead, unless its shutdown was unclean. */
function withTargetElr(
  target: Target,
  { partition, minIsr, elrEnabled, uncleanShutdownReplicas }: PartitionChange,
): Target {
  if (!elrEnabled) return target;
  if (target.isr.length >= minIsr) return { ...target, elr: [], lastKnownElr: [] };
  const unclean = uncleanShutdownReplicas ?? [];
  const candidates = ascending([...new Set([...target.elr, ...partition.isr])]);
  const elr = without(candidates, ...target.isr, ...unclean);
  const known = ascending([...new Set([...candidates, ...target.lastKnownElr])]);
  return { ...target, elr, lastKnownElr: without(known, ...target.isr, ...elr) };
}

interface Elected {
  readonly leader: number;
  readonly unclean: boolean;
}

function electLeader(change: PartitionChange, target: Target, useLastKnownLeader: boolean): Elected {
  const { partition, isAcceptableLeader } = change;
  const election = change.election ?? 'ONLINE';
  const isValid = (broker: number): boolean =>
    (target.isr.includes(broker) || (target.isr.length === 0 && target.elr.includes(broker))) &&
    isAcceptableLeader(broker);

  const preferred = preferredReplica({ ...partition, replicas: target.replicas });
  if (election === 'PREFERRED' && isValid(preferred)) return { leader: preferred, unclean: false };
  if (isValid(partition.leader)) return { leader: partition.leader, unclean: false };
  const online = target.replicas.find(isValid);
  if (online !== undefined) return { leader: online, unclean: false };

  if (useLastKnownLeader && canElectLastKnownLeader(change, target)) {
    return { leader: partition.lastKnownElr[0] as number, unclean: true };
  }
  const anyone = election === 'UNCLEAN' ? target.replicas.find(isAcceptableLeader) : undefined;
  return anyone === undefined ? { leader: NO_LEADER, unclean: false } : { leader: anyone, unclean: true };
}

/** Balanced recovery: with ISR and ELR both empty, the last leader may lead again, whatever it has left. */
function canElectLastKnownLeader(
  { partition, elrEnabled, isAcceptableLeader }: PartitionChange,
  target: Target,
): boolean {
  const [lastLeader, ...others] = partition.lastKnownElr;
  if (!elrEnabled || target.elr.length > 0 || target.isr.length > 0) return false;
  return lastLeader !== undefined && others.length === 0 && isAcceptableLeader(lastLeader);
}

function setElr(
  fields: Fields,
  { partition, elrEnabled }: PartitionChange,
  target: Target,
  useLastKnownLeader: boolean,
): void {
  // An election that named the ISR itself was unclean: what was known about the replicas is void.
  const keep = fields.isr === undefined && elrEnabled;
  const elr = keep ? target.elr : [];
  if (!sameReplicas(elr, partition.elr)) fields.eligibleLeaderReplicas = elr;
  if (useLastKnownLeader) return;
  const lastKnownElr = keep ? target.lastKnownElr : [];
  if (!sameReplicas(lastKnownElr, partition.lastKnownElr)) fields.lastKnownElr = lastKnownElr;
}

function setLastKnownLeader(fields: Fields, partition: PartitionRegistration): void {
  if (fields.leader === undefined) return;
  if (fields.leader === NO_LEADER && partition.lastKnownElr.length === 0) fields.lastKnownElr = [partition.leader];
  else if (fields.leader >= 0 && partition.lastKnownElr.length > 0) fields.lastKnownElr = [];
}
