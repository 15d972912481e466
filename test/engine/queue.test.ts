/** The timing wheel against a sorted list: exact order by time, then by insertion, whatever is inserted or cancelled. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Queue } from '../../src/sim/queue.ts';

interface Entry {
  readonly time: number;
  readonly sequence: number;
  readonly handle: number;
}

/** Delays of every size: the same microsecond, the next slots, other levels, other blocks. */
const delay = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 5_000 }),
  fc.integer({ min: 0, max: 2 ** 30 }),
  fc.integer({ min: 0, max: 2 ** 34 }),
);

const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('insert' as const), delay }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('pop' as const), within: fc.option(delay) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('cancel' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('copy' as const) }) },
);

test('pops in exact order of time and insertion', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 400 }), (actions) => {
      let queue = new Queue<number>();
      let model: Entry[] = [];
      let now = 0;
      let sequence = 0;
      const first = () => [...model].sort((a, b) => a.time - b.time || a.sequence - b.sequence)[0];
      for (const act of actions) {
        if (act.type === 'insert') {
          const time = now + act.delay;
          model.push({ time, sequence, handle: queue.insert(time, sequence) });
          sequence++;
        } else if (act.type === 'cancel' && model.length > 0) {
          const [gone] = model.splice(act.pick % model.length, 1);
          queue.cancel(gone!.handle);
        } else if (act.type === 'pop') {
          const limit = act.within === null ? Number.MAX_SAFE_INTEGER : now + act.within;
          const expected = first();
          expect(queue.peekTime()).toBe(expected?.time);
          const due = expected !== undefined && expected.time <= limit ? expected : undefined;
          expect(queue.pop(limit)).toBe(due?.sequence);
          if (due !== undefined) {
            expect(queue.time).toBe(due.time);
            now = due.time;
            model = model.filter((entry) => entry !== due);
          } else if (act.within !== null) now = limit;
        } else if (act.type === 'copy') {
          const copy = new Queue<number>();
          copy.reset(now);
          const handles = new Map<number, number>();
          for (const { time, event } of queue.pending()) handles.set(event, copy.insert(time, event));
          model = model.map((entry) => ({ ...entry, handle: handles.get(entry.sequence)! }));
          queue = copy;
        }
        expect(queue.size).toBe(model.length);
      }
    }),
    { numRuns: 300 },
  );
});
