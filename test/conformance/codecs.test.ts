// The codecs against the libraries that Kafka uses, byte for byte.

import { expect, test } from 'vitest';
import { crc32c } from '../../src/base/crc32c.ts';
import { utf8Bytes } from '../../src/base/utf8.ts';
import { xxHash32 } from '../../src/kafka/record/codecs/xxHash32.ts';
import { type CompressionType, codecOf } from '../../src/kafka/record/compression.ts';
import { hex, unhex } from './hex.ts';
import { readRecorded } from './recorded.ts';

type Part =
  | readonly ['text', string, number]
  | readonly ['random' | 'orders' | 'words' | 'bits', seed: number, count: number];

type Case = readonly [
  codec: CompressionType,
  level: number | null,
  payload: readonly Part[],
  length: number,
  compressedLength: number,
  crc: number,
  bytes: string | null,
];

const { cases } = readRecorded<Case>('codecs.json');

const WORDS = 'broker leader follower the of offset partition replica epoch high watermark log segment a is in'.split(
  ' ',
);
const STATUSES = ['paid', 'open', 'sent', 'refused'];

/** As the recorder makes it; see `shape` of the file. */
function payload(parts: readonly Part[]): Uint8Array {
  const bytes: number[] = [];
  for (const part of parts) for (const chunk of chunksOf(part)) for (const byte of chunk) bytes.push(byte);
  return Uint8Array.from(bytes);
}

function chunksOf([kind, what, count]: Part): readonly (Uint8Array | readonly number[])[] {
  if (kind === 'text') return new Array<Uint8Array>(count).fill(utf8Bytes(what));
  let state = what;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state;
  };
  return Array.from({ length: count }, (_, line) => {
    if (kind === 'random') return [(next() >> 16) & 0xff];
    if (kind === 'bits') return [(next() >> 16) & 3];
    if (kind === 'words') return utf8Bytes(`${WORDS[(next() >> 16) % 16]} `);
    const [user, amount, status] = [next() >> 8, next() >> 8, next() >> 8];
    return utf8Bytes(
      `{"id":${line},"user":"user-${user % 500}","amount":${amount % 10000},"status":"${STATUSES[status % 4]}"}\n`,
    );
  });
}

test.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('%s makes the bytes that Kafka makes', (type) => {
  const recorded = cases.filter(([codec, level]) => codec === type && level === null);
  expect(recorded.length).toBeGreaterThan(50);
  for (const [, , parts, length, compressedLength, crc, bytes] of recorded) {
    const said = JSON.stringify(parts);
    const plain = payload(parts);
    expect(plain.length, said).toBe(length);
    const compressed = codecOf(type).compress(plain);
    if (bytes !== null) expect(hex(compressed), said).toBe(bytes);
    expect([compressed.length, crc32c(compressed)], said).toEqual([compressedLength, crc]);
    expect(crc32c(codecOf(type).decompress(compressed)), said).toBe(crc32c(plain));
  }
});

test('what Kafka makes at other levels is read too, and gzip makes it as well', () => {
  const recorded = cases.filter(([, level]) => level !== null);
  expect(recorded.length).toBeGreaterThan(20);
  for (const [type, level, parts, , , crc, bytes] of recorded) {
    const said = `${type} ${level} ${JSON.stringify(parts)}`;
    const codec = codecOf(type, level!);
    if (bytes !== null) expect(hex(codec.decompress(unhex(bytes))), said).toBe(hex(payload(parts)));
    if (type === 'gzip') expect(crc32c(codec.compress(payload(parts))), said).toBe(crc);
  }
});

/** What the ledger says of levels: how far the sizes are off. */
test('lz4 and zstd at other levels are off by as much as the deviation ledger says', () => {
  const off = (type: CompressionType, wanted: number): readonly number[] =>
    cases
      .filter(([codec, level]) => codec === type && level === wanted)
      .map(([, , parts, , size]) => codecOf(type, wanted).compress(payload(parts)).length / size);
  for (const ratio of off('lz4', 17)) expect(ratio).toBeGreaterThan(1.1);
  for (const ratio of [...off('lz4', 17), ...off('zstd', 22)]) expect(ratio).toBeLessThan(1.3);
  expect(off('lz4', 17)).toHaveLength(2);
  expect(off('zstd', 22)).toHaveLength(2);
});

test('bytes that are no frame, or lost some, are refused', () => {
  const plain = payload([['orders', 3, 40]]);
  for (const type of ['gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const { compress, decompress } = codecOf(type);
    expect(() => decompress(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)), type).toThrow();
    expect(() => decompress(compress(plain).slice(0, -20)), type).toThrow();
  }
});

test('XXH32 of the lz4 frame header, and of more', () => {
  expect(xxHash32(Uint8Array.of())).toBe(0x02cc5d05);
  expect(xxHash32(utf8Bytes('a'))).toBe(0x550d7456);
  expect(xxHash32(utf8Bytes('Nobody inspects the spammish repetition'))).toBe(0xe2293b2f);
  expect(hex(codecOf('lz4').compress(Uint8Array.of()))).toBe('04224d1860408200000000');
});
