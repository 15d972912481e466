/**
 * What one checker keeps between events, held outside it, so that a run can be forked in the middle: a checker is made
 * anew over a copy. Values are plain readonly data, replaced and never changed.
 */
export type Noted = Map<string | number, unknown>;

export class Memory {
  readonly #maps: Noted[];
  /** How many of them the checker that is being made has asked for. */
  #asked = 0;

  constructor(maps: Noted[] = []) {
    this.#maps = maps;
  }

  /** Always in the same order: what was first asked for before a fork comes first after it. */
  map<Key extends string | number, Value>(): Map<Key, Value> {
    const place = this.#asked++;
    let map = this.#maps[place];
    if (map === undefined) {
      map = new Map();
      this.#maps[place] = map;
    }
    return map as unknown as Map<Key, Value>;
  }

  fork(): Memory {
    return new Memory(this.#maps.map((map) => new Map(map)));
  }

  /** All that is kept, for whoever compares two runs. */
  get content(): readonly Noted[] {
    return this.#maps;
  }
}
