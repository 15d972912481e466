/** With an operator's eyes: which commands are left, and when a drill decides for itself. */
import { describe, expect, test } from 'vitest';
import { COMMANDS, commandOf } from '../../src/app/commands/index.ts';
import { isOperator } from '../../src/app/eyes.ts';
import { defaultSettings, memoryKeeper, readSettings, writeSettings } from '../../src/app/settings.ts';
import { type AppState, createAppStore } from '../../src/app/store.ts';
import { readAddress, writeAddress } from '../../src/app/url.ts';

const DRILL = { symptom: { en: 's', ko: 's' }, hints: [], causes: [] };
const base = defaultSettings(['en']);

function state(change: Partial<AppState>): AppState {
  return { ...createAppStore(base).getState(), link: 'ready', ...change };
}

const operator = state({ settings: { ...base, eyes: 'operator' } });
const drill = state({ scenario: { drill: DRILL } as unknown as NonNullable<AppState['scenario']> });

describe.each([
  ['by choice', operator],
  ['in a drill', drill],
])('an operator %s', (_how, seen) => {
  test('has the console, metrics and logs, and none of the other lenses', () => {
    expect(isOperator(seen)).toBe(true);
    const lenses = COMMANDS.filter(({ id }) => id.startsWith('lens.'));
    const left = lenses.filter((command) => command.when(seen)).map(({ id }) => id);
    expect(left.sort()).toEqual(['lens.console', 'lens.metrics', 'lens.server-log']);
  });

  test('does nothing to the inside, and does not jump to what is interesting', () => {
    const out = COMMANDS.filter(({ id }) =>
      /^(fault|branch|stop|search|client)\.|interesting|fact(Forward|Back)/.test(id),
    );
    expect(out.length).toBeGreaterThan(10);
    expect(out.filter((command) => command.when(seen))).toEqual([]);
  });
});

test('a drill that was answered is seen whole, whatever this browser prefers', () => {
  const opened = { named: 'a', drawn: 'b', causes: [], evidence: [] };
  const settings = { ...base, eyes: 'operator' as const };
  expect(isOperator({ ...drill, settings, drill: { opened, confidence: 2, because: '' } })).toBe(false);
});

test('a drill cannot be left by the switch; any other scenario can', () => {
  expect(commandOf('view.eyes').when(drill)).toBe(false);
  expect(commandOf('view.eyes').when(operator)).toBe(true);
});

test('the choice is remembered, and a link says it', () => {
  const keeper = memoryKeeper();
  writeSettings(keeper, { ...base, eyes: 'operator' });
  expect(readSettings(keeper, base).eyes).toBe('operator');
  expect(readAddress('', writeAddress({ eyes: 'operator' })).address.eyes).toBe('operator');
  expect(writeAddress({ eyes: 'god' })).toBe('#');
  expect(readAddress('', '#eyes=fly').bad).toHaveLength(1);
});
