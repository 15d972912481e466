/**
 * Vector: a persistent array for things that grow at the end and are cut at either end, such as a log. Full chunks are
 * shared by every version; an append copies the last chunk only.
 */
const CHUNK = 32;

export interface Vector<T> {
  readonly length: number;
  /** Every chunk but the last is full. */
  readonly chunks: readonly (readonly T[])[];
}

const EMPTY: Vector<never> = { length: 0, chunks: [] };

export function emptyVector<T>(): Vector<T> {
  return EMPTY;
}

export function vectorOf<T>(items: readonly T[]): Vector<T> {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += CHUNK) chunks.push(items.slice(i, i + CHUNK));
  return { length: items.length, chunks };
}

export function at<T>(vector: Vector<T>, place: number): T | undefined {
  return place < 0 ? undefined : vector.chunks[Math.floor(place / CHUNK)]?.[place % CHUNK];
}

export function last<T>(vector: Vector<T>): T | undefined {
  return at(vector, vector.length - 1);
}

export function push<T>(vector: Vector<T>, item: T): Vector<T> {
  const { chunks, length } = vector;
  const tail = chunks[chunks.length - 1];
  if (tail === undefined || tail.length === CHUNK) return { length: length + 1, chunks: [...chunks, [item]] };
  const next = chunks.slice();
  next[next.length - 1] = [...tail, item];
  return { length: length + 1, chunks: next };
}

/** Many at once: the list of chunks is copied once. */
export function pushAll<T>(vector: Vector<T>, items: readonly T[]): Vector<T> {
  if (items.length === 0) return vector;
  const chunks = vector.chunks.slice();
  let taken = 0;
  const tail = chunks[chunks.length - 1];
  if (tail !== undefined && tail.length < CHUNK) {
    taken = Math.min(CHUNK - tail.length, items.length);
    chunks[chunks.length - 1] = [...tail, ...items.slice(0, taken)];
  }
  for (; taken < items.length; taken += CHUNK) chunks.push(items.slice(taken, taken + CHUNK));
  return { length: vector.length + items.length, chunks };
}

/** The first `length` items. */
export function take<T>(vector: Vector<T>, length: number): Vector<T> {
  if (length >= vector.length) return vector;
  if (length <= 0) return EMPTY;
  const full = Math.floor(length / CHUNK);
  const chunks = vector.chunks.slice(0, full);
  if (length % CHUNK > 0) chunks.push(vector.chunks[full]!.slice(0, length % CHUNK));
  return { length, chunks };
}

/** All but the first `count` items: a rare operation (a log loses its oldest segments), so it rebuilds the chunks. */
export function drop<T>(vector: Vector<T>, count: number): Vector<T> {
  return count <= 0 ? vector : vectorOf(slice(vector, count));
}

export function slice<T>(vector: Vector<T>, from: number, to: number = vector.length): T[] {
  const out: T[] = [];
  for (let i = Math.max(0, from); i < Math.min(to, vector.length); i++) out.push(at(vector, i) as T);
  return out;
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
  const chunks: (readonly T[])[] = vector.chunks.slice();
  let copied = -1;
  let chunk: T[] = [];
  for (let nth = 0; nth < places.length; nth++) {
    const place = places[nth]!;
    const number = Math.floor(place / CHUNK);
    if (number !== copied) {
      chunk = chunks[number]!.slice();
      chunks[number] = chunk;
      copied = number;
    }
    chunk[place % CHUNK] = change(chunk[place % CHUNK] as T, nth);
  }
  return { length: vector.length, chunks };
}
