/**
 * The codecs of a record batch (org.apache.kafka.common.record.internal.CompressionType). The batch's header is never
 * compressed; its records are, all together.
 */
import { unreachable } from '../../base/assert.ts';
import { gzipCompress, gzipDecompress } from './codecs/gzip.ts';
import { lz4Compress, lz4Decompress } from './codecs/lz4.ts';
import { snappyCompress, snappyDecompress } from './codecs/snappy.ts';
import { zstdCompress } from './codecs/zstdCompress.ts';
import { zstdDecompress } from './codecs/zstdDecompress.ts';

export const COMPRESSION_TYPES = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

export type CompressionType = (typeof COMPRESSION_TYPES)[number];

export interface Codec {
  readonly type: CompressionType;
  compress(records: Uint8Array): Uint8Array;
  decompress(records: Uint8Array): Uint8Array;
}

export const NO_COMPRESSION: Codec = {
  type: 'none',
  compress: (records) => records,
  decompress: (records) => records,
};

/** compression.gzip.level, compression.lz4.level, compression.zstd.level; snappy has none. */
const DEFAULT_LEVELS: Readonly<Record<CompressionType, number>> = { none: 0, gzip: -1, snappy: 0, lz4: 9, zstd: 3 };

export function defaultLevel(type: CompressionType): number {
  return DEFAULT_LEVELS[type];
}

export function codecOf(type: CompressionType, level = defaultLevel(type)): Codec {
  switch (type) {
    case 'none':
      return NO_COMPRESSION;
    case 'gzip':
      return { type, compress: (records) => gzipCompress(records, level), decompress: gzipDecompress };
    case 'snappy':
      return { type, compress: snappyCompress, decompress: snappyDecompress };
    case 'lz4':
      return { type, compress: lz4Compress, decompress: lz4Decompress };
    case 'zstd':
      return { type, compress: zstdCompress, decompress: zstdDecompress };
    default:
      return unreachable(type);
  }
}

export function compressionId(type: CompressionType): number {
  return COMPRESSION_TYPES.indexOf(type);
}
