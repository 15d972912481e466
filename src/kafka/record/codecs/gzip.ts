/**
 * gzip as Kafka writes it (org.apache.kafka.common.compress.GzipCompression over java.util.zip.GZIPOutputStream). The bytes
 * are those of Java 16 and later, to the bit: pako is zlib itself.
 */
import { gzip, ungzip } from 'pako';

const EXTRA_FLAGS_AT = 8;
const OPERATING_SYSTEM_AT = 9;
const UNKNOWN_OPERATING_SYSTEM = 0xff;

/** Java leaves the flags of the level out, and does not say where it runs. */
export function gzipCompress(bytes: Uint8Array, level: number): Uint8Array {
  const compressed = gzip(bytes, { level: level as 6 });
  compressed[EXTRA_FLAGS_AT] = 0;
  compressed[OPERATING_SYSTEM_AT] = UNKNOWN_OPERATING_SYSTEM;
  return compressed;
}

export function gzipDecompress(bytes: Uint8Array): Uint8Array {
  return ungzip(bytes);
}
