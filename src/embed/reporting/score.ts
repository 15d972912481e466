/**
 * The score of a lesson: predictions that were right, of all that it asks; one that was skipped counts as not right. Goals
 * are counted beside it: they are for free play. Review questions are for another day and count nowhere.
 */
import type { LessonView } from '../../app/lesson/lessonView.ts';
import type { Score } from '../protocol.ts';

export function scoreOf(scenario: string, { lesson, answers, goalsReached }: LessonView): Score {
  const asking = lesson.beats.filter(({ question }) => question !== null);
  const given = asking.flatMap(({ name }) => (Object.hasOwn(answers, name) ? [answers[name]!] : []));
  const right = given.filter(({ marked }) => marked?.right === true).length;
  return {
    scenario,
    right,
    answered: given.filter(({ answer, marked }) => answer !== null && marked !== null).length,
    asked: asking.length,
    goals: lesson.goals.filter(({ name }) => goalsReached.includes(name)).length,
    goalsSet: lesson.goals.length,
    scaled: asking.length === 0 ? null : Math.round((right / asking.length) * 10_000) / 10_000,
  };
}
