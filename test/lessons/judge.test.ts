/** What the judge says of a lesson that is not true: which beat, what was expected, and what happened instead. */
import { describe, expect, test } from 'vitest';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { judgeWhatIfs } from '../../src/lesson/judgeWhatIfs.ts';
import { scenarioOf, wholeText } from '../scenario/support.ts';

const RUN = `
until: 25s
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 500ms, count: 20 }] }]
timeline: [{ at: 8s, kill: b1 }]
lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 3
`;

const beats = (text: string) => `${RUN}  beats:\n${text.replace(/^/gm, '    ')}`;
const judged = (text: string) => judgeLesson(scenarioOf(text), 1);

describe('the judge', () => {
  test('a moment that never comes', () => {
    expect(
      judged(
        beats('- { name: one, say: { en: a, ko: 가 }, stop: { fact: ProcessStarted, where: { node: b1 }, nth: 2 } }'),
      ),
    ).toEqual([
      'beat one: ProcessStarted node b1 number 2 never comes; there is no ProcessStarted at all, but BrokerRegistered 3 times, first at 1.927s',
    ]);
    expect(
      judged(
        beats(
          '- { name: one, say: { en: a, ko: 가 }, stop: { fact: ProcessKilled }, predict: { ask: { en: a, ko: 가 }, number: { is: { count: { fact: IsrChanged } } } }, reveal: { fact: LogTruncated } }',
        ),
      ),
    ).toEqual(['beat one: LogTruncated never comes after 8.000s']);
  });

  test('beats that go back in time', () => {
    expect(
      judged(
        beats(
          '- { name: one, say: { en: a, ko: 가 }, stop: { fact: ProcessKilled } }\n- { name: two, say: { en: a, ko: 가 }, stop: { at: 4s } }',
        ),
      ),
    ).toEqual(['beat two: it stops at 4.000s, before the end of the beat before it (8.000s)']);
  });

  test('a choice with no right option, or with two, says what each has read', () => {
    const choice = (second: string) =>
      beats(`- name: one
  say: { en: a, ko: 가 }
  stop: { fact: ProcessKilled }
  predict:
    ask: { en: a, ko: 가 }
    choose:
      - { say: { en: third, ko: 셋 }, when: { field: { fact: LeaderElected, name: leader }, is: b3 }, because: { en: no, ko: 아니요 }, evidence: { fact: DiskWiped } }
      - { say: { en: second, ko: 둘 }, when: { field: { fact: LeaderElected, name: leader }, is: ${second} } }
  reveal: { fact: LeaderElected }`);
    const [problem, evidence] = judged(choice('b1'));
    expect(problem).toContain('beat one: 0 of the options are right in this run, not one');
    expect(problem).toContain('"third" reads b2');
    expect(evidence).toMatch(/^beat one: "third": its evidence, DiskWiped, never comes/);
    expect(judged(choice('b2'))).toHaveLength(1);
  });

  test('an answer that cannot be read, and a known mistake that is right', () => {
    const number = (is: string, wrong: number) =>
      beats(`- name: one
  say: { en: a, ko: 가 }
  stop: { fact: ProcessKilled }
  predict: { ask: { en: a, ko: 가 }, number: { is: ${is}, wrong: [{ is: ${wrong}, because: { en: no, ko: 아니요 } }] } }
  reveal: { fact: BecameLeader }`);
    expect(judged(number('{ span: { to: { fact: ProcessStarted } } }', 5))[0]).toContain(
      'beat one: there is no answer at',
    );
    expect(judged(number('{ count: { fact: BecameLeader } }', 1))[0]).toMatch(
      /the known mistake 1 is right in this run/,
    );
  });

  test('what is asked why of lies beyond the reveal', () => {
    const [problem] = judged(
      beats(`- name: one
  say: { en: a, ko: 가 }
  stop: { fact: ProcessKilled, just-before: true }
  reveal: { fact: ProcessKilled }
  why: { fact: LeaderElected }`),
    );
    expect(problem).toMatch(/^beat one: what is asked why of is at .*, after the reveal \(8\.000s\)$/);
  });

  test('a goal that is reached by itself, and solutions that reach nothing or lose it', () => {
    const goal = (reach: string, keep: string, solution: string) =>
      judged(
        beats(`- { name: one, say: { en: a, ko: 가 }, stop: { at: 5s } }
`).concat(`
  goals:
    - name: it
      say: { en: a, ko: 가 }
      reach: ${reach}
      keep: ${keep}
      hints: [{ en: a, ko: 가 }]
      solutions: [{ say: { en: go, ko: 가 }, timeline: [${solution}] }]
`),
      );
    const any = '{ state: { ledger: true, read: lost }, is: 0 }';
    expect(goal('{ happens: { fact: LeaderElected } }', any, '{ at: 6s, kill: b2 }')[0]).toMatch(
      /^goal it: nobody does anything, and it is reached at/,
    );
    expect(goal('{ happens: { fact: DiskWiped } }', any, '{ at: 6s, kill: b2 }')).toEqual([
      'goal it, solution 1 ("go"): the goal is not reached by 85.000s',
    ]);
    const small = '{ state: { partition: orders-0, read: isr-size }, at-least: 3 }';
    expect(
      goal('{ happens: { fact: BrokerUnfenced, where: { brokerId: 2 } } }', small, '{ at: 6s, restart: b2 }')[0],
    ).toMatch(/loses the goal at/);
    expect(goal('{ happens: { fact: ProcessKilled, where: { node: b2 } } }', any, '{ at: 6s, kill: b2 }')).toEqual([]);
  });

  test('a change that cannot be made in the text that it is for', () => {
    const text = wholeText(
      beats('- { name: one, say: { en: a, ko: 가 } }').concat(`
  what-if:
    - { say: { en: faster, ko: 빠르게 }, change: { producer: p1, set: { acks: 1 } } }
    - { say: { en: other, ko: 다르게 }, change: { seed: 4 } }
`),
    );
    const scenario = scenarioOf(text);
    expect(judgeWhatIfs(text, scenario)).toEqual([]);
    const without = text.replace(/p1/g, 'p9').replace('producer: p9, set', 'consumer: p9, set');
    const problems = judgeWhatIfs(without, scenario);
    expect(problems.some((problem) => /^what-if 1 \("faster"\): /.test(problem))).toBe(true);
  });
});
