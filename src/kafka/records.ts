/**
 * What logs hold. Records and batches of user data (org.apache.kafka.common.record.RecordBatch), and the records of the
 * metadata log (org.apache.kafka.common.metadata.*Record, org.apache.kafka.common.message.LeaderChangeMessage), with
 * Kafka's field names. *Simplified:* values are text, and fields that nothing reads yet are left out.
 */

export interface RecordHeader {
  readonly key: string;
  readonly value: string | null;
}

/** A record as a producer sends it. Timestamps are micros of the run. */
export interface DataRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly timestamp: number;
  /** Absent: none. */
  readonly headers?: readonly RecordHeader[];
  /** Who sent it and its number there, `p1#12`: no field of Kafka's and no bytes. Nodes pass it on; checkers read it. */
  readonly id?: string;
}

/** The name under which what became of a record can be followed from its producer to its consumers. */
export function recordId(clientId: string, number: number): string {
  return `${clientId}#${number}`;
}

export type CompressionType = 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** A batch as it lies in a log. */
export interface RecordBatch {
  readonly baseOffset: number;
  readonly partitionLeaderEpoch: number;
  /** -1 when the producer is not idempotent. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  /** As it lies there: compressed, if it is. */
  readonly sizeInBytes: number;
  readonly records: readonly DataRecord[];
  /** Absent: not compressed. */
  readonly compression?: CompressionType;
  /** Absent: the codec's default. Kafka does not write it down; the bytes depend on it. */
  readonly compressionLevel?: number;
  /** What it would take without compression; absent where that is the same. */
  readonly uncompressedSizeInBytes?: number;
  /** Compaction leaves gaps: where each record lies behind baseOffset. Absent: 0, 1, 2 … */
  readonly offsetDeltas?: readonly number[];
  /** Kept by compaction even when the last record goes. Absent: of the last record. */
  readonly lastOffsetDelta?: number;
  /** From when on compaction may drop the tombstones in it, ms; absent: not set. */
  readonly deleteHorizonMs?: number;
  /** Absent: of the newest record. An emptied batch keeps it. */
  readonly maxTimestamp?: number;
  /** message.timestamp.type: the leader has stamped every record with the time of the append. Absent: CreateTime. */
  readonly timestampType?: 'LogAppendTime';
}

/** A batch before the leader gives it offsets and an epoch. */
export type UnassignedBatch = Omit<
  RecordBatch,
  | 'baseOffset'
  | 'partitionLeaderEpoch'
  | 'offsetDeltas'
  | 'lastOffsetDelta'
  | 'deleteHorizonMs'
  | 'maxTimestamp'
  | 'timestampType'
>;

/** Of the record at that place of its list. */
export function offsetAt({ baseOffset, offsetDeltas }: RecordBatch, place: number): number {
  return baseOffset + (offsetDeltas === undefined ? place : offsetDeltas[place]!);
}

/** Undefined also where compaction has left a gap. */
export function recordAt({ baseOffset, offsetDeltas, records }: RecordBatch, offset: number): DataRecord | undefined {
  const delta = offset - baseOffset;
  if (offsetDeltas === undefined) return records[delta];
  const place = offsetDeltas.indexOf(delta);
  return place < 0 ? undefined : records[place];
}

export function lastOffsetOf(batch: RecordBatch): number {
  return batch.baseOffset + (batch.lastOffsetDelta ?? batch.records.length - 1);
}

export function nextOffsetOf(batch: RecordBatch): number {
  return lastOffsetOf(batch) + 1;
}

export interface BrokerEndpoint {
  readonly name: string;
  /** The node's name on our network. */
  readonly host: string;
  readonly port: number;
}

export const NO_LEADER = -1;
/** PartitionRecord.leaderRecoveryState */
export type LeaderRecoveryState = 'RECOVERED' | 'RECOVERING';
/** In PartitionChangeRecord a leader of -2 means "no change". */
export const NO_LEADER_CHANGE = -2;

/** org.apache.kafka.common.config.ConfigResource.Type, as far as it is modelled. */
export type ConfigResourceType = 'TOPIC' | 'BROKER' | 'GROUP';

/** org.apache.kafka.metadata.migration.ZkMigrationState, as far as it stands in a log. NONE: a cluster made with KRaft. */
export type ZkMigrationState = 'NONE' | 'PRE_MIGRATION' | 'MIGRATION' | 'POST_MIGRATION';

