/** The lesson or the drill of a scenario, or its text; what became of the records under it. Each comes when it is there. */
import { lazy, Suspense } from 'react';
import { useAppState } from '../appContext.ts';

const DrillPane = lazy(() => import('../drill/DrillPane.tsx'));
const LessonPlayer = lazy(() => import('../lesson/LessonPlayer.tsx'));
const PlainText = lazy(() => import('./PlainText.tsx'));
const Result = lazy(() => import('./Result.tsx'));

export function LessonPane() {
  const scenario = useAppState((state) => state.scenario);
  if (scenario === null) return null;
  // What stands above it does not wait for it.
  const foot = (
    <Suspense fallback={null}>
      <Result />
    </Suspense>
  );
  return (
    <Suspense fallback={null}>
      {scenario.drill !== null ? (
        <DrillPane />
      ) : scenario.hasLesson ? (
        <LessonPlayer foot={foot} />
      ) : (
        <PlainText foot={foot} />
      )}
    </Suspense>
  );
}
