/**
 * What zstd finds to be copied in a block, at level 3: its double fast strategy (ZSTD_compressBlock_doubleFast). Two tables
 * remember where eight bytes, and where five, were last; the last two offsets are tried first.
 */
import { matchLength, wordAt } from './littleEndian.ts';

const LONG_BITS = 17;
const SHORT_BITS = 16;
/** No match is looked for in the last bytes. */
const READ_AHEAD = 8;
/** After so many bytes without a match every second place is looked at, then every third. */
const STEP_EVERY = 256;
/** Places are counted from here on in the tables: 0 means never. */
const FIRST_INDEX = 2;

export interface Sequence {
  /** Literals before the match. */
  readonly literals: number;
  /** 1: the last offset (or the one before, without literals); else the offset + 3. */
  readonly offsetValue: number;
  readonly length: number;
}

/** Lives as long as the frame. */
export interface MatchState {
  readonly bytes: Uint8Array;
  readonly long: Uint32Array;
  readonly short: Uint32Array;
}

export function matchState(bytes: Uint8Array): MatchState {
  return { bytes, long: new Uint32Array(1 << LONG_BITS), short: new Uint32Array(1 << SHORT_BITS) };
}

/** The upper bits of the lower 64 of a product, of (high, low) and the prime. */
function hashed(high: number, low: number, primeHigh: number, primeLow: number, bits: number): number {
  const [lowHalf, lowRest] = [low >>> 16, low & 0xffff];
  const [primeHalf, primeRest] = [primeLow >>> 16, primeLow & 0xffff];
  const middle = lowHalf * primeRest + ((lowRest * primeRest) >>> 16);
  const carried = lowRest * primeHalf + (middle % 0x10000);
  const top = lowHalf * primeHalf + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000);
  return ((top + Math.imul(low, primeHigh) + Math.imul(high, primeLow)) | 0) >>> (32 - bits);
}

function longHash(bytes: Uint8Array, at: number): number {
  return hashed(wordAt(bytes, at + 4), wordAt(bytes, at), 0xcf1bbcdc, 0xb7a56463, LONG_BITS);
}

function shortHash(bytes: Uint8Array, at: number): number {
  const low = wordAt(bytes, at);
  const high = (bytes[at + 4]! << 24) | (low >>> 8);
  return hashed(high, low << 24, 0xcf, 0x1bbcdcbb, SHORT_BITS);
}

function sameFour(bytes: Uint8Array, one: number, other: number): boolean {
  return wordAt(bytes, one) === wordAt(bytes, other);
}

function sameEight(bytes: Uint8Array, one: number, other: number): boolean {
  return sameFour(bytes, one, other) && sameFour(bytes, one + 4, other + 4);
}

export interface Found {
  readonly sequences: readonly Sequence[];
  /** How many bytes are left behind the last match. */
  readonly rest: number;
  readonly offsets: readonly [number, number];
}

interface Search {
  readonly state: MatchState;
  readonly end: number;
  readonly limit: number;
  readonly sequences: Sequence[];
  anchor: number;
  first: number;
  second: number;
}

export function findMatches(state: MatchState, from: number, end: number, offsets: readonly [number, number]): Found {
  const start = from === 0 ? 1 : from;
  const [first, second] = offsets.map((offset) => (offset > start ? 0 : offset)) as [number, number];
  const search: Search = { state, end, limit: end - READ_AHEAD, sequences: [], anchor: from, first, second };
  let at = start;
  while (at + 1 <= search.limit) {
    const next = nextSequence(search, at);
    if (next === undefined) break;
    at = next;
  }
  // What reached back too far at first is kept for the next block.
  const savedFirst = first === 0 ? offsets[0] : 0;
  const savedSecond = second === 0 ? offsets[1] : 0;
  const rotated = savedFirst !== 0 && search.first !== 0 ? savedFirst : savedSecond;
  const left: [number, number] = [
    search.first === 0 ? savedFirst : search.first,
    search.second === 0 ? rotated : search.second,
  ];
  return { sequences: search.sequences, rest: end - search.anchor, offsets: left };
}

