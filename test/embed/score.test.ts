/** What is reported of a lesson, and its score. */
import { expect, test } from 'vitest';
import type { LessonView } from '../../src/app/lesson/lessonView.ts';
import type { AppState } from '../../src/app/store.ts';
import { watchLesson } from '../../src/embed/reporting/watchLesson.ts';

const lesson = {
  beats: [
    { name: 'intro', question: null },
    { name: 'who-leads', question: {} },
    { name: 'what-is-lost', question: {} },
  ],
  goals: [{ name: 'keep-it' }],
} as unknown as LessonView['lesson'];

const marked = (right: boolean | null) => ({ right }) as never;

test('each thing once, in its order; a score of what was right of all that is asked', () => {
  let state = { scenarioName: 'leader-failover', lesson: null } as unknown as AppState;
  let listener: (now: AppState) => void = () => undefined;
  const told: unknown[] = [];
  const store = {
    getState: () => state,
    subscribe: (wanted: (now: AppState, before: AppState) => void) => {
      listener = wanted as typeof listener;
      return () => undefined;
    },
  };
  const say =
    (what: string) =>
    (...data: unknown[]) =>
      void told.push([what, ...data]);
  watchLesson(store, [
    {
      began: say('began'),
      came: say('came'),
      predicted: say('predicted'),
      reached: say('reached'),
      completed: say('completed'),
    },
  ]);
  let view = {
    lesson,
    phase: 'waiting',
    beat: 0,
    answers: {},
    goalsReached: [],
    ended: false,
  } as unknown as LessonView;
  const go = (change: Partial<LessonView>): unknown[] => {
    told.length = 0;
    view = { ...view, ...change };
    state = { ...state, lesson: view };
    listener(state);
    return [...told];
  };
  expect(go({})).toMatchObject([['began', { asked: 2, right: 0, scaled: 0, goalsSet: 1 }]]);
  expect(go({ phase: 'reading' })).toMatchObject([['came', { name: 'intro', i: 1, n: 3 }]]);
  expect(go({ phase: 'answering', beat: 1 })).toMatchObject([['came', { name: 'who-leads', i: 2 }]]);
  const first = { answer: { kind: 'number', value: 2 }, confidence: 3, marked: null } as const;
  expect(go({ phase: 'revealing', answers: { 'who-leads': first } })).toEqual([]);
  expect(go({ phase: 'outcome', answers: { 'who-leads': { ...first, marked: marked(true) } } })).toMatchObject([
    [
      'predicted',
      { q: 'who-leads', correct: true, confidence: 3 },
      { right: 1, scaled: 0.5 },
      { answer: first.answer },
    ],
  ]);
  const skipped = { answer: null, confidence: null, marked: marked(null) };
  go({ beat: 2 });
  expect(go({ answers: { ...view.answers, 'what-is-lost': skipped } })).toMatchObject([
    ['predicted', { q: 'what-is-lost', correct: null }, { right: 1, answered: 1, asked: 2 }, { answer: null }],
  ]);
  expect(go({ phase: 'finished', ended: true })).toMatchObject([['completed', { right: 1, goals: 0 }]]);
  expect(go({ goalsReached: ['keep-it'] })).toMatchObject([
    ['reached', { goal: 'keep-it' }, { goals: 1 }],
    ['completed', { goals: 1 }],
  ]);
  expect(go({ phase: 'finished' })).toEqual([]);
});
