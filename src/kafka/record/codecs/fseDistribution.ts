/**
 * How an encoder rounds what it counted to a distribution of 2^log parts, and how it writes that down: as the zstd library
 * does it, whose choices show in the bytes (FSE_normalizeCount, FSE_writeNCount).
 */
import { type BitWriter, writeBits } from './bitStream.ts';
import { type Distribution, highBit } from './fse.ts';

/** No finer than the number of symbols deserves (FSE_optimalTableLog). */
export function optimalLog(largestLog: number, total: number, largestSymbol: number, minus: number): number {
  const least = Math.min(highBit(total) + 1, highBit(largestSymbol) + 2);
  return Math.min(12, Math.max(5, least, Math.min(largestLog, highBit(total - 1) - minus)));
}

/** From which rest on a small share is rounded up, in parts of 2^20. */
const ROUNDED_UP_FROM = [0n, 473195n, 504333n, 520860n, 550000n, 700000n, 750000n, 830000n];

/** `rare`: what a symbol gets that deserves less than one part. */
export function distributionOf(counts: readonly number[], total: number, log: number, rare: 1 | -1): Distribution {
  const scale = BigInt(62 - log);
  const step = (1n << 62n) / BigInt(total);
  const low = total >> log;
  const parts = counts.map((count): number => {
    if (count === 0) return 0;
    if (count <= low) return rare;
    const exact = BigInt(count) * step;
    const part = exact >> scale;
    const rest = exact - (part << scale);
    const roundsUp = part < 8n && rest > ROUNDED_UP_FROM[Number(part)]! << (scale - 20n);
    return Number(part) + (roundsUp ? 1 : 0);
  });
  let largest = 0;
  let left = 1 << log;
  parts.forEach((part, symbol) => {
    if (counts[symbol]! > low && part > (counts[largest]! > low ? parts[largest]! : 0)) largest = symbol;
    left -= Math.abs(part);
  });
  if (-left >= parts[largest]! >> 1) return { log, counts: secondMethod(counts, total, log, rare) };
  parts[largest]! += left;
  return { log, counts: parts };
}

const NOT_YET = -2;

/** For what the first one rounds up too often (FSE_normalizeM2). */
function secondMethod(counts: readonly number[], sum: number, log: number, rare: 1 | -1): readonly number[] {
  const low = sum >> log;
  let lowOne = Math.floor((sum * 3) / (1 << (log + 1)));
  let total = sum;
  let distributed = 0;
  const parts = counts.map((count): number => {
    if (count === 0) return 0;
    if (count > lowOne) return NOT_YET;
    distributed++;
    total -= count;
    return count <= low ? rare : 1;
  });
  let left = (1 << log) - distributed;
  if (left === 0) return parts;
  if (Math.floor(total / left) > lowOne) {
    lowOne = Math.floor((total * 3) / (left * 2));
    parts.forEach((part, symbol) => {
      if (part !== NOT_YET || counts[symbol]! > lowOne) return;
      parts[symbol] = 1;
      distributed++;
      total -= counts[symbol]!;
    });
    left = (1 << log) - distributed;
  }
  if (distributed === counts.length) {
    parts[counts.indexOf(Math.max(...counts))]! += left;
    return parts;
  }
  if (total === 0) {
    for (let symbol = 0; left > 0; symbol = (symbol + 1) % parts.length) {
      if (parts[symbol]! <= 0) continue;
      parts[symbol]! += 1;
      left--;
    }
    return parts;
  }
  const scale = BigInt(62 - log);
  const middle = (1n << (scale - 1n)) - 1n;
  const step = ((1n << scale) * BigInt(left) + middle) / BigInt(total);
  let reached = middle;
  return parts.map((part, symbol) => {
    if (part !== NOT_YET) return part;
    const start = reached;
    reached += BigInt(counts[symbol]!) * step;
    return Number((reached >> scale) - (start >> scale));
  });
}

/** Up to the last symbol; runs of symbols that do not come are counted by threes. */
export function writeDistribution(writer: BitWriter, { log, counts }: Distribution): void {
  let remaining = (1 << log) + 1;
  let threshold = 1 << log;
  let bits = log + 1;
  let afterZero = false;
  writeBits(writer, log - 5, 4);
  for (let symbol = 0; symbol < counts.length && remaining > 1; ) {
    if (afterZero) {
      let start = symbol;
      while (symbol < counts.length && counts[symbol] === 0) symbol++;
      if (symbol === counts.length) break;
      for (; symbol >= start + 3; start += 3) writeBits(writer, 3, 2);
      writeBits(writer, symbol - start, 2);
    }
    const count = counts[symbol++]!;
    const most = 2 * threshold - 1 - remaining;
    remaining -= Math.abs(count);
    let written = count + 1;
    afterZero = written === 1;
    if (written >= threshold) written += most;
    writeBits(writer, written, written < most ? bits - 1 : bits);
    while (remaining < threshold) {
      bits--;
      threshold >>= 1;
    }
  }
}
