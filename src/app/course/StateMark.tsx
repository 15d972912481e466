/** The mark of a state: a shape of its own, never only a colour. The word stands beside it, or in the name of its button. */
import type { LessonState } from '../lesson/progress.ts';

const SHAPES: Readonly<Record<LessonState, string>> = {
  'not-begun': '',
  'under-way': 'M8 3.5a4.5 4.5 0 0 1 0 9z',
  done: 'M4.8 8.2l2.2 2.2 4.2-4.6',
  due: 'M8 5v3.2l2.2 1.4',
};

export function StateMark({ state }: { readonly state: LessonState }) {
  return (
    <svg className={`state-mark ${state}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden>
      <circle cx="8" cy="8" r="6.5" />
      {SHAPES[state] !== '' && <path d={SHAPES[state]} />}
    </svg>
  );
}
