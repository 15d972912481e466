/** Drives the playhead while the player plays: an animation frame at a time, never faster than the simulation is known. */
import type { Conductor } from '../conductor.ts';
import { currentView } from '../store.ts';
import { advance, EVENT_WALL_MS, knownEnough, type PlayState } from './pace.ts';
import { isPlaying } from './playerMachine.ts';

/** A tab that was hidden does not leap ahead when it is shown again. */
const LONGEST_TICK_MS = 100;

/** Returns the way to stop. */
export function drivePlayer(conductor: Conductor, schedule: (tick: (wallMs: number) => void) => void): () => void {
  const { store, clock } = conductor;
  let running = false;
  let last: number | undefined;
  let play: PlayState = { now: 0, idle: null };
  let eventWait = 0;

  const tick = (wallMs: number): void => {
    const state = store.getState();
    if (!isPlaying(state.player)) {
      running = false;
      last = undefined;
      if (state.idle !== null) conductor.set({ idle: null });
      return;
    }
    schedule(tick);
    const passed = last === undefined ? 0 : Math.min(LONGEST_TICK_MS, wallMs - last);
    last = wallMs;
    const view = currentView(state);
    if (state.player !== 'playing' || view === undefined) return;
    if (state.branches.find(({ id }) => id === state.branch)?.budgetReached != null && view.nextAt === null) {
      conductor.player({ type: 'BUDGET' });
      return;
    }
    const speed = conductor.travel?.speed(clock.now(), state.speed, passed) ?? state.speed;
    if (speed === 'events') {
      eventWait += passed;
      if (eventWait >= EVENT_WALL_MS) {
        eventWait = 0;
        conductor.nextFact();
      }
      return;
    }
    if (!knownEnough(clock.now(), speed, view.pace)) conductor.lookAhead();
    const from = play.now === clock.now() ? play : { now: clock.now(), idle: null };
    // What lies beyond the end is no part of the stretch that is crossed.
    const stop = conductor.stopAhead;
    const stopAt = stop?.at ?? Number.POSITIVE_INFINITY;
    const until = Math.min(view.pace.until, conductor.end, stopAt);
    play = advance(from, passed, speed, { ...view.pace, until });
    // Whatever is known to come is known up to here: no fact to stop at is run past.
    if (stop !== null && play.now >= stopAt) {
      clock.set(stopAt);
      conductor.stopAt(stop.step);
      return;
    }
    const ends = play.now >= conductor.end;
    const now = ends ? conductor.end : play.now;
    play = { now, idle: play.idle };
    clock.set(now);
    if (play.idle?.from !== state.idle?.from || play.idle?.to !== state.idle?.to) conductor.set({ idle: play.idle });
    // The last frame must not be dropped for one that is still on its way.
    if (ends && !conductor.isStill) return;
    const due = view.nextAt !== null && now >= view.nextAt;
    if (due || ends) conductor.keepUp(now);
    if (ends) conductor.player({ type: 'END' });
  };

  const watch = (): void => {
    if (running || !isPlaying(store.getState().player)) return;
    running = true;
    last = undefined;
    schedule(tick);
  };
  watch();
  return store.subscribe(watch);
}
