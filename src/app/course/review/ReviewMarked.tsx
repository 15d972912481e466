/** What the run says to an answer: the outcome, what contradicts, the text; and the same idea with new numbers. */
import type { Both, Spot } from '../../../frame/lessonFrames.ts';
import { Button } from '../../../ui/Button.tsx';
import { AnswerText } from '../../../views/prediction/AnswerText.tsx';
import { chosenIds } from '../../../views/prediction/answer.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { useSay } from '../../dialogs/words.ts';
import { Text, useLine } from '../../lesson/Say.tsx';
import { resultOf } from '../../lesson/sentences.ts';
import { OUTCOME } from '../../lesson/words.ts';
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
  const say = useSay();
  const line = useLine();
  const { language } = useAppState((state) => state.settings);
  const { isSameEverywhere, given: all, most, next, plan } = review.snapshot.context;
  const { marked, question, answer, confidence, outcome } = given;
  const isRight = marked.right === true;
  const isLast = all.filter(({ isAgain }) => !isAgain).length >= most || next + 1 >= plan.length;
  const chosen = chosenIds(answer);
  const wrong =
    question.kind === 'order' ? [] : marked.options.filter(({ id, right }) => chosen.includes(id) && !right);
  return (
    <section className="review-part" data-testid="review-marked">
      <h3 className="review-title result" tabIndex={-1}>
        <span aria-hidden>{isRight ? '✓' : marked.right === null ? '·' : '≠'}</span>{' '}
        {say(resultOf(marked.right, confidence))}
      </h3>
      <p className="prediction-ask">{line(question.ask)}</p>
      <dl className="compared-answers">
        {answer !== null && !isRight && (
          <div>
            <dt>{say(OUTCOME.yours)}</dt>
            <dd>
              <AnswerText question={question} answer={answer} language={language} say={line} />
            </dd>
          </div>
        )}
        <div>
          <dt>{say(OUTCOME.truth)}</dt>
          <dd>
            <AnswerText question={question} answer={marked.truth} language={language} say={line} />
          </dd>
        </div>
      </dl>
      {wrong.map(({ id, because, evidence }) => (
        <Contradiction key={id} given={given} because={because} evidence={evidence} close={close} />
      ))}
      {marked.rebuttal !== null && <Contradiction given={given} {...marked.rebuttal} close={close} />}
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

interface ContradictionProps {
  readonly given: Given;
  readonly because: Both | null;
  readonly evidence: Spot | null;
  readonly close: () => void;
}

function Contradiction({ given, because, evidence, close }: ContradictionProps) {
  const app = useApp();
  const say = useSay();
  if (because === null && evidence === null) return null;
  return (
    <div className="rebuttal">
      {because !== null && <Text text={because} />}
      {evidence !== null && (
        <Button
          onPress={() => {
            close();
            app.open({ scenario: given.lesson, seed: given.seed, at: { step: evidence.step } });
          }}
        >
          {say(W.SHOW_ME)}
        </Button>
      )}
    </div>
  );
}
