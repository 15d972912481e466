/**
 * Tables with titled columns, as `kafka-consumer-groups` prints them. A cell is what stands under its title; where spaces
 * were lost on the way (a chat, a mail), cells are counted instead.
 */

export interface Table {
  readonly titles: readonly string[];
  readonly starts: readonly number[];
}

const TITLES: readonly (readonly string[])[] = [
  ['TOPIC', 'PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET'],
  ['TOPIC', 'PARTITION', 'START-OFFSET'],
  ['CONSUMER-ID', 'HOST', 'CLIENT-ID', '#PARTITIONS'],
  ['COORDINATOR (ID)', 'STATE', '#MEMBERS'],
  ['GROUP', 'TYPE', 'PROTOCOL'],
  ['GROUP', 'STATE'],
  ['GROUP', 'TYPE'],
];

const COORDINATOR = 'COORDINATOR (ID)';

export function tableOf(text: string): Table | undefined {
  if (text.length > 4000 || !/^\s*(GROUP|TOPIC|CONSUMER-ID|COORDINATOR)\b/.test(text)) return undefined;
  const titles: string[] = [];
  const starts: number[] = [];
  const pattern = /COORDINATOR \(ID\)|\S+/g;
  for (const match of text.matchAll(pattern)) {
    titles.push(match[0]);
    starts.push(match.index);
  }
  return TITLES.some((needed) => needed.every((title) => titles.includes(title))) ? { titles, starts } : undefined;
}

const NUMBERS = ['PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG', '#PARTITIONS', '#MEMBERS'];

export type Row = ReadonlyMap<string, string>;

/** Undefined: it is no row of that table. */
export function rowOf(table: Table, text: string): Row | undefined {
  const placed = byPlace(table, text);
  if (placed !== undefined && isSound(placed)) return placed;
  const counted = byCount(table, text);
  return counted !== undefined && isSound(counted) ? counted : undefined;
}

function byPlace({ titles, starts }: Table, text: string): Row | undefined {
  const row = new Map<string, string>();
  for (let column = 0; column < titles.length; column++) {
    const start = starts[column]!;
    if (column > 0 && start > 0 && start <= text.length && text[start - 1] !== ' ') return undefined;
    row.set(titles[column]!, text.slice(start, starts[column + 1]).trim());
  }
  return row;
}

function byCount({ titles }: Table, text: string): Row | undefined {
  // A coordinator is `host:port  (id)`, and a list of partitions may hold a space.
  const cells = text
    .trim()
    .replace(/ {1,4}\((\d{1,10})\)(?=\s)/, '($1)')
    .replace(/\), (?=\S)/g, '),')
    .split(/\s+/);
  // Until 1.0 a long consumer id runs into the host behind it.
  const glued = cells.findIndex((cell) => /^[^/]{36,}\/\S/.test(cell));
  if (cells.length === titles.length - 1 && glued >= 0) {
    const at = cells[glued]!.indexOf('/');
    cells.splice(glued, 1, cells[glued]!.slice(0, at), cells[glued]!.slice(at));
  }
  const instance = titles.indexOf('GROUP-INSTANCE-ID');
  // A group without members has no strategy: until 2.8 that cell is empty.
  const strategy = titles.indexOf('ASSIGNMENT-STRATEGY');
  if (cells.length < titles.length && strategy >= 0 && /^[A-Z][A-Za-z]+$/.test(cells[strategy] ?? '')) {
    cells.splice(strategy, 0, '');
  }
  if (cells.length < titles.length && instance >= 0) cells.splice(instance, 0, '');
  if (cells.length < titles.length - 2) return undefined;
  return new Map(titles.map((title, column) => [title, cells[column] ?? '']));
}

function isSound(row: Row): boolean {
  for (const title of NUMBERS) {
    const cell = row.get(title);
    if (cell !== undefined && !/^(-|-?\d{1,18})$/.test(cell)) return false;
  }
  const topic = row.get('TOPIC');
  if (topic !== undefined && !/^(-|[A-Za-z0-9._-]{1,249})$/.test(topic)) return false;
  const coordinator = row.get(COORDINATOR);
  if (coordinator !== undefined && !/\(-?\d+\)$/.test(coordinator)) return false;
  return row.get('GROUP') !== '' && row.get('CONSUMER-ID') !== '';
}
