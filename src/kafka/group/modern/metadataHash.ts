/**
 * One number for all a group's assignment depends on in its topics: id, name, partitions and the racks of their replicas.
 * When it changes, the group's epoch goes up (org.apache.kafka.coordinator.group.Utils.computeGroupHash and
 * computeTopicHash, KIP-1101). The bytes are those that hash4j's HashStream64 takes.
 */
import { compareText } from '../../../base/sorted.ts';
import type { Table } from '../../../base/table.ts';
import { xxh3 } from '../../../base/xxh3.ts';
import { brokerOf, type MetadataImage, type TopicImage, topicByName } from '../../metadata/image.ts';
import { topicIdWords } from '../assignor/topicId.ts';
import type { SubscriptionCounts } from './subscriptionCounts.ts';

const MAGIC_BYTE = 0;
const NO_TOPICS = '0';

/** GroupMetadataManager.topicHashCache: hashing is slow, and topics hardly change. Never state. */
const known = new WeakMap<TopicImage, { readonly brokers: MetadataImage['brokers']; readonly hash: string }>();

export function computeMetadataHash(subscribed: SubscriptionCounts | Table<unknown>, image: MetadataImage): string {
  const topics = [...subscribed.keys].sort(compareText).flatMap((name) => topicByName(image, name) ?? []);
  if (topics.length === 0) return NO_TOPICS;
  const bytes: number[] = [];
  for (const topic of topics) putLong(bytes, BigInt(topicHash(topic, image)));
  return xxh3(Uint8Array.from(bytes));
}

function topicHash(topic: TopicImage, image: MetadataImage): string {
  const before = known.get(topic);
  if (before?.brokers === image.brokers) return before.hash;
  const hash = computeTopicHash(topic, image);
  known.set(topic, { brokers: image.brokers, hash });
  return hash;
}

export function computeTopicHash({ topicId, name, partitions }: TopicImage, image: MetadataImage): string {
  const [a, b, c, d] = topicIdWords(topicId);
  const bytes = [MAGIC_BYTE];
  // The two longs of an id, each with its lower half first.
  for (const word of [b, a, d, c]) putInt(bytes, word);
  putString(bytes, name);
  putInt(bytes, partitions.length);
  partitions.forEach(({ replicas }, partition) => {
    putInt(bytes, partition);
    const racks = replicas.flatMap((replica) => brokerOf(image, replica)?.rack ?? []);
    for (const rack of racks.sort(compareText)) {
      putInt(bytes, rack.length);
      putString(bytes, rack);
    }
  });
  return xxh3(Uint8Array.from(bytes));
}

function putInt(bytes: number[], value: number): void {
  bytes.push(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
}

function putLong(bytes: number[], value: bigint): void {
  putInt(bytes, Number(BigInt.asIntN(32, value)));
  putInt(bytes, Number(BigInt.asIntN(32, value >> 32n)));
}

/** Two bytes a UTF-16 unit, then how many units. */
function putString(bytes: number[], text: string): void {
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    bytes.push(unit & 0xff, unit >>> 8);
  }
  putInt(bytes, text.length);
}