export type MetadataRecord =
  | {
      readonly type: 'RegisterControllerRecord';
      readonly controllerId: number;
      readonly incarnationId: string;
      readonly endPoints: readonly BrokerEndpoint[];
    }
  | {
      readonly type: 'RegisterBrokerRecord';
      readonly brokerId: number;
      readonly incarnationId: string;
      readonly brokerEpoch: number;
      readonly endPoints: readonly BrokerEndpoint[];
      readonly rack: string | null;
      readonly fenced: boolean;
      readonly inControlledShutdown: boolean;
      readonly logDirs: readonly string[];
      /** It still keeps its metadata in ZooKeeper (KIP-866). Absent: false. */
      readonly isMigratingZkBroker?: true;
    }
  | { readonly type: 'UnregisterBrokerRecord'; readonly brokerId: number; readonly brokerEpoch: number }
  | {
      readonly type: 'BrokerRegistrationChangeRecord';
      readonly brokerId: number;
      readonly brokerEpoch: number;
      /** 1 fence, -1 unfence, 0 no change: BrokerRegistrationFencingChange. */
      readonly fenced: -1 | 0 | 1;
      /** 1 in controlled shutdown, 0 no change. */
      readonly inControlledShutdown: 0 | 1;
    }
  | { readonly type: 'TopicRecord'; readonly name: string; readonly topicId: string }
  | { readonly type: 'RemoveTopicRecord'; readonly topicId: string }
  | {
      readonly type: 'PartitionRecord';
      readonly topicId: string;
      readonly partitionId: number;
      readonly replicas: readonly number[];
      readonly isr: readonly number[];
      readonly removingReplicas: readonly number[];
      readonly addingReplicas: readonly number[];
      readonly leader: number;
      readonly leaderRecoveryState: LeaderRecoveryState;
      readonly leaderEpoch: number;
      readonly partitionEpoch: number;
      readonly eligibleLeaderReplicas: readonly number[];
      readonly lastKnownElr: readonly number[];
    }
  | {
      readonly type: 'PartitionChangeRecord';
      readonly topicId: string;
      readonly partitionId: number;
      /** Absent fields are unchanged. */
      readonly isr?: readonly number[];
      readonly leader?: number;
      readonly replicas?: readonly number[];
      readonly removingReplicas?: readonly number[];
      readonly addingReplicas?: readonly number[];
      readonly leaderRecoveryState?: LeaderRecoveryState;
      readonly eligibleLeaderReplicas?: readonly number[];
      readonly lastKnownElr?: readonly number[];
    }
  | {
      readonly type: 'ConfigRecord';
      readonly resourceType: ConfigResourceType;
      readonly resourceName: string;
      readonly name: string;
      /** null deletes. */
      readonly value: string | null;
    }
  /** KIP-966: written with every change of min.insync.replicas. An empty name clears every topic. */
  | { readonly type: 'ClearElrRecord'; readonly topicName: string }
  | { readonly type: 'FeatureLevelRecord'; readonly name: string; readonly featureLevel: number }
  | {
      readonly type: 'ProducerIdsRecord';
      readonly brokerId: number;
      readonly brokerEpoch: number;
      readonly nextProducerId: number;
    }
  /** How far the metadata has been moved here from ZooKeeper (KIP-866). */
  | { readonly type: 'ZkMigrationStateRecord'; readonly zkMigrationState: ZkMigrationState }
  | { readonly type: 'NoOpRecord' };

/** Control records of the quorum itself: never replayed by the controller. */
export type ControlRecord =
  | {
      readonly type: 'LeaderChangeMessage';
      readonly leaderId: number;
      readonly voters: readonly number[];
      readonly grantingVoters: readonly number[];
    }
  | { readonly type: 'KRaftVersionRecord'; readonly kRaftVersion: number }
  /** KIP-853: the whole set of voters from this record on. */
  | {
      readonly type: 'VotersRecord';
      readonly voters: readonly {
        readonly voterId: number;
        readonly voterDirectoryId: string;
        /** Of the controller listener: the node's name. */
        readonly endpoint: string;
      }[];
    }
  /** KIP-630: first and last of a snapshot. */
  | { readonly type: 'SnapshotHeaderRecord'; readonly lastContainedLogTimestamp: number }
  | { readonly type: 'SnapshotFooterRecord' };

/** One record of the metadata log. */
export interface MetadataEntry {
  readonly offset: number;
  readonly epoch: number;
  /** When the leader appended it, micros. */
  readonly timestamp: number;
  readonly record: MetadataRecord | ControlRecord;
}
