/** How a review went: by concept, and what is worth a second look. */
import { conceptOfLesson } from '../../../course/curriculum.ts';
import { Button } from '../../../ui/Button.tsx';
import { useApp, useAppState } from '../../appContext.ts';
import { useSay } from '../../dialogs/words.ts';
import { useLine } from '../../lesson/Say.tsx';
import * as W from '../words.ts';
import type { Review } from './review.ts';
import { type Given, resultsByConcept, toRepeat } from './reviewSet.ts';

interface ReviewResultProps {
  readonly review: Review;
  readonly given: readonly Given[];
  readonly close: () => void;
}

export function ReviewResult({ review, given, close }: ReviewResultProps) {
  const app = useApp();
  const say = useSay();
  const line = useLine();
  const { language } = useAppState((state) => state.settings);
  const first = given.filter(({ isAgain }) => !isAgain);
  const right = first.filter(({ marked }) => marked.right === true).length;
  const repeat = toRepeat(first);
  const nameOf = (lesson: string) => conceptOfLesson(lesson)?.name[language] ?? lesson;
  return (
    <section className="review-part" data-testid="review-result">
      <h3 className="review-title" tabIndex={-1}>
        {say(W.RESULT)}: {say(W.RESULT_TEXT, { right, of: first.length })}
      </h3>
      {first.length === 0 && <p>{say(W.NOTHING_ASKED)}</p>}
      {first.length > 0 && (
        <table className="course-table">
          <caption className="visually-hidden">{say(W.BY_CONCEPT)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(W.CONCEPT)}</th>
              <th scope="col">{say(W.SCORE)}</th>
            </tr>
          </thead>
          <tbody>
            {resultsByConcept(first).map((result) => (
              <tr key={result.concept}>
                <th scope="row">{nameOf(result.lesson)}</th>
                <td>
                  {result.right} / {result.of}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {repeat.length > 0 && (
        <>
          <h4>{say(W.REPEAT)}</h4>
          <p className="dim">{say(W.REPEAT_TEXT)}</p>
          <ol className="review-repeat">
            {repeat.map(({ lesson, name, question, marked, confidence }) => (
              <li key={`${lesson} ${name}`}>
                <span>
                  <strong>{nameOf(lesson)}</strong>{' '}
                  {marked.right === null && <span className="dim">{say(W.SKIPPED)}</span>}
                  {marked.right === false && confidence === 3 && <span className="dim">{say(W.CERTAIN)}</span>}
                  <br />
                  {line(question.ask)}
                </span>
                <Button
                  onPress={() => {
                    close();
                    void app.openScenario(lesson);
                  }}
                >
                  {say(W.OPEN_LESSON)}
                  <span className="visually-hidden">: {nameOf(lesson)}</span>
                </Button>
              </li>
            ))}
          </ol>
        </>
      )}
      <div className="course-acts">
        <Button variant="primary" onPress={() => review.again()}>
          {say(W.ONE_MORE_SET)}
        </Button>
      </div>
    </section>
  );
}
