/** What was thought beside what came out, what contradicts it, and what was left out: in a lesson and in its review alike. */
import { Fragment } from 'react';
import type { Both, LessonAnswer, MarkedFrame, QuestionFrame, Spot } from '../../frame/lessonFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { AnswerText } from '../../views/prediction/AnswerText.tsx';
import { chosenIds } from '../../views/prediction/answer.ts';
import { Text, useLanguage, useLine } from './Say.tsx';
import { ACTS, OUTCOME, useSay } from './words.ts';

export interface ComparedProps {
  readonly question: QuestionFrame;
  /** null: it was skipped. */
  readonly answer: LessonAnswer | null;
  readonly marked: MarkedFrame;
}

export function ComparedAnswers({ question, answer, marked }: ComparedProps) {
  const say = useSay();
  const line = useLine();
  const language = useLanguage();
  return (
    <dl className="compared-answers">
      {answer !== null && marked.right !== true && (
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
  );
}

interface RebuttalsProps extends ComparedProps {
  onEvidence(spot: Spot): void;
}

/** Of each wrong option that was chosen, and of each right one that was left out of several. */
export function Rebuttals({ question, answer, marked, onEvidence }: RebuttalsProps) {
  const say = useSay();
  const line = useLine();
  const given = chosenIds(answer);
  const options = 'options' in question && question.kind !== 'order' ? question.options : [];
  const textOf = (id: number) => options.find((option) => option.id === id)?.say;
  const wrong = options.length === 0 ? [] : marked.options.filter(({ id, right }) => given.includes(id) && !right);
  const isSeveral = question.kind === 'choose-all' && answer !== null;
  const leftOut = isSeveral ? marked.options.filter(({ id, right }) => right && !given.includes(id)) : [];
  const explained = leftOut.filter(({ because, evidence }) => because !== null || evidence !== null);
  return (
    <>
      {wrong.map(({ id, because, evidence }) => (
        <Fragment key={id}>
          {isSeveral && <Option label={say(OUTCOME.notSo)} text={textOf(id)} line={line} />}
          <Rebuttal because={because} evidence={evidence} onEvidence={onEvidence} />
        </Fragment>
      ))}
      {explained.map(({ id, because, evidence }) => (
        <Fragment key={id}>
          <Option label={say(OUTCOME.leftOut)} text={textOf(id)} line={line} />
          <Rebuttal because={because} evidence={evidence} onEvidence={onEvidence} />
        </Fragment>
      ))}
      {marked.rebuttal !== null && <Rebuttal {...marked.rebuttal} onEvidence={onEvidence} />}
    </>
  );
}

function Option({ label, text, line }: { label: string; text: Both | undefined; line: ReturnType<typeof useLine> }) {
  if (text === undefined) return null;
  return (
    <p className="other-option">
      {label}: {line(text)}
    </p>
  );
}

interface RebuttalProps {
  readonly because: Both | null;
  readonly evidence: Spot | null;
  onEvidence(spot: Spot): void;
}

/** Why it is so, or not, and the moment that shows it. */
export function Rebuttal({ because, evidence, onEvidence }: RebuttalProps) {
  const say = useSay();
  if (because === null && evidence === null) return null;
  return (
    <div className="rebuttal">
      {because !== null && <Text text={because} />}
      {evidence !== null && <Button onPress={() => onEvidence(evidence)}>{say(ACTS.show)}</Button>}
    </div>
  );
}
