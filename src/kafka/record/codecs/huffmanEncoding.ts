/**
 * The Huffman codes that zstd gives to bytes by how often they come, at most so many bits long, and their description: as the
 * library builds them, whose choices between equals show in the bytes (HUF_buildCTable, HUF_writeCTable).
 */
import { type BitWriter, bitWriter, closedBits, flushedBits, writeBits } from './bitStream.ts';
import { encodeSymbol, encodingTable, highBit, initialState } from './fse.ts';
import { distributionOf, optimalLog, writeDistribution } from './fseDistribution.ts';

export interface HuffmanCodes {
  /** Of the longest code. */
  readonly log: number;
  /** By byte; 0: it does not come. */
  readonly bits: Uint8Array;
  readonly codes: Uint16Array;
}

interface Leaf {
  readonly count: number;
  readonly symbol: number;
}

/** From here on counts are sorted by their highest bit first. */
const DISTINCT_COUNTS = 165;
const INSERTION_SORT = 8;

export function huffmanCodes(counts: readonly number[], largestLog: number): HuffmanCodes {
  const leaves = sortedLeaves(counts).filter(({ count }) => count > 0);
  const lengths = limited(leaves, depths(leaves), largestLog);
  const log = lengths.reduce((most, one) => Math.max(most, one), 0);
  const bits = new Uint8Array(counts.length);
  leaves.forEach(({ symbol }, place) => {
    bits[symbol] = lengths[place]!;
  });
  const next = new Uint16Array(log + 2);
  for (let length = log, from = 0; length > 0; length--) {
    next[length] = from;
    from = (from + lengths.filter((one) => one === length).length) >> 1;
  }
  const codes = new Uint16Array(counts.length);
  bits.forEach((length, symbol) => {
    if (length > 0) codes[symbol] = next[length]!++;
  });
  return { log, bits, codes };
}

/** Most frequent first. Equal ones in the order of their bytes, save where the library's quicksort mixes them. */
function sortedLeaves(counts: readonly number[]): readonly Leaf[] {
  const buckets: Leaf[][] = [];
  counts.forEach((count, symbol) => {
    const bucket = count < DISTINCT_COUNTS ? count : DISTINCT_COUNTS + highBit(count);
    buckets[bucket] ??= [];
    buckets[bucket].push({ count, symbol });
  });
  const sorted: Leaf[] = [];
  for (let place = buckets.length - 1; place >= 0; place--) {
    const bucket = buckets[place];
    if (bucket === undefined) continue;
    if (place >= DISTINCT_COUNTS) quickSort(bucket, 0, bucket.length - 1);
    sorted.push(...bucket);
  }
  return sorted;
}

function quickSort(leaves: Leaf[], from: number, to: number): void {
  if (to - from < INSERTION_SORT) {
    insertionSort(leaves, from, to);
    return;
  }
  let [low, high] = [from, to];
  while (low < high) {
    const pivot = partition(leaves, low, high);
    if (pivot - low < high - pivot) {
      quickSort(leaves, low, pivot - 1);
      low = pivot + 1;
    } else {
      quickSort(leaves, pivot + 1, high);
      high = pivot - 1;
    }
  }
}

function insertionSort(leaves: Leaf[], from: number, to: number): void {
  for (let place = from + 1; place <= to; place++) {
    const leaf = leaves[place]!;
    let at = place - 1;
    for (; at >= from && leaves[at]!.count < leaf.count; at--) leaves[at + 1] = leaves[at]!;
    leaves[at + 1] = leaf;
  }
}

function partition(leaves: Leaf[], low: number, high: number): number {
  const pivot = leaves[high]!.count;
  let end = low;
  for (let place = low; place < high; place++) if (leaves[place]!.count > pivot) swap(leaves, end++, place);
  swap(leaves, end, high);
  return end;
}

function swap(leaves: Leaf[], one: number, other: number): void {
  [leaves[one], leaves[other]] = [leaves[other]!, leaves[one]!];
}

/** How deep each leaf lies in the tree, which has no limit yet. */
function depths(leaves: readonly Leaf[]): number[] {
  const inner: number[] = [];
  const parents = new Array<number>(2 * leaves.length - 1).fill(0);
  let [leaf, node] = [leaves.length - 1, 0];
  const take = (): number => {
    const isLeaf = leaf >= 0 && (node >= inner.length || leaves[leaf]!.count < inner[node]!);
    const place = isLeaf ? leaf-- : leaves.length + node++;
    parents[place] = inner.length;
    return isLeaf ? leaves[place]!.count : inner[place - leaves.length]!;
  };
  while (inner.length < leaves.length - 1) {
    // The first two are leaves, whatever they weigh.
    const [one, other] = [take(), take()];
    inner.push(one + other);
  }
  const innerDepths = new Array<number>(inner.length).fill(0);
  for (let place = inner.length - 2; place >= 0; place--) {
    innerDepths[place] = innerDepths[parents[leaves.length + place]!]! + 1;
  }
  return leaves.map((_, place) => innerDepths[parents[place]!]! + 1);
}

