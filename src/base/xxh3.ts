/**
 * XXH3, 64 bits, seed 0 (Yann Collet's xxHash): the hash Kafka takes of a group's topics. BigInts, since every step is
 * arithmetic of 64 bits: slow, for what is hashed once in a while.
 */

const PRIME_32_1 = 0x9e3779b1n;
const PRIME_32_2 = 0x85ebca77n;
const PRIME_32_3 = 0xc2b2ae3dn;
const PRIME_64_1 = 0x9e3779b185ebca87n;
const PRIME_64_2 = 0xc2b2ae3d27d4eb4fn;
const PRIME_64_3 = 0x165667b19e3779f9n;
const PRIME_64_4 = 0x85ebca77c2b2ae63n;
const PRIME_64_5 = 0x27d4eb2f165667c5n;
const PRIME_MX1 = 0x165667919e3779f9n;
const PRIME_MX2 = 0x9fb21c651e98df25n;

const SECRET = bytesOf(
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221' +
    'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
    'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb' +
    '170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e',
);

const STRIPE = 64;
const STRIPES_A_BLOCK = (SECRET.length - STRIPE) / 8;

/** As a signed number of 64 bits, in decimal, as Java prints it. */
export function xxh3(bytes: Uint8Array): string {
  return BigInt.asIntN(64, hashOf(bytes)).toString();
}

function hashOf(bytes: Uint8Array): bigint {
  const { length } = bytes;
  if (length > 240) return long(bytes);
  if (length > 128) return middle(bytes);
  if (length > 16) return short(bytes);
  if (length > 8) return upTo16(bytes);
  if (length >= 4) return upTo8(bytes);
  if (length > 0) return upTo3(bytes);
  return avalanche64(word64(SECRET, 56) ^ word64(SECRET, 64));
}

function upTo3(bytes: Uint8Array): bigint {
  const { length } = bytes;
  const [first, middleByte, lastByte] = [bytes[0]!, bytes[length >> 1]!, bytes[length - 1]!];
  const combined = BigInt(((first << 16) | (middleByte << 24) | lastByte | (length << 8)) >>> 0);
  return avalanche64(combined ^ (word32(SECRET, 0) ^ word32(SECRET, 4)));
}

function upTo8(bytes: Uint8Array): bigint {
  const { length } = bytes;
  const input = word32(bytes, length - 4) + (word32(bytes, 0) << 32n);
  let hash = input ^ (word64(SECRET, 8) ^ word64(SECRET, 16));
  hash ^= rotated(hash, 49n) ^ rotated(hash, 24n);
  hash = times(hash, PRIME_MX2);
  hash ^= (hash >> 35n) + BigInt(length);
  hash = times(u64(hash), PRIME_MX2);
  return hash ^ (hash >> 28n);
}

function upTo16(bytes: Uint8Array): bigint {
  const { length } = bytes;
  const low = word64(bytes, 0) ^ (word64(SECRET, 24) ^ word64(SECRET, 32));
  const high = word64(bytes, length - 8) ^ (word64(SECRET, 40) ^ word64(SECRET, 48));
  return avalanche(u64(BigInt(length) + reversed(low) + high + folded(low, high)));
}

function short(bytes: Uint8Array): bigint {
  const { length } = bytes;
  let hash = times(BigInt(length), PRIME_64_1);
  for (let nth = (length - 1) >> 5; nth >= 0; nth--) {
    hash += mixed16(bytes, nth * 16, nth * 32) + mixed16(bytes, length - (nth + 1) * 16, nth * 32 + 16);
  }
  return avalanche(u64(hash));
}

function middle(bytes: Uint8Array): bigint {
  const { length } = bytes;
  let hash = times(BigInt(length), PRIME_64_1);
  for (let nth = 0; nth < 8; nth++) hash += mixed16(bytes, nth * 16, nth * 16);
  hash = avalanche(u64(hash));
  for (let nth = 8; nth < length >> 4; nth++) hash += mixed16(bytes, nth * 16, (nth - 8) * 16 + 3);
  return avalanche(u64(hash + mixed16(bytes, length - 16, 136 - 17)));
}

