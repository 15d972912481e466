/** The question of a step: its widget, how sure one is, and the way to answer or to skip it. */
import { useEffect, useId } from 'react';
import type { QuestionFrame } from '../../frame/lessonFrames.ts';
import type { Target } from '../../frame/target.ts';
import { Button } from '../../ui/Button.tsx';
import { AnswerText } from '../../views/prediction/AnswerText.tsx';
import { chosenNodes, toggled } from '../../views/prediction/answer.ts';
import { Prediction } from '../../views/prediction/Prediction.tsx';
import { useApp, useAppState, useRun } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { currentView } from '../store.ts';
import { ClassroomVote } from './Classroom.tsx';
import type { LessonView } from './lessonView.ts';
import type { Confidence } from './progress.ts';
import { useLanguage, useLine } from './Say.tsx';
import { ACTS, OUTCOME, QUESTION, STATES, SURE, useSay } from './words.ts';

export function QuestionPart({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const run = useRun();
  const say = useSay();
  const line = useLine();
  const language = useLanguage();
  const hint = useId();
  const frame = useAppState((state) => currentView(state)?.frame ?? null);
  const question = view.lesson.beats[view.beat]?.question;
  usePointedAt(view);
  if (question == null) return null;
  return (
    <section className="question" data-testid="question">
      <h2 className="question-title" tabIndex={-1}>
        {say(QUESTION.title)}
      </h2>
      {view.classroom.isOn ? (
        <ClassroomQuestion view={view} question={question} />
      ) : (
        <>
          <Prediction
            key={view.beat}
            question={question}
            value={view.draft}
            language={language}
            frame={frame}
            say={line}
            onChange={(answer) => conductor.lead?.draft(answer)}
          />
          <p className="lesson-note">
            {say(STATES.locked)} <span id={hint}>{say(QUESTION.sureHint)}</span>
          </p>
          <div className="answer-bar">
            <HowSure value={view.confidence} hint={hint} onChange={(confidence) => conductor.lead?.sure(confidence)} />
            <div className="lesson-go">
              <Button variant="primary" isDisabled={view.draft === null} onPress={() => conductor.lead?.answer()}>
                {say(ACTS.answer)}
              </Button>
              <Button variant="quiet" onPress={() => run(commandOf('lesson.skip'))}>
                {say(ACTS.skip)}
              </Button>
            </div>
          </div>
        </>
      )}
    </section>
  );
}

function ClassroomQuestion({ view, question }: { readonly view: LessonView; readonly question: QuestionFrame }) {
  const line = useLine();
  return (
    <>
      <p className="prediction-ask">{line(question.ask)}</p>
      <ClassroomVote view={view} question={question} />
    </>
  );
}

/** What was asked and answered, while the run goes on to show it. */
export function Committed({ view }: { readonly view: LessonView }) {
  const say = useSay();
  const line = useLine();
  const language = useLanguage();
  const beat = view.lesson.beats[view.beat];
  const answer = beat === undefined ? null : (view.answers[beat.name]?.answer ?? null);
  if (beat?.question == null) return null;
  return (
    <div className="answer-given">
      <p className="asked">{line(beat.question.ask)}</p>
      {answer !== null && (
        <dl className="compared-answers">
          <div>
            <dt>{say(OUTCOME.yours)}</dt>
            <dd>
              <AnswerText question={beat.question} answer={answer} language={language} say={line} />
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}

/** Asked once a question; it may be left open. */
export function HowSure({
  value,
  hint,
  onChange,
}: {
  readonly value: Confidence | null;
  /** Where it is said already what that is for. */
  readonly hint?: string;
  onChange(confidence: Confidence): void;
}) {
  const id = useId();
  const say = useSay();
  return (
    <fieldset className="how-sure" aria-describedby={hint ?? `${id}-hint`}>
      <legend>{say(QUESTION.sure)}</legend>
      <div className="how-sure-choices">
        {([1, 2, 3] as const).map((confidence) => (
          <label key={confidence} className="how-sure-choice">
            <input type="radio" name={id} checked={value === confidence} onChange={() => onChange(confidence)} />
            <span>{say(SURE[confidence])}</span>
          </label>
        ))}
      </div>
      {hint === undefined && (
        <p id={`${id}-hint`} className="lesson-fine">
          {say(QUESTION.sureHint)}
        </p>
      )}
    </fieldset>
  );
}

/** A node that is pointed at on the stage is an answer too. */
function usePointedAt({ lesson, beat, draft, phase }: LessonView): void {
  const { conductor } = useApp();
  const question = lesson.beats[beat]?.question;
  const nodes = phase === 'answering' && question?.kind === 'node' ? question.nodes : null;
  const several = question?.kind === 'node' && question.several;
  useEffect(() => {
    if (nodes === null) return;
    return conductor.store.subscribe(({ selection, lesson: now }, before) => {
      if (selection === before.selection || selection === null) return;
      const node = nodeOf(selection);
      if (node === null || !nodes.includes(node)) return;
      const chosen = chosenNodes(now?.draft ?? draft);
      conductor.lead?.draft({ kind: 'node', nodes: several ? toggled(chosen, node, nodes) : [node] });
    });
  }, [conductor, nodes, several, draft]);
}

function nodeOf(target: Target): string | null {
  if (target.type === 'node') return target.id;
  return target.type === 'replica' || target.type === 'record' ? `b${target.broker}` : null;
}
