// Where Kafka puts a key or a group: the exact hashes of its Java code.
// Follows org.apache.kafka.common.utils.Utils (murmur2, toPositive, abs), BuiltInPartitioner.partitionForKey,
// GroupCoordinatorService.partitionFor and TransactionStateManager.partitionFor.

import { utf8Bytes } from '../base/utf8.ts';

const MURMUR_SEED = 0x9747b28c;
const MURMUR_MULTIPLIER = 0x5bd1e995;

/** 32-bit murmur2 of the bytes, as a signed number. */
export function murmur2(bytes: Uint8Array): number {
  const length = bytes.length;
  const wholeWordsEnd = length & ~3;
  let hash = MURMUR_SEED ^ length;
  for (let index = 0; index < wholeWordsEnd; index += 4) {
    let word = bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
    word = Math.imul(word, MURMUR_MULTIPLIER);
    word ^= word >>> 24;
    word = Math.imul(word, MURMUR_MULTIPLIER);
    hash = Math.imul(hash, MURMUR_MULTIPLIER) ^ word;
  }
  const rest = length - wholeWordsEnd;
  if (rest > 2) hash ^= bytes[wholeWordsEnd + 2]! << 16;
  if (rest > 1) hash ^= bytes[wholeWordsEnd + 1]! << 8;
  if (rest > 0) hash = Math.imul(hash ^ bytes[wholeWordsEnd]!, MURMUR_MULTIPLIER);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, MURMUR_MULTIPLIER);
  return hash ^ (hash >>> 15);
}

/** Drops the sign bit. For keys; it is not the absolute value. */
export function toPositive(hash: number): number {
  return hash & 0x7fffffff;
}

/** The partition of a record with this serialized key, among all partitions of its topic. */
export function partitionForKey(keyBytes: Uint8Array, numPartitions: number): number {
  return toPositive(murmur2(keyBytes)) % numPartitions;
}

/** `partitionForKey` for a key written by the string serializer. */
export function partitionForStringKey(key: string, numPartitions: number): number {
  return partitionForKey(utf8Bytes(key), numPartitions);
}

/** Java's String.hashCode, as a signed number. */
export function stringHashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  }
  return hash;
}

/** Absolute value, with 0 for the smallest int, which has none. For group and transactional ids. */
export function absoluteOfInt(hash: number): number {
  return hash === -0x80000000 ? 0 : Math.abs(hash);
}

/** The partition of __consumer_offsets (or, for a transactional id, of __transaction_state) that keeps this id. */
export function partitionForGroup(groupId: string, numPartitions: number): number {
  return absoluteOfInt(stringHashCode(groupId)) % numPartitions;
}
