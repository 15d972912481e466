/** Questions that look back, answered in place; each can be checked by running it. */
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Prediction } from '../../views/prediction/Prediction.tsx';
import { useApp } from '../appContext.ts';
import { ComparedAnswers, Rebuttals } from './Compared.tsx';
import type { LessonView, ReviewView } from './lessonView.ts';
import { HowSure } from './QuestionPart.tsx';
import { Text, useLanguage, useLine } from './Say.tsx';
import { ACTS, END, OUTCOME, useSay } from './words.ts';

const NOT_ASKED: ReviewView = { draft: null, confidence: null, answered: null };

export function ReviewList({ view }: { readonly view: LessonView }) {
  const say = useSay();
  const { review } = view.lesson;
  if (review.length === 0) return null;
  return (
    <section className="lesson-part" data-testid="review">
      <h2>{say(END.review)}</h2>
      <ol className="review-list">
        {review.map((item) => (
          <li key={item.name}>
            <Item
              item={item}
              given={(Object.hasOwn(view.reviews, item.name) ? view.reviews[item.name] : undefined) ?? NOT_ASKED}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ItemProps {
  readonly item: LessonView['lesson']['review'][number];
  readonly given: ReviewView;
}

function Item({ item: { name, question, outcome }, given }: ItemProps) {
  const { conductor } = useApp();
  const say = useSay();
  const line = useLine();
  const language = useLanguage();
  const result = useRef<HTMLParagraphElement>(null);
  const { answered, draft, confidence } = given;
  const marked = answered?.marked ?? null;
  const isMarked = marked !== null;
  // The button that was pressed is gone: what it brought has the focus.
  useEffect(() => {
    if (isMarked && document.activeElement === document.body) result.current?.focus({ preventScroll: true });
  }, [isMarked]);
  if (answered === null || marked === null) {
    return (
      <>
        <Prediction
          question={question}
          value={draft}
          language={language}
          frame={null}
          say={line}
          onChange={(answer) => conductor.lead?.draftReview(name, answer)}
        />
        <HowSure value={confidence} onChange={(sure) => conductor.lead?.sureOfReview(name, sure)} />
        <Button isDisabled={draft === null} onPress={() => conductor.lead?.answerReview(name)}>
          {say(ACTS.answer)}
        </Button>
      </>
    );
  }
  return (
    <div className="review-answer">
      <p className="prediction-ask">{line(question.ask)}</p>
      <p ref={result} tabIndex={-1} className={marked.right === true ? 'result right' : 'result'}>
        <span aria-hidden>{marked.right === true ? '✓' : '≠'}</span>{' '}
        {say(marked.right === true ? OUTCOME.reviewRight : OUTCOME.reviewWrong)}
      </p>
      <ComparedAnswers question={question} answer={answered.answer} marked={marked} />
      <Rebuttals
        question={question}
        answer={answered.answer}
        marked={marked}
        onEvidence={({ step }) => conductor.lead?.toEvidence(step)}
      />
      <Text text={outcome} />
      <Button onPress={() => conductor.lead?.checkReview(name)}>{say(END.check)}</Button>
    </div>
  );
}
