/**
 * Table: a small persistent map with string keys, as plain readonly data. Values sit in an array in insertion order; the
 * index from key to place is shared by every version until a key comes or goes, so that a change of one value copies one
 * flat array (a memcpy) and nothing else. A broker with a thousand partitions changes one of them in about a microsecond.
 */
export interface Table<V> {
  readonly keys: readonly string[];
  readonly values: readonly V[];
  readonly index: Readonly<Record<string, number>>;
}

/** A number is the text it is written as, without the cost of writing it. */
export type Key = string | number;

const EMPTY: Table<never> = { keys: [], values: [], index: Object.create(null) as Record<string, number> };

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
  return { keys, values, index };
}

export function get<V>(table: Table<V>, key: Key): V | undefined {
  const place = table.index[key];
  return place === undefined ? undefined : table.values[place];
}

export function has<V>(table: Table<V>, key: Key): boolean {
  return table.index[key] !== undefined;
}

/** The same table when the value is the same, so that an unchanged table keeps its identity. */
export function set<V>(table: Table<V>, key: Key, value: V): Table<V> {
  const place = table.index[key];
  if (place !== undefined) {
    if (table.values[place] === value) return table;
    const values = table.values.slice();
    values[place] = value;
    return { keys: table.keys, values, index: table.index };
  }
  const index = Object.assign(Object.create(null), table.index) as Record<string, number>;
  index[key] = table.keys.length;
  return { keys: [...table.keys, `${key}`], values: [...table.values, value], index };
}

export function remove<V>(table: Table<V>, key: Key): Table<V> {
  const gone = table.index[key];
  if (gone === undefined) return table;
  return tableOf(entries(table).filter((_, place) => place !== gone));
}

export function entries<V>(table: Table<V>): [string, V][] {
  return table.keys.map((key, place) => [key, table.values[place] as V]);
}

export function mapTable<V, W>(table: Table<V>, change: (value: V, key: string) => W): Table<W> {
  return { keys: table.keys, values: table.values.map((v, i) => change(v, table.keys[i]!)), index: table.index };
}
