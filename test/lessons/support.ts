/** A lesson asked as the page asks: through a Session, again and again where an answer says there is more. */
import type { GoalState, LessonAnswer, LessonFrame, MarkedFrame, Spot } from '../../src/frame/lessonFrames.ts';
import type { Act, Answer, Ask, LessonPlace } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';
import { wholeText } from '../scenario/support.ts';

export interface Asking {
  readonly session: Session;
  /** Answers one ask; an answer of another kind, such as `failed`, is thrown. */
  ask<K extends Answer['answer']>(kind: K, ask: Ask): Extract<Answer, { answer: K }>;
  lesson(): LessonFrame;
  spot(place: LessonPlace, branch?: number): Spot | null;
  mark(name: string, answer: LessonAnswer | null, branch?: number): MarkedFrame | null;
  /** What is wrong with a question, for whoever wrote it. */
  problem(name: string): string | null;
  goal(name: string, branch?: number): GoalState;
  seek(to: Spot | number, branch?: number): void;
  act(act: Act, branch?: number): number;
}

/** A clock that says that time is up after a few looks: every answer takes several asks. */
export function impatientClock(): () => number {
  let now = 0;
  return () => now++;
}

export function asking(text: string, { seed, clock = () => 0 }: { seed?: number; clock?: () => number } = {}): Asking {
  const session = new Session({ clock });
  const ask: Asking['ask'] = (kind, asked) => {
    const answer = session.answer(asked);
    if (answer.answer !== kind) throw new Error(JSON.stringify(answer));
    return answer as never;
  };
  const load = { ask: 'load', name: 'a', text: wholeText(text), ...(seed === undefined ? {} : { seed }) } as const;
  ask('loaded', load);
  const marked = (name: string, answer: LessonAnswer | null, branch: number) => {
    const { beats } = ask('lesson', { ask: 'lesson', branch }).lesson!;
    const question = beats.some((beat) => beat.name === name) ? { beat: name } : { review: name };
    return untilDone(() => ask('mark', { ask: 'mark', branch, question, answer }));
  };
  return {
    session,
    ask,
    lesson: () => ask('lesson', { ask: 'lesson', branch: 0 }).lesson!,
    spot: (place, branch = 0) => untilDone(() => ask('lesson-spot', { ask: 'lesson-spot', branch, place })).spot,
    mark: (name, answer, branch = 0) => marked(name, answer, branch).marked,
    problem: (name) => marked(name, null, 0).problem,
    goal: (name, branch = 0) => {
      const { goals } = untilDone(() => ask('goals', { ask: 'goals', branch }));
      return goals.find((goal) => goal.name === name)!;
    },
    seek: (to, branch = 0) => {
      const place = typeof to === 'number' ? { at: to } : { step: to.step };
      untilDone(() => ask('moved', { ask: 'seek', branch, to: place }));
    },
    act: (act, branch = 0) => ask('moved', { ask: 'act', branch, act }).branch,
  };
}

function untilDone<T extends { readonly more: boolean }>(answer: () => T): T {
  for (let count = 0; count < 100_000; count++) {
    const found = answer();
    if (!found.more) return found;
  }
  throw new Error('it is never done');
}

/** The options of a choice by what they say. */
export function option(lesson: LessonFrame, name: string, says: string): LessonAnswer {
  const question =
    lesson.beats.find((beat) => beat.name === name)?.question ??
    lesson.review.find((review) => review.name === name)?.question;
  if (question === undefined || question === null || !('options' in question))
    throw new Error(`${name} has no options`);
  const found = question.options.find(({ say }) => say.en.includes(says));
  if (found === undefined) throw new Error(`nothing of ${name} says ${says}`);
  return { kind: question.kind, options: [found.id] };
}
