/** Reads off the store what is to be reported of a lesson: each thing once, in its order. */
import type { LessonView } from '../../app/lesson/lessonView.ts';
import type { AppState, AppStore } from '../../app/store.ts';
import type { Reporter } from './reporter.ts';
import { scoreOf } from './score.ts';

/** Returns the way to stop. */
export function watchLesson(
  store: Pick<AppStore, 'subscribe' | 'getState'>,
  reporters: readonly Reporter[],
): () => void {
  let known: LessonView | null = null;
  const look = ({ lesson, scenarioName }: AppState): void => {
    if (lesson === known) return;
    const before = known?.lesson === lesson?.lesson ? known : null;
    known = lesson;
    if (lesson === null) return;
    for (const reporter of reporters) tell(reporter, scenarioName, lesson, before);
  };
  look(store.getState());
  return store.subscribe(look);
}

function tell(reporter: Reporter, scenario: string, view: LessonView, before: LessonView | null): void {
  const score = scoreOf(scenario, view);
  if (before === null) reporter.began(score);
  if (isUnderWay(view) && (before === null || !isUnderWay(before) || before.beat !== view.beat)) {
    const beat = view.lesson.beats[view.beat];
    if (beat !== undefined) reporter.came({ scenario, name: beat.name, i: view.beat + 1, n: view.lesson.beats.length });
  }
  if (before === null) return;
  for (const { name, question } of view.lesson.beats) {
    const given = Object.hasOwn(view.answers, name) ? view.answers[name] : undefined;
    const was = Object.hasOwn(before.answers, name) ? before.answers[name] : undefined;
    if (given === undefined || given.marked === null || given.marked === was?.marked) continue;
    const { answer, marked, confidence } = given;
    const told = { scenario, q: name, correct: answer === null ? null : marked.right, confidence };
    reporter.predicted(told, score, question === null ? undefined : { question, answer, marked });
  }
  const reached = view.goalsReached.filter((goal) => !before.goalsReached.includes(goal));
  for (const goal of reached) reporter.reached({ scenario, goal }, score);
  const isOver = view.phase === 'finished';
  if (isOver && (before.phase !== 'finished' || reached.length > 0)) reporter.completed(score);
  else if (reached.length > 0 && view.ended) reporter.completed(score);
}

function isUnderWay({ phase }: LessonView): boolean {
  return phase !== 'none' && phase !== 'waiting' && phase !== 'finished';
}
