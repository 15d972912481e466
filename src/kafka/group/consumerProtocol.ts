/**
 * What consumers put into the opaque fields of the classic protocol, in bytes: subscriptions and assignments, as
 * GroupMetadata records keep them and tools print them, in base64.
 *
 * Kafka: org.apache.kafka.clients.consumer.internals.ConsumerProtocol, common/message/ConsumerProtocol{Subscription,
 * Assignment}.json, version 3; user data as StickyAssignor and CooperativeStickyAssignor write it.
 */
import { assert } from '../../base/assert.ts';
import { utf8Bytes } from '../../base/utf8.ts';
import type { MemberSubscription } from '../messages/group.ts';
import {
  type ByteReader,
  type ByteWriter,
  byteReader,
  byteWriter,
  intAt,
  readNullableBytes,
  shortAt,
  writeBytes,
  writeInt,
  writeShort,
  writtenBytes,
} from '../record/bytes.ts';
import { utf8Text } from '../record/utf8Text.ts';
import {
  compareTopicPartitions,
  partitionOf,
  type TopicPartition,
  topicOf,
  topicPartition,
} from '../topicPartition.ts';

const VERSION = 3;
const NO_USER_DATA = -1;
const COOPERATIVE_STICKY = 'cooperative-sticky';

export function subscriptionBytes(subscription: MemberSubscription, protocol: string): Uint8Array {
  const { topics, ownedPartitions, generationId, rackId, userData } = subscription;
  const writer = byteWriter();
  writeShort(writer, VERSION);
  writeInt(writer, topics.length);
  for (const topic of [...topics].sort()) writeText(writer, topic);
  writeUserData(writer, userData, protocol);
  writePartitions(writer, [...ownedPartitions].sort(compareTopicPartitions));
  writeInt(writer, generationId);
  if (rackId === null) writeShort(writer, -1);
  else writeText(writer, rackId);
  return writtenBytes(writer);
}

export function subscriptionOf(bytes: Uint8Array, protocol: string): MemberSubscription {
  const reader = byteReader(bytes);
  assert(readShort(reader) === VERSION, 'a subscription is of the version we write');
  const topics = repeated(reader, readText);
  const data = readNullableBytes(reader, readInt(reader));
  const ownedPartitions = readPartitions(reader);
  const generationId = readInt(reader);
  const rack = readNullableBytes(reader, readShort(reader));
  const said = { topics, ownedPartitions, generationId, rackId: rack === null ? null : utf8Text(rack) };
  return data === null ? said : { ...said, userData: userDataOf(data, protocol) };
}

export function assignmentBytes(assignment: readonly TopicPartition[]): Uint8Array {
  const writer = byteWriter();
  writeShort(writer, VERSION);
  writePartitions(writer, assignment);
  writeInt(writer, NO_USER_DATA);
  return writtenBytes(writer);
}

export function assignmentOf(bytes: Uint8Array): readonly TopicPartition[] {
  const reader = byteReader(bytes);
  assert(readShort(reader) === VERSION, 'an assignment is of the version we write');
  return readPartitions(reader);
}

type UserData = NonNullable<MemberSubscription['userData']>;

/** Of cooperative-sticky a generation alone; of sticky what the member had, and since when it says so, in which. */
function writeUserData(writer: ByteWriter, userData: UserData | undefined, protocol: string): void {
  if (userData === undefined) {
    writeInt(writer, NO_USER_DATA);
    return;
  }
  const data = byteWriter();
  if (protocol !== COOPERATIVE_STICKY) writePartitions(data, userData.partitions);
  if (userData.generation !== null) writeInt(data, userData.generation);
  writeInt(writer, data.length);
  writeBytes(writer, writtenBytes(data));
}

function userDataOf(bytes: Uint8Array, protocol: string): UserData {
  const reader = byteReader(bytes);
  const partitions = protocol === COOPERATIVE_STICKY ? [] : readPartitions(reader);
  return { partitions, generation: reader.position < bytes.length ? readInt(reader) : null };
}

// ---- lists and texts -------------------------------------------------------------------------------------------------

/** Partitions by topic, topics in the order in which they come. */
function writePartitions(writer: ByteWriter, partitions: readonly TopicPartition[]): void {
  const topics = new Map<string, number[]>();
  for (const tp of partitions) {
    const known = topics.get(topicOf(tp));
    if (known === undefined) topics.set(topicOf(tp), [partitionOf(tp)]);
    else known.push(partitionOf(tp));
  }
  writeInt(writer, topics.size);
  for (const [topic, numbers] of topics) {
    writeText(writer, topic);
    writeInt(writer, numbers.length);
    for (const number of numbers) writeInt(writer, number);
  }
}

function readPartitions(reader: ByteReader): TopicPartition[] {
  return repeated(reader, () => {
    const topic = readText(reader);
    return repeated(reader, () => topicPartition(topic, readInt(reader)));
  }).flat();
}

function repeated<T>(reader: ByteReader, read: (reader: ByteReader) => T): T[] {
  const count = readInt(reader);
  const items: T[] = [];
  for (let place = 0; place < count; place++) items.push(read(reader));
  return items;
}

function writeText(writer: ByteWriter, text: string): void {
  const bytes = utf8Bytes(text);
  writeShort(writer, bytes.length);
  writeBytes(writer, bytes);
}

function readText(reader: ByteReader): string {
  return utf8Text(readNullableBytes(reader, readShort(reader))!);
}

function readShort(reader: ByteReader): number {
  const value = shortAt(reader.buffer, reader.position);
  reader.position += 2;
  return value;
}

function readInt(reader: ByteReader): number {
  const value = intAt(reader.buffer, reader.position);
  reader.position += 4;
  return value;
}

// ---- base64 ----------------------------------------------------------------------------------------------------------

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET[word >>> 18]! + ALPHABET[(word >>> 12) & 63]!;
    text += left > 1 ? ALPHABET[(word >>> 6) & 63]! : '=';
    text += left > 2 ? ALPHABET[word & 63]! : '=';
  }
  return text;
}

export function bytesOfBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((place) => ALPHABET.indexOf(text[at + place]!));
    const word = (a! << 18) | (b! << 12) | (Math.max(c!, 0) << 6) | Math.max(d!, 0);
    bytes.push(word >>> 16);
    if (c !== -1) bytes.push((word >>> 8) & 255);
    if (d !== -1) bytes.push(word & 255);
  }
  return new Uint8Array(bytes);
}
