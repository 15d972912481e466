/**
 * Reads a QR code as a telephone does, from what is drawn: the modules out of the path, its mask off, the codewords in their
 * zigzag, the blocks put together again (ISO/IEC 18004). It mends no errors: there are none in what was just drawn.
 */
import type { QrCode } from '../../src/app/share/qrCode.ts';

const QUIET = 4;
/** Blocks of a symbol, by correction level (L, M, Q, H) and version (Annex, table 9). */
const BLOCKS: Readonly<Record<string, string>> = {
  L: '1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25',
  M: '1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49',
  Q: '1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68',
  H: '1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81',
};
/** Codewords of correction in each block. */
const CORRECTION: Readonly<Record<string, string>> = {
  L: '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  M: '10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28',
  Q: '13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  H: '17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
};
const LEVELS = ['M', 'L', 'H', 'Q'] as const;
const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

export function scanned({ size, path }: QrCode): string {
  const side = size - 2 * QUIET;
  const dark = modulesOf(path, side);
  const version = (side - 17) / 4;
  const { level, mask } = formatOf(dark);
  const bits = bitsOf(dark, reserved(side, version), MASKS[mask]!);
  const data = dataOf(
    bits,
    Number(BLOCKS[level]!.split(' ')[version - 1]),
    Number(CORRECTION[level]!.split(' ')[version - 1]),
  );
  return textOf(data, version);
}

type Grid = readonly (readonly boolean[])[];

function modulesOf(path: string, side: number): Grid {
  const rows = Array.from({ length: side }, () => Array<boolean>(side).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(length); step++) rows[Number(y) - QUIET]![Number(x) - QUIET + step] = true;
  return rows;
}

function formatOf(dark: Grid): { level: (typeof LEVELS)[number]; mask: number } {
  const places = [0, 1, 2, 3, 4, 5, 7].map((x) => [x, 8] as const);
  const value = places.reduce((sum, [x, y]) => sum * 2 + Number(dark[y]![x]), 0);
  // The five bits at its head, with the pattern that is laid over them taken off.
  const head = (value >> 2) ^ 0b10101;
  return { level: LEVELS[head >> 3]!, mask: head & 7 };
}

function reserved(side: number, version: number): Grid {
  const taken = Array.from({ length: side }, () => Array<boolean>(side).fill(false));
  const take = (x: number, y: number, width: number, height: number) => {
    for (let row = Math.max(0, y); row < Math.min(side, y + height); row++)
      for (let column = Math.max(0, x); column < Math.min(side, x + width); column++) taken[row]![column] = true;
  };
  take(0, 0, 9, 9);
  take(side - 8, 0, 8, 9);
  take(0, side - 8, 9, 8);
  take(6, 0, 1, side);
  take(0, 6, side, 1);
  if (version >= 7) {
    take(side - 11, 0, 3, 6);
    take(0, side - 11, 6, 3);
  }
  const centres = alignments(side, version);
  for (const y of centres) {
    for (const x of centres) {
      const isCorner = (x === 6 && y === 6) || (x === 6 && y === side - 7) || (x === side - 7 && y === 6);
      if (!isCorner) take(x - 2, y - 2, 5, 5);
    }
  }
  return taken;
}

function alignments(side: number, version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const apart = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const rest = Array.from({ length: count - 1 }, (_, place) => side - 7 - place * apart);
  return [6, ...rest.reverse()];
}

/** In columns of two from the right, up and down in turn; the column of the timing pattern is none. */
function bitsOf(dark: Grid, taken: Grid, mask: (x: number, y: number) => number): readonly number[] {
  const side = dark.length;
  const bits: number[] = [];
  let isUp = true;
  for (let right = side - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < side; step++) {
      const y = isUp ? side - 1 - step : step;
      for (const x of [right, right - 1])
        if (!taken[y]![x]) bits.push(Number(dark[y]![x]) ^ (mask(x, y) === 0 ? 1 : 0));
    }
    isUp = !isUp;
  }
  return bits;
}

/** Blocks lie one codeword of each after the other; the longer ones are last. */
function dataOf(bits: readonly number[], blocks: number, correction: number): readonly number[] {
  const words = Array.from({ length: bits.length >> 3 }, (_, place) =>
    bits.slice(place * 8, place * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
  const whole = words.length - blocks * correction;
  const short = Math.floor(whole / blocks);
  const long = whole % blocks;
  const found: number[][] = Array.from({ length: blocks }, () => []);
  let at = 0;
  for (let place = 0; place < short; place++) for (const block of found) block.push(words[at++]!);
  for (const block of found.slice(blocks - long)) block.push(words[at++]!);
  return found.flat();
}

/** One segment of bytes. */
function textOf(data: readonly number[], version: number): string {
  const bit = (place: number): number => (data[place >> 3]! >> (7 - (place & 7))) & 1;
  const number = (from: number, length: number): number =>
    Array.from({ length }, (_, place) => bit(from + place)).reduce((sum, one) => sum * 2 + one, 0);
  if (number(0, 4) !== 0b0100) throw new Error('it is no text of bytes');
  const counts = version < 10 ? 8 : 16;
  const bytes = Array.from({ length: number(4, counts) }, (_, place) => number(4 + counts + place * 8, 8));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
