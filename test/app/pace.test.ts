import { describe, expect, test } from 'vitest';
import { advance, knownEnough, type PlayState } from '../../src/app/player/pace.ts';

const pace = {
  busy: [
    { from: 1_000, to: 3_000 },
    { from: 500_000, to: 501_000 },
  ],
  until: 600_000,
};

function play(wallMs: number, speed: number, from: PlayState = { now: 1_000, idle: null }): PlayState {
  let state = from;
  for (let tick = 0; tick < wallMs; tick += 16) state = advance(state, 16, speed, pace);
  return state;
}

describe('the pace of the player', () => {
  test('1× is 4 ms of the cluster in a second while messages travel', () => {
    expect(advance({ now: 1_000, idle: null }, 250, 1, pace).now).toBe(2_000);
    expect(advance({ now: 1_000, idle: null }, 250, 0.5, pace).now).toBe(1_500);
  });

  test('an idle stretch is crossed in a moment, and said so', () => {
    const during = play(700, 1);
    expect(during.idle).toEqual({ from: 3_000, to: 500_000 });
    const after = play(950, 1);
    expect(after.now).toBeGreaterThanOrEqual(500_000);
    expect(after.now).toBeLessThan(501_000);
    expect(after.idle).toBeNull();
  });

  test('never runs past what is known, and waits there', () => {
    const state = play(60_000, 20);
    expect(state.now).toBe(600_000);
    expect(play(100, 1, state).now).toBe(600_000);
  });

  test('never goes back, whatever the tick', () => {
    let state: PlayState = { now: 0, idle: null };
    for (const wall of [1, 0, 1000, 3, 16, 16, 700, 0.5]) {
      const next = advance(state, wall, 5, pace);
      expect(next.now).toBeGreaterThanOrEqual(state.now);
      state = next;
    }
  });

  test('knows when to look further ahead', () => {
    expect(knownEnough(0, 1, { busy: [], until: 10 })).toBe(false);
    expect(knownEnough(0, 1, { busy: [{ from: 0, to: 100_000 }], until: 100_000 })).toBe(true);
    expect(knownEnough(502_000, 1, pace)).toBe(false);
  });
});
