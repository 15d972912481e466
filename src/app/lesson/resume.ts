/** Where a lesson begins: at the beat a link names, where it was left, or at its first beat. */
import type { LessonFrame } from '../../frame/lessonFrames.ts';
import { type Extras, NO_EXTRAS } from './extras.ts';
import type { Answered } from './lessonView.ts';
import { lessonProgress, type Progress } from './progress.ts';

export interface Beginning {
  readonly beat: number;
  readonly furthest: number;
  readonly answers: Readonly<Record<string, Answered>>;
  readonly ended: boolean;
  readonly extras: Extras;
}

export function begun(progress: Progress, name: string, lesson: LessonFrame, wanted: string | null): Beginning {
  const kept = lessonProgress(progress, name);
  const placeOf = (beat: string | null | undefined) => lesson.beats.findIndex(({ name: is }) => is === beat);
  const isDone = kept.doneAt !== null;
  const passed = Math.max(-1, ...kept.beats.map(placeOf));
  const left = progress.last?.lesson === name ? placeOf(progress.last.beat) : passed;
  const linked = placeOf(wanted);
  const last = lesson.beats.length - 1;
  const beat = linked >= 0 ? linked : isDone ? 0 : Math.max(0, left);
  const furthest = isDone ? last : Math.min(last, Math.max(beat, passed + 1));
  const answers = lesson.beats.flatMap(({ name: is }): (readonly [string, Answered])[] => {
    const given = Object.hasOwn(kept.answers, is) ? kept.answers[is] : undefined;
    return given === undefined ? [] : [[is, { answer: given.answer, confidence: given.confidence, marked: null }]];
  });
  return {
    beat,
    furthest,
    answers: Object.fromEntries(answers),
    ended: isDone,
    extras: {
      ...NO_EXTRAS,
      explain: kept.explain,
      goalsReached: Object.keys(kept.goals),
      resumed: linked < 0 && !isDone && beat > 0,
    },
  };
}
