/**
 * The life of a lesson: a beat is read, its question answered or skipped on purpose, the run played on to the reveal, the
 * outcome shown; then the next beat. It never goes on by itself. Beside that a learner may play freely, and come back.
 * What the run does is told to it; it asks for nothing itself.
 */
import { assign, setup } from 'xstate';
import type { BeatFrame, LessonAnswer, LessonFrame, MarkedFrame } from '../../frame/lessonFrames.ts';
import type { Answered, LessonPhase, PlayedFor } from './lessonView.ts';
import type { Confidence } from './progress.ts';

export interface LessonContext {
  readonly lesson: LessonFrame | null;
  readonly beat: number;
  readonly furthest: number;
  /** Where the run is sent to next, and whether one watches it go there. */
  readonly aim: 'stop' | 'reveal';
  readonly watched: boolean;
  readonly draft: LessonAnswer | null;
  readonly confidence: Confidence | null;
  readonly answers: Readonly<Record<string, Answered>>;
  readonly away: PlayedFor | null;
  /** Its end has been seen, and can be gone to from anywhere. */
  readonly ended: boolean;
}

export type LessonEvent =
  | {
      readonly type: 'LOADED';
      readonly lesson: LessonFrame;
      readonly beat: number;
      readonly furthest: number;
      readonly answers: Readonly<Record<string, Answered>>;
      readonly ended: boolean;
      /** The playhead was put somewhere by a link: the lesson waits until it is asked for. */
      readonly waits: boolean;
    }
  /** The playhead stands where it was sent. */
  | { readonly type: 'THERE' }
  /** This run never gets there. */
  | { readonly type: 'NOWHERE' }
  | { readonly type: 'DRAFT'; readonly answer: LessonAnswer | null }
  | { readonly type: 'SURE'; readonly confidence: Confidence }
  | { readonly type: 'ANSWER' }
  | { readonly type: 'SKIP' }
  | { readonly type: 'MARKED'; readonly marked: MarkedFrame }
  | { readonly type: 'GO_ON' }
  /** The reveal once more. */
  | { readonly type: 'AGAIN' }
  /** A beat that was reached before. */
  | { readonly type: 'OPEN'; readonly beat: number }
  /** Whoever knows this already goes on to the next beat, whatever is open here. */
  | { readonly type: 'SKIP_AHEAD' }
  | { readonly type: 'TO_THE_END' }
  | { readonly type: 'LEAVE'; readonly playedFor: PlayedFor }
  | { readonly type: 'BACK' }
  | { readonly type: 'RESET' };

const NOTHING: LessonContext = {
  lesson: null,
  beat: 0,
  furthest: 0,
  aim: 'stop',
  watched: false,
  draft: null,
  confidence: null,
  answers: {},
  away: null,
  ended: false,
};

export function beatOf({ lesson, beat }: Pick<LessonContext, 'lesson' | 'beat'>): BeatFrame | undefined {
  return lesson?.beats[beat];
}

function answeredOf(context: LessonContext): Answered | undefined {
  const beat = beatOf(context);
  return beat === undefined || !Object.hasOwn(context.answers, beat.name) ? undefined : context.answers[beat.name];
}

function withAnswered(context: LessonContext, answered: Answered): Partial<LessonContext> {
  const beat = beatOf(context);
  return beat === undefined ? {} : { answers: { ...context.answers, [beat.name]: answered } };
}

function toBeat(context: LessonContext, beat: number, watched: boolean): Partial<LessonContext> {
  const there = { ...context, beat };
  const isAnswered = answeredOf(there) !== undefined && beatOf(there)?.reveals === true;
  return {
    beat,
    furthest: Math.max(context.furthest, beat),
    aim: isAnswered ? 'reveal' : 'stop',
    watched,
    draft: null,
    confidence: null,
  };
}

