/**
 * 128 bits of any plain data, by content: what the explorer knows a world by. States are immutable and share most of
 * their parts, so that the bits of every object are remembered with it: a new state costs what is new in it. Among ten
 * million worlds two different ones get the same bits with a chance of about 10^-25.
 */
/** Texts are numbered from here, exactly: no two share a number. */
const FIRST_TEXT = 0x40000000;
const MOST_TEXTS = 0x100000;
const [TRUE, FALSE, NULL, UNDEFINED] = [0x3f000001, 0x3f000002, 0x3f000003, 0x3f000004];
const WORD = 4294967296;
const WORDS = 4;
/** That many objects are remembered; then all are forgotten, and what is still alive is hashed once more. */
const MOST_OBJECTS = 1 << 18;

export class ContentHash {
  /** Where the bits of an object lie. A weak map would cost more than the hashing. */
  readonly #known = new Map<object, number>();
  readonly #bits = new Int32Array(MOST_OBJECTS * WORDS);
  readonly #texts = new Map<string, number>();
  readonly #double = new Float64Array(1);
  readonly #halves = new Int32Array(this.#double.buffer);
  /** Four chains side by side, each of which sees everything. */
  readonly #chains = new Int32Array(WORDS);

  start(): void {
    const chains = this.#chains;
    chains[0] = 0x243f6a88;
    chains[1] = 0x85a308d3;
    chains[2] = 0x13198a2e;
    chains[3] = 0x03707344;
  }

  /** The bits folded since `start`. */
  read(row: Int32Array): void {
    row.set(this.#chains);
  }

  fold(value: unknown): void {
    switch (typeof value) {
      case 'number':
        this.#number(value);
        return;
      case 'string':
        this.#word(this.#numberOf(value));
        return;
      case 'boolean':
        this.#word(value ? TRUE : FALSE);
        return;
      case 'object':
        if (value === null) this.#word(NULL);
        else this.#object(value);
        return;
      default:
        this.#word(UNDEFINED);
    }
  }

  /** Lists made for the moment, of lists and of immutable things: nothing is remembered of the lists themselves. */
  foldLists(value: unknown): void {
    if (!Array.isArray(value)) {
      this.fold(value);
      return;
    }
    this.#word(value.length);
    for (let i = 0; i < value.length; i++) this.foldLists(value[i]);
  }

  #number(value: number): void {
    const word = value | 0;
    this.#word(word);
    if (word === value) return;
    if (Number.isSafeInteger(value)) {
      this.#word(Math.floor(value / WORD));
      return;
    }
    this.#double[0] = value;
    this.#word(this.#halves[0]!);
    this.#word(this.#halves[1]!);
  }

  #word(word: number): void {
    this.#mix(word, word, word, word);
  }

  #mix(w0: number, w1: number, w2: number, w3: number): void {
    const chains = this.#chains;
    const a = Math.imul(chains[0]! ^ w0, 0x85ebca6b);
    chains[0] = a ^ (a >>> 15);
    const b = Math.imul(chains[1]! ^ w1, 0xc2b2ae35);
    chains[1] = b ^ (b >>> 13);
    const c = Math.imul(chains[2]! + w2, 0x27d4eb2f);
    chains[2] = c ^ (c >>> 14);
    const d = Math.imul(chains[3]! + w3, 0x165667b1);
    chains[3] = d ^ (d >>> 16);
  }

  #object(value: object): void {
    const known = this.#known.get(value);
    const at = known ?? this.#hash(value);
    const bits = this.#bits;
    this.#mix(bits[at]!, bits[at + 1]!, bits[at + 2]!, bits[at + 3]!);
  }

  /** Where the bits of an object lie that nobody asked for before. */
  #hash(value: object): number {
    const chains = this.#chains;
    const [a, b, c, d] = [chains[0]!, chains[1]!, chains[2]!, chains[3]!];
    this.start();
    if (Array.isArray(value)) {
      this.#word(value.length);
      for (let i = 0; i < value.length; i++) this.fold(value[i]);
    } else {
      for (const key in value) {
        this.#word(this.#numberOf(key));
        this.fold((value as Record<string, unknown>)[key]);
      }
    }
    if (this.#known.size === MOST_OBJECTS) this.#known.clear();
    const at = this.#known.size * WORDS;
    this.#bits.set(chains, at);
    this.#known.set(value, at);
    chains[0] = a;
    chains[1] = b;
    chains[2] = c;
    chains[3] = d;
    return at;
  }

  #numberOf(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size === MOST_TEXTS) throw new RangeError('too many different texts to compare worlds by');
    const number = FIRST_TEXT + this.#texts.size;
    this.#texts.set(text, number);
    return number;
  }
}
