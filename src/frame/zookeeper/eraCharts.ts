/**
 * The state charts of the ZooKeeper era: a server of the ensemble in its elections, a partition and each of its replicas in
 * the eyes of the active controller. A controller that takes over finds them in a state without a move: the context of the
 * one that is active says where they are.
 */
import { get } from '../../base/table.ts';
import type { ControllerContext } from '../../kafka/kafkaController/controllerContext.ts';
import {
  PARTITION_CHART,
  PARTITION_STATES,
  REPLICA_CHART,
  REPLICA_STATES,
} from '../../kafka/kafkaController/stateCharts.ts';
import { partitionAt } from '../../kafka/metadata/image.ts';
import type { TopicPartition } from '../../kafka/topicPartition.ts';
import { PEER_CHART, PEER_STATES } from '../../kafka/zookeeper/peerChart.ts';
import { brokerName } from '../../scenario/scenario.ts';
import { chartFrame, type Move } from '../chartFrame.ts';
import type { ChartFrame } from '../lookFrames.ts';
import { newestImage } from '../metadataFrames.ts';
import type { Recording } from '../recording.ts';

type MovesOf = (key: string, dies: string | null) => readonly Move[];

/** None of a server that is alone: nobody elects it. */
export function peerCharts({ kernel }: Recording, node: string, movesOf: MovesOf): readonly ChartFrame[] {
  const found = kernel.node(node);
  if (found?.setup.kind !== 'zookeeper' || found.setup.servers.length === 1) return [];
  const moves = movesOf(`peer ${found.setup.myid}`, node);
  const kafka = 'org.apache.zookeeper.server.quorum.QuorumPeer.ServerState';
  const frame = chartFrame({ chart: 'zookeeper-peer', kafka, node }, PEER_STATES, PEER_CHART, moves);
  // It begins by looking for a leader, and tells of what changes.
  const role = found.state?.kind === 'zookeeper' ? found.state.role.name : null;
  return [{ ...frame, current: role }];
}

/** None where no broker is the controller: with KRaft there are no such states. */
export function partitionCharts(recording: Recording, tp: TopicPartition, movesOf: MovesOf): readonly ChartFrame[] {
  const { nodes } = recording.kernel;
  const registration = partitionAt(newestImage(nodes), tp);
  const moves = movesOf(`partition ${tp}`, null);
  const context = activeContext(recording);
  if (context === undefined && moves.length === 0) return [];
  const now = context === undefined ? undefined : get(context.partitionStates, tp);
  const partition = chartFrame(
    { chart: 'zk-partition', kafka: 'kafka.controller.PartitionState', node: `partition ${tp}` },
    PARTITION_STATES,
    PARTITION_CHART,
    moves,
  );
  const replicas = (registration?.replicas ?? []).map((id): ChartFrame => {
    const state = context === undefined ? undefined : get(context.replicaStates, `${tp}@${id}`);
    const frame = chartFrame(
      { chart: 'zk-replica', kafka: 'kafka.controller.ReplicaState', node: `partition ${tp}`, of: brokerName(id) },
      REPLICA_STATES,
      REPLICA_CHART,
      movesOf(`replica ${tp} ${id}`, null),
    );
    return { ...frame, current: state ?? null };
  });
  return [{ ...partition, current: now ?? null }, ...replicas];
}

/** Of the newest controller that takes itself for one: another may not know yet that it is none any more. */
function activeContext({ kernel }: Recording): ControllerContext | undefined {
  let newest: ControllerContext | undefined;
  for (const { state } of kernel.nodes) {
    const controller = state?.kind === 'server' ? state.broker?.zookeeper?.controller : undefined;
    if (state?.kind !== 'server' || controller?.owned.activeControllerId !== state.setup.nodeId) continue;
    const { context } = controller.owned;
    if (newest === undefined || context.epoch > newest.epoch) newest = context;
  }
  return newest;
}
