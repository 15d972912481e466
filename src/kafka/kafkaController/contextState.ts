/**
 * What the controller knows of the cluster (kafka.controller.ControllerContext): read from ZooKeeper as a whole when it becomes
 * the controller, then kept by its own thread alone. As state it is `ControllerContext`; the handling of an event works on
 * a `Context`, see scratch.ts; what it is asked is in controllerContext.ts. *Simplified:* no replicas in offline log
 * directories.
 */
import { emptyTable, type Table } from '../../base/table.ts';
import type { LeaderIsrAndControllerEpoch } from './leaderAndIsr.ts';
import type { ReplicaAssignment } from './replicaAssignment.ts';
import { clear, folded, type Scratch, scratch } from './scratch.ts';
import type { PartitionState, ReplicaState } from './states.ts';

/** kafka.cluster.Broker, and the czxid of its znode. */
export interface LiveBroker {
  readonly id: number;
  readonly epoch: number;
  readonly rack: string | null;
  readonly endpoints: readonly { readonly name: string; readonly host: string; readonly port: number }[];
}

/** By partition. */
export type TopicAssignment = Table<ReplicaAssignment>;

export interface ControllerContext {
  readonly epoch: number;
  readonly epochZkVersion: number;
  /** By id. */
  readonly liveBrokers: readonly LiveBroker[];
  readonly shuttingDownBrokerIds: readonly number[];
  readonly allTopics: Table<true>;
  readonly topicIds: Table<string>;
  readonly partitionAssignments: Table<TopicAssignment>;
  readonly partitionLeadershipInfo: Table<LeaderIsrAndControllerEpoch>;
  readonly partitionStates: Table<PartitionState>;
  readonly replicaStates: Table<ReplicaState>;
  readonly partitionsBeingReassigned: Table<true>;
  readonly topicsToBeDeleted: readonly string[];
  readonly topicsWithDeletionStarted: readonly string[];
  readonly topicsIneligibleForDeletion: readonly string[];
  readonly offlinePartitionCount: number;
  readonly preferredReplicaImbalanceCount: number;
}

/** KafkaController.InitialControllerEpoch, InitialControllerEpochZkVersion */
export const EMPTY_CONTEXT: ControllerContext = {
  epoch: 0,
  epochZkVersion: 0,
  liveBrokers: [],
  shuttingDownBrokerIds: [],
  allTopics: emptyTable(),
  topicIds: emptyTable(),
  partitionAssignments: emptyTable(),
  partitionLeadershipInfo: emptyTable(),
  partitionStates: emptyTable(),
  replicaStates: emptyTable(),
  partitionsBeingReassigned: emptyTable(),
  topicsToBeDeleted: [],
  topicsWithDeletionStarted: [],
  topicsIneligibleForDeletion: [],
  offlinePartitionCount: 0,
  preferredReplicaImbalanceCount: 0,
};

/** The same while it is worked on. */
export interface Context {
  epoch: number;
  epochZkVersion: number;
  liveBrokers: readonly LiveBroker[];
  shuttingDownBrokerIds: readonly number[];
  readonly allTopics: Scratch<true>;
  readonly topicIds: Scratch<string>;
  readonly partitionAssignments: Scratch<TopicAssignment>;
  readonly partitionLeadershipInfo: Scratch<LeaderIsrAndControllerEpoch>;
  readonly partitionStates: Scratch<PartitionState>;
  readonly replicaStates: Scratch<ReplicaState>;
  readonly partitionsBeingReassigned: Scratch<true>;
  topicsToBeDeleted: readonly string[];
  topicsWithDeletionStarted: readonly string[];
  topicsIneligibleForDeletion: readonly string[];
  offlinePartitionCount: number;
  preferredReplicaImbalanceCount: number;
}

export function openContext(of: ControllerContext): Context {
  return {
    epoch: of.epoch,
    epochZkVersion: of.epochZkVersion,
    liveBrokers: of.liveBrokers,
    shuttingDownBrokerIds: of.shuttingDownBrokerIds,
    allTopics: scratch(of.allTopics),
    topicIds: scratch(of.topicIds),
    partitionAssignments: scratch(of.partitionAssignments),
    partitionLeadershipInfo: scratch(of.partitionLeadershipInfo),
    partitionStates: scratch(of.partitionStates),
    replicaStates: scratch(of.replicaStates),
    partitionsBeingReassigned: scratch(of.partitionsBeingReassigned),
    topicsToBeDeleted: of.topicsToBeDeleted,
    topicsWithDeletionStarted: of.topicsWithDeletionStarted,
    topicsIneligibleForDeletion: of.topicsIneligibleForDeletion,
    offlinePartitionCount: of.offlinePartitionCount,
    preferredReplicaImbalanceCount: of.preferredReplicaImbalanceCount,
  };
}

export function closedContext(of: Context): ControllerContext {
  return {
    epoch: of.epoch,
    epochZkVersion: of.epochZkVersion,
    liveBrokers: of.liveBrokers,
    shuttingDownBrokerIds: of.shuttingDownBrokerIds,
    allTopics: folded(of.allTopics),
    topicIds: folded(of.topicIds),
    partitionAssignments: folded(of.partitionAssignments),
    partitionLeadershipInfo: folded(of.partitionLeadershipInfo),
    partitionStates: folded(of.partitionStates),
    replicaStates: folded(of.replicaStates),
    partitionsBeingReassigned: folded(of.partitionsBeingReassigned),
    topicsToBeDeleted: of.topicsToBeDeleted,
    topicsWithDeletionStarted: of.topicsWithDeletionStarted,
    topicsIneligibleForDeletion: of.topicsIneligibleForDeletion,
    offlinePartitionCount: of.offlinePartitionCount,
    preferredReplicaImbalanceCount: of.preferredReplicaImbalanceCount,
  };
}

/** When it is the controller no longer. */
export function resetContext(of: Context): void {
  Object.assign(of, {
    epoch: 0,
    epochZkVersion: 0,
    liveBrokers: [],
    shuttingDownBrokerIds: [],
    topicsToBeDeleted: [],
    topicsWithDeletionStarted: [],
    topicsIneligibleForDeletion: [],
    offlinePartitionCount: 0,
    preferredReplicaImbalanceCount: 0,
  });
  clear(of.allTopics, emptyTable());
  clear(of.topicIds, emptyTable());
  clear(of.partitionAssignments, emptyTable());
  clear(of.partitionLeadershipInfo, emptyTable());
  clear(of.partitionStates, emptyTable());
  clear(of.replicaStates, emptyTable());
  clear(of.partitionsBeingReassigned, emptyTable());
}
