// The codes of literal lengths, match lengths and offsets, and how often each is taken to come where nothing is said
// (RFC 8878, 3.1.1.3).

import type { Distribution } from './fse.ts';

export interface LengthCodes {
  readonly bases: readonly number[];
  readonly bits: readonly number[];
}

function lengthCodes(first: number, plain: number, bits: readonly number[]): LengthCodes {
  const all = [...new Array<number>(plain).fill(0), ...bits];
  const bases: number[] = [];
  let base = first;
  for (const count of all) {
    bases.push(base);
    base += 1 << count;
  }
  return { bases, bits: all };
}

export const LITERAL_LENGTHS = lengthCodes(0, 16, [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
export const SHORTEST_MATCH = 3;
export const MATCH_LENGTHS = lengthCodes(
  SHORTEST_MATCH,
  32,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);

export function codeOfLength({ bases }: LengthCodes, length: number): number {
  let code = Math.min(length - bases[0]!, bases.length - 1);
  while (bases[code]! > length) code--;
  return code;
}

export interface SequenceTable {
  readonly usual: Distribution;
  readonly largestLog: number;
}

// biome-ignore format: rows of numbers
export const LITERAL_LENGTH_TABLE: SequenceTable = {
  usual: { log: 6, counts: [
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
  ] },
  largestLog: 9,
};
// biome-ignore format: rows of numbers
export const OFFSET_TABLE: SequenceTable = {
  usual: { log: 5, counts: [
    1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
  ] },
  largestLog: 8,
};
// biome-ignore format: rows of numbers
export const MATCH_LENGTH_TABLE: SequenceTable = {
  usual: { log: 6, counts: [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
  ] },
  largestLog: 9,
};
