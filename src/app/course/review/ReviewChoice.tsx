/** Which questions: those that are due, or a mixed set of some chapters. */
import { useMemo, useState } from 'react';
import { CHAPTERS } from '../../../course/curriculum.ts';
import { Button } from '../../../ui/Button.tsx';
import { useApp, useAppState } from '../../appContext.ts';
import { useSay } from '../../dialogs/words.ts';
import { useProgress } from '../../lesson/progressOf.ts';
import { chapterCount } from '../standing.ts';
import * as W from '../words.ts';
import type { Review } from './review.ts';
import { planOfDue, planOfSet, SIZES } from './reviewSet.ts';

export function ReviewChoice({ review }: { readonly review: Review }) {
  const app = useApp();
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const progress = useProgress(app);
  const [now] = useState(() => Date.now());
  const available = useMemo(() => new Set(app.scenarios), [app]);
  const due = planOfDue(progress, now, available);
  const begun = CHAPTERS.filter((chapter) => chapterCount(chapter, { progress, now, available }).done > 0);
  // What has been learnt is asked; of somebody who comes with knowledge, everything.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set((begun.length > 0 ? begun : CHAPTERS).map(({ id }) => id)),
  );
  const [size, setSize] = useState<number>(SIZES[1]);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <>
      <section className="review-part">
        <h3>{say(W.DUE_SET)}</h3>
        <p>{due.length > 0 ? say(W.DUE_SET_TEXT, { count: due.length }) : say(W.NONE_DUE)}</p>
        {due.length > 0 && (
          <Button variant="primary" onPress={() => review.start(due, due.length)}>
            {say(W.DUE_START)}
          </Button>
        )}
      </section>
      <section className="review-part">
        <h3>{say(W.MIXED_SET)}</h3>
        <p>{say(W.MIXED_TEXT)}</p>
        <fieldset className="review-choices">
          <legend>{say(W.CHAPTERS_LABEL)}</legend>
          {CHAPTERS.map(({ id, name }) => (
            <label key={id}>
              <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
              <span>{name[language]}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className="review-choices">
          <legend>{say(W.HOW_MANY)}</legend>
          {SIZES.map((count) => (
            <label key={count}>
              <input type="radio" name="review-size" checked={size === count} onChange={() => setSize(count)} />
              <span>{count}</span>
            </label>
          ))}
        </fieldset>
        {chosen.size === 0 && <p className="dim">{say(W.NO_CHAPTER)}</p>}
        <Button
          variant={due.length > 0 ? 'plain' : 'primary'}
          isDisabled={chosen.size === 0}
          onPress={() => review.start(planOfSet(chosen, available, Date.now()), size)}
        >
          {say(W.MIXED_START)}
        </Button>
      </section>
    </>
  );
}
