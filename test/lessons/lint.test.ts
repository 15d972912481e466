/** What is wanting in a lesson that is no whole one yet. */
import { expect, test } from 'vitest';
import { lintLesson } from '../../src/scenario/lesson/lint.ts';
import { scenarioOf } from '../scenario/support.ts';

test('everything that a whole lesson has is asked for', () => {
  const scenario = scenarioOf(`
lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 9
  beats:
    - { name: one, say: { en: A broker., ko: A broker. } }
    - { name: two, say: { en: 브로커, ko: 브로커 } }
    - name: three
      say: { en: It took 350 ms once., ko: 보세요. }
      stop: { fact: LeaderElected }
      predict:
        ask: { en: How long?, ko: 얼마나? }
        number: { is: { span: { to: { fact: LeaderElected } } }, unit: { en: ms, ko: ms } }
`);
  expect(lintLesson(scenario)).toEqual([
    'misconception: source is missing: where is it found?',
    'minutes: 9 is more than 8: make two lessons of it',
    'beats: 3, not 4 to 9',
    'the first prediction is asked in the last beat',
    'goals: at least one',
    'what-if: at least one',
    'explain is missing',
    'review: 0 of at least 2',
    'try: 0 of at least 3',
    'beat three: wrong is missing: which mistake do people make?',
    'beat three: reveal is missing: a prediction is about what is still to come',
    'beat three: outcome is missing: what was seen, and why',
    'beat three: the texts before the answer say 350 ms',
    'lesson.beats.1.say: both languages say the same',
    'lesson.beats.2.say: en has Korean letters in it',
  ]);
});

test('wrong options want their reason and their evidence, all but one', () => {
  const option = (says: string, more: string) =>
    `{ say: { en: ${says}, ko: 가 }, when: { happens: { fact: LeaderElected } }${more} }`;
  const beat = (options: string) => `
lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 3
  beats:
    - name: one
      say: { en: Look., ko: 보세요. }
      predict: { ask: { en: What?, ko: 무엇? }, choose: [${options}] }
`;
  const said = (options: string) => lintLesson(scenarioOf(beat(options))).filter((one) => one.includes('options'));
  const met = ', because: { en: no, ko: 아니요 }, evidence: { fact: LeaderElected }';
  expect(said([option('a', ''), option('b', met), option('c', met)].join(', '))).toEqual([]);
  expect(said([option('a', ''), option('b', ''), option('c', met)].join(', '))).toEqual([
    'beat one: 2 options are without because and evidence; the right one may be, no other',
  ]);
});
