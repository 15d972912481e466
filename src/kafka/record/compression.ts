/**
 * The codecs of a record batch (org.apache.kafka.common.record.internal.CompressionType). The batch's header is never
 * compressed; its records are, all together. Which bytes a codec makes is the codec's affair: it is an argument.
 */
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

export function compressionId(type: CompressionType): number {
  return COMPRESSION_TYPES.indexOf(type);
}
