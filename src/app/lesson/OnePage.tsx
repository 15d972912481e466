/** All texts of a lesson one after another, for whoever would rather read. Questions stay open. */
import type { ReactNode } from 'react';
import type { LessonView } from './lessonView.ts';
import { Text, useLine } from './Say.tsx';
import { HEAD, useSay } from './words.ts';

export function OnePage({ view, foot }: { readonly view: LessonView; readonly foot?: ReactNode }) {
  const say = useSay();
  const line = useLine();
  return (
    <div className="one-page" data-testid="one-page">
      {view.lesson.beats.map((beat, place) => (
        <section key={beat.name}>
          <h2 className="lesson-fine">{say(HEAD.goTo, { step: place + 1 })}</h2>
          <Text text={beat.say} />
          {beat.question !== null && <p className="asked">{line(beat.question.ask)}</p>}
          {beat.outcome !== null && (
            <details>
              <summary>{say(HEAD.whatCame)}</summary>
              <Text text={beat.outcome} />
            </details>
          )}
        </section>
      ))}
      {foot}
    </div>
  );
}
