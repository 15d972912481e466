/** A class of one room does not dress the things of another: all styles end in one page, whoever loads them. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder, ROOT } from './sources.ts';

/** What is there for all, or is one page in two rooms. */
const FOR_ALL = ['src/ui', 'src/app', 'src/embed'];

interface Selector {
  readonly room: string;
  /** Classes that stand together on one element, in each part of the selector. */
  readonly parts: readonly (readonly string[])[];
}

const SELECTORS: readonly Selector[] = filesUnder('src', /\.css$/).flatMap((file) => {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|:(?:has|not|is|where)\([^)]*\)/g, '');
  return [...text.matchAll(/([^{}]+)\{/g)].flatMap(([, head]) =>
    head!
      .split(',')
      .filter((one) => !one.trim().startsWith('@'))
      .map((one) => ({
        room: dirname(file),
        parts: one
          .trim()
          .split(/[\s>+~]+/)
          .map((part) => [...part.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name!)),
      })),
  );
});

test('a class that stands alone in one room is no state of a thing in another', () => {
  const alone = SELECTORS.filter(
    ({ room, parts }) => parts.length === 1 && parts[0]!.length === 1 && !FOR_ALL.includes(room),
  );
  expect(alone.length).toBeGreaterThan(500);
  const clashes = alone.flatMap(({ room, parts }) => {
    const name = parts[0]![0]!;
    const others = SELECTORS.filter(
      (other) => other.room !== room && other.parts.some((part) => part.indexOf(name) > 0),
    );
    return others.map(
      (other) =>
        `.${name} of ${room} dresses what is ${other.parts.map((part) => part.map((one) => `.${one}`).join('')).join(' ')} in ${other.room}`,
    );
  });
  expect([...new Set(clashes)]).toEqual([]);
});
