/** One question of a review, how sure one is, and the way to answer it. */
import { conceptOfLesson } from '../../../course/curriculum.ts';
import { Button } from '../../../ui/Button.tsx';
import { Prediction } from '../../../views/prediction/Prediction.tsx';
import { useAppState } from '../../appContext.ts';
import { useSay } from '../../dialogs/words.ts';
import { HowSure } from '../../lesson/QuestionPart.tsx';
import { Text, useLine } from '../../lesson/Say.tsx';
import * as W from '../words.ts';
import type { Review } from './review.ts';
import type { Posed } from './reviewSet.ts';

interface ReviewQuestionProps {
  readonly review: Review;
  readonly posed: Posed;
  readonly isMarking: boolean;
}

export function ReviewQuestion({ review, posed, isMarking }: ReviewQuestionProps) {
  const say = useSay();
  const line = useLine();
  const { language } = useAppState((state) => state.settings);
  const { draft, confidence, given, most } = review.snapshot.context;
  const number = given.filter(({ isAgain }) => !isAgain).length + 1;
  const concept = conceptOfLesson(posed.lesson)?.name[language] ?? posed.lesson;
  return (
    <section className="review-part" data-testid="review-question">
      <h3 className="review-title" tabIndex={-1}>
        {posed.isAgain ? say(W.AGAIN_OF, { seed: posed.seed }) : say(W.QUESTION_OF, { number, count: most })}{' '}
        <span className="dim">{concept}</span>
      </h3>
      <details className="review-setting">
        <summary>{say(W.FROM, { title: posed.title[language] })}</summary>
        <Text text={posed.setting} />
      </details>
      <Prediction
        key={`${posed.lesson} ${posed.name} ${posed.seed}`}
        question={posed.question}
        value={draft}
        language={language}
        frame={review.frame}
        say={line}
        onChange={(answer) => review.actor.send({ type: 'DRAFT', answer })}
      />
      <HowSure value={confidence} onChange={(sure) => review.actor.send({ type: 'SURE', confidence: sure })} />
      <div className="course-acts">
        <Button variant="primary" isDisabled={draft === null || isMarking} onPress={() => review.answer()}>
          {say(W.ANSWER)}
        </Button>
        <Button variant="quiet" isDisabled={isMarking} onPress={() => review.skip()}>
          {say(W.SKIP_QUESTION)}
        </Button>
        <Button variant="quiet" isDisabled={isMarking} onPress={() => review.end()}>
          {say(W.STOP_HERE)}
        </Button>
      </div>
      <p role="status">{isMarking ? say(W.CHECKING) : ''}</p>
    </section>
  );
}