export const lessonMachine = setup({
  types: { events: {} as LessonEvent, context: {} as LessonContext },
  guards: {
    asks: ({ context }) => beatOf(context)?.question != null,
    isAnswered: ({ context }) => answeredOf(context) !== undefined,
    isMarked: ({ context }) => (answeredOf(context)?.marked ?? null) !== null,
    reveals: ({ context }) => beatOf(context)?.reveals === true,
    isLast: ({ context }) => context.beat + 1 >= (context.lesson?.beats.length ?? 0),
    atReveal: ({ context }) => context.aim === 'reveal',
    hasDraft: ({ context }) => context.draft !== null,
    wasReached: ({ context, event }) =>
      event.type === 'OPEN' && event.beat <= context.furthest && context.lesson?.beats[event.beat] !== undefined,
  },
  actions: {
    takeLesson: assign(({ event }) => {
      if (event.type !== 'LOADED') return {};
      const { lesson, beat, furthest, answers, ended } = event;
      const context = { ...NOTHING, lesson, furthest, answers, ended };
      return { ...context, ...toBeat(context, beat, false) };
    }),
    aimAtReveal: assign({ aim: 'reveal', watched: true }),
    aimAtNext: assign(({ context }) => toBeat(context, context.beat + 1, true)),
    aimAhead: assign(({ context }) => toBeat(context, context.beat + 1, false)),
    aimAtOpened: assign(({ context, event }) => (event.type === 'OPEN' ? toBeat(context, event.beat, false) : {})),
    keepAnswer: assign(({ context }) =>
      withAnswered(context, { answer: context.draft, confidence: context.confidence, marked: null }),
    ),
    keepSkipped: assign(({ context }) => withAnswered(context, { answer: null, confidence: null, marked: null })),
    keepMarked: assign(({ context, event }) => {
      const answered = answeredOf(context);
      return event.type === 'MARKED' && answered !== undefined
        ? withAnswered(context, { ...answered, marked: event.marked })
        : {};
    }),
  },
}).createMachine({
  id: 'lesson',
  type: 'parallel',
  context: NOTHING,
  states: {
    beat: {
      initial: 'none',
      on: {
        RESET: { target: '.none', actions: assign(NOTHING) },
        LOADED: [
          { guard: ({ event }) => event.waits, target: '.waiting', actions: 'takeLesson' },
          { target: '.going', actions: 'takeLesson' },
        ],
        TO_THE_END: { guard: ({ context }) => context.ended, target: '.finished' },
        SKIP_AHEAD: [
          { guard: 'isLast', target: '.finished' },
          { target: '.going', reenter: true, actions: 'aimAhead' },
        ],
      },
      states: {
        none: {},
        waiting: { on: { GO_ON: 'going', OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' } } },
        going: {
          on: {
            THERE: [
              { guard: 'isMarked', target: 'outcome' },
              { guard: 'isAnswered', target: 'marking' },
              { guard: 'asks', target: 'answering' },
              { target: 'reading' },
            ],
            NOWHERE: 'missing',
            OPEN: { guard: 'wasReached', target: 'going', reenter: true, actions: 'aimAtOpened' },
          },
        },
        reading: {
          on: {
            GO_ON: [
              { guard: 'reveals', target: 'revealing', actions: 'aimAtReveal' },
              { guard: 'isLast', target: 'finished' },
              { target: 'going', actions: 'aimAtNext' },
            ],
            OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' },
          },
        },
        answering: {
          on: {
            DRAFT: { actions: assign(({ event }) => ({ draft: event.answer })) },
            SURE: { actions: assign(({ event }) => ({ confidence: event.confidence })) },
            ANSWER: [
              {
                guard: ({ context }) => context.draft !== null && beatOf(context)?.reveals === true,
                target: 'revealing',
                actions: ['keepAnswer', 'aimAtReveal'],
              },
              { guard: 'hasDraft', target: 'marking', actions: 'keepAnswer' },
            ],
            SKIP: [
              { guard: 'reveals', target: 'revealing', actions: ['keepSkipped', 'aimAtReveal'] },
              { target: 'marking', actions: 'keepSkipped' },
            ],
            OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' },
          },
        },
        revealing: {
          on: {
            THERE: [
              { guard: 'isMarked', target: 'outcome' },
              { guard: 'isAnswered', target: 'marking' },
              { target: 'outcome' },
            ],
            NOWHERE: 'missing',
            OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' },
          },
        },
        marking: {
          on: {
            MARKED: { target: 'outcome', actions: 'keepMarked' },
            NOWHERE: 'missing',
            OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' },
          },
        },
        outcome: {
          on: {
            GO_ON: [
              { guard: 'isLast', target: 'finished' },
              { target: 'going', actions: 'aimAtNext' },
            ],
            AGAIN: { guard: 'reveals', target: 'revealing', actions: 'aimAtReveal' },
            OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' },
          },
        },
        /** Another seed, another version, or acts of a link: the rest can be read all the same. */
        missing: {
          on: {
            GO_ON: [
              { guard: 'isLast', target: 'finished' },
              { target: 'going', actions: 'aimAtNext' },
            ],
            OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' },
          },
        },
        finished: {
          entry: assign({ ended: true }),
          on: { OPEN: { guard: 'wasReached', target: 'going', actions: 'aimAtOpened' } },
        },
      },
    },
    place: {
      initial: 'home',
      on: { RESET: '.home', LOADED: '.home' },
      states: {
        home: {
          on: { LEAVE: { target: 'away', actions: assign(({ event }) => ({ away: event.playedFor })) } },
        },
        away: {
          on: {
            LEAVE: { actions: assign(({ event }) => ({ away: event.playedFor })) },
            BACK: { target: 'home', actions: assign({ away: null }) },
            OPEN: { target: 'home', actions: assign({ away: null }) },
            TO_THE_END: { target: 'home', actions: assign({ away: null }) },
            SKIP_AHEAD: { target: 'home', actions: assign({ away: null }) },
          },
        },
      },
    },
  },
});

export type LessonValue = { readonly beat: LessonPhase; readonly place: 'home' | 'away' };
