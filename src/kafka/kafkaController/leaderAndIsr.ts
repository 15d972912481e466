/**
 * What /brokers/topics/<topic>/partitions/<partition>/state says: leader, epoch and ISR of a partition, and under which
 * controller they were written (kafka.api.LeaderAndIsr, kafka.controller.LeaderIsrAndControllerEpoch). *Simplified:* the ISR
 * has no broker epochs (KIP-903), as in the znode.
 */
export type LeaderRecoveryState = 'RECOVERED' | 'RECOVERING';

export interface LeaderAndIsr {
  /** -1: none; -2: its topic is being deleted. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly leaderRecoveryState: LeaderRecoveryState;
  /** The version of the znode (zkVersion before 2.8). */
  readonly partitionEpoch: number;
}

export interface LeaderIsrAndControllerEpoch {
  readonly leaderAndIsr: LeaderAndIsr;
  readonly controllerEpoch: number;
}

export const NO_LEADER = -1;
export const LEADER_DURING_DELETE = -2;
export const NO_EPOCH = -1;
/** Sent as the leader epoch of a partition that is being deleted: it is above any other. */
export const EPOCH_DURING_DELETE = -2;

/** LeaderAndIsr(leader, isr): of a new partition. */
export function initialLeaderAndIsr(leader: number, isr: readonly number[]): LeaderAndIsr {
  return { leader, leaderEpoch: 0, isr, leaderRecoveryState: 'RECOVERED', partitionEpoch: 0 };
}

export function duringDelete(isr: readonly number[]): LeaderAndIsr {
  return initialLeaderAndIsr(LEADER_DURING_DELETE, isr);
}

/** Each decision of the controller has an epoch of its own. */
export function newLeaderAndIsr(of: LeaderAndIsr, leader: number, isr: readonly number[]): LeaderAndIsr {
  return { ...of, leader, leaderEpoch: of.leaderEpoch + 1, isr };
}

export function newRecoveringLeaderAndIsr(of: LeaderAndIsr, leader: number, isr: readonly number[]): LeaderAndIsr {
  return { ...newLeaderAndIsr(of, leader, isr), leaderRecoveryState: 'RECOVERING' };
}

/** The same but for a partition epoch that may be older: what is asked for is there already. */
export function equalsAllowStalePartitionEpoch(asked: LeaderAndIsr, current: LeaderAndIsr): boolean {
  return (
    asked.leader === current.leader &&
    asked.leaderEpoch === current.leaderEpoch &&
    asked.isr.length === current.isr.length &&
    asked.isr.every((id, place) => current.isr[place] === id) &&
    asked.leaderRecoveryState === current.leaderRecoveryState &&
    asked.partitionEpoch <= current.partitionEpoch
  );
}
