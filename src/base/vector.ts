/**
 * Vector: a persistent array for things that grow at the end and are cut at either end, such as a log. Items stand in
 * chunks; the last chunk is the tail, and the full chunks before it are themselves kept in a vector. An append copies
 * the tail and, once in a chunk, as much again one level up: never something that grows with the log, so that a
 * thousand remembered states of a long log share nearly all of it.
 */
const CHUNK = 32;

export interface Vector<T> {
  readonly length: number;
  /** Full ones. null: there are none. */
  readonly chunks: Vector<readonly T[]> | null;
  /** Not empty but where the vector is. */
  readonly tail: readonly T[];
}

const EMPTY: Vector<never> = { length: 0, chunks: null, tail: [] };

export function emptyVector<T>(): Vector<T> {
  return EMPTY;
}

export function vectorOf<T>(items: readonly T[]): Vector<T> {
  return pushAll(EMPTY, items);
}

export function at<T>(vector: Vector<T>, place: number): T | undefined {
  if (place < 0) return undefined;
  const { chunks, tail } = vector;
  const inTail = place - (vector.length - tail.length);
  if (inTail >= 0) return tail[inTail];
  return at(chunks!, Math.floor(place / CHUNK))![place % CHUNK];
}

export function last<T>(vector: Vector<T>): T | undefined {
  return vector.tail[vector.tail.length - 1];
}

export function push<T>(vector: Vector<T>, item: T): Vector<T> {
  const { length, chunks, tail } = vector;
  if (tail.length === CHUNK) return { length: length + 1, chunks: push(chunks ?? EMPTY, tail), tail: [item] };
  return { length: length + 1, chunks, tail: [...tail, item] };
}

/** Many at once: each chunk is made once. */
export function pushAll<T>(vector: Vector<T>, items: readonly T[]): Vector<T> {
  if (items.length === 0) return vector;
  let { chunks, tail } = vector;
  for (let taken = 0; taken < items.length; ) {
    if (tail.length === CHUNK) {
      chunks = push(chunks ?? EMPTY, tail);
      tail = [];
    }
    const room = CHUNK - tail.length;
    tail = [...tail, ...items.slice(taken, taken + room)];
    taken += room;
  }
  return { length: vector.length + items.length, chunks, tail };
}

/** The first `length` items. */
export function take<T>(vector: Vector<T>, length: number): Vector<T> {
  if (length >= vector.length) return vector;
  if (length <= 0) return EMPTY;
  const { chunks, tail } = vector;
  const inTail = length - (vector.length - tail.length);
  if (inTail > 0) return { length, chunks, tail: tail.slice(0, inTail) };
  const full = Math.floor((length - 1) / CHUNK);
  const cut = at(chunks!, full)!.slice(0, length - full * CHUNK);
  return { length, chunks: full === 0 ? null : take(chunks!, full), tail: cut };
}

/** All but the first `count` items: a rare operation (a log loses its oldest segments), so it rebuilds the chunks. */
export function drop<T>(vector: Vector<T>, count: number): Vector<T> {
  return count <= 0 ? vector : vectorOf(slice(vector, count));
}

export function slice<T>(vector: Vector<T>, from: number, to: number = vector.length): T[] {
  const out: T[] = [];
  const end = Math.min(to, vector.length);
  for (let place = Math.max(0, from); place < end; ) {
    const first = place - (place % CHUNK);
    const chunk = chunkAt(vector, first / CHUNK);
    for (const chunkEnd = Math.min(end, first + CHUNK); place < chunkEnd; place++) out.push(chunk[place - first]!);
  }
  return out;
}

function chunkAt<T>({ length, chunks, tail }: Vector<T>, number: number): readonly T[] {
  return number * CHUNK >= length - tail.length ? tail : at(chunks!, number)!;
}

/** First place whose item satisfies a predicate that is false, then true, along the vector; the length if none does. */
export function partitionPoint<T>(vector: Vector<T>, isAfter: (item: T) => boolean): number {
  let low = 0;
  let high = vector.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(at(vector, middle) as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Changes the items at these places, which ascend. Each chunk is copied once. */
export function updateAt<T>(
  vector: Vector<T>,
  places: readonly number[],
  change: (item: T, nth: number) => T,
): Vector<T> {
  let next = vector;
  for (let nth = 0; nth < places.length; ) {
    const number = Math.floor(places[nth]! / CHUNK);
    const chunk = chunkAt(vector, number).slice();
    for (; nth < places.length && Math.floor(places[nth]! / CHUNK) === number; nth++) {
      const place = places[nth]! % CHUNK;
      chunk[place] = change(chunk[place] as T, nth);
    }
    next = withChunk(next, number, chunk);
  }
  return next;
}

function withChunk<T>({ length, chunks, tail }: Vector<T>, number: number, chunk: readonly T[]): Vector<T> {
  if (number * CHUNK >= length - tail.length) return { length, chunks, tail: chunk };
  return { length, chunks: updateAt(chunks!, [number], () => chunk), tail };
}
