/** A review: choosing it, its questions one by one, its result. */
import { X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Heading } from 'react-aria-components';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { useApp } from '../../appContext.ts';
import { useSay } from '../../dialogs/words.ts';
import * as W from '../words.ts';
import { ReviewChoice } from './ReviewChoice.tsx';
import { ReviewMarked } from './ReviewMarked.tsx';
import { ReviewQuestion } from './ReviewQuestion.tsx';
import { ReviewResult } from './ReviewResult.tsx';
import { reviewOf } from './review.ts';
import type { ReviewPhase } from './reviewMachine.ts';
import '../../lesson/lesson.css';

export function ReviewPane({ close }: { readonly close: () => void }) {
  const app = useApp();
  const say = useSay();
  const review = reviewOf(app);
  const snapshot = useSyncExternalStore(
    (listener) => {
      const { unsubscribe } = review.actor.subscribe(listener);
      return unsubscribe;
    },
    () => review.snapshot,
  );
  const { context } = snapshot;
  const phase = snapshot.value as ReviewPhase;
  const body = useRef<HTMLDivElement>(null);

  // Whoever goes through it by keyboard stands at the new thing: the question, its answer, the result.
  useEffect(() => {
    if (phase === 'asking' || phase === 'marked' || phase === 'over')
      body.current?.querySelector<HTMLElement>('.review-title')?.focus();
  }, [phase]);

  return (
    <>
      <div className="course-top">
        <Heading slot="title" className="dialog-title">
          {say(W.REVIEW_TITLE)}
        </Heading>
        <span className="course-numbers" />
        <Button onPress={() => app.conductor.set({ overlay: 'course' })}>{say(W.BACK_TO_MAP)}</Button>
        <IconButton label={say(W.CLOSE)} icon={<X size={16} aria-hidden />} onPress={close} />
      </div>
      <div ref={body} className="review-body">
        {phase === 'choosing' && <ReviewChoice review={review} />}
        {phase === 'posing' && <p role="status">{say(W.FETCHING)}</p>}
        {(phase === 'asking' || phase === 'marking') && context.posed !== null && (
          <ReviewQuestion review={review} posed={context.posed} isMarking={phase === 'marking'} />
        )}
        {(phase === 'marked' || phase === 'varying') && (
          <ReviewMarked review={review} given={context.given.at(-1)!} isVarying={phase === 'varying'} close={close} />
        )}
        {phase === 'over' && <ReviewResult review={review} given={context.given} close={close} />}
        {phase === 'failed' && (
          <div role="alert">
            <p>{say(W.NOT_MARKED, { reason: context.reason ?? '' })}</p>
            <Button onPress={() => review.again()}>{say(W.ONE_MORE_SET)}</Button>
          </div>
        )}
      </div>
    </>
  );
}
