/** Texts that show what this run says: other seeds, other words, and never a name that there is not. */
import { describe, expect, test } from 'vitest';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { scenarioOf, wholeText } from '../scenario/support.ts';
import { asking, impatientClock, option } from './support.ts';

const SHOWING = `
until: 30s
network: { latency: 2ms, jitter: 2ms }
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 100ms, count: 200 }] }]
timeline: [{ at: 8s, kill: b1 }]
lesson:
  misconception: { en: It leads at once., ko: 바로 이어받아요. }
  minutes: 3
  values:
    leader: { state: { partition: orders-0, read: leader } }
    others: { state: { partition: orders-0, read: isr } }
    gap: { span: { to: { fact: LeaderElected } } }
    written: { state: { partition: orders-0, read: log-end-offset, on: b2 } }
  beats:
    - name: dies
      say: { en: "{leader} leads, of {others}.", ko: "{others} 가운데 {leader:이/가} 이끌어요." }
      stop: { fact: ProcessKilled, just-before: true }
      predict:
        ask: { en: "What follows {leader}?", ko: "{leader} 다음은?" }
        choose:
          - say: { en: "{leader} itself, later", ko: "{leader:은/는} 나중에" }
            when: { field: { fact: LeaderElected, name: leader }, is: b1 }
            because: { en: "{leader} leads now, {gap} ms later.", ko: "{gap}ms 뒤 {leader:이에요/예요}." }
            evidence: { fact: LeaderElected }
          - say: { en: Another, ko: 다른 브로커 }
            when: { field: { fact: LeaderElected, name: leader }, not: b1 }
      reveal: { fact: LeaderElected }
      outcome: { en: "Now it is **{leader}**, and {written} are written.", ko: "이제 **{leader}**, 쓰인 것은 {written}." }
`;

describe('a text of a beat', () => {
  test('says what stands at its stop, and in its outcome what stands at the reveal', () => {
    const lesson = asking(SHOWING, { clock: impatientClock() });
    expect(lesson.lesson().beats[0]).toMatchObject({ shows: true, say: { en: '… leads, of ….' } });
    const told = (which: 'stop' | 'reveal') => {
      for (;;) {
        const answer = lesson.ask('lesson-beat', { ask: 'lesson-beat', branch: 0, beat: 'dies', which });
        if (!answer.more) return answer.beat!;
      }
    };
    expect(told('stop')).toMatchObject({
      say: { en: 'b1 leads, of b1, b2 and b3.', ko: 'b1, b2, b3 가운데 b1이 이끌어요.' },
      outcome: { en: 'Now it is **…**, and … are written.' },
      question: {
        ask: { en: 'What follows b1?' },
        options: expect.arrayContaining([
          expect.objectContaining({ say: { en: 'b1 itself, later', ko: 'b1은 나중에' } }),
        ]),
      },
    });
    expect(told('reveal').outcome!.ko).toMatch(/^이제 \*\*b2\*\*, 쓰인 것은 \d+\.$/);
  });

  test('what is said to a wrong answer is of the moment of the answer', () => {
    const lesson = asking(SHOWING);
    const marked = lesson.mark('dies', option(lesson.lesson(), 'dies', 'itself'))!;
    expect(marked.options.find(({ right }) => !right)!.because!.en).toMatch(/^b2 leads now, \d{1,2},\d{3} ms later\.$/);
    expect(marked.options.find(({ right }) => !right)!.because!.ko).toMatch(/^\d{1,2},\d{3}ms 뒤 b2예요\.$/);
  });

  test('is judged: what cannot be read in the run is told', () => {
    expect(judgeLesson(scenarioOf(SHOWING), 1)).toEqual([]);
    const text = SHOWING.replace('{leader} leads, of {others}.', '{gap} ms and {others}.');
    expect(judgeLesson(scenarioOf(text), 1)).toEqual([
      'beat dies: {gap} cannot be shown: the second moment of the span does not come',
    ]);
  });
});

test('a name that there is not, a text of no moment, a particle that there is not, a value that nobody shows', () => {
  const parsed = parseScenario(
    wholeText(
      SHOWING.replace('It leads at once.', '"It is {leader} at once."')
        .replace('{leader} leads, of {others}.', '{leadr} leads, of {leader:은/는}.')
        .replace('{leader:이/가}', '{leader:이든}')
        .replace('{others} 가운데', '가운데'),
    ),
  );
  const messages = parsed.ok ? [] : parsed.problems.map(({ message }) => message);
  expect(messages).toEqual([
    '{leader} is read in a beat: this text is of no moment of the run',
    'there is no value leadr; did you mean leader?',
    expect.stringMatching(/^은\/는 is no particle/),
    expect.stringMatching(/^이든 is no particle; in ko there is 은\/는/),
  ]);
});
