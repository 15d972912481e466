/** Goals: judged after every fact of a branch, from where free play began; reached, lost, or open as of the playhead. */
import { describe, expect, test } from 'vitest';
import { asking, impatientClock } from './support.ts';

const LESSON = `
until: 40s
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 500ms, count: 60 }] }]
timeline: [{ at: 8s, kill: b3 }]
lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 3
  beats:
    - { name: one, say: { en: Look., ko: 보세요. }, stop: { fact: ProcessKilled } }
  goals:
    - name: move-it
      say: { en: Let another lead., ko: 다른 브로커가 이끌게 해 보세요. }
      reach:
        - { state: { partition: orders-0, read: leader }, is: b2 }
        - { state: { partition: orders-0, read: leader }, not: none }
      keep: { state: { ledger: true, read: lost }, is: 0 }
      hints: [{ en: Kill it., ko: 죽이세요. }]
      solutions: [{ say: { en: Kill it., ko: 죽여요. }, timeline: [{ at: 15s, kill: b1 }] }]
    - name: never-small
      say: { en: Let it die and keep two., ko: 둘은 남겨 두세요. }
      reach: { happens: { fact: ProcessKilled, where: { node: b1 } } }
      keep: { state: { partition: orders-0, read: isr-size }, at-least: 2 }
      hints: [{ en: Wait., ko: 기다리세요. }]
      solutions: [{ say: { en: At once., ko: 바로요. }, timeline: [{ at: 9s, kill: b1 }] }]
`;

const KILL_B1 = { type: 'kill', node: 'b1' } as const;

describe('a goal', () => {
  test('stays open in a run that nobody touched', () => {
    const { seek, goal } = asking(LESSON);
    for (const at of [1_000_000, 20_000_000, 40_000_000]) {
      seek(at);
      expect(goal('move-it')).toEqual({ name: 'move-it', state: 'open', spot: null });
    }
  });

  test('is reached at the first fact at which it is so, and open again before that', () => {
    const { seek, goal, act } = asking(LESSON);
    seek(12_000_000);
    const branch = act(KILL_B1);
    expect(goal('move-it', branch).state).toBe('open');
    seek(35_000_000, branch);
    const { state, spot } = goal('move-it', branch);
    expect(state).toBe('reached');
    expect(spot!.at).toBeGreaterThan(12_000_000);
    seek(12_500_000, branch);
    expect(goal('move-it', branch).state).toBe('open');
    seek(spot!, branch);
    expect(goal('move-it', branch)).toEqual({ name: 'move-it', state: 'reached', spot });
    expect(goal('move-it').state).toBe(branch === 0 ? 'reached' : 'open');
  });

  test('is lost as soon as what must be kept is not so, and stays lost', () => {
    const { seek, goal, act } = asking(LESSON);
    seek(9_000_000);
    const branch = act({ type: 'kill', node: 'b2' });
    seek(25_000_000, branch);
    const lost = goal('never-small', branch);
    expect(lost.state).toBe('lost');
    act(KILL_B1, branch);
    seek(26_000_000, branch);
    expect(goal('never-small', branch)).toEqual(lost);
  });

  test('what was done before the lesson had come to its end counts from there on', () => {
    const { seek, goal, act } = asking(LESSON);
    seek(9_000_000);
    seek(5_000_000);
    const branch = act(KILL_B1);
    expect(branch).not.toBe(0);
    seek(5_100_000, branch);
    expect(goal('never-small', branch).state).toBe('reached');
  });

  test('is the same asked at every step of the way or once at its end, with any patience', () => {
    const outcomes = [() => 0, impatientClock()].map((clock, nth) => {
      const { seek, goal, act } = asking(LESSON, { clock });
      seek(12_000_000);
      const branch = act(KILL_B1);
      for (let at = 12_000_000; at < 30_000_000; at += nth === 0 ? 700_000 : 30_000_000) {
        seek(at, branch);
        goal('move-it', branch);
      }
      seek(30_000_000, branch);
      return goal('move-it', branch);
    });
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]!.state).toBe('reached');
  });
});
