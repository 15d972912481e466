/** The yardstick of the kernel's benchmarks: a bare binary heap of event objects, ordered by (time, sequence). */
export interface HeapEvent {
  readonly time: number;
  readonly sequence: number;
  cancelled: boolean;
}

export class Heap<E extends HeapEvent> {
  readonly items: E[] = [];

  push(event: E): void {
    const { items } = this;
    let i = items.length;
    items.push(event);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(event, items[parent]!)) break;
      items[i] = items[parent]!;
      i = parent;
    }
    items[i] = event;
  }

  pop(): E | undefined {
    const { items } = this;
    const top = items[0];
    const moved = items.pop();
    if (moved === undefined || items.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1]!, items[child]!)) child++;
      if (!before(items[child]!, moved)) break;
      items[i] = items[child]!;
      i = child;
    }
    items[i] = moved;
    return top;
  }
}

function before(a: HeapEvent, b: HeapEvent): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
