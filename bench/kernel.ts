/**
 * The whole kernel (dispatch, trace, fingerprint, cancel) against a bare binary heap, and request timeouts armed and
 * cancelled against a heap with lazy deletion.
 */
import { Trace } from '../src/record/trace.ts';
import { Kernel } from '../src/sim/kernel.ts';
import { DEFAULT_NETWORK } from '../src/sim/network.ts';
import type { Protocol } from '../src/sim/protocol.ts';
import { Queue } from '../src/sim/queue.ts';
import { Heap, type HeapEvent } from './heap.ts';
import { compare, type Ratio } from './measure.ts';

interface Tick {
  setup: null;
  state: number;
  message: number;
  order: null;
  timer: number;
  fact: null;
}

/** `pending` timers, each re-armed when it fires, at times a fixed sequence gives. */
function ticking(pending: number): Protocol<Tick> {
  const keys = Array.from({ length: pending }, (_, i) => `t${i}`);
  return {
    handle(state, event, _env, out) {
      if (event.type === 'booted') {
        for (let i = 0; i < pending; i++) out.setTimer(keys[i]!, delayOf(i), i);
        return 0;
      }
      if (event.type === 'timer') out.setTimer(event.key, delayOf((state as number) + event.timer), event.timer);
      return ((state as number) + 1) | 0;
    },
    sizeOf: () => 0,
    describeMessage: String,
    describeFact: String,
    describeOrder: String,
    factOfCommand: () => undefined,
  };
}

function delayOf(n: number): number {
  return 50 + ((Math.imul(n, 0x9e3779b1) >>> 8) % 500_000);
}

export function kernelAgainstHeap(pending: number, events = 1_000_000): Ratio {
  const protocol = ticking(pending);
  return compare(
    () => {
      const kernel = new Kernel<Tick>({
        protocol,
        seed: 1,
        nodes: [{ id: 'n', setup: null, startAt: 0 }],
        network: DEFAULT_NETWORK,
        script: [],
      });
      const trace = new Trace();
      for (let i = 0; i < events; i++) {
        const step = kernel.runNext()!;
        trace.add(step.at, step.scheduled.cause, 0, step.scheduled.kind, kernel.fingerprintWord);
      }
    },
    () => {
      const heap = new Heap<HeapEvent & { n: number }>();
      let sequence = 0;
      let now = 0;
      for (let i = 0; i < pending; i++) heap.push({ time: delayOf(i), sequence: sequence++, cancelled: false, n: i });
      for (let i = 0; i < events; i++) {
        const event = heap.pop()!;
        now = event.time;
        heap.push({ time: now + delayOf(i + event.n), sequence: sequence++, cancelled: false, n: event.n });
      }
    },
  );
}

/** Micros between requests, and how many are unanswered at a time: each is answered after a millisecond. */
const SPACING = 16;
const IN_FLIGHT = 64;

/** Each request arms a 30 s timeout and disarms it a millisecond later; as many as leave 1.9 million tombstones in 30 s. */
export function timeoutsAgainstLazyHeap(
  requests = 1_900_000,
): Ratio & { readonly tombstones: number; readonly pending: number; readonly inFlight: number } {
  let tombstones = 0;
  let pending = 0;
  const ratio = compare(
    () => {
      const queue = new Queue<number>();
      const handles: number[] = [];
      for (let i = 0; i < requests; i++) {
        const now = i * SPACING;
        queue.insert(now, -1);
        handles.push(queue.insert(now + 30_000_000, i));
        if (i >= IN_FLIGHT) queue.cancel(handles[i - IN_FLIGHT]!);
        queue.pop(now);
        pending = Math.max(pending, queue.size);
      }
    },
    () => {
      const heap = new Heap<HeapEvent>();
      const armed: HeapEvent[] = [];
      let sequence = 0;
      for (let i = 0; i < requests; i++) {
        const now = i * SPACING;
        heap.push({ time: now, sequence: sequence++, cancelled: false });
        const timeout = { time: now + 30_000_000, sequence: sequence++, cancelled: false };
        heap.push(timeout);
        armed.push(timeout);
        if (i >= IN_FLIGHT) armed[i - IN_FLIGHT]!.cancelled = true;
        for (let top = heap.pop(); top?.cancelled; top = heap.pop());
        tombstones = Math.max(tombstones, heap.items.length);
      }
    },
    3,
  );
  return { ...ratio, tombstones, pending, inFlight: IN_FLIGHT };
}
