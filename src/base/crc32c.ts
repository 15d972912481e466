// CRC-32C (Castagnoli), the checksum of Kafka's record batches (org.apache.kafka.common.utils.Crc32C).

const REVERSED_POLYNOMIAL = 0x82f63b78;

const TABLE: Uint32Array = (() => {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ REVERSED_POLYNOMIAL : remainder >>> 1;
    }
    table[byte] = remainder;
  }
  return table;
})();

/** The checksum as an unsigned 32-bit number. */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder = TABLE[(remainder ^ byte) & 0xff]! ^ (remainder >>> 8);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
