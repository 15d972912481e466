/** The life of a search: asked for, under way, over. It goes on while nobody looks; its result stays until the next one. */
import { assign, setup } from 'xstate';
import type { Says } from '../../base/says.ts';
import type { FoundFrame, SearchProgress, SearchRequest } from '../../worker/searchProtocol.ts';

export type SearchEvent =
  | { readonly type: 'START'; readonly request: SearchRequest }
  | { readonly type: 'PROGRESS'; readonly progress: SearchProgress }
  | { readonly type: 'RESULT'; readonly progress: SearchProgress; readonly found: FoundFrame | null }
  | { readonly type: 'FAILED'; readonly reason: Says }
  | { readonly type: 'CANCEL' }
  | { readonly type: 'AGAIN' };

export interface SearchContext {
  readonly request: SearchRequest | null;
  readonly progress: SearchProgress | null;
  readonly found: FoundFrame | null;
  readonly reason: Says | null;
}

const NOTHING: SearchContext = { request: null, progress: null, found: null, reason: null };

export const searchMachine = setup({
  types: { events: {} as SearchEvent, context: {} as SearchContext },
  actions: {
    keepResult: assign(({ event }) =>
      event.type === 'RESULT' ? { progress: event.progress, found: event.found } : {},
    ),
  },
}).createMachine({
  id: 'search',
  context: NOTHING,
  initial: 'idle',
  states: {
    /** Waits for a request; what was asked last is offered again. */
    idle: {
      on: { START: { target: 'running', actions: assign(({ event }) => ({ ...NOTHING, request: event.request })) } },
    },
    running: {
      on: {
        PROGRESS: { actions: assign(({ event }) => ({ progress: event.progress })) },
        CANCEL: 'stopping',
        RESULT: [
          { guard: ({ event }) => event.found !== null, target: 'found', actions: 'keepResult' },
          { target: 'notFound', actions: 'keepResult' },
        ],
        FAILED: { target: 'failed', actions: assign(({ event }) => ({ reason: event.reason })) },
      },
    },
    /** The word has been sent; what was found by now is still on its way. */
    stopping: {
      on: {
        PROGRESS: { actions: assign(({ event }) => ({ progress: event.progress })) },
        RESULT: [
          { guard: ({ event }) => event.found !== null, target: 'found', actions: 'keepResult' },
          { target: 'notFound', actions: 'keepResult' },
        ],
        FAILED: { target: 'failed', actions: assign(({ event }) => ({ reason: event.reason })) },
      },
    },
    found: { on: { AGAIN: 'idle' } },
    notFound: { on: { AGAIN: 'idle' } },
    failed: { on: { AGAIN: 'idle' } },
  },
});

export type SearchPhase = 'idle' | 'running' | 'stopping' | 'found' | 'notFound' | 'failed';
