/** The leader and ISR that a partition is to have, for each reason there is to elect one (kafka.controller.Election). */
import { unreachable } from '../../base/assert.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Context } from './contextState.ts';
import { assignedReplicas, fullAssignment, isReplicaOnline } from './controllerContext.ts';
import { type LeaderAndIsr, newLeaderAndIsr, newRecoveringLeaderAndIsr } from './leaderAndIsr.ts';
import {
  controlledShutdownPartitionLeaderElection,
  offlinePartitionLeaderElection,
  preferredReplicaPartitionLeaderElection,
  reassignPartitionLeaderElection,
} from './partitionLeaderElectionAlgorithms.ts';
import { targetReplicas } from './replicaAssignment.ts';

export type PartitionLeaderElectionStrategy =
  | { readonly type: 'OfflinePartitionLeaderElectionStrategy'; readonly allowUnclean: boolean }
  | { readonly type: 'ReassignPartitionLeaderElectionStrategy' }
  | { readonly type: 'PreferredReplicaPartitionLeaderElectionStrategy' }
  | { readonly type: 'ControlledShutdownPartitionLeaderElectionStrategy' };

export interface ElectionResult {
  readonly topicPartition: TopicPartition;
  /** undefined: nobody may lead. */
  readonly leaderAndIsr: LeaderAndIsr | undefined;
  /** Who gets to hear of it. */
  readonly liveReplicas: readonly number[];
}

/** For a new or offline partition. `leaderRecovery`: a leader from outside the ISR is marked as recovering (KIP-704). */
export function leaderForOffline(
  context: Context,
  tp: TopicPartition,
  of: LeaderAndIsr | undefined,
  unclean: boolean,
  leaderRecovery: boolean,
): ElectionResult {
  const assignment = assignedReplicas(context, tp);
  const liveReplicas = assignment.filter((id) => isReplicaOnline(context, id));
  const none: ElectionResult = { topicPartition: tp, leaderAndIsr: undefined, liveReplicas };
  if (of === undefined) return none;
  const leader = offlinePartitionLeaderElection(assignment, of.isr, liveReplicas, unclean);
  if (leader === -1) return none;
  if (of.isr.includes(leader)) {
    const isr = of.isr.filter((id) => isReplicaOnline(context, id));
    return { ...none, leaderAndIsr: newLeaderAndIsr(of, leader, isr) };
  }
  const elect = leaderRecovery ? newRecoveringLeaderAndIsr : newLeaderAndIsr;
  return { ...none, leaderAndIsr: elect(of, leader, [leader]) };
}

/** For a partition that has a leader, who is to go or to give way. */
export function leaderFor(
  context: Context,
  strategy: Exclude<PartitionLeaderElectionStrategy['type'], 'OfflinePartitionLeaderElectionStrategy'>,
  tp: TopicPartition,
  of: LeaderAndIsr,
  leavingAreTold: boolean,
): ElectionResult {
  const { isr } = of;
  const online = (ids: readonly number[]): readonly number[] => ids.filter((id) => isReplicaOnline(context, id));
  const result = (leader: number, recipients: readonly number[], newIsr = isr): ElectionResult => ({
    topicPartition: tp,
    leaderAndIsr: leader === -1 ? undefined : newLeaderAndIsr(of, leader, newIsr),
    liveReplicas: recipients,
  });
  switch (strategy) {
    case 'ReassignPartitionLeaderElectionStrategy': {
      const target = targetReplicas(fullAssignment(context, tp));
      return result(reassignPartitionLeaderElection(target, isr, online(target)), target);
    }
    case 'PreferredReplicaPartitionLeaderElectionStrategy': {
      const assignment = assignedReplicas(context, tp);
      return result(preferredReplicaPartitionLeaderElection(assignment, isr, online(assignment)), assignment);
    }
    case 'ControlledShutdownPartitionLeaderElectionStrategy': {
      const { shuttingDownBrokerIds: leaving } = context;
      const assignment = assignedReplicas(context, tp);
      const present = assignment.filter((id) => isReplicaOnline(context, id, leavingAreTold));
      const leader = controlledShutdownPartitionLeaderElection(assignment, isr, present, leaving);
      const staying = isr.filter((id) => !leaving.includes(id));
      return result(leader, present, staying);
    }
    default:
      return unreachable(strategy);
  }
}
