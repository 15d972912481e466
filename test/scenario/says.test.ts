/**
 * Every kind of sentence, in both languages, with what a hostile file can put into it: kinds are found in the sources, so
 * that none is forgotten, and called with arguments of the types that they declare.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Sayings, Says } from '../../src/base/says.ts';
import { CONFIG_SAYS } from '../../src/kafka/config/says.ts';
import { LINE_SAYS } from '../../src/kafka/tools/says.ts';
import { JUDGE_SAYS, PART_SAYS, UNREADABLE } from '../../src/lesson/says.ts';
import { problem, sortProblems } from '../../src/scenario/problems.ts';
import { CHANGE_SAYS } from '../../src/scenario/says/change.ts';
import { CLIENTS_SAY } from '../../src/scenario/says/clients.ts';
import { CLUSTER_SAYS } from '../../src/scenario/says/cluster.ts';
import { EXPECTATIONS_SAY } from '../../src/scenario/says/expectations.ts';
import { FILES_SAY } from '../../src/scenario/says/files.ts';
import { LESSON_SAYS } from '../../src/scenario/says/lesson.ts';
import { LINT_SAYS, MENDS } from '../../src/scenario/says/lint.ts';
import { NAMES_SAY } from '../../src/scenario/says/names.ts';
import { SHAPE_SAYS } from '../../src/scenario/says/shape.ts';
import { TIMELINE_SAYS } from '../../src/scenario/says/timeline.ts';
import { EXPECTED_SAYS, PATTERN_SAYS, SEEN_SAYS } from '../../src/scenario/says/verdicts.ts';
import { YAML_SAYS } from '../../src/scenario/says/yaml.ts';
import { SEARCH_SAYS, WORKER_SAYS } from '../../src/worker/says.ts';

const TABLES: Readonly<Record<string, readonly Sayings[]>> = {
  'scenario/says/change.ts': [CHANGE_SAYS],
  'scenario/says/clients.ts': [CLIENTS_SAY],
  'scenario/says/cluster.ts': [CLUSTER_SAYS],
  'scenario/says/expectations.ts': [EXPECTATIONS_SAY],
  'scenario/says/files.ts': [FILES_SAY],
  'scenario/says/lesson.ts': [LESSON_SAYS],
  'scenario/says/lint.ts': [LINT_SAYS, MENDS],
  'scenario/says/names.ts': [NAMES_SAY],
  'scenario/says/shape.ts': [SHAPE_SAYS],
  'scenario/says/timeline.ts': [TIMELINE_SAYS],
  'scenario/says/verdicts.ts': [PATTERN_SAYS, EXPECTED_SAYS, SEEN_SAYS],
  'scenario/says/yaml.ts': [YAML_SAYS],
  'kafka/config/says.ts': [CONFIG_SAYS],
  'kafka/tools/says.ts': [LINE_SAYS],
  'lesson/says.ts': [JUDGE_SAYS, PART_SAYS, UNREADABLE],
  'worker/says.ts': [WORKER_SAYS, SEARCH_SAYS],
};

const TEXTS = [
  'ordrs',
  'orders-3',
  '주문',
  '',
  `\`b1\` $${'{x}'} $& \\1 <b>&amp;`,
  '\u202eb1\u0000\n\t\u2028',
  '을/를 {name}',
  `x${'y'.repeat(5_000)}`,
  '__proto__',
];
const NUMBERS = [0, 1, 3, 10, 2_000, 123_456_789];
const LISTS = [[], ['orders'], ['a', 'b', 'c'], Array.from({ length: 40 }, (_, place) => `t${place}`)];
const SAID: readonly Says[] = [
  { en: 'other words', ko: '다른 말' },
  { en: 'inner words', ko: '안의 말' },
];

const OF_TYPE: Readonly<Record<string, readonly unknown[]>> = {
  string: TEXTS,
  number: NUMBERS,
  boolean: [true, false],
  unknown: [...TEXTS, ...NUMBERS, null, [], ['a'], { a: 1 }, true],
  undefined: [undefined],
  'readonly string[]': LISTS,
  'readonly number[]': [[], [1], [1, 2]],
  'Iterable<string>': LISTS,
  Says: SAID,
  'readonly Says[]': [[], SAID],
  Thing: ['broker', 'controller', 'producer', 'node', 'group'],
  Language: ['en', 'ko'],
  Part: [{ key: 'ordrs' }, { eachOf: 'topics' }, 'the file', 'this'],
  ConfigScope: ['server', 'topic', 'producer', 'zookeeper-consumer'],
};

/** `(what: Thing, word: string, known: readonly string[])` of each kind, by its name. */
function parametersIn(source: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { 1: name, 2: list } of source.matchAll(/\n {2}(\w+): \(([^=]*?)\)(?: =>|: Says)/g)) {
    const types = list!
      .split(/,(?![^'[<]*['\]>](?:[^'])*$)|,\s*(?=\w+\??:)/)
      .map((one) => one?.trim())
      .filter((one) => one !== undefined && one !== '')
      .map((one) => one!.replace(/^\w+\??:\s*/, '').replace(/ = .*$/, ''));
    found.set(name!, types);
  }
  return found;
}

function valuesOf(type: string): readonly unknown[] {
  return type.split(' | ').flatMap((one) => {
    const word = /^'(.*)'$/.exec(one)?.[1];
    const known = word === undefined ? OF_TYPE[one] : [word];
    if (known === undefined) throw new Error(`no arguments of type ${one}: add some above`);
    return known;
  });
}

/** Each argument takes each of its values at least once. */
function argumentsOf(types: readonly string[]): readonly (readonly unknown[])[] {
  const values = types.map(valuesOf);
  const most = Math.max(1, ...values.map(({ length }) => length));
  return Array.from({ length: most }, (_, nth) => values.map((all, place) => all[(nth + place) % all.length]));
}

/** What Kafka or a parser says, and what a file says, is the same in both. */
const SAME_IN_BOTH = new Set(['heartbeat', 'pattern', 'field', 'counted', 'allOf']);

describe.each(Object.entries(TABLES))('%s', (path, tables) => {
  const source = readFileSync(join(import.meta.dirname, '../../src', path), 'utf8');
  const parameters = parametersIn(source);
  for (const [name, kind] of tables.flatMap((table) => Object.entries(table))) {
    test(name, () => {
      const types = parameters.get(name);
      expect(types, 'its parameters').toBeDefined();
      for (const given of argumentsOf(types!)) {
        const { en, ko } = (kind as (...what: readonly unknown[]) => Says)(...given);
        const told = JSON.stringify(given).slice(0, 300);
        for (const text of [en, ko]) {
          expect(typeof text, told).toBe('string');
          expect(text, told).not.toMatch(/\[object|NaN|\bfunction\b/);
          if (!types!.some((type) => type.includes('undefined'))) expect(text, told).not.toMatch(/undefined/);
        }
        if (en === '') continue;
        if (!SAME_IN_BOTH.has(name)) expect(ko, told).toMatch(/[가-힣]/);
        // Two forms of a particle side by side: nobody has chosen.
        if (!given.includes(TEXTS[6])) expect(ko, told).not.toMatch(/[은을이과]\/[는를가와]|\(으\)로/);
        // Numbers are the same in both.
        for (const number of given) {
          if (typeof number !== 'number' || number < 10) continue;
          const shown = [String(number), number.toLocaleString('en-US')];
          if (shown.some((one) => en.includes(one)))
            expect(
              shown.some((one) => ko.includes(one)),
              told,
            ).toBe(true);
        }
        const [kept] = sortProblems([problem({ line: 1, column: 1 }, { en, ko })]);
        for (const text of [kept!.says.en, kept!.says.ko]) {
          expect(text.length, told).toBeLessThanOrEqual(400);
          expect(text, told).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        }
      }
    });
  }
  test('no kind is left out', () => {
    const listed = tables.flatMap((table) => Object.keys(table));
    expect([...parameters.keys()].filter((name) => !listed.includes(name))).toEqual([]);
  });
});
