/** Growing columns of numbers, and texts under numbers: what a run has very many of, packed. */

interface Row {
  readonly id: number;
  readonly connection: number;
  readonly from: number;
  readonly to: number;
  readonly api: number;
  readonly sentStep: number;
  readonly endStep: number;
  readonly records: number;
  readonly list: number;
  readonly count: number;
  readonly flags: number;
  readonly partner: number;
  readonly exchange: number;
}

export class Columns {
  length = 0;
  id = new Int32Array(64);
  connection = new Int32Array(64);
  from = new Int16Array(64);
  to = new Int16Array(64);
  api = new Int16Array(64);
  sentStep = new Int32Array(64);
  endStep = new Int32Array(64);
  records = new Int32Array(64);
  /** Where its partitions begin among those of all, and how many they are. */
  list = new Int32Array(64);
  count = new Uint16Array(64);
  flags = new Uint8Array(64);
  /** One more than the row of the other half; 0: none. */
  partner = new Int32Array(64);
  /** The same on both halves of an exchange on one connection; -1: it has no other half. */
  exchange = new Int32Array(64);

  add(row: Row): number {
    if (this.length === this.id.length) this.#grow();
    const place = this.length++;
    this.id[place] = row.id;
    this.connection[place] = row.connection;
    this.from[place] = row.from;
    this.to[place] = row.to;
    this.api[place] = row.api;
    this.sentStep[place] = row.sentStep;
    this.endStep[place] = row.endStep;
    this.records[place] = row.records;
    this.list[place] = row.list;
    this.count[place] = row.count;
    this.flags[place] = row.flags;
    this.partner[place] = row.partner;
    this.exchange[place] = row.exchange;
    return place;
  }

  #grow(): void {
    const size = this.id.length * 2;
    this.id = grown(this.id, new Int32Array(size));
    this.connection = grown(this.connection, new Int32Array(size));
    this.from = grown(this.from, new Int16Array(size));
    this.to = grown(this.to, new Int16Array(size));
    this.api = grown(this.api, new Int16Array(size));
    this.sentStep = grown(this.sentStep, new Int32Array(size));
    this.endStep = grown(this.endStep, new Int32Array(size));
    this.records = grown(this.records, new Int32Array(size));
    this.list = grown(this.list, new Int32Array(size));
    this.count = grown(this.count, new Uint16Array(size));
    this.flags = grown(this.flags, new Uint8Array(size));
    this.partner = grown(this.partner, new Int32Array(size));
    this.exchange = grown(this.exchange, new Int32Array(size));
  }
}

function grown<A extends Int32Array | Int16Array | Uint16Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** Numbers behind each other, found by where they were put. */
export class Numbers {
  length = 0;
  #numbers = new Uint16Array(256);

  add(number: number): void {
    if (this.length === this.#numbers.length) this.#numbers = grown(this.#numbers, new Uint16Array(this.length * 2));
    this.#numbers[this.length++] = number;
  }

  at(place: number): number {
    return this.#numbers[place]!;
  }
}

export class Names {
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  name(number: number): string {
    return this.#names[number]!;
  }
}