const NOBODY = -1;

/** HUF_setMaxHeight: codes that are too long are cut, and shorter ones pay for it, the rarest first. */
function limited(leaves: readonly Leaf[], lengths: number[], limit: number): readonly number[] {
  const largest = lengths[lengths.length - 1]!;
  if (largest <= limit) return lengths;
  let place = lengths.length - 1;
  let debt = 0;
  for (; lengths[place]! > limit; place--) {
    debt += (1 << (largest - limit)) - (1 << (largest - lengths[place]!));
    lengths[place] = limit;
  }
  while (lengths[place] === limit) place--;
  debt >>= largest - limit;

  /** By how much shorter than the limit: the rarest of them. */
  const rarest = new Array<number>(limit + 2).fill(NOBODY);
  for (let at = place, length = limit; at >= 0; at--) {
    if (lengths[at]! >= length) continue;
    length = lengths[at]!;
    rarest[limit - length] = at;
  }
  while (debt > 0) {
    let shorter = highBit(debt) + 1;
    for (; shorter > 1; shorter--) {
      const [high, low] = [rarest[shorter] ?? NOBODY, rarest[shorter - 1]!];
      if (high === NOBODY) continue;
      if (low === NOBODY || leaves[high]!.count <= 2 * leaves[low]!.count) break;
    }
    while ((rarest[shorter] ?? NOBODY) === NOBODY) shorter++;
    debt -= 1 << (shorter - 1);
    const payer = rarest[shorter]!;
    lengths[payer]! += 1;
    if (rarest[shorter - 1] === NOBODY) rarest[shorter - 1] = payer;
    rarest[shorter] = payer > 0 && lengths[payer - 1] === limit - shorter ? payer - 1 : NOBODY;
  }
  for (; debt < 0; debt++) {
    if (rarest[1] === NOBODY) {
      while (lengths[place] === limit) place--;
      rarest[1] = place;
    }
    rarest[1]! += 1;
    lengths[rarest[1]!]! -= 1;
  }
  return lengths;
}

// ---- written --------------------------------------------------------------------------------------------------------

/** Undefined where that cannot be said. */
export function writtenHuffmanCodes({ log, bits }: HuffmanCodes): Uint8Array | undefined {
  let last = bits.length - 1;
  while (bits[last] === 0) last--;
  const weights: number[] = [];
  for (const length of bits.subarray(0, last)) weights.push(length === 0 ? 0 : log + 1 - length);
  const coded = codedWeights(weights);
  if (coded !== undefined && coded.length > 1 && coded.length < last >> 1) {
    return Uint8Array.of(coded.length, ...coded);
  }
  if (last > 0x80) return undefined;
  const plain = [0x80 + last - 1];
  for (let place = 0; place < last; place += 2) plain.push((weights[place]! << 4) + (weights[place + 1] ?? 0));
  return Uint8Array.from(plain);
}

function codedWeights(weights: readonly number[]): Uint8Array | undefined {
  if (weights.length <= 2) return undefined;
  const counts = new Array<number>(Math.max(...weights) + 1).fill(0);
  for (const weight of weights) counts[weight]! += 1;
  const most = Math.max(...counts);
  if (most === weights.length || most === 1) return undefined;
  const log = optimalLog(6, weights.length, counts.length - 1, 2);
  const distribution = distributionOf(counts, weights.length, log, 1);
  const header = bitWriter();
  writeDistribution(header, distribution);
  const table = encodingTable(distribution);
  const writer = bitWriter();
  // Two states take turns; the reader's first one has the first weight.
  const states: (number | undefined)[] = [undefined, undefined];
  for (let place = weights.length - 1; place >= 0; place--) {
    const [state, weight] = [states[place & 1], weights[place]!];
    states[place & 1] = state === undefined ? initialState(table, weight) : encodeSymbol(writer, table, state, weight);
  }
  for (const state of [states[1]!, states[0]!]) writeBits(writer, state & ((1 << log) - 1), log);
  const [front, back] = [flushedBits(header), closedBits(writer)];
  return Uint8Array.of(...front, ...back);
}

export function encodedBits({ bits }: HuffmanCodes, counts: readonly number[]): number {
  let sum = 0;
  counts.forEach((count, symbol) => {
    sum += count * (bits[symbol] ?? 0);
  });
  return sum;
}

/** Whether every byte that comes has a code. */
export function covers({ bits }: HuffmanCodes, counts: readonly number[]): boolean {
  return counts.every((count, symbol) => count === 0 || (bits[symbol] ?? 0) > 0);
}

/** The last byte first. */
export function encodedHuffman({ bits, codes }: HuffmanCodes, bytes: Uint8Array): Uint8Array {
  const writer: BitWriter = bitWriter();
  for (let place = bytes.length - 1; place >= 0; place--) {
    const byte = bytes[place]!;
    writeBits(writer, codes[byte]!, bits[byte]!);
  }
  return closedBits(writer);
}
