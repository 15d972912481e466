/** What came out: first the outcome beside what was thought, then the chain of causes, then the text. Never red only. */
import { Button } from '../../ui/Button.tsx';
import { chosenIds } from '../../views/prediction/answer.ts';
import { useApp, useAppState, useRun } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { currentView } from '../store.ts';
import { Causes } from './Causes.tsx';
import { ClassroomTally } from './Classroom.tsx';
import { ComparedAnswers, Rebuttal, Rebuttals } from './Compared.tsx';
import type { Answered, LessonView } from './lessonView.ts';
import { MarkedStrip } from './MarkedStrip.tsx';
import { Text, useLine } from './Say.tsx';
import { resultOf } from './sentences.ts';
import { ACTS, OUTCOME, useSay } from './words.ts';

export function OutcomePart({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const say = useSay();
  const run = useRun();
  const beat = view.lesson.beats[view.beat];
  if (beat === undefined) return null;
  const answered = view.answers[beat.name];
  const marked = answered?.marked ?? null;
  const cause = marked?.whyOf ?? view.causeOf;
  return (
    <section className="outcome" data-testid="outcome">
      {view.atEvidence && (
        <div className="evidence">
          <span>{say(OUTCOME.atEvidence)}</span>
          <Button variant="primary" onPress={() => conductor.lead?.toOutcome()}>
            {say(ACTS.toOutcome)}
          </Button>
        </div>
      )}
      <h2 className="outcome-title" tabIndex={-1}>
        {say(OUTCOME.title)}
      </h2>
      {beat.question !== null && answered !== undefined && marked !== null && (
        <Compared view={view} answered={answered} />
      )}
      {cause !== null && <Causes key={beat.name} home={view.home} fact={cause} />}
      {beat.outcome !== null && (
        <div className="lesson-text">
          <h3>{say(OUTCOME.meaning)}</h3>
          <Text text={beat.outcome} />
        </div>
      )}
      {beat.reveals && (
        <Button variant="quiet" className="lesson-small" onPress={() => run(commandOf('lesson.again'))}>
          {say(ACTS.again)}
        </Button>
      )}
      {marked !== null && <OtherOptions view={view} />}
    </section>
  );
}

function Compared({ view, answered }: { readonly view: LessonView; readonly answered: Answered }) {
  const { conductor } = useApp();
  const say = useSay();
  const line = useLine();
  const frame = useAppState((state) => currentView(state)?.frame ?? null);
  const question = view.lesson.beats[view.beat]?.question;
  const { answer, marked, confidence } = answered;
  if (question == null || marked === null) return null;
  const isRight = marked.right === true;
  return (
    <>
      <p className={isRight ? 'result right' : 'result'}>
        <span aria-hidden>{marked.right === null ? '·' : isRight ? '✓' : '≠'}</span>{' '}
        {say(view.classroom.isOn && answer === null ? OUTCOME.runSays : resultOf(marked.right, confidence))}
      </p>
      <div className="asked">{line(question.ask)}</div>
      <ClassroomTally view={view} question={question} marked={marked} />
      <ComparedAnswers question={question} answer={answer} marked={marked} />
      {question.kind === 'mark' && (
        <MarkedStrip partition={question.partition} yours={answer} truth={marked.truth} frame={frame} />
      )}
      <Rebuttals
        question={question}
        answer={answer}
        marked={marked}
        onEvidence={({ step }) => conductor.lead?.toEvidence(step)}
      />
    </>
  );
}

/** The options that were not chosen, for whoever wants to know. */
function OtherOptions({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const say = useSay();
  const line = useLine();
  const beat = view.lesson.beats[view.beat];
  const question = beat?.question;
  const answered = beat === undefined ? undefined : view.answers[beat.name];
  if (question == null || !('options' in question) || question.kind === 'order' || answered?.marked == null)
    return null;
  const given = chosenIds(answered.answer);
  const others = answered.marked.options.filter(
    ({ id, right, because, evidence }) => !given.includes(id) && !right && (because !== null || evidence !== null),
  );
  if (others.length === 0) return null;
  return (
    <details className="others">
      <summary>{say(OUTCOME.others)}</summary>
      <ul>
        {others.map(({ id, because, evidence }) => {
          const option = question.options.find((one) => one.id === id);
          return (
            <li key={id}>
              {option !== undefined && <p className="other-option">{line(option.say)}</p>}
              <Rebuttal
                because={because}
                evidence={evidence}
                onEvidence={({ step }) => conductor.lead?.toEvidence(step)}
              />
            </li>
          );
        })}
      </ul>
    </details>
  );
}
