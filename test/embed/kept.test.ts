/** What a learning management system keeps of a lesson: short enough for any, and read like anything from elsewhere. */
import { expect, test } from 'vitest';
import { answered, explained, NO_PROGRESS, passedBeat, wentTo } from '../../src/app/lesson/progress.ts';
import { readKept, writeKept } from '../../src/embed/reporting/keptText.ts';

const given = { answer: { kind: 'node', nodes: ['b2'] }, right: true, confidence: 3 } as const;
let progress = wentTo(passedBeat(NO_PROGRESS, 'mine', 'intro', 1), 'mine', 'who-leads');
progress = answered(explained(progress, 'mine', '리더가 죽으면', 2), 'mine', 'who-leads', given, 3);
const withOthers = passedBeat(progress, 'another', 'intro', 4);
const run = 'scenario=mine&seed=7&at=120us&acts=abc';

test('it comes back as it was, in plain ASCII, and without the other lessons', () => {
  const text = writeKept({ run, progress: withOthers }, 'mine')!;
  expect(text).toMatch(/^[\x20-\x7e]+$/);
  const kept = readKept(text)!;
  expect(kept.run).toBe(run);
  expect(kept.progress.lessons).toEqual({ mine: withOthers.lessons.mine });
  expect(kept.progress.last).toEqual({ lesson: 'mine', beat: 'who-leads' });
});

test('what is too long goes: their own words first, then what was done by hand', () => {
  const long = explained(progress, 'mine', '가'.repeat(1_000), 5);
  expect(readKept(writeKept({ run, progress: long }, 'mine'))).toMatchObject({
    run,
    progress: { lessons: { mine: { explain: '', answers: { 'who-leads': { right: true } } } } },
  });
  const acted = writeKept({ run: `scenario=mine&at=120us&acts=${'x'.repeat(5_000)}`, progress }, 'mine');
  expect(readKept(acted)?.run).toBe('scenario=mine&at=120us');
});

test.each([
  null,
  '',
  '{',
  'null',
  '[]',
  '{"tidemark":2,"run":""}',
  '{"tidemark":1,"run":7}',
  `{"tidemark":1,"run":"${'x'.repeat(5_000)}"}`,
])('%s is nothing that was kept here', (text) => {
  expect(readKept(text)).toBeNull();
});

test('progress that was tampered with loses what is wrong with it, and nothing of the page', () => {
  const kept = readKept('{"tidemark":1,"run":"","progress":{"lessons":{"__proto__":{"at":1}},"last":3}}');
  expect(kept?.progress.lessons).toEqual({});
  expect(({} as { at?: number }).at).toBeUndefined();
});
