// src/kafka/hash.ts, src/base/utf8.ts and src/base/crc32c.ts against values recorded from Kafka's own classes.

import { expect, test } from 'vitest';
import { crc32c } from '../../src/base/crc32c.ts';
import { utf8Bytes } from '../../src/base/utf8.ts';
import { murmur2, partitionForGroup, partitionForKey, stringHashCode } from '../../src/kafka/hash.ts';
import { readRecorded } from './recorded.ts';

const PARTITION_COUNTS = [1, 2, 3, 5, 6, 12, 50, 100];

type ByteCase = [hex: string, hash: number, partitions: number[]];
type StringCase = [units: number[], hex: string, hash: number, partitions: number[]];
type GroupCase = [units: number[], hash: number, partitions: number[]];

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const [byteCases, stringCases] = readRecorded<unknown>('keys.json').cases as [ByteCase[], StringCase[]];

test('murmur2 and the partition of a key, for bytes', () => {
  expect(byteCases.length).toBeGreaterThan(300);
  for (const [hex, hash, partitions] of byteCases) {
    const bytes = bytesOf(hex);
    expect([hex, murmur2(bytes)]).toEqual([hex, hash]);
    expect([hex, PARTITION_COUNTS.map((count) => partitionForKey(bytes, count))]).toEqual([hex, partitions]);
  }
});

test('UTF-8 bytes and the partition of a key, for strings, lone surrogates included', () => {
  expect(stringCases.length).toBeGreaterThan(200);
  for (const [units, hex, hash, partitions] of stringCases) {
    const bytes = utf8Bytes(String.fromCharCode(...units));
    expect([units, hexOf(bytes)]).toEqual([units, hex]);
    expect([units, murmur2(bytes)]).toEqual([units, hash]);
    expect(PARTITION_COUNTS.map((count) => partitionForKey(bytes, count))).toEqual(partitions);
  }
});

test('the hash of a group and its partition of __consumer_offsets', () => {
  const { cases } = readRecorded<GroupCase>('groups.json');
  expect(cases.some(([, hash]) => hash === -0x80000000)).toBe(true);
  for (const [units, hash, partitions] of cases) {
    const group = String.fromCharCode(...units);
    expect([group, stringHashCode(group)]).toEqual([group, hash]);
    expect([group, PARTITION_COUNTS.map((count) => partitionForGroup(group, count))]).toEqual([group, partitions]);
  }
});

test('CRC-32C', () => {
  for (const [hex, checksum] of readRecorded<[hex: string, checksum: number]>('crc32c.json').cases) {
    expect([hex, crc32c(bytesOf(hex))]).toEqual([hex, checksum]);
  }
});
