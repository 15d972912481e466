/**
 * No pattern hangs: those of the house are tried with long rows of what each might dislike, and those that strangers write
 * are matched by a walk that cannot go back.
 */
import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { linearPattern, linearWholePattern } from '../../src/base/linearPattern.ts';
import { findTerms, matcherOf } from '../../src/course/glossary/match.ts';
import { SOURCES } from '../tidy/sources.ts';

const LITERAL =
  /(?<=[=(,:!&|?[{;\s]|^)\/(?![*/\s])((?:\\.|\[(?:\\.|[^\]\n\\])*\]|[^/\\[\n])+)\/([dgimsuvy]*)(?=[\s.,;)\]}]|$)/gm;

/**
 * What takes the square of the time in a long text, and only ever reads a short one: texts of our own, numbers, names that
 * have been checked, messages that are bounded. A pattern that is not here has to be quick in anything.
 */
const OF_SHORT_TEXTS: Readonly<Record<string, string>> = {
  'app/drafts/draftList.ts': 'names of drafts',
  'app/picture/box.ts': 'styles of the page',
  'base/korean.ts': 'the last 80 characters',
  'cli/packageCommand.ts': 'names of files',
  'console/worldCommands.ts': 'a line of 4,000 characters',
  'exchange/toCluster/clients.ts': 'names of partitions',
  'exchange/toCluster/index.ts': 'names of files',
  'frame/biography/findRecords.ts': 'what is typed into a field',
  'kafka/tools/commands/topicFilter.ts': 'a line of 4,000 characters',
  'kafka/tools/console/clientOptions.ts': 'a line of 4,000 characters',
  'kafka/tools/options/helpFormatter.ts': 'help of the tools',
  'lesson/told.ts': 'digits of a number',
  'scenario/assist/checked.ts': 'messages of at most 400 characters',
  'scenario/checks/checkClients.ts': 'names of partitions',
  'scenario/lint/lintClients.ts': 'words of messages',
  'scenario/search/story.ts': 'details of a break',
  'scenario/problems.ts': 'digits of a number',
};

const HEADS = ['', 'a', '['];
const UNITS = [
  ' ',
  '\n',
  'a',
  'A',
  '1',
  '-',
  '.',
  ',',
  '[',
  '(',
  '*',
  '`',
  '"',
  '=',
  ':',
  '가',
  '/',
  '#',
  '{',
  'a.',
  'a=',
  '[a](',
  '\r\n',
  ' a',
];
const LENGTH = 65_536;
const LONGEST_MS = 50;
/** A machine that is slow has patterns that are slow, but with twice the text they take twice the time and not four times. */
const STEEPEST = 3;
const HOPELESS_MS = 2_000;

const textsOf = (length: number): string[] =>
  HEADS.flatMap((head) => UNITS.map((unit) => `${head}${unit.repeat(Math.floor(length / unit.length))}\u0001!`));
const context = vm.createContext({
  pattern: /x/,
  text: '',
  at: 0,
  slow: '',
  TEXTS: textsOf(LENGTH),
  HALVES: textsOf(LENGTH / 2),
  LONGEST_MS,
  STEEPEST,
  HOPELESS_MS,
  /** Of the processor: the machine may have something else to do. */
  now: () => process.cpuUsage().user / 1_000,
});
/** One that is slow is slow each time. */
const TRY = new vm.Script(`
  function quickest(times, enough) {
    let best = Infinity;
    for (let tries = 0; tries < times && best > enough; tries++) {
      const started = now();
      pattern.lastIndex = 0;
      pattern.exec(text);
      best = Math.min(best, now() - started);
    }
    return best;
  }
  for (slow = ''; at < TEXTS.length; at++) {
    text = TEXTS[at];
    const whole = quickest(3, LONGEST_MS);
    if (whole <= LONGEST_MS) continue;
    text = HALVES[at];
    if (whole < HOPELESS_MS && whole < STEEPEST * quickest(5, 0)) continue;
    slow = text.slice(0, 8);
    break;
  }`);

/** What it dislikes; undefined: nothing. */
function slowUnit(pattern: RegExp): string | undefined {
  Object.assign(context, { pattern, at: 0 });
  try {
    TRY.runInContext(context, { timeout: 20_000 });
  } catch {
    return String(context.text).slice(0, 8);
  }
  return context.slow === '' ? undefined : String(context.slow);
}

