/** A run as a file: what was exported comes back as the same run; what was tampered with does not come in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { History } from '../../src/record/history.ts';
import { exportRun, importRun } from '../../src/scenario/runFile.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { scenarioOf, wholeText } from './support.ts';

const TEXT = wholeText('producers: [{ name: p1, send: [{ topic: orders, every: 100ms, count: 50 }] }]');

function played() {
  const history = new History<Kafka>(toWorld(scenarioOf(TEXT), { seed: 5 }));
  history.runUntil(6_000_000);
  history.command({ type: 'kill', node: 'b1' });
  history.runUntil(7_000_000);
  history.command({ type: 'link', from: ['b2'], to: ['b3'], rule: { cut: true } });
  history.command({
    type: 'tell',
    node: 'p1',
    order: { type: 'produce', topic: 'orders', partition: null, key: 'k', value: 'v', count: 3 },
  });
  history.runUntil(20_000_000);
  return history;
}

test('what was done by hand is done again, to the bit', () => {
  const history = played();
  const imported = importRun(exportRun('mine', TEXT, 5, history.interventions));
  if (!imported.ok) throw new Error(imported.problems.join('\n'));
  const { run, scenario } = imported;
  const again = new History<Kafka>(toWorld(scenario, { seed: run.seed }), {}, run.commands);
  again.runUntil(20_000_000);
  expect(again.kernel.fingerprint).toBe(history.kernel.fingerprint);
});

describe('what does not come in', () => {
  const good = JSON.parse(exportRun('mine', TEXT, 5, played().interventions)) as Record<string, unknown>;
  const commands = good.commands as { at: number; step: number; command: Record<string, unknown> }[];
  const problemsOf = (change: Record<string, unknown>) => {
    const result = importRun(JSON.stringify({ ...good, ...change }));
    return result.ok ? [] : result.problems;
  };
  const withCommand = (command: Record<string, unknown>) => problemsOf({ commands: [{ at: 1, step: 1, command }] });

  test('another format, a wrong seed, keys nobody knows', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ 'tidemark-run': 2 })).toHaveLength(1);
    expect(problemsOf({ seed: -1 })).toHaveLength(1);
    expect(problemsOf({ extra: 1 })).toHaveLength(1);
    expect(
      importRun('{"tidemark-run":1,"name":"x","seed":1,"scenario":"","commands":[],"__proto__":{"polluted":1}}').ok,
    ).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a scenario with problems tells them', () => {
    expect(problemsOf({ scenario: TEXT.replace('until: 30s', 'until: 30') })[0]).toMatch(
      /^scenario:\d+:\d+: until must be/,
    );
  });

  test('nodes that do not exist, orders to the wrong node, commands out of order', () => {
    expect(withCommand({ type: 'kill', node: 'b9' })).toEqual(['commands.0: there is no node b9']);
    expect(withCommand({ type: 'tell', node: 'p1', order: { type: 'controlled-shutdown' } })).toEqual([
      'commands.0: p1 takes no order controlled-shutdown',
    ]);
    expect(problemsOf({ commands: [...commands].reverse() })).not.toEqual([]);
    expect(withCommand({ type: 'explode', node: 'b1' })).toHaveLength(1);
  });

  test('too long, not JSON, cut off, bits flipped: never an exception', () => {
    const text = exportRun('mine', TEXT, 5, played().interventions);
    expect(importRun('x'.repeat(2_000_000)).ok).toBe(false);
    expect(importRun('['.repeat(500_000)).ok).toBe(false);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(255), (place, code) => {
        importRun(text.slice(0, place));
        importRun(text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1));
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});
