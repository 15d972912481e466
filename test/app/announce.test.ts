/** The live region: whatever it says of a place is what was told there, however late the facts of that place come. */
import { describe, expect, test } from 'vitest';
import { announce } from '../../src/app/announce.ts';
import type { Conductor } from '../../src/app/conductor.ts';
import { defaultSettings } from '../../src/app/settings.ts';
import { type AppState, createAppStore } from '../../src/app/store.ts';
import type { FactFrame } from '../../src/frame/frame.ts';
import { FACTS } from '../../src/views/gallery/extras.ts';

/** A page whose worker answers when the test says so; `passed` is the time that has gone by. */
function page() {
  const store = createAppStore(defaultSettings(['en']));
  const waiting: (() => void)[] = [];
  const set = (change: Partial<AppState>) => store.setState(change);
  const conductor = {
    store,
    get state() {
      return store.getState();
    },
    set,
  } as unknown as Conductor;
  const view = (step: number, factsBefore: number) =>
    set({ views: { 0: { frame: { step, at: step }, factsBefore } } } as never);
  view(10, 0);
  announce(conductor, (run) => waiting.push(run));
  return {
    view,
    facts: (facts: readonly FactFrame[]) => set({ facts }),
    pass: () => {
      for (const run of waiting.splice(0)) run();
    },
    get said() {
      return store.getState().announcement;
    },
  };
}

const at = (step: number, index: number): FactFrame => ({
  ...FACTS.find(({ type }) => type === 'ProcessKilled')!,
  step,
  index,
});

describe('the live region', () => {
  test('waits for the facts of the place it speaks of', () => {
    const shown = page();
    shown.view(20, 1);
    shown.pass();
    expect(shown.said).toBe('');
    shown.facts([at(20, 0)]);
    shown.pass();
    expect(shown.said).toMatch(/b1 was killed\. Its page cache survives\.$/);
  });

  test('says nothing of a place that was left before its facts came', () => {
    const shown = page();
    shown.view(11, 0);
    shown.view(20, 1);
    shown.pass();
    expect(shown.said).toBe('');
    shown.view(21, 1);
    shown.facts([at(20, 0)]);
    shown.pass();
    expect(shown.said).toMatch(/^11 events; b1 was killed/);
  });

  test('says so where nothing was told', () => {
    const shown = page();
    shown.view(11, 0);
    shown.pass();
    expect(shown.said).toMatch(/nothing told/);
  });
});
