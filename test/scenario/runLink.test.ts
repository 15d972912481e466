/** What was done by hand, in a link: it comes back as it was, and what a stranger wrote there does no harm. */
import fc from 'fast-check';
import { Deflate } from 'pako';
import { describe, expect, test } from 'vitest';
import { base64url } from '../../src/base/base64url.ts';
import { utf8Bytes } from '../../src/base/utf8.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { History } from '../../src/record/history.ts';
import { LONGEST_PACKED, packRun, unpackRun } from '../../src/scenario/runLink.ts';
import { spawnTool } from '../../src/scenario/spawned.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { scenarioOf, wholeText } from './support.ts';

const TEXT = wholeText('producers: [{ name: p1, send: [{ topic: orders, every: 100ms, count: 50 }] }]');
const LINKED = { name: 'mine', text: TEXT, seed: 5 };

function played(): History<Kafka> {
  const scenario = scenarioOf(TEXT);
  const history = new History<Kafka>(toWorld(scenario, { seed: 5 }));
  history.runUntil(6_000_000);
  history.command({ type: 'kill', node: 'b1' });
  history.runUntil(7_000_000);
  const spawned = spawnTool(scenario, 'tool-1', 'kafka-console-producer --topic orders');
  if (!spawned.ok) throw new Error(spawned.problem);
  history.command(spawned.command);
  history.command({ type: 'tell', node: 'tool-1', order: { type: 'input', text: '한국어 and 😀' } });
  history.command({ type: 'tell', node: 'tool-1', order: { type: 'end-of-input' } });
  history.runUntil(20_000_000);
  return history;
}

const packed = (() => {
  const { interventions: commands, kernel } = played();
  return packRun({ commands, fingerprint: kernel.fingerprint })!;
})();

/** As somebody else might write one. */
function forged(text: string): string {
  const deflate = new Deflate({ level: 9 });
  deflate.push(utf8Bytes(text), true);
  return base64url(deflate.result as Uint8Array);
}

const problemOf = (text: string): string => {
  const unpacked = unpackRun(text, LINKED);
  return unpacked.ok ? '' : unpacked.problem;
};

test('what was done by hand is done again, to the bit', () => {
  const history = played();
  const unpacked = unpackRun(packed, LINKED);
  if (!unpacked.ok) throw new Error(unpacked.problem);
  const again = new History<Kafka>(toWorld(scenarioOf(TEXT), { seed: 5 }), {}, unpacked.run.commands);
  again.runUntil(20_000_000);
  expect(again.kernel.fingerprint).toBe(history.kernel.fingerprint);
  expect(unpacked.run.fingerprint).toBe(history.kernel.fingerprint);
});

test('a short run is a short link, in letters that an address may have', () => {
  expect(packed).toMatch(/^[\w-]+$/);
  expect(packed.length).toBeLessThan(500);
});

test('too much for a link is no link', () => {
  const text = (place: number) =>
    [...`${place}`].map((digit) => String.fromCharCode(33 + Number(digit) * 7 + (place % 5))).join('');
  const commands = Array.from({ length: 9_000 }, (_, place) => ({
    at: place * 1_013,
    step: place * 7,
    command: { type: 'tell', node: 'p1', order: { type: 'input', text: text(place * 7_919) } } as const,
  }));
  expect(packRun({ commands, fingerprint: 'abc' })).toBeUndefined();
});

describe('from a stranger', () => {
  test('anything at all is refused in words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.base64String(), fc.json().map(forged), fc.anything().map(String)),
        (text) => {
          expect(problemOf(text)).not.toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a letter more, less or other is noticed, or changes nothing', () => {
    const letters = 'ABCxyz019-_';
    const place = fc.nat(packed.length - 1);
    fc.assert(
      fc.property(place, fc.constantFrom(...letters), fc.constantFrom('other', 'more', 'less'), (at, letter, how) => {
        const middle = how === 'less' ? '' : how === 'more' ? letter + packed[at]! : letter;
        const changed = packed.slice(0, at) + middle + packed.slice(at + 1);
        const read = unpackRun(changed, LINKED);
        // The last letter has bits to spare, and so has the last byte of what was compressed.
        if (read.ok) expect(read).toEqual(unpackRun(packed, LINKED));
        else expect(changed).not.toBe(packed);
      }),
      { numRuns: 300 },
    );
  });

  test('a few letters that stand for very many', () => {
    expect(problemOf(forged(' '.repeat(8_000_000)))).toBe('it is damaged or cut off');
    expect(problemOf('A'.repeat(LONGEST_PACKED + 1))).toBe(`it has more than ${LONGEST_PACKED} characters`);
  });

  test('commands that are none, or are for nobody', () => {
    const forgery = (...commands: unknown[]) => problemOf(forged(JSON.stringify(['ab12', commands])));
    const first = { at: 1, step: 1 };
    expect(forgery({ ...first, command: { type: 'format-c' } })).toMatch(/commands\.0/);
    expect(forgery({ ...first, command: { type: 'kill', node: 'b99' } })).toMatch(/there is no node "?b99/);
    expect(forgery({ ...first, command: { type: 'spawn', id: 'tool-1', line: 'rm -rf /' } })).toMatch(
      /command not found/,
    );
    const kill = { type: 'kill', node: 'b1' };
    expect(forgery({ ...first, command: kill }, { at: 0, step: 0, command: kill })).toMatch(/out of order/);
    expect(forgery({ at: -1, step: 1, command: kill })).not.toBe('');
    expect(problemOf(forged(JSON.stringify(['<script>', []])))).not.toBe('');
    expect(problemOf(forged('{"__proto__":{"x":1}}'))).not.toBe('');
    expect(forgery()).toBe('');
  });
});
