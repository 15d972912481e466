/** The end of a lesson: what people believe, goals, explaining in one's own words, review, and things to try. */
import { useEffect, useId, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useApp } from '../appContext.ts';
import { GoalList } from './Goals.tsx';
import type { LessonView } from './lessonView.ts';
import { LONGEST_EXPLAIN } from './progress.ts';
import { ReviewList } from './ReviewList.tsx';
import { Text, useLine } from './Say.tsx';
import { END, useSay } from './words.ts';

export function EndPart({ view }: { readonly view: LessonView }) {
  const say = useSay();
  const { misconception, explain, tries, whatIf } = view.lesson;
  return (
    <div className="lesson-end" data-testid="end">
      <h2 className="end-title" tabIndex={-1}>
        {say(END.title)}
      </h2>
      <section className="misconception">
        <p className="lesson-fine">{say(END.misconception)}</p>
        <blockquote>
          <Text text={misconception} />
        </blockquote>
        {misconception.source !== null && (
          <p className="lesson-fine">{say(END.source, { source: misconception.source })}</p>
        )}
      </section>
      <GoalList view={view} />
      {whatIf.length > 0 && <WhatIfs view={view} />}
      {explain !== null && <Explain view={view} />}
      <ReviewList view={view} />
      {tries.length > 0 && <Tries view={view} />}
    </div>
  );
}

function Explain({ view }: { readonly view: LessonView }) {
  const id = useId();
  const { conductor } = useApp();
  const say = useSay();
  const model = useRef<HTMLHeadingElement>(null);
  const { explain } = view.lesson;
  // The button that was pressed is gone.
  useEffect(() => {
    if (view.modelShown && document.activeElement === document.body) model.current?.focus({ preventScroll: true });
  }, [view.modelShown]);
  if (explain === null) return null;
  return (
    <section className="lesson-part" data-testid="explain">
      <h2>{say(END.explain)}</h2>
      <Text text={explain.ask} />
      <label htmlFor={id} className="lesson-fine">
        {say(END.yourWords)}. {say(END.explainHint)}
      </label>
      <textarea
        id={id}
        rows={4}
        maxLength={LONGEST_EXPLAIN}
        value={view.explain}
        onChange={({ target }) => conductor.lead?.explain(target.value)}
      />
      {view.modelShown ? (
        <div className="model">
          <h3 ref={model} tabIndex={-1}>
            {say(END.modelTitle)}
          </h3>
          <Text text={explain.model} />
        </div>
      ) : (
        <Button onPress={() => conductor.lead?.showModel()}>{say(END.model)}</Button>
      )}
    </section>
  );
}

function Tries({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const say = useSay();
  const line = useLine();
  return (
    <section className="lesson-part" data-testid="tries">
      <h2>{say(END.tries)}</h2>
      <ul className="tries">
        {view.lesson.tries.map((tried, place) => (
          <li key={tried.say.en}>
            <Button className="try" onPress={() => conductor.lead?.tryOut(place)}>
              <span>{line(tried.say)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WhatIfs({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const say = useSay();
  const line = useLine();
  return (
    <section className="lesson-part" data-testid="what-if">
      <h2>{say(END.whatIf)}</h2>
      <ul className="tries">
        {view.lesson.whatIf.map(({ say: text }, place) => (
          <li key={text.en}>
            <Button className="try" onPress={() => conductor.lead?.whatIf(place)}>
              <span>{line(text)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
