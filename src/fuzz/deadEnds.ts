/**
 * Where Kafka waits for somebody to help, however whole the cluster is: partitions and clusters of which no more can be asked
 * than that nothing gets lost.
 */
import { get, has } from '../base/table.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { PartitionRegistration } from '../kafka/metadata/partitionRegistration.ts';
import { isLeader } from '../kafka/replication/partition.ts';
import type { ServerState } from '../kafka/server/state.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import { standingOf } from '../properties/generations.ts';
import type { PropertyWatcher } from '../properties/index.ts';
import type { Kernel } from '../sim/kernel.ts';

/**
 * The controller wrote an ISR for this leader, and the answer of ZooKeeper was lost. Asked again ZooKeeper says that the
 * version is another, so the leader is told INVALID_UPDATE_VERSION, and waits "for the latest metadata". What the next
 * controller tells it has the leader epoch that it knows, and is ignored for that (KafkaZkClient.updateLeaderAndIsr,
 * Partition.handleAlterPartitionError, ReplicaManager.becomeLeaderOrFollower): only another leader epoch ends it.
 */
export function awaitsAnotherLeaderEpoch(leader: ServerState | undefined, tp: TopicPartition): boolean {
  const broker = leader?.broker;
  if (broker?.zookeeper === undefined) return false;
  const partition = get(broker.partitions, tp);
  if (partition === undefined || !isLeader(partition)) return false;
  if (partition.replica.isrState.type === 'CommittedPartitionState') return false;
  const { unsent, inFlight } = broker.alterPartition;
  return ![...unsent, ...(inFlight ?? [])].some(({ topicPartition }) => topicPartition === tp);
}

/**
 * A reassignment was cancelled while the only member of the ISR was a broker that it had added. It is no replica any more,
 * but stays in the ISR, and as long as it is alive there is "a live in-sync replica": nobody else is elected, not even
 * uncleanly (ReplicaStateMachine.removeReplicasFromIsr; Election.leaderForOffline, collectUncleanLeaderElectionState).
 */
export function isHeldByStranger({ leader, isr, replicas }: PartitionRegistration): boolean {
  return leader === -1 && isr.every((id) => !replicas.includes(id));
}

/** Up to 2.0 a broker that is ahead of its leader goes down, however often it is started: somebody has to delete its log. */
export function isDownForGood({ breaks, protocol }: PropertyWatcher): boolean {
  return standingOf('NoServerFault', protocol) === 'breaks' && breaks.some(({ name }) => name === 'NoServerFault');
}

/**
 * A leader of the ensemble that is alone says that a session is over, which nobody else has heard: the broker has a new one
 * while the znode of the old is still there, cannot register, and before KAFKA-7165 never tried again.
 */
export function hasBrokerThatStaysUnregistered(kernel: Kernel<Kafka>, { metadata, version }: PropertyWatcher): boolean {
  if (version === undefined || version.kip380) return false;
  return kernel.nodes.some(({ setup, state }) => {
    if (setup.kind !== 'server' || state?.kind !== 'server' || state.broker?.zookeeper === undefined) return false;
    return state.broker.lifecycle.state === 'RUNNING' && !has(metadata.brokers, setup.nodeId);
  });
}
