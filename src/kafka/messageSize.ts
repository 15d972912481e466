/**
 * Bytes a message takes on the wire, for links with a bandwidth. *Simplified:* a fixed overhead a message and a
 * partition; record batches count their real size.
 */

import { sizeOfGroupMessage } from './messages/groupSizes.ts';
import { isZooKeeperMessage, type KafkaMessage } from './messages.ts';
import { RECORD_BYTES } from './raft/snapshots.ts';
import { sizeOfZooKeeperMessage } from './zookeeper/describe.ts';

const HEADER_BYTES = 40;
const PARTITION_BYTES = 40;

export function sizeOfMessage(message: KafkaMessage): number {
  switch (message.type) {
    case 'ProduceRequest':
      return message.partitions.reduce((sum, { batch }) => sum + PARTITION_BYTES + batch.sizeInBytes, HEADER_BYTES);
    case 'FetchResponse':
      return message.partitions.reduce(
        (sum, { records }) => records.reduce((bytes, batch) => bytes + batch.sizeInBytes, sum + PARTITION_BYTES),
        HEADER_BYTES,
      );
    case 'FetchRequest':
    case 'ProduceResponse':
    case 'DeleteRecordsRequest':
    case 'DeleteRecordsResponse':
    case 'AlterPartitionRequest':
    case 'AlterPartitionResponse':
      return HEADER_BYTES + PARTITION_BYTES * message.partitions.length;
    case 'QuorumFetchResponse':
    case 'FetchSnapshotResponse':
      return HEADER_BYTES + RECORD_BYTES * message.records.length;
    case 'JoinGroupRequest':
    case 'JoinGroupResponse':
    case 'SyncGroupRequest':
    case 'SyncGroupResponse':
    case 'LeaveGroupRequest':
    case 'LeaveGroupResponse':
    case 'ConsumerGroupHeartbeatRequest':
    case 'ConsumerGroupHeartbeatResponse':
    case 'OffsetCommitRequest':
    case 'OffsetCommitResponse':
    case 'OffsetFetchRequest':
    case 'OffsetFetchResponse':
    case 'OffsetDeleteRequest':
    case 'OffsetDeleteResponse':
    case 'ListGroupsResponse':
    case 'DescribeGroupsResponse':
    case 'ConsumerGroupDescribeResponse':
      return sizeOfGroupMessage(message);
    default:
      return isZooKeeperMessage(message) ? sizeOfZooKeeperMessage(message) : HEADER_BYTES + PARTITION_BYTES;
  }
}
