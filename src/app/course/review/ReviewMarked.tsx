/** What the run says to an answer: the outcome, what contradicts, the text; and the same idea with new numbers. */
import { Button } from '../../../ui/Button.tsx';
import { useApp } from '../../appContext.ts';
import { useSay } from '../../dialogs/words.ts';
import { ComparedAnswers, Rebuttals } from '../../lesson/Compared.tsx';
import { Text, useLine } from '../../lesson/Say.tsx';
import { resultOf } from '../../lesson/sentences.ts';
import * as W from '../words.ts';
import type { Review } from './review.ts';
import type { Given } from './reviewSet.ts';

interface ReviewMarkedProps {
  readonly review: Review;
  readonly given: Given;
  readonly isVarying: boolean;
  readonly close: () => void;
}

export function ReviewMarked({ review, given, isVarying, close }: ReviewMarkedProps) {
  const app = useApp();
  const say = useSay();
  const line = useLine();
  const { isSameEverywhere, given: all, most, next, plan } = review.snapshot.context;
  const { marked, question, answer, confidence, outcome } = given;
  const isRight = marked.right === true;
  const isLast = all.filter(({ isAgain }) => !isAgain).length >= most || next + 1 >= plan.length;
  return (
    <section className="review-part" data-testid="review-marked">
      <h3 className="review-title result" tabIndex={-1}>
        <span aria-hidden>{isRight ? '✓' : marked.right === null ? '·' : '≠'}</span>{' '}
        {say(resultOf(marked.right, confidence))}
      </h3>
      <p className="prediction-ask">{line(question.ask)}</p>
      <ComparedAnswers question={question} answer={answer} marked={marked} />
      <Rebuttals
        question={question}
        answer={answer}
        marked={marked}
        onEvidence={({ step }) => {
          close();
          app.open({ scenario: given.lesson, seed: given.seed, at: { step } });
        }}
      />
      <Text text={outcome} />
      <div className="course-acts">
        <Button variant="primary" isDisabled={isVarying} onPress={() => review.next()}>
          {say(isLast ? W.TO_RESULT : W.NEXT_QUESTION)}
        </Button>
        {!isSameEverywhere && (
          <Button isDisabled={isVarying} onPress={() => review.vary()}>
            {say(W.NEW_NUMBERS)}
          </Button>
        )}
        {!isLast && (
          <Button variant="quiet" isDisabled={isVarying} onPress={() => review.end()}>
            {say(W.STOP_HERE)}
          </Button>
        )}
      </div>
      <p role="status">{isVarying ? say(W.TRYING) : isSameEverywhere ? say(W.SAME_EVERYWHERE) : ''}</p>
    </section>
  );
}
