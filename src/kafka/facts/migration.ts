/** What is told while the metadata is moved from ZooKeeper to a quorum of controllers (KIP-866). */
import type { ZkMigrationState } from '../records.ts';

export type MigrationFact =
  | {
      /** The driver of a KRaft controller (MigrationDriverState). */
      readonly type: 'MigrationDriverStateChanged';
      readonly id: number;
      readonly from: string;
      readonly to: string;
    }
  | {
      /** The metadata log says so, and it is committed. */
      readonly type: 'ZkMigrationStateChanged';
      readonly from: ZkMigrationState;
      readonly to: ZkMigrationState;
    }
  | {
      /** /controller and /controller_epoch are its own now. */
      readonly type: 'ZkControllerClaimed';
      readonly id: number;
      readonly kraftEpoch: number;
      readonly zkEpoch: number;
    }
  | {
      /** Everything that was in ZooKeeper is committed in the metadata log. */
      readonly type: 'MetadataMigrated';
      readonly id: number;
      readonly records: number;
      readonly topics: number;
      readonly partitions: number;
      readonly offset: number;
    }
  | {
      /** What the metadata log says up to this offset stands in ZooKeeper, too. */
      readonly type: 'DualWriteCompleted';
      readonly id: number;
      readonly offset: number;
      readonly writes: number;
    }
  | {
      /** Its writes to ZooKeeper are refused: another controller has been there since. */
      readonly type: 'DualWriteRefused';
      readonly id: number;
      readonly reason: string;
    }
  | {
      /** A broker with ZooKeeper has heard of its first KRaft controller: what it asks goes to the quorum from now on. */
      readonly type: 'KRaftControllerFollowed';
      readonly broker: number;
      readonly controllerId: number;
      readonly controllerEpoch: number;
    };

export function describeMigrationFact(fact: MigrationFact): string {
  switch (fact.type) {
    case 'MigrationDriverStateChanged':
      return `MigrationDriverStateChanged ${fact.id}: ${fact.from} -> ${fact.to}`;
    case 'ZkMigrationStateChanged':
      return `ZkMigrationStateChanged ${fact.from} -> ${fact.to}`;
    case 'ZkControllerClaimed':
      return `ZkControllerClaimed ${fact.id} KRaft epoch ${fact.kraftEpoch}, ZooKeeper epoch ${fact.zkEpoch}`;
    case 'MetadataMigrated':
      return `MetadataMigrated ${fact.id} ${fact.records} records, ${fact.topics} topics, ${fact.partitions} partitions, up to offset ${fact.offset}`;
    case 'DualWriteCompleted':
      return `DualWriteCompleted ${fact.id} offset ${fact.offset}, ${fact.writes} writes`;
    case 'DualWriteRefused':
      return `DualWriteRefused ${fact.id} ${fact.reason}`;
    case 'KRaftControllerFollowed':
      return `KRaftControllerFollowed b${fact.broker} controller ${fact.controllerId} epoch ${fact.controllerEpoch}`;
  }
}
