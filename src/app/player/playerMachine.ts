/** The life of the player. It never starts by itself; at the end of the script it stops once, and may be sent on. */
import { setup } from 'xstate';

export type PlayerEvent =
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  | { readonly type: 'TOGGLE' }
  /** A drag on the scrubber, or a jump that takes several calls. */
  | { readonly type: 'SEEK' }
  | { readonly type: 'ARRIVED' }
  | { readonly type: 'END' }
  /** Nothing more can be simulated. */
  | { readonly type: 'BUDGET' }
  | { readonly type: 'RESET' };

export const playerMachine = setup({ types: { events: {} as PlayerEvent } }).createMachine({
  id: 'player',
  initial: 'paused',
  on: { RESET: '.paused', BUDGET: '.exhausted' },
  states: {
    paused: { on: { PLAY: 'playing', TOGGLE: 'playing', SEEK: 'seeking' } },
    playing: {
      on: { PAUSE: 'paused', TOGGLE: 'paused', SEEK: 'seekingToPlay', END: 'atEnd' },
    },
    seeking: { on: { ARRIVED: 'paused', PLAY: 'seekingToPlay', TOGGLE: 'seekingToPlay' } },
    /** Will go on playing when it is there. */
    seekingToPlay: { on: { ARRIVED: 'playing', PAUSE: 'seeking', TOGGLE: 'seeking' } },
    atEnd: { on: { PLAY: 'playing', TOGGLE: 'playing', SEEK: 'seeking' } },
    exhausted: { on: { SEEK: 'seeking' } },
  },
});

export type PlayerPhase = 'paused' | 'playing' | 'seeking' | 'seekingToPlay' | 'atEnd' | 'exhausted';

export function isPlaying(phase: PlayerPhase): boolean {
  return phase === 'playing' || phase === 'seekingToPlay';
}
