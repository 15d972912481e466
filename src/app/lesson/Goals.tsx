/** Goals: what is to be brought about, how it stands, hints one after another, and ways to do it. */
import { useEffect, useRef } from 'react';
import type { GoalFrame } from '../../frame/lessonFrames.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatTime } from '../../views/format.ts';
import { useApp } from '../appContext.ts';
import type { LessonView } from './lessonView.ts';
import { Text, useLine } from './Say.tsx';
import { ACTS, GOALS, useSay } from './words.ts';

export function GoalList({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const say = useSay();
  const { goals } = view.lesson;
  if (goals.length === 0) return null;
  return (
    <section className="lesson-part" data-testid="goals">
      <h2>{say(GOALS.title)}</h2>
      <p className="lesson-note">{say(GOALS.intro)}</p>
      <ul className="goal-list">
        {goals.map((goal) => (
          <li key={goal.name} className="goal">
            <Text text={goal.say} />
            <div className="goal-acts">
              {view.goalsReached.includes(goal.name) && <Badge tone="good">{`✓ ${say(GOALS.done)}`}</Badge>}
              <Button onPress={() => conductor.lead?.playGoal(goal.name)}>{say(GOALS.play)}</Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One goal while it is played for. */
export function ActiveGoal({ view, goal }: { readonly view: LessonView; readonly goal: GoalFrame }) {
  const { conductor } = useApp();
  const say = useSay();
  const { state, spot } = view.goals.find(({ name }) => name === goal.name) ?? { state: 'open', spot: null };
  return (
    <div className={`goal active ${state}`} data-testid="goal" data-state={state}>
      <Text text={goal.say} />
      <p className="goal-state">
        <Badge tone={state === 'reached' ? 'good' : 'plain'}>
          {`${{ open: '…', reached: '✓', lost: '✗' }[state]} ${say(GOALS[state])}`}
        </Badge>
        {spot !== null && state !== 'open' && (
          <span className="dim"> {say(GOALS.at, { time: formatTime(spot.at) })}</span>
        )}
      </p>
      {state === 'reached' && <p className="goal-word">{say(GOALS.well)}</p>}
      {state === 'lost' && <p className="goal-word">{say(GOALS.lostHint)}</p>}
      {state === 'open' && <p className="lesson-fine">{say(GOALS.how)}</p>}
      <div className="lesson-go">
        <Button variant={state === 'open' ? 'plain' : 'primary'} onPress={() => conductor.lead?.back()}>
          {say(ACTS.back)}
        </Button>
        <Button onPress={() => conductor.lead?.playGoal(goal.name)}>{say(GOALS.tryAgain)}</Button>
      </div>
      <Hints view={view} goal={goal} />
    </div>
  );
}

function Hints({ view, goal }: { readonly view: LessonView; readonly goal: GoalFrame }) {
  const { conductor } = useApp();
  const say = useSay();
  const line = useLine();
  const shown = Object.hasOwn(view.hints, goal.name) ? (view.hints[goal.name] ?? 0) : 0;
  const hints = goal.hints.slice(0, shown);
  const solutions = goal.solutions.slice(0, Math.max(0, shown - goal.hints.length));
  const list = useRef<HTMLUListElement>(null);
  const isMore = shown < goal.hints.length + goal.solutions.length;
  const next = shown === 0 ? GOALS.hint : shown < goal.hints.length ? GOALS.nextHint : GOALS.solution;
  // The last way is told: there is no button any more that could have the focus.
  useEffect(() => {
    if (!isMore && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [isMore]);
  return (
    <div className="goal-hints">
      {hints.length > 0 && (
        <ol aria-label={say(GOALS.hints)} className="hint-list">
          {hints.map((hint) => (
            <li key={hint.en}>{line(hint)}</li>
          ))}
        </ol>
      )}
      {solutions.length > 0 && (
        <ul ref={list} tabIndex={-1} aria-label={say(GOALS.solutions)} className="hint-list solutions">
          {solutions.map((solution) => (
            <li key={solution.en}>{line(solution)}</li>
          ))}
        </ul>
      )}
      {isMore && (
        <Button variant="quiet" className="lesson-small" onPress={() => conductor.lead?.hint(goal.name)}>
          {say(next)}
        </Button>
      )}
    </div>
  );
}
