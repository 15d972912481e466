/** How far one is: a number, and the steps as a list; those that were reached can be gone to. */

import { classNames } from '../../ui/classNames.ts';
import { useApp } from '../appContext.ts';
import type { LessonView } from './lessonView.ts';
import { HEAD, useSay } from './words.ts';

export function Steps({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const say = useSay();
  const { lesson, beat, furthest, phase, ended, away } = view;
  const count = lesson.beats.length;
  const isEnd = phase === 'finished';
  return (
    <nav className="lesson-steps" aria-label={say(HEAD.steps)}>
      <span className="lesson-place mono" aria-hidden>
        {isEnd ? '✓' : beat + 1} / {count}
      </span>
      <ol className="lesson-dots">
        {lesson.beats.map(({ name }, place) => {
          const isHere = place === beat && !isEnd;
          const isReached = place <= furthest;
          const label = say(isReached ? HEAD.goTo : HEAD.notYet, { step: place + 1 });
          return (
            <li key={name}>
              <button
                type="button"
                className={classNames('lesson-dot', (place < furthest || ended) && 'passed', isHere && 'here')}
                aria-label={label}
                aria-current={isHere ? 'step' : undefined}
                disabled={!isReached}
                onClick={() => conductor.lead?.open(place)}
              >
                <span aria-hidden />
              </button>
            </li>
          );
        })}
        {ended && (
          <li>
            <button
              type="button"
              className={classNames('lesson-dot', 'end', isEnd && away === null && 'here')}
              aria-label={say(HEAD.end)}
              aria-current={isEnd ? 'step' : undefined}
              onClick={() => conductor.lead?.toTheEnd()}
            >
              <span aria-hidden>✓</span>
            </button>
          </li>
        )}
      </ol>
    </nav>
  );
}
