/** What compression does to batches, and what it costs. */
import type { CompressionType } from '../record/compression.ts';
import type { TopicPartition } from '../topicPartition.ts';

export type CompressionFact =
  | {
      readonly type: 'BatchCompressed';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly compression: CompressionType;
      readonly count: number;
      /** Of the whole batch, header and all. */
      readonly uncompressedBytes: number;
      readonly bytes: number;
      /** Of a core. */
      readonly nanos: number;
    }
  | {
      /** The topic's compression.type is not what the producer sent: the leader makes the batch over. */
      readonly type: 'BatchRecompressed';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly from: CompressionType;
      readonly to: CompressionType;
      readonly count: number;
      readonly bytesBefore: number;
      readonly bytes: number;
      readonly nanos: number;
    };

export function describeCompressionFact(fact: CompressionFact): string {
  const cost = `${Math.round(fact.nanos / 1_000)} us`;
  switch (fact.type) {
    case 'BatchCompressed': {
      const { client, partition, compression, count, uncompressedBytes, bytes } = fact;
      return `BatchCompressed ${client} ${partition} ${compression} count ${count}: ${uncompressedBytes} -> ${bytes} bytes, ${cost}`;
    }
    case 'BatchRecompressed': {
      const { broker, partition, from, to, count, bytesBefore, bytes } = fact;
      return `BatchRecompressed b${broker} ${partition} ${from} -> ${to} count ${count}: ${bytesBefore} -> ${bytes} bytes, ${cost}`;
    }
  }
}
