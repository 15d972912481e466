/** What is legal and not good: each rule finds what it is about, at its place, and leaves the rest alone. */
import { expect, test } from 'vitest';
import { FINDING_CODES } from '../../src/scenario/lint/finding.ts';
import { lintText } from '../../src/scenario/lint/lint.ts';

const HEAD = `tidemark: 1
title: { en: A story, ko: 이야기 }
until: 20s
cluster: { controllers: 1, brokers: 3 }
`;
const SOUND = `${HEAD}topics: [{ name: orders, assignment: [[1, 2, 3]], config: { min.insync.replicas: 2 } }]
producers: [{ name: p1, send: [{ topic: orders, every: 1s }] }]
expect: [{ fact: RecordAcknowledged }]
`;

function found(text: string): string[] {
  const linted = lintText(text);
  if (!linted.ok) throw new Error(JSON.stringify(linted.problems));
  for (const { mend, message, level } of linted.findings) {
    expect(mend).not.toBe('');
    expect(message).not.toBe('');
    expect(['warning', 'advice']).toContain(level);
  }
  return linted.findings.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

const rest = (text: string) => found(`${SOUND}${text}`);

test('of a sound scenario nothing is said', () => {
  expect(found(SOUND)).toEqual([]);
});

test('a scenario that expects nothing', () => {
  expect(found(SOUND.replace(/expect:.*\n/, ''))).toEqual(['2:1 nothing-expected']);
});

test('expectations that hold, or fail, whatever happens', () => {
  const expectations = SOUND.replace(
    /expect:.*\n/,
    `expect:
  - { never: { fact: RecordFailed, after: 20s } }
  - { fact: RecordAcknowledged, after: 20s }
  - { fact: RecordFailed, after: 20s, at-most: 3 }
  - { final: { producer: p1, acknowledged: { at-least: 0 } } }
  - { final: { producer: p1, acknowledged: { at-least: 1 } } }
  - { final: { producer: p1, acknowledged: { at-least: 1 } } }
  - { never: { fact: RecordFailed, after: 19s } }
`,
  );
  expect(found(expectations)).toEqual([
    '8:43 cannot-fail',
    '9:40 cannot-hold',
    '10:34 cannot-fail',
    '11:30 cannot-fail',
    '13:5 expected-twice',
  ]);
});

test('lines of the timeline that come too late, or do what is so already', () => {
  const timeline = `timeline:
  - { at: 4s, heal: all }
  - { at: 5s, start: b2 }
  - { at: 6s, kill: b1 }
  - { at: 7s, pause: b1 }
  - { at: 8s, start: b1 }
  - { at: 9s, pause: b3 }
  - { at: 10s, resume: b3 }
  - { at: 11s, cut: { from: b1, to: b2 } }
  - { at: 12s, heal: all }
  - { at: 13s, kill: leader of orders-0 }
  - { at: 14s, start: b2 }
  - { at: 20s, kill: b2 }
`;
  expect(rest(timeline)).toEqual([
    '9:21 nothing-to-mend',
    '10:22 nothing-to-mend',
    '12:22 down-already',
    '20:11 after-the-end',
  ]);
});

test('topics nobody uses, clients that do nothing', () => {
  const text = `${HEAD}topics:
  - { name: orders, assignment: [[1, 2, 3]] }
  - { name: forgotten, partitions: 2 }
  - { name: quiet, partitions: 1 }
  - { name: strict, assignment: [[1, 2]], config: { min.insync.replicas: 3 } }
producers:
  - { name: p1, send: [{ topic: orders, every: 1s }, { topic: strict, every: 1s, start: 20s }] }
  - { name: idle }
consumers:
  - { name: k1, assign: [orders], start: 20s }
  - { name: k2, assign: [orders-0], poll-every: 1h }
  - { name: k3, group: g, subscribe: [quiet] }
  - { name: k4, assign: [orders] }
expect: [{ fact: RecordAcknowledged }]
`;
  expect(found(text)).toEqual([
    '7:13 unused-topic',
    '9:74 never-writable',
    '11:54 after-the-end',
    '12:13 idle-producer',
    '14:42 never-polls',
    '15:49 never-polls',
    '16:27 nothing-to-read',
  ]);
});

test('texts that lack a language, or have the wrong one', () => {
  const summary = (text: string) => found(SOUND.replace('until:', `summary: ${text}\nuntil:`));
  expect(summary('{ en: Two words, ko: 두 낱말 }')).toEqual([]);
  expect(summary('{ en: Two words }')).toEqual(['3:1 language-missing']);
  expect(summary('{ en: Those same words, ko: Those same words }')).toEqual(['3:1 same-in-both']);
  expect(summary('{ en: 두 낱말, ko: 두 낱말이에요 }')).toEqual(['3:1 wrong-language']);
  expect(summary('{ en: Two words, ko: Zwei Worte }')).toEqual(['3:1 wrong-language']);
  expect(found(SOUND.replace(', ko: 이야기', ''))).toEqual(['2:1 one-language']);
});

test('settings without effect, and a run that is stopped before its end', () => {
  expect(found(SOUND.replace('name: p1,', 'name: p1, config: { send.buffer.bytes: 65536 },'))).toEqual([
    '6:35 no-effect',
  ]);
  expect(found(SOUND.replace('until: 20s', 'until: 8h'))).toEqual(['3:8 near-a-budget']);
});

test('a lesson that is not whole: each rule at its place', () => {
  const lesson = `lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 9
  beats:
    - name: one
      say: { en: Look., ko: 보세요. }
      predict: { ask: { en: How many?, ko: 몇? }, number: { is: { count: { fact: IsrChanged } }, unit: { en: "(((", ko: 개 } } }
`;
  expect(rest(lesson)).toEqual([
    '8:1 lesson-whole',
    '8:1 lesson-whole',
    '8:1 lesson-whole',
    '8:1 lesson-whole',
    '8:1 lesson-sandbox',
    '9:3 lesson-whole',
    '10:12 lesson-whole',
    '11:3 lesson-whole',
    '11:3 lesson-whole',
    '12:7 lesson-reveal',
    '12:7 lesson-reveal',
    '14:7 lesson-question',
  ]);
});

test('a file that is no scenario has errors, not findings', () => {
  const linted = lintText(SOUND.replace('every: 1s', 'every: 1'));
  expect(linted).toEqual({ ok: false, problems: [expect.objectContaining({ line: 6 })] });
});

test('every code has a level and words', () => {
  for (const [level, words] of Object.values(FINDING_CODES)) {
    expect(['warning', 'advice']).toContain(level);
    expect(words.length).toBeGreaterThan(10);
  }
});
