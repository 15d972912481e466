/** Free play: what it is for, how it stands, and the way back to the lesson. */
import { Button } from '../../ui/Button.tsx';
import { useRun } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { ActiveGoal } from './Goals.tsx';
import type { LessonView } from './lessonView.ts';
import { Text } from './Say.tsx';
import { ACTS, END, GOALS, OUTCOME, useSay } from './words.ts';

export function AwayPart({ view }: { readonly view: LessonView }) {
  const say = useSay();
  const run = useRun();
  const { away, lesson } = view;
  const goal = away?.type === 'goal' ? lesson.goals.find(({ name }) => name === away.name) : undefined;
  const asked = away?.type === 'what-if' ? lesson.whatIf[away.place] : undefined;
  const tried = away?.type === 'try' ? lesson.tries[away.place] : undefined;
  return (
    <section className="away" data-testid="away">
      <h2 className="away-title" tabIndex={-1}>
        {say(goal ? GOALS.title : tried ? END.tries : asked ? END.whatIf : GOALS.free)}
      </h2>
      {goal !== undefined && <ActiveGoal view={view} goal={goal} />}
      {tried !== undefined && <Text text={tried.say} />}
      {asked !== undefined && (
        <>
          <Text text={asked.say} />
          <p className="lesson-fine">{say(END.besideHint)}</p>
          {asked.outcome !== null && (
            <details className="others">
              <summary>{say(OUTCOME.meaning)}</summary>
              <Text text={asked.outcome} />
            </details>
          )}
        </>
      )}
      {goal === undefined && (
        <>
          {asked === undefined && <p className="lesson-fine">{say(GOALS.how)}</p>}
          <div className="lesson-go">
            <Button variant="primary" onPress={() => run(commandOf('lesson.back'))}>
              {say(ACTS.back)}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
