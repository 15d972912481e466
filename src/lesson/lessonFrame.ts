/** A lesson as the screen gets it: all that is said and asked, and nothing of what is right. */
import type { LessonFrame } from '../frame/lessonFrames.ts';
import type { Lesson } from '../scenario/lesson/schemaLesson.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { questionFrame } from './questions.ts';

export function lessonFrame(lesson: Lesson, scenario: Scenario, seed: number): LessonFrame {
  const { misconception, minutes, beats, explain } = lesson;
  return {
    misconception: { en: misconception.en, ko: misconception.ko, source: misconception.source ?? null },
    minutes,
    beats: beats.map(({ name, say, look, predict, reveal, why, outcome }) => ({
      name,
      say,
      look: look === undefined ? null : { select: look.select ?? null, lens: look.lens ?? null },
      question: predict === undefined ? null : questionFrame(predict, name, scenario, seed),
      reveals: reveal !== undefined,
      asksWhy: why !== undefined,
      outcome: outcome ?? null,
    })),
    goals: (lesson.goals ?? []).map(({ name, say, hints, solutions }) => ({
      name,
      say,
      hints,
      solutions: solutions.map((solution) => solution.say),
    })),
    whatIf: (lesson['what-if'] ?? []).map(({ say, change, outcome }) => ({ say, change, outcome: outcome ?? null })),
    explain: explain ?? null,
    review: (lesson.review ?? []).map((review) => ({
      name: review.name,
      question: questionFrame(review, review.name, scenario, seed),
      outcome: review.outcome,
    })),
    tries: (lesson.try ?? []).map(({ say, at }) => ({ say, hasMoment: at !== undefined })),
  };
}