/** Where the search goes on after the next match; undefined at the end. */
function nextSequence(search: Search, from: number): number | undefined {
  const { bytes, long, short } = search.state;
  let at = from;
  let step = 1;
  let nextStep = at + STEP_EVERY;
  let ahead = at + step;
  let hash = longHash(bytes, at);
  let longMatch = long[hash]! - FIRST_INDEX;
  do {
    const shortPlace = shortHash(bytes, at);
    const shortMatch = short[shortPlace]! - FIRST_INDEX;
    long[hash] = at + FIRST_INDEX;
    short[shortPlace] = at + FIRST_INDEX;
    if (search.first > 0 && sameFour(bytes, at + 1 - search.first, at + 1)) {
      const length = 4 + matchLength(bytes, at + 5 - search.first, at + 5, search.end);
      store(search, at + 1, 1, length);
      return afterMatch(search, at, at + 1 + length);
    }
    const aheadHash = longHash(bytes, ahead);
    if (longMatch > 0 && sameEight(bytes, longMatch, at)) {
      return take(search, at, longMatch, at, 8, step < 4 ? aheadHash : undefined, ahead);
    }
    const aheadMatch = long[aheadHash]! - FIRST_INDEX;
    if (shortMatch > 0 && sameFour(bytes, shortMatch, at)) {
      const remembered = step < 4 ? aheadHash : undefined;
      return aheadMatch > 0 && sameEight(bytes, aheadMatch, ahead)
        ? take(search, at, aheadMatch, ahead, 8, remembered, ahead)
        : take(search, at, shortMatch, at, 4, remembered, ahead);
    }
    if (ahead >= nextStep) {
      step++;
      nextStep += STEP_EVERY;
    }
    at = ahead;
    ahead += step;
    hash = aheadHash;
    longMatch = aheadMatch;
  } while (ahead <= search.limit);
  return undefined;
}

/** A match that is not at the last offset, drawn out to both sides. */
function take(
  search: Search,
  searched: number,
  earlier: number,
  later: number,
  known: number,
  aheadHash: number | undefined,
  ahead: number,
): number {
  const { bytes, long } = search.state;
  let [match, at] = [earlier, later];
  let length = known + matchLength(bytes, match + known, at + known, search.end);
  for (; at > search.anchor && match > 0 && bytes[at - 1] === bytes[match - 1]; length++) {
    at--;
    match--;
  }
  search.second = search.first;
  search.first = at - match;
  if (aheadHash !== undefined) long[aheadHash] = ahead + FIRST_INDEX;
  store(search, at, search.first + 3, length);
  return afterMatch(search, searched, at + length);
}

function store(search: Search, at: number, offsetValue: number, length: number): void {
  search.sequences.push({ literals: at - search.anchor, offsetValue, length });
  search.anchor = at + length;
}

function afterMatch(search: Search, searched: number, from: number): number {
  const { state, limit, end } = search;
  const { bytes, long, short } = state;
  let at = from;
  if (at > limit) return at;
  const inside = searched + 2;
  long[longHash(bytes, inside)] = inside + FIRST_INDEX;
  long[longHash(bytes, at - 2)] = at - 2 + FIRST_INDEX;
  short[shortHash(bytes, inside)] = inside + FIRST_INDEX;
  short[shortHash(bytes, at - 1)] = at - 1 + FIRST_INDEX;
  while (at <= limit && search.second > 0 && sameFour(bytes, at, at - search.second)) {
    const length = 4 + matchLength(bytes, at + 4 - search.second, at + 4, end);
    [search.first, search.second] = [search.second, search.first];
    short[shortHash(bytes, at)] = at + FIRST_INDEX;
    long[longHash(bytes, at)] = at + FIRST_INDEX;
    store(search, at, 1, length);
    at += length;
  }
  return at;
}
