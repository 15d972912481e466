/** Files that mean harm: each is refused with a place in the file, quickly, and leaves nothing behind. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { isInTime } from '../hostile/amount.ts';

const HEAD = 'tidemark: 1\ntitle: { en: a, ko: 가 }\nuntil: 1s\ncluster: { controllers: 1, brokers: 1 }\n';
const manyKeys = (count: number) => Array.from({ length: count }, (_, n) => `k${n}: 1\n`).join('');

const HOSTILE: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'spaces only': ' \n\n  \n',
  'a comment only': '# hello',
  'a text': 'hello',
  'a list': '- a\n- b',
  null: 'null',
  'JSON that is cut off': '{"tidemark": 1, "title": {',
  'an alias bomb': `a: &a [x,x]\n${Array.from({ length: 30 }, (_, n) => `a${n}: &a${n} [*a${n === 0 ? '' : n - 1},*a]`).join('\n')}`,
  'an alias to itself': 'a: &a [*a]',
  '20,000 nested brackets': `seed: ${'['.repeat(20_000)}`,
  '100,000 nested brackets, closed': `seed: ${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  '100,000 nested braces': '{'.repeat(100_000),
  '100,000 nested dashes': '- '.repeat(100_000),
  '100,000 nested question marks': '? '.repeat(100_000),
  '100,000 nested colons': ': '.repeat(100_000),
  'block maps 700 deep': Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  '33 levels': `${HEAD}prose: ${'['.repeat(33)}${']'.repeat(33)}`,
  '40,000 equal keys': 'a: 1\n'.repeat(40_000),
  '30,000 different keys': HEAD + manyKeys(20_000),
  '2,001 keys': HEAD + manyKeys(2_001),
  '50,000 keys in braces': `{${'a,'.repeat(50_000)}}`,
  '21,000 list items': `${HEAD}timeline: [${'1,'.repeat(21_000)}]`,
  '2,000 unknown keys with long names':
    HEAD + Array.from({ length: 1_500 }, (_, n) => `${'k'.repeat(90)}${n}: 1\n`).join(''),
  'a long flow of colons': `${HEAD}a: {${'"":'.repeat(30_000)}}`,
  '300 kB': `# ${'x'.repeat(300_000)}`,
  '256 KiB of newlines in quotes': `${HEAD}prose: "${'\n'.repeat(200_000)}`,
  '256 KiB of tabs': '\t'.repeat(262_000),
  '60,000 document heads': '---\n'.repeat(60_000),
  '20,000 directives': '%YAML 1.2\n'.repeat(20_000),
  '80,000 anchors': '&a '.repeat(80_000),
  '80,000 tags': '! '.repeat(80_000),
  'a merge key': 'network: { <<: { latency: 1ms } }',
  'a merge key with an alias': 'a: &a { b: 1 }\nnetwork: { <<: *a }',
  'a binary tag': 'seed: !!binary "AAAA"',
  'a function tag': 'seed: !!js/function "function(){}"',
  'a NUL byte': `${HEAD}seed: "\u0000"`,
  'an escape sequence': `${HEAD}seed: "\u001b[31m"`,
  'a replacement character': `${HEAD}prose: { en: "\ufffd", ko: 가 }`,
  'half a surrogate pair': `${HEAD}prose: { en: "\ud800", ko: 가 }`,
  'a byte order mark in the middle': `${HEAD}prose: { en: "\ufeff", ko: 가 }`,
  'two documents': `${HEAD}---\n${HEAD}`,
  'a huge number': `${HEAD}seed: ${'9'.repeat(10_000)}`,
  'a number with a huge exponent': `${HEAD}seed: 1e999999999`,
  'not a number': `${HEAD}seed: .nan`,
  'endless time': `${HEAD}until: .inf`,
  'a year': HEAD.replace('1s', '8760h'),
  'a number too long for a duration': HEAD.replace('1s', `${'9'.repeat(5_000)}s`),
  '1e9 partitions': `${HEAD}topics: [{ name: a, partitions: 1000000000 }]`,
  '1e9 records': `${HEAD}topics: [{ name: a }]\nproducers: [{ name: p, send: [{ topic: a, every: 1us, count: 1000000000 }] }]`,
  'period zero': `${HEAD}topics: [{ name: a }]\nproducers: [{ name: p, send: [{ topic: a, every: 0s }] }]`,
  __proto__: `${HEAD}__proto__: { polluted: 1 }`,
  'a __proto__ in the settings': `${HEAD.replace('brokers: 1', 'brokers: 1, config: { __proto__: { polluted: 1 } }')}`,
  'a constructor': `${HEAD}topics: [{ name: a, constructor: { prototype: { polluted: 1 } } }]`,
  'a prototype': `${HEAD}network: { prototype: 1 }`,
  'setting toString': HEAD.replace('brokers: 1', 'brokers: 1, config: { toString: 1, hasOwnProperty: 2 }'),
  'fact toString': `${HEAD}expect: [{ fact: toString }, { fact: __proto__ }, { property: constructor }]`,
  'field toString': `${HEAD}expect: [{ fact: LeaderElected, where: { toString: a, hasOwnProperty: 1 } }]`,
  'a long word to compare': `${HEAD}expect: [{ fact: ${'L'.repeat(60_000)} }, { property: ${'x'.repeat(60_000)} }]`,
  '500 wrong facts': `${HEAD}expect: [${'{ fact: LeaderElectad },'.repeat(500)}]`,
  'spaces beside a comma': HEAD.replace(
    'brokers: 1',
    `brokers: 1, config: { log.cleanup.policy: "a${' '.repeat(250_000)}b" }`,
  ),
  'spaces beside a comma, within the limit': HEAD.replace(
    'brokers: 1',
    `brokers: 1, config: { log.cleanup.policy: "a${' '.repeat(32_000)}b", listeners: "${'A://a:1,'.repeat(4_000)}", log.cleaner.min.cleanable.ratio: "${'1'.repeat(32_000)}x" }`,
  ),
  '200,000 commas': `${HEAD}seed: [${','.repeat(200_000)}]`,
  '40,000 texts in a row': '"a" '.repeat(40_000),
  'a long text in each place': HEAD.replace('brokers: 1', `"${'k'.repeat(200_000)}": 1`),
  '9,500 settings that do not exist': `${HEAD}topics:\n${Array.from({ length: 5 }, (_, topic) => ` - name: t${topic}\n   config:\n${Array.from({ length: 1_900 }, (_, n) => `    retention.mz${n}: 1\n`).join('')}`).join('')}`,
  'a pattern that a host could not end': `${HEAD}consumers: [{ name: k, group: g, subscribe-pattern: "(((a{1000}){1000}){1000})" }]`,
  'a pattern of 100,000 brackets': `${HEAD}consumers: [{ name: k, group: g, subscribe-pattern: "${'('.repeat(30_000)}" }]`,
  'a pattern with a back-reference': `${HEAD}expect: [{ output: { matches: "(a*)*\\\\1" } }]`,
  'a reserved key in quotes': HEAD.replace('brokers: 1', 'brokers: 1, config: { "\\x5f_proto__": { polluted: 1 } }'),
  'a reserved key of a question': `${HEAD}? __proto__\n: { polluted: 1 }\n`,
  'a reserved key among headers': `${HEAD}topics: [{ name: a }]\nproducers: [{ name: p, send: [{ topic: a, every: 1s, count: 1, headers: { constructor: x, __proto__: y } }] }]`,
  'a selector that turns its text round': `${HEAD}timeline: [{ at: 0s, kill: "\u202eb1\u2066" }]`,
  'a date, a hexadecimal and an octal': `${HEAD}seed: 2024-01-01\nuntil: 0x10\n1e999: 0o17\n`,
  'a selector of many words': `${HEAD}timeline: [{ at: 0s, kill: "${'leader of '.repeat(5_000)}" }]`,
};

describe('hostile files', () => {
  for (const [name, text] of Object.entries(HOSTILE)) {
    test(name, () => {
      const before = process.cpuUsage();
      const result = parseScenario(text);
      const { user, system } = process.cpuUsage(before);
      expect(isInTime((user + system) / 1_000, 2_000)).toBe(true);
      expect(result.ok).toBe(false);
      if (result.ok) return;
      expect(result.problems.length).toBeGreaterThan(0);
      expect(result.problems.length).toBeLessThanOrEqual(600);
      for (const { line, column, message } of result.problems) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(message.length).toBeLessThan(400);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
        expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      }
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });
  }
});

describe('unusual files that are fine', () => {
  test.each([
    ['a byte order mark', `\ufeff${HEAD}`],
    ['Windows line ends', HEAD.replaceAll('\n', '\r\n')],
    [
      'JSON',
      '{"tidemark": 1, "title": {"en": "a", "ko": "가"}, "until": "1s", "cluster": {"controllers": 1, "brokers": 1}}',
    ],
    ['an end mark', `${HEAD}...\n`],
    ['a start mark', `---\n${HEAD}`],
    ['comments with emoji', `# 🌊\n${HEAD}`],
    ['a long lesson', `${HEAD}prose: { en: "${'word '.repeat(3_900)}", ko: 가 }`],
  ])('%s', (_name, text) => {
    expect(parseScenario(text)).toMatchObject({ ok: true, warnings: [] });
  });

  test('lines count from the start of the text after a byte order mark', () => {
    const result = parseScenario(`\ufeffsede: 1\r\n${HEAD}`);
    expect(result.ok ? [] : result.problems).toEqual([
      {
        line: 1,
        column: 1,
        message: 'unknown key sede; did you mean seed?',
        says: { en: 'unknown key sede; did you mean seed?', ko: 'sede 키는 여기에 없어요. 혹시 seed인가요?' },
      },
    ]);
  });
});
