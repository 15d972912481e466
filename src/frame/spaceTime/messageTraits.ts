/** What of a message the space-time view tells lines apart by: its API, which way it goes, what it is about. */
import type { Kafka } from '../../kafka/kinds.ts';
import { apiOf, isRequest, isZooKeeperMessage, type KafkaMessage } from '../../kafka/messages.ts';
import { METADATA_DIRECTORY } from '../../kafka/raft/metadataLog.ts';
import type { Scheduled } from '../../sim/world.ts';
import { hasError, recordsIn } from '../messageFrames.ts';
import { zooKeeperTraits } from '../zookeeper/messageFrame.ts';

export interface MessageTraits {
  readonly api: string;
  readonly kind: 'request' | 'response' | 'close';
  readonly error: boolean;
  readonly records: number;
  readonly partitions: readonly string[];
  /** Requests and their answers have the same one on their connection; null: this has no other half. */
  readonly exchange: number | null;
}

const NONE: readonly string[] = [];
const CLOSE: MessageTraits = {
  api: '',
  kind: 'close',
  error: false,
  records: 0,
  partitions: NONE,
  exchange: null,
};
const QUORUM: readonly string[] = [METADATA_DIRECTORY];

/** By type: the same few names for all the messages of a run. */
const APIS = new Map<string, { readonly api: string; readonly kind: 'request' | 'response' }>();

export function traitsOf({ event }: Scheduled<Kafka>): MessageTraits {
  if (event?.type !== 'arrived') return CLOSE;
  const { message } = event;
  if (isZooKeeperMessage(message)) {
    const exchange = message.type === 'ZooKeeperRequest' || message.type === 'ZooKeeperResponse' ? message.xid : null;
    return { ...zooKeeperTraits(message), records: 0, partitions: NONE, exchange };
  }
  let known = APIS.get(message.type);
  if (known === undefined) {
    known = { api: apiOf(message), kind: isRequest(message) ? 'request' : 'response' };
    APIS.set(message.type, known);
  }
  return {
    api: known.api,
    kind: known.kind,
    error: hasError(message),
    records: recordsIn(message),
    partitions: partitionsOf(message),
    // Nobody answers `acks=0`.
    exchange: message.type === 'ProduceRequest' && message.acks === 0 ? null : message.correlationId,
  };
}

function partitionsOf(message: KafkaMessage): readonly string[] {
  switch (message.type) {
    case 'QuorumFetchRequest':
    case 'QuorumFetchResponse':
    case 'VoteRequest':
    case 'VoteResponse':
    case 'BeginQuorumEpochRequest':
    case 'BeginQuorumEpochResponse':
    case 'EndQuorumEpochRequest':
    case 'EndQuorumEpochResponse':
      return QUORUM;
    case 'ProduceRequest':
    case 'ProduceResponse':
    case 'FetchRequest':
    case 'FetchResponse':
    case 'ListOffsetsRequest':
    case 'ListOffsetsResponse':
    case 'OffsetForLeaderEpochRequest':
    case 'OffsetForLeaderEpochResponse':
    case 'AlterPartitionRequest':
    case 'AlterPartitionResponse':
      return message.partitions.map(({ topicPartition }) => topicPartition);
    case 'LeaderAndIsrRequest':
    case 'UpdateMetadataRequest':
    case 'StopReplicaRequest':
      return message.partitionStates.map(({ topicPartition }) => topicPartition);
    default:
      return NONE;
  }
}
