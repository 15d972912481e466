/** A lesson as the screen gets it: all that is said and asked, and nothing of what is right. */
import type { BeatFrame, LessonFrame } from '../frame/lessonFrames.ts';
import type { Beat, Lesson } from '../scenario/lesson/schemaLesson.ts';
import { filledIn } from '../scenario/lesson/values.ts';
import { isMeantFor } from '../scenario/lesson/versions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { namedVersionOf } from '../scenario/versionOf.ts';
import { questionFrame } from './questions.ts';
import { namesShown } from './told.ts';

export function lessonFrame(lesson: Lesson, scenario: Scenario, seed: number): LessonFrame {
  const { misconception, minutes, beats, explain, versions } = lesson;
  return {
    misconception: { en: misconception.en, ko: misconception.ko, source: misconception.source ?? null },
    minutes,
    elsewhere: isMeantFor(lesson, namedVersionOf(scenario).name) ? null : (versions?.elsewhere ?? null),
    // What the run says in them is told when the lesson stands there.
    beats: beats.map((beat) => filledIn(beatFrame(beat, scenario, seed), {})),
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

/** As it is written: with the names of values in its texts. */
export function beatFrame(
  { name, say, look, predict, reveal, why, watch, outcome }: Beat,
  scenario: Scenario,
  seed: number,
): BeatFrame {
  const question = predict === undefined ? null : questionFrame(predict, name, scenario, seed);
  return {
    name,
    say,
    look: look === undefined ? null : { select: look.select ?? null, lens: look.lens ?? null },
    question,
    reveals: reveal !== undefined,
    asksWhy: why !== undefined,
    watch: watch ?? null,
    outcome: outcome ?? null,
    shows: namesShown([say, question, outcome]).length > 0,
  };
}
