/** The life of the page's link to the simulation, and of what is loaded in it. */
import { setup } from 'xstate';

export type LinkEvent =
  | { readonly type: 'LOAD' }
  | { readonly type: 'LOADED' }
  | { readonly type: 'PROBLEMS' }
  | { readonly type: 'REFUSED' }
  | { readonly type: 'CRASHED' }
  | { readonly type: 'RESTART' };

export const linkMachine = setup({ types: { events: {} as LinkEvent } }).createMachine({
  id: 'link',
  initial: 'starting',
  on: { CRASHED: '.failed' },
  states: {
    starting: { on: { LOAD: 'loading' } },
    loading: { on: { LOADED: 'ready', PROBLEMS: 'problems', REFUSED: 'failed', LOAD: 'loading' } },
    ready: { on: { LOAD: 'loading' } },
    /** The file has mistakes: they are listed, nothing runs. */
    problems: { on: { LOAD: 'loading' } },
    failed: { on: { RESTART: 'restarting' } },
    restarting: { on: { LOAD: 'loading' } },
  },
});

export type LinkPhase = 'starting' | 'loading' | 'ready' | 'problems' | 'failed' | 'restarting';