test('64 KiB of anything into each pattern of the house', { timeout: 120_000 }, () => {
  const patterns = new Map<string, string>();
  for (const { path, text } of SOURCES) {
    const file = path.replace('src/', '');
    if (file in OF_SHORT_TEXTS || path.includes('.test.')) continue;
    for (const [whole] of text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '').matchAll(LITERAL)) patterns.set(whole, file);
  }
  expect(patterns.size).toBeGreaterThan(200);
  const slow: string[] = [];
  for (const [literal, file] of patterns) {
    const end = literal.lastIndexOf('/');
    let pattern: RegExp;
    try {
      pattern = new RegExp(literal.slice(1, end), literal.slice(end + 1));
    } catch {
      // A division between two others, not a pattern.
      continue;
    }
    const unit = slowUnit(pattern);
    if (unit !== undefined) slow.push(`${file}: ${literal} in a row of ${JSON.stringify(unit)}`);
  }
  expect(slow).toEqual([]);
});

describe('patterns that strangers write', () => {
  test.each([
    ['(a+)+', 'a'],
    ['(a|a)*', 'a'],
    ['(.*)*x', 'a'],
    ['.*.*.*.*.*.*.*x', 'a'],
    ['(a?){200}a{200}', 'a'],
    ['(?:(?=(?:a*)*b)a)*', 'a'],
    ['(?<=a{1,90}.*)b', 'a'],
    ['(\\w+\\s?)+', 'a '],
    ['([a-z]+)+\\d', 'a'],
  ])('%s', (source, unit) => {
    const text = `${unit.repeat(8_000 / unit.length)}!`;
    const started = performance.now();
    expect(linearWholePattern(source).test(text)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test.each(['(((a{1000}){1000}){1000})', '(a)\\1', '(?<x>a)\\k<x>', 'a**'])('refused: %s', (source) => {
    expect(() => linearPattern(source)).toThrow(SyntaxError);
  });

  test('refused: those that are too long or too deep', () => {
    for (const source of ['('.repeat(5_000), 'a'.repeat(20_000), `${'('.repeat(500)}${')'.repeat(500)}`])
      expect(() => linearPattern(source)).toThrow(SyntaxError);
  });

  test('the same answers as the host gives', () => {
    const atoms = [
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\d',
      '\\b',
      '^',
      '$',
      '\\.',
      '(?=a)',
      '(?!b)',
      '(?<=a)',
      '(?<!b)',
      '(?:a|)',
      '😀',
      '[\\]a]',
      '-',
    ];
    const times = ['', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,3}', '*?', '+?'];
    const letters = ['a', 'b', 'A', '\n', 'x', '1', '.', '😀', '-'];
    let state = 7;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const of = (list: readonly string[]): string => list[draw(list.length)]!;
    const made = (depth: number): string => {
      let out = '';
      for (let n = draw(4); n >= 0; n--) {
        const open = depth < 3 ? ['(', '(?:', '(?=', '(?!', '(?<=', '(?<!'][draw(14)] : undefined;
        out += (open === undefined ? of(atoms) : `${open}${made(depth + 1)})`) + of(times) + (draw(6) === 0 ? '|' : '');
      }
      return out;
    };
    let compared = 0;
    for (let n = 0; n < 4_000; n++) {
      const [source, flags] = [made(0), of(['', 'u', 'm', 'i', 'su'])];
      let host: RegExp;
      try {
        host = new RegExp(source, flags);
      } catch {
        continue;
      }
      const ours = linearPattern(source, flags);
      for (let tries = 0; tries < 4; tries++) {
        const text = Array.from({ length: draw(8) }, () => of(letters)).join('');
        expect([source, flags, text, ours.test(text)]).toEqual([source, flags, text, host.test(text)]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(3_000);
  });
});

test('a word of the glossary with particles that can be read in a million ways', () => {
  const matcher = matcherOf([{ id: 'topic', en: ['topic'], ko: ['토픽'] } as never]);
  const started = performance.now();
  expect(findTerms(`토픽${'이라는'.repeat(4_000)}읗`, matcher)).toEqual([]);
  expect(findTerms(`topic${'이라는'.repeat(4_000)}읗 `.repeat(2), matcher)).toEqual([]);
  expect(findTerms('토픽이라는 말', matcher)).toMatchObject([{ from: 0, to: 2, id: 'topic' }]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
