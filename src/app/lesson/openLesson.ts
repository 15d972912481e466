/** Begins the lesson of the run that is shown. Comes when the first scenario with a lesson is opened. */
import type { App } from '../appContext.ts';
import type { LessonOpening } from './guide.ts';
import { LessonGuide } from './lessonGuide.ts';
import { progressOf } from './progressOf.ts';

const made = new WeakMap<App, LessonGuide>();

export function openLesson(app: App, opening: LessonOpening): void {
  const { conductor } = app;
  let guide = made.get(app);
  if (guide === undefined) {
    const isReduced = () =>
      conductor.state.settings.motion === 'reduce' || matchMedia('(prefers-reduced-motion: reduce)').matches;
    guide = new LessonGuide(
      conductor,
      progressOf(app),
      () => Date.now(),
      isReduced,
      (run, ms) => setTimeout(run, ms),
    );
    made.set(app, guide);
  }
  conductor.lead = guide;
  void guide.start(opening);
}
