/**
 * The event queue: a hierarchical timing wheel over integer microseconds with O(1) insert and cancel. Order is
 * (time, sequence), exactly: slots are first-in first-out, and an entry moves to a finer slot before anything can be put
 * into that finer slot directly. Five bits a level, six levels: 2^30 µs (17.9 min); later entries wait in `far` and come
 * in block by block. Entries live in parallel arrays; a handle is an index, valid until its entry is popped or cancelled.
 */
const BITS = 5;
const SLOTS = 1 << BITS;
const LEVELS = 6;
const BLOCK = 0x40000000;
const FAR = SLOTS * LEVELS;
const NONE = -1;
/** The level of the highest bit in which two times differ, by the zeros before it. */
const LEVEL = Uint8Array.from({ length: 33 }, (_, zeros) => Math.max(0, Math.floor((31 - zeros) / BITS)));

export class Queue<E> {
  #size = 0;
  #block = 0;
  #blockStart = 0;
  /** Time of the last pop, relative to the block. Nothing is ever inserted before it. */
  #cursor = 0;
  readonly #occupied = new Int32Array(LEVELS);
  readonly #head = new Int32Array(FAR + 1).fill(NONE);
  readonly #tail = new Int32Array(FAR + 1).fill(NONE);
  #capacity = 256;
  #relative = new Int32Array(this.#capacity);
  #blocks = new Float64Array(this.#capacity);
  #next = new Int32Array(this.#capacity);
  #previous = new Int32Array(this.#capacity);
  #list = new Int16Array(this.#capacity);
  #events: (E | undefined)[] = [];
  #free = NONE;
  #used = 0;

  get size(): number {
    return this.#size;
  }

  /** Time of the event that `pop` returned last. */
  get time(): number {
    return this.#blockStart + this.#cursor;
  }

