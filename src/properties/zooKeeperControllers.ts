/**
 * Properties of Kafka where its metadata is in ZooKeeper: who the controller is, what one that has lost its place can still
 * do, and that brokers know nothing that ZooKeeper does not.
 */
import { get } from '../base/table.ts';
import type { ZooKeeperTxn } from '../kafka/messages.ts';
import { brokerOf, partitionAt } from '../kafka/metadata/image.ts';
import { decodeController } from '../kafka/zk/zkContents.ts';
import { decodePartitionState } from '../kafka/zk/zkData.ts';
import { CONTROLLER, CONTROLLER_EPOCH } from '../kafka/zk/zkPaths.ts';
import { appliedIn, partsOf, zxidText } from './ensembleChange.ts';
import { always, type Property } from './property.ts';

export const oneControllerPerEpoch: Property = {
  name: 'OneControllerPerEpoch',
  source: 'KafkaController.elect; KafkaZkClient.registerControllerAndIncrementControllerEpoch; KIP-631',
  statement: {
    en: 'In one controller epoch at most one server is the controller.',
    ko: '한 컨트롤러 에포크에서 컨트롤러는 많아야 하나예요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    // While a cluster is moved to KRaft (KIP-866) there is one of each kind, and each counts its own epochs.
    const ofQuorum = memory.map<number, number>();
    const ofZooKeeper = memory.map<number, number>();
    return {
      fact: (fact, node, { usesZooKeeper }) => {
        if (fact.type !== 'ControllerActivated') return undefined;
        const controllers = usesZooKeeper && node.startsWith('b') ? ofZooKeeper : ofQuorum;
        const { id, epoch } = fact;
        const known = controllers.get(epoch);
        if (known === undefined) controllers.set(epoch, id);
        return known === undefined || known === id
          ? undefined
          : `controller epoch ${epoch} is of ${known} and of ${id}`;
      },
    };
  },
};

export const controllerEpochInZooKeeper: Property = {
  name: 'ControllerEpochNeverFalls',
  source: 'ControllerEpochZNode; KafkaZkClient.conditionalSetData',
  statement: {
    en: '/controller_epoch never falls, and no broker takes orders of a controller epoch below one it has known.',
    ko: '/controller_epoch는 내려가지 않고, 브로커는 이미 아는 것보다 낮은 컨트롤러 에포크의 지시를 따르지 않아요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    /** By broker; forgotten with its process. */
    const known = memory.map<string, number>();
    return {
      metadata: ({ before, after }, { usesZooKeeper }) =>
        usesZooKeeper && after.epoch < before.epoch
          ? `/controller_epoch fell from ${before.epoch} to ${after.epoch}`
          : undefined,
      fact: (fact, node) => {
        if (fact.type === 'ProcessStarted') known.delete(fact.node);
        if (fact.type !== 'MetadataReceived') return undefined;
        const epoch = known.get(node) ?? 0;
        known.set(node, Math.max(epoch, fact.controllerEpoch));
        return fact.controllerEpoch < epoch
          ? `${node} took metadata of controller epoch ${fact.controllerEpoch}, and knew of ${epoch}`
          : undefined;
      },
    };
  },
};

const STATE = /^\/brokers\/topics\/([^/]+)\/partitions\/(\d+)\/state$/;

/** A partition's state as a change writes it, with the controller epoch it names. */
function stateWritten(
  part: ZooKeeperTxn,
): { readonly path: string; readonly controllerEpoch: number; readonly leader: number } | undefined {
  if ((part.type !== 'setData' && part.type !== 'create') || !STATE.test(part.path)) return undefined;
  const state = decodePartitionState(part.data, 0);
  if (state === undefined) return undefined;
  return { path: part.path, controllerEpoch: state.controllerEpoch, leader: state.leaderAndIsr.leader };
}

