/** What brokers and the controller among them tell where the metadata is in ZooKeeper. */
import type { TopicPartition } from '../topicPartition.ts';

export type KafkaControllerFact =
  /** Its server.properties was edited: what it says holds from its next start. */
  | { readonly type: 'ServerReconfigured'; readonly node: string; readonly to: string }
  | {
      /** onControllerFailover is done: it has read everything, and has told the brokers. Micros. */
      readonly type: 'ControllerFailoverCompleted';
      readonly id: number;
      readonly epoch: number;
      readonly took: number;
      readonly partitions: number;
    }
  | {
      /** By the controller's one thread: how long it waited in the queue, how long it took, and how many wait now. Micros. */
      readonly type: 'ControllerEventProcessed';
      readonly id: number;
      readonly event: string;
      /** kafka.controller.ControllerState while it was at it. */
      readonly state: string;
      readonly queued: number;
      readonly took: number;
      readonly left: number;
    }
  | { readonly type: 'BrokerFailed'; readonly brokerId: number }
  | {
      /** A request of a controller that another has followed. */
      readonly type: 'StaleControllerRefused';
      readonly broker: number;
      readonly controllerId: number;
      readonly controllerEpoch: number;
      readonly knownEpoch: number;
      readonly request: string;
    }
  | {
      /** A request meant for an earlier life of this broker (KIP-380). */
      readonly type: 'StaleBrokerEpochRefused';
      readonly broker: number;
      readonly brokerEpoch: number;
      readonly ownEpoch: number;
      readonly request: string;
    }
  | {
      /** By a leader, to ZooKeeper itself (before KIP-497); false: somebody else has written the znode meanwhile. */
      readonly type: 'IsrWritten';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly isr: readonly number[];
      readonly accepted: boolean;
    }
  | {
      readonly type: 'PartitionStateChanged';
      readonly partition: TopicPartition;
      readonly from: string;
      readonly to: string;
      readonly controller: number;
    }
  | {
      readonly type: 'ReplicaStateChanged';
      readonly partition: TopicPartition;
      readonly replica: number;
      readonly from: string;
      readonly to: string;
      readonly controller: number;
    }
  | {
      readonly type: 'MetadataReceived';
      readonly broker: number;
      readonly controllerEpoch: number;
      readonly partitions: number;
    };

export function describeKafkaControllerFact(fact: KafkaControllerFact): string {
  switch (fact.type) {
    case 'ServerReconfigured':
      return `ServerReconfigured ${fact.node}: ${fact.to}`;
    case 'ControllerFailoverCompleted':
      return `ControllerFailoverCompleted b${fact.id} epoch ${fact.epoch} took ${fact.took} us, ${fact.partitions} partitions`;
    case 'ControllerEventProcessed':
      return `ControllerEventProcessed b${fact.id} ${fact.event} queued ${fact.queued} us took ${fact.took} us left ${fact.left}`;
    case 'BrokerFailed':
      return `BrokerFailed b${fact.brokerId}`;
    case 'StaleControllerRefused':
      return `StaleControllerRefused b${fact.broker} ${fact.request} of b${fact.controllerId} epoch ${fact.controllerEpoch} < ${fact.knownEpoch}`;
    case 'StaleBrokerEpochRefused':
      return `StaleBrokerEpochRefused b${fact.broker} ${fact.request} broker epoch ${fact.brokerEpoch} < ${fact.ownEpoch}`;
    case 'IsrWritten':
      return `IsrWritten ${fact.partition} b${fact.broker} [${fact.isr.join(',')}] ${fact.accepted ? 'accepted' : 'refused'}`;
    case 'PartitionStateChanged':
      return `PartitionStateChanged ${fact.partition}: ${fact.from} -> ${fact.to}`;
    case 'ReplicaStateChanged':
      return `ReplicaStateChanged ${fact.partition} on b${fact.replica}: ${fact.from} -> ${fact.to}`;
    case 'MetadataReceived':
      return `MetadataReceived b${fact.broker} controller epoch ${fact.controllerEpoch}, ${fact.partitions} partitions`;
  }
}
