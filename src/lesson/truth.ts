/** What is right in a run. It does not depend on what anybody answered, or looked at. */
import type { Says } from '../base/says.ts';
import type { LessonAnswer } from '../frame/lessonFrames.ts';
import type { Question } from '../scenario/lesson/schemaLesson.ts';
import { isSo } from './conditions.ts';
import { type Place, Unreadable } from './known.ts';
import { placeOf } from './moments.ts';
import { kindOf, NOBODY } from './questions.ts';
import { read, told, type Value, type Window } from './readings.ts';
import { JUDGE_SAYS, UNREADABLE } from './says.ts';

export interface Truth {
  readonly answer: LessonAnswer;
  /** Of an order: when each option came. Options of one step come in either order. */
  readonly steps: readonly number[];
  /** Something is wrong with the question itself, in this run: for whoever wrote it. */
  readonly problem: Says | null;
}

/** Throws `NotYet`, and `Unreadable` where the run has no answer. */
export function truthOf(question: Question, window: Window): Truth {
  const kind = kindOf(question);
  switch (kind) {
    case 'choose':
    case 'choose-all': {
      const right = question[kind]!.flatMap(({ when }, id) => (isSo(when, window) ? [id] : []));
      const problem =
        kind === 'choose-all' || right.length === 1
          ? null
          : JUDGE_SAYS.optionsRight(right.map((id) => question.choose![id]!.say));
      return { answer: { kind, options: right }, steps: [], problem };
    }
    case 'order':
      return order(question.order!, window);
    case 'mark':
      return plain({ kind, value: number(read(question.mark!.is, window)) });
    case 'number':
      return plain({ kind, value: number(read(question.number!.is, window)) });
    case 'node': {
      const nodes = nodesIn(read(question.node!.is, window));
      return plain({ kind, nodes });
    }
  }
}

function plain(answer: LessonAnswer): Truth {
  return { answer, steps: [], problem: null };
}

function order(options: NonNullable<Question['order']>, { known, from, here }: Window): Truth {
  const places = options.map(({ moment, say }): Place => {
    const place = placeOf(moment, known, { from: from.next, upTo: here.step });
    if (place === null) throw new Unreadable(UNREADABLE.optionNotBefore(say));
    return place;
  });
  const ids = options.map((_, id) => id);
  ids.sort((a, b) => places[a]!.step - places[b]!.step || (places[a]!.fact ?? -1) - (places[b]!.fact ?? -1) || a - b);
  return { answer: { kind: 'order', options: ids }, steps: places.map(({ step }) => step), problem: null };
}

function number(value: Value): number {
  if (typeof value === 'number') return value;
  throw new Unreadable(UNREADABLE.numberAsked(told(value)));
}

/** Nobody is an empty list. */
export function nodesIn(value: Value): readonly string[] {
  if (value === null || value === NOBODY) return [];
  if (Array.isArray(value)) return value.map(String);
  return [String(value)];
}