export const fencedControllerWritesNothing: Property = {
  name: 'FencedControllerWritesNothing',
  source: 'KAFKA-6082; KafkaZkClient.retryRequestsUntilConnected(requests, expectedControllerEpochZkVersion)',
  statement: {
    en: 'A controller that another has followed changes the state of no partition any more.',
    ko: '다른 컨트롤러에게 자리를 내준 컨트롤러는 더 이상 어떤 파티션의 상태도 바꾸지 못해요.',
  },
  guard: {
    en: 'Writes of a controller are checked against /controller_epoch (Kafka 2.1 and later).',
    ko: '컨트롤러의 쓰기를 /controller_epoch와 대조할 때(Kafka 2.1 이상).',
  },
  promised: ({ version }) => version?.kafka6082 !== false,
  start: (memory) => {
    const epochs = memory.map<'epoch', number>();
    const zkEpochs = memory.map<'epoch', number>();
    const judged = memory.map<'zxid', number>();
    return {
      ensemble: (change, { version }) => {
        for (const { txn, zxid, sessionId } of appliedIn(change).entries) {
          if (zxid <= (judged.get('zxid') ?? 0)) continue;
          judged.set('zxid', zxid);
          for (const part of partsOf(txn)) {
            if ((part.type === 'setData' || part.type === 'create') && part.path === CONTROLLER_EPOCH) {
              epochs.set('epoch', Number(part.data));
              zkEpochs.set('epoch', Number(part.data));
            } else if (part.type === 'create' && part.path === CONTROLLER) {
              // What a KRaft controller writes has the epoch that it has in the quorum (KIP-866).
              const { kraftEpoch = -1 } = decodeController(part.data, 0);
              epochs.set('epoch', kraftEpoch < 0 ? (zkEpochs.get('epoch') ?? 0) : kraftEpoch);
            }
            const state = stateWritten(part);
            const epoch = epochs.get('epoch') ?? 0;
            if (state === undefined || state.controllerEpoch >= epoch) continue;
            // Before KIP-497 a leader writes its ISR itself, with the controller epoch that it was made leader in.
            const writer = get(change.after.database.sessions, sessionId)?.client;
            if (writer === `b${state.leader}` && version?.kip497 === false) continue;
            return `${zxidText(zxid)} wrote ${state.path} in controller epoch ${state.controllerEpoch}, after ${epoch} had begun`;
          }
        }
        return undefined;
      },
    };
  },
};

export const brokersFollowZnodes: Property = {
  name: 'BrokersFollowZnodes',
  source: 'ZkPartitionStateMachine; Partition.makeLeader, makeFollower',
  statement: {
    en: 'A broker never has a leader epoch for a partition that its state znode has not had.',
    ko: '파티션의 상태 znode에 없던 리더 에포크를 아는 브로커는 없어요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    replica: ({ partition, broker, before, after }, { usesZooKeeper, metadata }) => {
      if (!usesZooKeeper || before?.leaderEpoch === after.leaderEpoch) return undefined;
      const znode = partitionAt(metadata, partition);
      return znode !== undefined && after.leaderEpoch > znode.leaderEpoch
        ? `${partition}: b${broker} is in leader epoch ${after.leaderEpoch}, the znode in ${znode.leaderEpoch}`
        : undefined;
    },
  }),
};

export const firstInSyncReplicaLeads: Property = {
  name: 'FirstInSyncReplicaLeads',
  source: 'kafka.controller.PartitionLeaderElectionAlgorithms',
  statement: {
    en: 'Where a leader goes out of the ISR, the first of the replicas, as they are assigned, that stays in it leads next.',
    ko: '리더가 ISR에서 빠지면, 할당된 레플리카 순서에서 ISR에 남아 있는 첫 번째가 다음 리더가 돼요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    metadata: ({ partitions }, { usesZooKeeper }) => {
      if (!usesZooKeeper) return undefined;
      for (const { topicPartition, before, after } of partitions) {
        if (before === undefined || after === undefined || after.leader === -1) continue;
        const { leader, isr, replicas } = after;
        if (leader === before.leader || isr.includes(before.leader)) continue;
        const first = replicas.find((id) => isr.includes(id));
        if (first !== undefined && first !== leader) {
          return `${topicPartition}: b${leader} leads, and b${first} comes first of the replicas [${replicas}] in ISR [${isr}]`;
        }
      }
      return undefined;
    },
  }),
};

export const brokerEpochsRise: Property = {
  name: 'BrokerEpochsRise',
  source: 'KIP-380; BrokerIdZNode; KafkaZkClient.registerBroker (czxid)',
  statement: {
    en: 'Each registration of a broker has a higher broker epoch than its last.',
    ko: '브로커가 등록될 때마다 브로커 에포크는 이전보다 높아져요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    const epochs = memory.map<number, number>();
    return {
      metadata: ({ before, after }, { usesZooKeeper }) => {
        if (!usesZooKeeper || before.brokers === after.brokers) return undefined;
        for (const { id, epoch } of after.brokers.values) {
          if (brokerOf(before, id)?.epoch === epoch) continue;
          const known = epochs.get(id);
          epochs.set(id, epoch);
          if (known !== undefined && epoch <= known) return `b${id} registered with epoch ${epoch}, after ${known}`;
        }
        return undefined;
      },
    };
  },
};

export const ZOOKEEPER_CONTROLLER_PROPERTIES: readonly Property[] = [
  oneControllerPerEpoch,
  controllerEpochInZooKeeper,
  fencedControllerWritesNothing,
  brokersFollowZnodes,
  firstInSyncReplicaLeads,
  brokerEpochsRise,
];
