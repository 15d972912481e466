/** The one text form of what crosses between brokers, and between brokers and clients. */
import { unreachable } from '../../base/assert.ts';
import { counted, some } from '../describeWords.ts';
import type { ErrorName } from '../errors.ts';
import type {
  DeleteRecordsRequest,
  DeleteRecordsResponse,
  FetchRequest,
  FetchResponse,
  InitProducerIdRequest,
  InitProducerIdResponse,
  ListOffsetsRequest,
  ListOffsetsResponse,
  MetadataRequest,
  MetadataResponse,
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse,
  ProduceRequest,
  ProduceResponse,
} from '../messages.ts';

export type BrokerMessage =
  | MetadataRequest
  | MetadataResponse
  | ProduceRequest
  | ProduceResponse
  | DeleteRecordsRequest
  | DeleteRecordsResponse
  | FetchRequest
  | FetchResponse
  | ListOffsetsRequest
  | ListOffsetsResponse
  | OffsetForLeaderEpochRequest
  | OffsetForLeaderEpochResponse
  | InitProducerIdRequest
  | InitProducerIdResponse;

/** `Fetch orders-0 from 42 epoch 3`; of a request for many partitions, the first few. */
export function describeBrokerMessage(message: BrokerMessage): string {
  switch (message.type) {
    case 'MetadataRequest':
      if (message.topics === null) return 'Metadata of all topics';
      // What the clients here send in place of ApiVersions when they connect.
      return message.topics.length === 0 ? 'Metadata handshake' : `Metadata ${some(message.topics)}`;
    case 'MetadataResponse':
      return `Metadata ${counted(message.brokers.length, 'broker')}${message.topics.length === 0 ? '' : `, ${some(message.topics.map(topicText))}`}`;
    case 'ProduceRequest': {
      const records = ({ topicPartition, batch }: ProduceRequest['partitions'][number]): string =>
        `${topicPartition} acks=${message.acks === -1 ? 'all' : message.acks} ${counted(batch.records.length, 'record')}`;
      return `Produce ${some(message.partitions.map(records))}`;
    }
    case 'ProduceResponse':
      return `Produce ${some(
        message.partitions.map(({ topicPartition, errorCode, baseOffset }) =>
          errorCode === 'NONE' ? `${topicPartition} at ${baseOffset}` : `${topicPartition} ${errorCode}`,
        ),
      )}`;
    case 'DeleteRecordsRequest':
      return `DeleteRecords ${some(
        message.partitions.map(
          ({ topicPartition, offset }) => `${topicPartition} before ${offset < 0 ? 'hw' : offset}`,
        ),
      )}`;
    case 'DeleteRecordsResponse':
      return `DeleteRecords ${some(
        message.partitions.map(({ topicPartition, errorCode, lowWatermark }) =>
          outcome(topicPartition, errorCode, lowWatermark),
        ),
      )}`;
    case 'FetchRequest':
      return fetchText(message);
    case 'FetchResponse':
      if (message.errorCode !== 'NONE') return `Fetch ${message.errorCode}`;
      return `Fetch ${message.partitions.length === 0 ? 'nothing new' : some(message.partitions.map(fetchedText))}`;
    case 'ListOffsetsRequest':
      return `ListOffsets ${some(
        message.partitions.map(({ topicPartition, timestamp }) => `${topicPartition} ${timestampText(timestamp)}`),
      )}`;
    case 'ListOffsetsResponse':
      return `ListOffsets ${some(
        message.partitions.map(({ topicPartition, errorCode, offset }) => outcome(topicPartition, errorCode, offset)),
      )}`;
    case 'OffsetForLeaderEpochRequest':
      return `OffsetForLeaderEpoch ${some(
        message.partitions.map(({ topicPartition, leaderEpoch }) => `${topicPartition} epoch ${leaderEpoch}`),
      )}`;
    case 'OffsetForLeaderEpochResponse':
      return `OffsetForLeaderEpoch ${some(
        message.partitions.map(({ topicPartition, errorCode, leaderEpoch, endOffset }) =>
          errorCode === 'NONE'
            ? `${topicPartition} epoch ${leaderEpoch} ends at ${endOffset}`
            : `${topicPartition} ${errorCode}`,
        ),
      )}`;
    case 'InitProducerIdRequest':
      return message.producerId < 0 ? 'InitProducerId' : `InitProducerId again, after ${message.producerId}`;
    case 'InitProducerIdResponse':
      if (message.errorCode !== 'NONE') return `InitProducerId ${message.errorCode}`;
      return `InitProducerId ${message.producerId} epoch ${message.producerEpoch}`;
    default:
      return unreachable(message);
  }
}

function outcome(topicPartition: string, errorCode: ErrorName, offset: number): string {
  return `${topicPartition} ${errorCode === 'NONE' ? offset : errorCode}`;
}

function topicText({ name, errorCode, partitions }: MetadataResponse['topics'][number]): string {
  return errorCode === 'NONE' ? `${name} (${counted(partitions.length, 'partition')})` : `${name} ${errorCode}`;
}

function timestampText(timestamp: number): string {
  if (timestamp === -1) return 'latest';
  return timestamp === -2 ? 'earliest' : `at ${timestamp} ms`;
}

/** In a session only what changed is named: nothing, when the follower is where it was (KIP-227). */
function fetchText({ partitions, forgottenTopicsData = [] }: FetchRequest): string {
  const named = partitions.map(({ topicPartition, fetchOffset, currentLeaderEpoch }) => {
    return `${topicPartition} from ${fetchOffset}${currentLeaderEpoch < 0 ? '' : ` epoch ${currentLeaderEpoch}`}`;
  });
  const forgotten = forgottenTopicsData.map((tp) => `without ${tp}`);
  const all = [...named, ...forgotten];
  return `Fetch ${all.length === 0 ? 'as before' : some(all)}`;
}

function fetchedText(partition: FetchResponse['partitions'][number]): string {
  const { topicPartition, errorCode, divergingEpoch, records, highWatermark } = partition;
  if (errorCode !== 'NONE') return `${topicPartition} ${errorCode}`;
  if (divergingEpoch !== null) {
    return `${topicPartition} diverging, epoch ${divergingEpoch.epoch} ends at ${divergingEpoch.endOffset}`;
  }
  let count = 0;
  for (const batch of records) count += batch.records.length;
  return `${topicPartition} ${counted(count, 'record')} hw ${highWatermark}`;
}