function long(bytes: Uint8Array): bigint {
  const { length } = bytes;
  const accumulators = [PRIME_32_3, PRIME_64_1, PRIME_64_2, PRIME_64_3, PRIME_64_4, PRIME_32_2, PRIME_64_5, PRIME_32_1];
  const block = STRIPE * STRIPES_A_BLOCK;
  const blocks = Math.floor((length - 1) / block);
  for (let nth = 0; nth < blocks; nth++) {
    for (let stripe = 0; stripe < STRIPES_A_BLOCK; stripe++)
      accumulate(accumulators, bytes, nth * block + stripe * STRIPE, stripe * 8);
    scramble(accumulators);
  }
  const stripes = Math.floor((length - 1 - blocks * block) / STRIPE);
  for (let stripe = 0; stripe < stripes; stripe++)
    accumulate(accumulators, bytes, blocks * block + stripe * STRIPE, stripe * 8);
  accumulate(accumulators, bytes, length - STRIPE, SECRET.length - STRIPE - 7);
  let hash = times(BigInt(length), PRIME_64_1);
  for (let pair = 0; pair < 4; pair++) {
    const secret = 11 + pair * 16;
    hash += folded(
      accumulators[pair * 2]! ^ word64(SECRET, secret),
      accumulators[pair * 2 + 1]! ^ word64(SECRET, secret + 8),
    );
  }
  return avalanche(u64(hash));
}

function accumulate(accumulators: bigint[], bytes: Uint8Array, at: number, secret: number): void {
  for (let lane = 0; lane < 8; lane++) {
    const value = word64(bytes, at + lane * 8);
    const keyed = value ^ word64(SECRET, secret + lane * 8);
    accumulators[lane ^ 1] = u64(accumulators[lane ^ 1]! + value);
    accumulators[lane] = u64(accumulators[lane]! + (keyed & 0xffffffffn) * (keyed >> 32n));
  }
}

function scramble(accumulators: bigint[]): void {
  for (let lane = 0; lane < 8; lane++) {
    const held = accumulators[lane]!;
    const keyed = held ^ (held >> 47n) ^ word64(SECRET, SECRET.length - STRIPE + lane * 8);
    accumulators[lane] = times(keyed, PRIME_32_1);
  }
}

function mixed16(bytes: Uint8Array, at: number, secret: number): bigint {
  return folded(word64(bytes, at) ^ word64(SECRET, secret), word64(bytes, at + 8) ^ word64(SECRET, secret + 8));
}

/** The two halves of the product of 128 bits, one over the other. */
function folded(a: bigint, b: bigint): bigint {
  const product = a * b;
  return u64(product) ^ (product >> 64n);
}

function avalanche(hash: bigint): bigint {
  const mixed = times(hash ^ (hash >> 37n), PRIME_MX1);
  return mixed ^ (mixed >> 32n);
}

function avalanche64(hash: bigint): bigint {
  let mixed = times(hash ^ (hash >> 33n), PRIME_64_2);
  mixed = times(mixed ^ (mixed >> 29n), PRIME_64_3);
  return mixed ^ (mixed >> 32n);
}

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function times(a: bigint, b: bigint): bigint {
  return u64(a * b);
}

function rotated(value: bigint, by: bigint): bigint {
  return u64(value << by) | (value >> (64n - by));
}

/** Its bytes in the other order. */
function reversed(value: bigint): bigint {
  let result = 0n;
  for (let byte = 0n; byte < 64n; byte += 8n) result = (result << 8n) | ((value >> byte) & 0xffn);
  return result;
}

function word32(bytes: Uint8Array, at: number): bigint {
  return BigInt((bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0);
}

function word64(bytes: Uint8Array, at: number): bigint {
  return word32(bytes, at) | (word32(bytes, at + 4) << 32n);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, place) =>
    Number.parseInt(hex.slice(place * 2, place * 2 + 2), 16),
  );
}
