/** What the threads of a broker do that wait for ZooKeeper; the runs are made of them in runs.ts. */
import type {
  CreatableTopic,
  CreatePartitionsRequest,
  CreateTopicsRequest,
  DeleteTopicsRequest,
  DescribeConfigsRequest,
  IncrementalAlterConfigsRequest,
  LeaderAndIsrRequest,
  MetadataRequest,
} from '../../messages.ts';
import type { AlterPartitionItem } from '../../replication/alterPartitionManager.ts';
import type { TopicPartition } from '../../topicPartition.ts';

/** A request that a thread works on while its connection waits. */
export type WaitingRequest =
  | LeaderAndIsrRequest
  | CreateTopicsRequest
  | CreatePartitionsRequest
  | DeleteTopicsRequest
  | IncrementalAlterConfigsRequest
  | DescribeConfigsRequest
  | MetadataRequest;

export type ZkJob =
  /** KafkaServer.startup */
  | { readonly type: 'startup' }
  /** KafkaServer.shutdown; null: it was told to. */
  | { readonly type: 'shutdown'; readonly failure: string | null }
  /** The controller's thread: one event. */
  | { readonly type: 'controller-event' }
  | { readonly type: 'request'; readonly connection: number; readonly request: WaitingRequest }
  | { readonly type: 'auto-create-topics'; readonly topics: readonly CreatableTopic[] }
  /** The thread of /config/changes. */
  | { readonly type: 'config-changes' }
  /** A leader writes an ISR itself. */
  | { readonly type: 'write-isr'; readonly item: AlterPartitionItem; readonly controllerEpoch: number }
  | { readonly type: 'propagate-isr-changes'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'producer-id-block' };
