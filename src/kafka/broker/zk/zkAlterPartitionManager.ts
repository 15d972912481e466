/**
 * Leaders that write a new ISR to ZooKeeper themselves, under the version of the state znode that they know. The controller is
 * told later, of many at once, by a sequential znode, and then tells everybody.
 *
 * Kafka: kafka.server.ZkAlterPartitionManager, kafka.utils.ReplicationUtils; before 2.7 kafka.cluster.Partition itself, and
 * ReplicaManager.maybePropagateIsrChanges. *Simplified:* the partition goes on taking and serving records while the write is
 * under way, where Kafka holds a lock of it.
 */
import { type Micros, millis } from '../../../base/time.ts';
import type { AlterPartitionItem } from '../../replication/alterPartitionManager.ts';
import { proposalAccepted, proposalReverted } from '../../replication/inSyncReplicas.ts';
import type { Proposal } from '../../replication/isrState.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { now, once, type ZkRun } from '../../zk/run.ts';
import { decodePartitionState, encodePartitionState, UNKNOWN_VERSION } from '../../zk/zkData.ts';
import { topicPartitionStatePath } from '../../zk/zkPaths.ts';
import { brokerId, hostedPartition, type Work } from '../work.ts';
import { startThread } from './hosts.ts';
import { kafkaServer, updateKafkaServer } from './state.ts';

const CHECK_INTERVAL: Micros = millis(2_500);
const LINGER: Micros = millis(5_000);
const MAX_DELAY: Micros = millis(60_000);

export function submitToZooKeeper(work: Work, item: AlterPartitionItem): void {
  const { topicPartition, proposal } = item;
  const controllerEpoch = hostedPartition(work, topicPartition)?.controllerEpoch ?? 0;
  startThread(work, `isr ${topicPartition} ${proposal.number}`, { type: 'write-isr', item, controllerEpoch });
}

export function* writeIsr(work: Work, item: AlterPartitionItem, controllerEpoch: number): ZkRun<void> {
  const { topicPartition: partition, proposal } = item;
  const path = topicPartitionStatePath(partition);
  const data = encodePartitionState({ leaderAndIsr: leaderAndIsrOf(work, proposal), controllerEpoch });
  const { succeeded: accepted, version } = yield* zk.conditionalUpdatePath(
    path,
    data,
    proposal.partitionEpoch,
    isOwnWrite,
  );
  const at = yield* now();
  yield* once(() => {
    const isr = isrOf(proposal);
    work.out.fact({ type: 'IsrWritten', partition, broker: brokerId(work), isr, accepted });
    if (!accepted) proposalReverted(work, partition, proposal);
    else {
      noteIsrChange(work, partition, at);
      tellIsrChanged(work, partition, proposal, version);
      proposalAccepted(work, partition, proposal, {
        topicPartition: partition,
        errorCode: 'NONE',
        leaderId: brokerId(work),
        leaderEpoch: proposal.leaderEpoch,
        isr,
        leaderRecoveryState: proposal.leaderRecoveryState,
        partitionEpoch: version,
      });
    }
  });
}

/** It lasts longer than ZooKeeper's session: as before it was tried. */
export function isrNotWritten(work: Work, { topicPartition, proposal }: AlterPartitionItem): void {
  proposalReverted(work, topicPartition, proposal);
}

function isrOf({ isrWithEpochs }: Proposal): readonly number[] {
  return isrWithEpochs.map(({ brokerId: id }) => id);
}

function leaderAndIsrOf(work: Work, proposal: Proposal) {
  const { leaderEpoch, leaderRecoveryState, partitionEpoch } = proposal;
  return { leader: brokerId(work), leaderEpoch, isr: isrOf(proposal), leaderRecoveryState, partitionEpoch };
}

/** ReplicationUtils.checkLeaderAndIsrZkData: the answer to an earlier attempt was lost. */
function* isOwnWrite(path: string, data: string): ZkRun<zk.ConditionalUpdate> {
  const found = yield* zk.getData(path);
  const [expected, written] = [decodePartitionState(data, 0), decodePartitionState(found?.data ?? null, 0)];
  const isSame = found !== undefined && JSON.stringify(expected) === JSON.stringify(written);
  return isSame ? { succeeded: true, version: found.stat.version } : { succeeded: false, version: UNKNOWN_VERSION };
}

/** Told by who has written it; before the partition itself goes by it. */
function tellIsrChanged(work: Work, partition: TopicPartition, proposal: Proposal, partitionEpoch: number): void {
  const { previousIsr, leaderEpoch } = proposal;
  work.out.fact({ type: 'IsrChanged', partition, isr: isrOf(proposal), previousIsr, leaderEpoch, partitionEpoch });
}

// ---- the controller is told -------------------------------------------------------------------------------------------------

function noteIsrChange(work: Work, tp: TopicPartition, at: Micros): void {
  const { isrChanges } = kafkaServer(work);
  const partitions = isrChanges.partitions.includes(tp) ? isrChanges.partitions : [...isrChanges.partitions, tp];
  updateKafkaServer(work, { isrChanges: { ...isrChanges, partitions, lastChangeAt: at } });
}

/** Where leaders ask the controller for an ISR there is nothing to propagate. */
export function startIsrChangePropagation(work: Work): void {
  if (!work.state.setup.version.kip497) maybePropagateIsrChanges(work);
}

/** When nothing has changed for a while, or something too long ago. */
export function maybePropagateIsrChanges(work: Work): void {
  work.out.setTimer('broker/isr-change-propagation', CHECK_INTERVAL, {
    part: 'broker',
    type: 'isr-change-propagation',
  });
  const { partitions, lastChangeAt, lastPropagationAt } = kafkaServer(work).isrChanges;
  const { now: at } = work.env;
  const isDue = lastChangeAt + LINGER < at || lastPropagationAt + MAX_DELAY < at;
  if (partitions.length === 0 || !isDue || kafkaServer(work).propagating) return;
  updateKafkaServer(work, { propagating: true });
  startThread(work, 'isr-change-propagation', { type: 'propagate-isr-changes', partitions });
}

export function* propagateIsrChanges(work: Work, partitions: readonly TopicPartition[]): ZkRun<void> {
  yield* zk.propagateIsrChanges(partitions);
  yield* once(() => {
    const { isrChanges } = kafkaServer(work);
    const left = isrChanges.partitions.filter((tp) => !partitions.includes(tp));
    updateKafkaServer(work, { isrChanges: { ...isrChanges, partitions: left, lastPropagationAt: work.env.now } });
  });
}
