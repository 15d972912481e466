/**
 * The life of a review: chosen, then question by question (fetched, asked, marked by the run), then its result. Closing the
 * page over it changes nothing; it goes on where it was.
 */
import { assign, setup } from 'xstate';
import type { LessonAnswer, MarkedFrame } from '../../../frame/lessonFrames.ts';
import type { Confidence } from '../../lesson/progress.ts';
import type { Given, Planned, Posed } from './reviewSet.ts';

export type ReviewEvent =
  | { readonly type: 'START'; readonly plan: readonly Planned[]; readonly most: number }
  | { readonly type: 'POSED'; readonly posed: Posed }
  /** That lesson has no such question, or this run no answer to it. */
  | { readonly type: 'PASSED_OVER' }
  | { readonly type: 'DRAFT'; readonly answer: LessonAnswer | null }
  | { readonly type: 'SURE'; readonly confidence: Confidence }
  | { readonly type: 'ANSWER' }
  | { readonly type: 'SKIP' }
  | { readonly type: 'MARKED'; readonly marked: MarkedFrame }
  | { readonly type: 'NEXT' }
  /** The same question under another seed. */
  | { readonly type: 'VARY' }
  | { readonly type: 'NO_OTHER' }
  | { readonly type: 'FAILED'; readonly reason: string }
  | { readonly type: 'END' }
  | { readonly type: 'AGAIN' };

export interface ReviewContext {
  readonly plan: readonly Planned[];
  /** Place in the plan. */
  readonly next: number;
  readonly most: number;
  readonly posed: Posed | null;
  readonly draft: LessonAnswer | null;
  readonly confidence: Confidence | null;
  readonly given: readonly Given[];
  /** No other seed that was tried has another answer. */
  readonly isSameEverywhere: boolean;
  readonly reason: string | null;
}

const NOTHING: ReviewContext = {
  plan: [],
  next: 0,
  most: 0,
  posed: null,
  draft: null,
  confidence: null,
  given: [],
  isSameEverywhere: false,
  reason: null,
};

export const reviewMachine = setup({
  types: { events: {} as ReviewEvent, context: {} as ReviewContext },
  guards: {
    isOver: ({ context: { given, most, next, plan } }) =>
      given.filter(({ isAgain }) => !isAgain).length >= most || next + 1 >= plan.length,
  },
  actions: {
    step: assign(({ context }) => ({ next: context.next + 1, posed: null })),
    pose: assign(({ event }) =>
      event.type === 'POSED'
        ? {
            posed: event.posed,
            draft: null,
            confidence: null,
            isSameEverywhere: false,
          }
        : {},
    ),
    keep: assign(({ context, event }) => {
      const { posed, draft, confidence, given } = context;
      if (event.type !== 'MARKED' || posed === null) return {};
      return { given: [...given, { ...posed, answer: draft, confidence, marked: event.marked }] };
    }),
  },
}).createMachine({
  id: 'review',
  context: NOTHING,
  initial: 'choosing',
  on: {
    FAILED: { target: '.failed', actions: assign(({ event }) => ({ reason: event.reason })) },
    AGAIN: { target: '.choosing', actions: assign(NOTHING) },
  },
  states: {
    choosing: {
      on: {
        START: {
          guard: ({ event }) => event.plan.length > 0,
          target: 'posing',
          actions: assign(({ event }) => ({ ...NOTHING, plan: event.plan, most: event.most })),
        },
      },
    },
    posing: {
      on: {
        POSED: { target: 'asking', actions: 'pose' },
        PASSED_OVER: [
          { guard: 'isOver', target: 'over' },
          { target: 'posing', reenter: true, actions: 'step' },
        ],
        END: 'over',
      },
    },
    asking: {
      on: {
        DRAFT: { actions: assign(({ event }) => ({ draft: event.answer })) },
        SURE: { actions: assign(({ event }) => ({ confidence: event.confidence })) },
        ANSWER: { guard: ({ context }) => context.draft !== null, target: 'marking' },
        SKIP: { target: 'marking', actions: assign({ draft: null, confidence: null }) },
        END: 'over',
      },
    },
    marking: {
      on: {
        MARKED: { target: 'marked', actions: 'keep' },
        PASSED_OVER: [
          { guard: 'isOver', target: 'over' },
          { target: 'posing', actions: 'step' },
        ],
      },
    },
    marked: {
      on: {
        NEXT: [
          { guard: 'isOver', target: 'over' },
          { target: 'posing', actions: 'step' },
        ],
        VARY: 'varying',
        END: 'over',
      },
    },
    varying: {
      on: {
        POSED: { target: 'asking', actions: 'pose' },
        NO_OTHER: { target: 'marked', actions: assign({ isSameEverywhere: true }) },
      },
    },
    over: {},
    failed: {},
  },
});

export type ReviewPhase = 'choosing' | 'posing' | 'asking' | 'marking' | 'marked' | 'varying' | 'over' | 'failed';
