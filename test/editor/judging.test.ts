/** A lesson is judged while it is written: what is not true of its run stands at its line, a slice of work at a time. */
import { expect, test } from 'vitest';
import { Session } from '../../src/worker/session.ts';

const TEXT = `tidemark: 1
title: { en: A, ko: 가 }
lesson:
  misconception: { en: M., ko: 잘못., source: S }
  minutes: 1
  beats:
    - name: first
      stop: { fact: ProcessKilled }
      say: { en: It dies., ko: 죽어요. }
    - name: second
      stop: { fact: DiskWiped }
      say: { en: Its disk is empty., ko: 디스크가 비었어요. }
until: 40s
cluster: { controllers: 1, brokers: 2 }
timeline: [{ at: 9s, kill: b2 }]
`;

test('a moment that never comes is told at its beat; typing goes on between the slices', () => {
  let now = 0;
  // Each look at the clock takes a millisecond, and no slice has one.
  const session = new Session({ clock: () => now++, sliceMs: 0 });
  let slices = 0;
  for (;;) {
    const judged = session.answer({ ask: 'judge-text', text: TEXT });
    if (judged.answer !== 'judged-text') throw new Error(JSON.stringify(judged));
    slices++;
    expect(session.answer({ ask: 'hover-text', text: TEXT, at: 2 })).toMatchObject({ answer: 'hovered-text' });
    if (judged.more) continue;
    expect(judged.problems).toHaveLength(1);
    const [problem] = judged.problems;
    expect(problem).toMatchObject({ severity: 'warning', code: 'lesson-untrue', line: 10 });
    expect(problem!.message).toMatch(/^beat second: .*never comes/);
    expect(TEXT.slice(problem!.from, problem!.to)).toBe('second');
    break;
  }
  expect(slices).toBeGreaterThan(2);
  const beatAt = (at: number) => session.answer({ ask: 'beat-at', text: TEXT, at });
  expect(beatAt(TEXT.indexOf('Its disk'))).toEqual({ answer: 'beat-at', beat: 'second' });
  expect(beatAt(TEXT.indexOf('name: second') + 8)).toEqual({ answer: 'beat-at', beat: 'second' });
  expect(beatAt(3)).toEqual({ answer: 'beat-at', beat: null });
});

test('a goal that asks whether a property held is judged in slices as well', () => {
  const goals = `  goals:
    - name: emptied
      say: { en: Empty its disk., ko: 디스크를 비우세요. }
      reach: { happens: { fact: DiskWiped } }
      keep: { holds: NoAcknowledgedRecordLost }
      hints: [{ en: The disk., ko: 디스크. }]
      solutions:
        - say: { en: Wipe it., ko: 비우기. }
          timeline: [{ at: 10s, wipe: b2 }]
until: 12s`;
  const session = new Session({ clock: () => 0, sliceMs: -1 });
  for (;;) {
    const judged = session.answer({ ask: 'judge-text', text: TEXT.replace('until: 40s', goals) });
    if (judged.answer !== 'judged-text') throw new Error(JSON.stringify(judged));
    if (judged.more) continue;
    expect(judged.problems.map(({ line }) => line)).toEqual([10]);
    break;
  }
});