  insert(time: number, event: E): number {
    let handle = this.#free;
    if (handle === NONE) {
      if (this.#used === this.#capacity) this.#grow();
      handle = this.#used++;
    } else this.#free = this.#next[handle]!;
    const ahead = time - this.#blockStart;
    const isFar = ahead >= BLOCK;
    const block = isFar ? Math.floor(time / BLOCK) : this.#block;
    const relative = isFar ? time - block * BLOCK : ahead;
    this.#relative[handle] = relative;
    this.#blocks[handle] = block;
    this.#events[handle] = event;
    this.#append(isFar ? FAR : this.#listOf(relative), handle);
    this.#size++;
    return handle;
  }

  /** True until the event that was given this handle is popped or cancelled; handles are used again. */
  holds(handle: number, event: E): boolean {
    return this.#events[handle] === event;
  }

  cancel(handle: number): void {
    this.#unlink(handle);
    this.#release(handle);
  }

  /** Removes and returns the first event at or before `limit`, or undefined. Its time is then in `time`. */
  pop(limit: number): E | undefined {
    for (;;) {
      let level = 0;
      while (level < LEVELS && this.#occupied[level] === 0) level++;
      if (level === LEVELS) {
        if (!this.#enterNextBlock(limit)) return undefined;
        continue;
      }
      const bits = this.#occupied[level]!;
      const slot = 31 - Math.clz32(bits & -bits);
      const list = level * SLOTS + slot;
      const handle = this.#head[list]!;
      if (level === 0 || handle === this.#tail[list]) {
        const relative = this.#relative[handle]!;
        if (this.#blockStart + relative > limit) return undefined;
        this.#cursor = relative;
        this.#unlink(handle);
        const event = this.#events[handle];
        this.#release(handle);
        return event;
      }
      const start = this.#startOf(level, slot);
      const isOpen = this.#blockStart + start + (1 << (level * BITS)) > limit;
      if (isOpen && this.#blockStart + this.#firstIn(list) > limit) return undefined;
      this.#cursor = start;
      this.#spill(list);
    }
  }

  /** Time of the next event, or undefined. Looks without moving anything. */
  peekTime(): number | undefined {
    for (let level = 0; level < LEVELS; level++) {
      const bits = this.#occupied[level]!;
      if (bits === 0) continue;
      const list = level * SLOTS + (31 - Math.clz32(bits & -bits));
      return this.#blockStart + this.#firstIn(list);
    }
    let first: number | undefined;
    for (let h = this.#head[FAR]!; h !== NONE; h = this.#next[h]!) {
      const time = this.#blocks[h]! * BLOCK + this.#relative[h]!;
      if (first === undefined || time < first) first = time;
    }
    return first;
  }

  /** Every pending entry in the order it will pop. Costs a sort: for checkpoints and for looking. */
  pending(): { time: number; event: E; handle: number }[] {
    const all: { time: number; event: E; handle: number }[] = [];
    for (let list = 0; list <= FAR; list++) {
      for (let h = this.#head[list]!; h !== NONE; h = this.#next[h]!) {
        all.push({ time: this.#blocks[h]! * BLOCK + this.#relative[h]!, event: this.#events[h] as E, handle: h });
      }
    }
    return all.sort((a, b) => a.time - b.time);
  }

  /** Empties the queue and starts its clock at `time`: then entries are inserted in the order `pending` gave. */
  reset(time: number): void {
    this.#size = 0;
    this.#enterBlock(Math.floor(time / BLOCK), time % BLOCK);
    this.#occupied.fill(0);
    this.#head.fill(NONE);
    this.#tail.fill(NONE);
    this.#events = [];
    this.#free = NONE;
    this.#used = 0;
  }

  #listOf(relative: number): number {
    const difference = relative ^ this.#cursor;
    const level = LEVEL[Math.clz32(difference)]!;
    return level * SLOTS + ((relative >>> (level * BITS)) & (SLOTS - 1));
  }

  #startOf(level: number, slot: number): number {
    const above = (level + 1) * BITS;
    return ((this.#cursor >>> above) << above) | (slot << (level * BITS));
  }

  #firstIn(list: number): number {
    let first = this.#relative[this.#head[list]!]!;
    for (let h = this.#next[this.#head[list]!]!; h !== NONE; h = this.#next[h]!) {
      if (this.#relative[h]! < first) first = this.#relative[h]!;
    }
    return first;
  }

  #append(list: number, handle: number): void {
    const tail = this.#tail[list]!;
    this.#list[handle] = list;
    this.#previous[handle] = tail;
    this.#next[handle] = NONE;
    this.#tail[list] = handle;
    if (tail === NONE) {
      this.#head[list] = handle;
      if (list !== FAR) this.#occupied[list >>> BITS]! |= 1 << (list & (SLOTS - 1));
    } else this.#next[tail] = handle;
  }

  #unlink(handle: number): void {
    const list = this.#list[handle]!;
    const previous = this.#previous[handle]!;
    const next = this.#next[handle]!;
    if (previous === NONE) this.#head[list] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#tail[list] = previous;
    else this.#previous[next] = previous;
    if (this.#head[list] === NONE && list !== FAR) this.#occupied[list >>> BITS]! &= ~(1 << (list & (SLOTS - 1)));
  }

  #release(handle: number): void {
    this.#events[handle] = undefined;
    this.#next[handle] = this.#free;
    this.#free = handle;
    this.#size--;
  }

  /** Moves a whole slot to finer slots, in order. */
  #spill(list: number): void {
    let h = this.#head[list]!;
    this.#head[list] = NONE;
    this.#tail[list] = NONE;
    this.#occupied[list >>> BITS]! &= ~(1 << (list & (SLOTS - 1)));
    while (h !== NONE) {
      const next = this.#next[h]!;
      this.#append(this.#listOf(this.#relative[h]!), h);
      h = next;
    }
  }

  #enterNextBlock(limit: number): boolean {
    let block = Number.POSITIVE_INFINITY;
    for (let h = this.#head[FAR]!; h !== NONE; h = this.#next[h]!) block = Math.min(block, this.#blocks[h]!);
    const first = this.peekTime();
    if (first === undefined || first > limit) return false;
    this.#enterBlock(block, 0);
    for (let h = this.#head[FAR]!; h !== NONE; ) {
      const next = this.#next[h]!;
      if (this.#blocks[h] === block) {
        this.#unlink(h);
        this.#append(this.#listOf(this.#relative[h]!), h);
      }
      h = next;
    }
    return true;
  }

  #enterBlock(block: number, cursor: number): void {
    this.#block = block;
    this.#blockStart = block * BLOCK;
    this.#cursor = cursor;
  }

  #grow(): void {
    this.#capacity *= 2;
    const copy = <A extends Int32Array | Float64Array | Int16Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.#relative = copy(this.#relative, new Int32Array(this.#capacity));
    this.#blocks = copy(this.#blocks, new Float64Array(this.#capacity));
    this.#next = copy(this.#next, new Int32Array(this.#capacity));
    this.#previous = copy(this.#previous, new Int32Array(this.#capacity));
    this.#list = copy(this.#list, new Int16Array(this.#capacity));
  }
}
