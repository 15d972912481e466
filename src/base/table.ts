/**
 * Table: a small persistent map with string keys, as plain readonly data. Values sit in an array in insertion order; the
 * index from key to place is shared by every version until a key comes or goes, so that a change of one value copies one
 * flat array (a memcpy) and nothing else. A broker with a thousand partitions changes one of them in about a microsecond.
 * A key that comes to a large table goes into a small second index first, so that thousands that come one by one do not
 * copy the large one thousands of times.
 */
export interface Table<V> {
  readonly keys: readonly string[];
  readonly values: readonly V[];
  readonly index: Index;
  /** The newest keys of a large table, until they are taken over into `index`. */
  readonly recent: Index;
}

type Index = Readonly<Record<string, number>>;

/** A number is the text it is written as, without the cost of writing it. */
export type Key = string | number;

/** Up to here a new key copies the index. */
const SMALL = 64;
/** That many keys are recent at most. */
const RECENT = 64;

const NONE = Object.create(null) as Index;
const EMPTY: Table<never> = { keys: [], values: [], index: NONE, recent: NONE };

export function emptyTable<V>(): Table<V> {
  return EMPTY;
}

export function tableOf<V>(entries: Iterable<readonly [string, V]>): Table<V> {
  const index = Object.create(null) as Record<string, number>;
  const keys: string[] = [];
  const values: V[] = [];
  for (const [key, value] of entries) {
    const place = index[key];
    if (place === undefined) {
      index[key] = keys.length;
      keys.push(key);
      values.push(value);
    } else values[place] = value;
  }
  return { keys, values, index, recent: NONE };
}

/** Where the value of `key` sits in `values`. */
export function placeOf<V>({ index, recent }: Table<V>, key: Key): number | undefined {
  const place = index[key];
  return place !== undefined || recent === NONE ? place : recent[key];
}

export function get<V>(table: Table<V>, key: Key): V | undefined {
  const place = placeOf(table, key);
  return place === undefined ? undefined : table.values[place];
}

export function has<V>(table: Table<V>, key: Key): boolean {
  return placeOf(table, key) !== undefined;
}

/** The same table when the value is the same, so that an unchanged table keeps its identity. */
export function set<V>(table: Table<V>, key: Key, value: V): Table<V> {
  const place = placeOf(table, key);
  if (place === undefined) return added(table, key, value);
  if (table.values[place] === value) return table;
  const values = table.values.slice();
  values[place] = value;
  return { keys: table.keys, values, index: table.index, recent: table.recent };
}

/** The same table with values that are a copy: for who changes several of them before anyone sees it. */
export function withOwnValues<V>({ keys, values, index, recent }: Table<V>): Table<V> {
  return { keys, values: values.slice(), index, recent };
}

function added<V>(table: Table<V>, key: Key, value: V): Table<V> {
  const place = table.keys.length;
  const keys = [...table.keys, `${key}`];
  const values = [...table.values, value];
  if (place < SMALL) return { keys, values, index: withPlace(table.index, key, place), recent: NONE };
  const recent = withPlace(table.recent, key, place);
  if (Object.keys(recent).length < RECENT) return { keys, values, index: table.index, recent };
  return { keys, values, index: Object.assign(copyOf(table.index), recent), recent: NONE };
}

function withPlace(index: Index, key: Key, place: number): Index {
  const next = copyOf(index);
  next[key] = place;
  return next;
}

/** Without a prototype, so that no key is there that nobody put in. */
function copyOf(index: Index): Record<string, number> {
  return Object.assign(Object.create(null), index) as Record<string, number>;
}

export function remove<V>(table: Table<V>, key: Key): Table<V> {
  const gone = placeOf(table, key);
  if (gone === undefined) return table;
  return tableOf(entries(table).filter((_, place) => place !== gone));
}

export function entries<V>(table: Table<V>): [string, V][] {
  return table.keys.map((key, place) => [key, table.values[place] as V]);
}

export function mapTable<V, W>(
  { keys, values, index, recent }: Table<V>,
  change: (value: V, key: string) => W,
): Table<W> {
  return { keys, values: values.map((value, place) => change(value, keys[place]!)), index, recent };
}
