/** What the run says to an answer: computed from the run itself, so it is right with every seed. */
import type { LessonAnswer, MarkedFrame, Spot } from '../frame/lessonFrames.ts';
import type { Question } from '../scenario/lesson/schemaLesson.ts';
import type { MomentSection } from '../scenario/lesson/schemaMoment.ts';
import { filledIn } from '../scenario/lesson/values.ts';
import { isReading } from './conditions.ts';
import { Unreadable } from './known.ts';
import type { Asked, LessonRun } from './lessonRun.ts';
import { placeOf } from './moments.ts';
import { kindOf } from './questions.ts';
import { read, type Value, type Window } from './readings.ts';
import { namesShown, valuesAt } from './told.ts';
import { nodesIn, type Truth, truthOf } from './truth.ts';

export interface Marked {
  /** null: this run has no answer to it. */
  readonly marked: MarkedFrame | null;
  /** What is wrong with the question in this run, for whoever wrote it. */
  readonly problem: string | null;
}

/** null: it was skipped. Throws `NotYet` where the run is not known so far. */
export function markAnswer(run: LessonRun, asked: Asked, answer: LessonAnswer | null): Marked {
  const window = run.windowOf(asked);
  let truth: Truth;
  try {
    truth = truthOf(asked.question, window);
  } catch (error) {
    if (error instanceof Unreadable) return { marked: null, problem: error.message };
    throw error;
  }
  const said = {
    options: optionsOf(asked.question, truth, window),
    rebuttal: answer === null ? null : rebuttalOf(asked.question, answer, truth, window),
  };
  const whyOf = asked.why === undefined ? null : factOf(asked.why, window);
  const marked: MarkedFrame = {
    right: answer === null ? null : isRight(asked.question, answer, truth),
    truth: truth.answer,
    ...filledIn(said, valuesAt(run.lesson, namesShown(said), window)),
    whyOf,
  };
  return { marked, problem: truth.problem?.en ?? null };
}

function isRight(question: Question, answer: LessonAnswer, { answer: truth, steps }: Truth): boolean {
  if (answer.kind !== kindOf(question) || answer.kind !== truth.kind) throw new Error('an answer of another kind');
  if ('value' in answer && 'value' in truth) return isNear(question, answer.value, truth.value);
  if ('nodes' in answer && 'nodes' in truth) return isSameSet(answer.nodes, truth.nodes);
  const [given, right] = [answer as { options: readonly number[] }, truth as { options: readonly number[] }];
  if (answer.kind === 'choose') return given.options.length === 1 && right.options.includes(given.options[0]!);
  if (answer.kind === 'choose-all') return isSameSet(given.options, right.options);
  if (!isSameSet(given.options, right.options)) return false;
  return given.options.every((id, place) => place === 0 || steps[given.options[place - 1]!]! <= steps[id]!);
}

/** As near as the question allows. */
function isNear({ number }: Question, value: number, truth: number): boolean {
  const off = Math.abs(value - truth);
  const percent = number?.['within-percent'];
  return off <= (number?.within ?? 0) || (percent !== undefined && off * 100 <= Math.abs(truth) * percent);
}

function isSameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  const set = new Set(a);
  return set.size === new Set(b).size && b.every((item) => set.has(item));
}

// ---- what contradicts ------------------------------------------------------------------------------------------------

function optionsOf(question: Question, { answer }: Truth, window: Window): MarkedFrame['options'] {
  const kind = kindOf(question);
  if (kind === 'order') return question.order!.map((_, id) => ({ id, right: true, because: null, evidence: null }));
  if (kind !== 'choose' && kind !== 'choose-all') return [];
  const right = 'options' in answer ? answer.options : [];
  return question[kind]!.map(({ because, so, evidence }, id) => {
    const isRight = right.includes(id);
    return {
      id,
      right: isRight,
      because: (isRight ? so : because) ?? null,
      // It shows what an option is told by: that it is not so, or that it is.
      evidence: isRight && so === undefined ? null : spotOf(evidence, window),
    };
  });
}

function rebuttalOf(question: Question, answer: LessonAnswer, truth: Truth, window: Window): MarkedFrame['rebuttal'] {
  if (isRight(question, answer, truth)) return null;
  const wrong = question.mark?.wrong ?? question.node?.wrong ?? question.number?.wrong;
  const known = wrong?.find(({ is }) => {
    const value = readIfThere(is, window);
    if (value === undefined) return false;
    if ('value' in answer) return typeof value === 'number' && isSaid(answer.value, value);
    return 'nodes' in answer && isSameSet(answer.nodes, nodesIn(value));
  });
  return known === undefined ? null : { because: known.because, evidence: spotOf(known.evidence, window) };
}

/** A mistake is made exactly, however near is near enough to what is right; nobody answers fractions that are read. */
function isSaid(answer: number, value: number): boolean {
  return answer === value || (value !== Math.floor(value) && Math.abs(answer - value) <= 0.5);
}

/** A known mistake may be one that cannot be made in this run. */
function readIfThere(is: unknown, window: Window): Value | undefined {
  if (!isReading(is)) return is as Value;
  try {
    return read(is, window);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** It may be beyond the answer. */
function spotOf(moment: MomentSection | undefined, { known, from }: Window): Spot | null {
  const place = moment === undefined ? null : placeOf(moment, known, { from: from.next });
  return place === null ? null : { step: place.step, at: place.at };
}

function factOf(moment: MomentSection, { known, from }: Window): number | null {
  return placeOf(moment, known, { from: from.next })?.fact ?? null;
}
