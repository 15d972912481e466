/**
 * A question put to a class: everybody votes, talks, votes again, and then the run answers (Crouch & Mazur, peer
 * instruction). Hands are counted by whoever teaches; nothing leaves the page.
 */
import { useId } from 'react';
import type { MarkedFrame, QuestionFrame } from '../../frame/lessonFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { useApp, useRun } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import * as W from './classroomWords.ts';
import type { LessonView, Votes } from './lessonView.ts';
import { useLanguage, useLine } from './Say.tsx';
import { OUTCOME, useSay } from './words.ts';

const NO_VOTES: readonly Votes[] = [{}];
const MOST_HANDS = 999;

export function votesOf({ classroom, lesson, beat }: LessonView): readonly Votes[] {
  const name = lesson.beats[beat]?.name ?? '';
  return (Object.hasOwn(classroom.votes, name) ? classroom.votes[name] : undefined) ?? NO_VOTES;
}

/** In the place of one's own answer. */
export function ClassroomVote({ view, question }: { readonly view: LessonView; readonly question: QuestionFrame }) {
  const { conductor } = useApp();
  const run = useRun();
  const say = useSay();
  const rounds = votesOf(view);
  const options = optionsOf(question);
  return (
    <div className="classroom" data-testid="classroom">
      <p className="lesson-note">{say(options === null ? W.HOW_OTHERWISE : W.HOW)}</p>
      {options !== null &&
        rounds.map((votes, place) => (
          <Round
            // biome-ignore lint/suspicious/noArrayIndexKey: the first vote stays the first
            key={place}
            options={options}
            votes={votes}
            isSecond={place > 0}
            isLast={place + 1 === rounds.length}
            onChange={(changed) => conductor.lead?.vote([...rounds.slice(0, place), changed])}
          />
        ))}
      <div className="lesson-go">
        {options !== null && rounds.length === 1 && (
          <Button onPress={() => conductor.lead?.vote([...rounds, {}])}>{say(W.VOTE_AGAIN)}</Button>
        )}
        <Button variant="primary" onPress={() => run(commandOf('lesson.skip'))}>
          {say(W.REVEAL)}
        </Button>
        <Button variant="quiet" onPress={() => run(commandOf('lesson.classroom'))}>
          {say(W.LEAVE)}
        </Button>
      </div>
    </div>
  );
}

interface RoundProps {
  readonly options: readonly { readonly id: number; readonly say: { readonly en: string; readonly ko: string } }[];
  readonly votes: Votes;
  readonly isSecond: boolean;
  readonly isLast: boolean;
  onChange(votes: Votes): void;
}

function Round({ options, votes, isSecond, isLast, onChange }: RoundProps) {
  const id = useId();
  const say = useSay();
  const line = useLine();
  const language = useLanguage();
  return (
    <fieldset className="classroom-round">
      <legend>{say(isSecond ? W.ROUND_SECOND : W.ROUND_FIRST)}</legend>
      {options.map((option) => (
        <div key={option.id} className="classroom-line">
          <label htmlFor={`${id}-${option.id}`}>
            <span className="visually-hidden">{say(W.HANDS_FOR, { what: option.say[language] })}</span>
            <span aria-hidden>{line(option.say)}</span>
          </label>
          <input
            id={`${id}-${option.id}`}
            type="number"
            inputMode="numeric"
            min={0}
            max={MOST_HANDS}
            disabled={!isLast}
            value={votes[option.id] ?? ''}
            onChange={({ target }) => onChange({ ...votes, [option.id]: handsIn(target.value) })}
          />
        </div>
      ))}
    </fieldset>
  );
}

function handsIn(text: string): number {
  const hands = Math.floor(Number(text));
  return Number.isFinite(hands) ? Math.min(MOST_HANDS, Math.max(0, hands)) : 0;
}

/** At the outcome: what moved between the votes. */
export function ClassroomTally({
  view,
  question,
  marked,
}: {
  readonly view: LessonView;
  readonly question: QuestionFrame;
  readonly marked: MarkedFrame;
}) {
  const say = useSay();
  const line = useLine();
  const rounds = votesOf(view);
  const options = optionsOf(question);
  const isEmpty = rounds.every((votes) => Object.values(votes).every((hands) => hands === 0));
  if (options === null || isEmpty) return null;
  return (
    <table className="classroom-tally" data-testid="classroom-tally">
      <caption>{say(W.TALLY)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(W.ANSWER)}</th>
          <th scope="col">{say(W.FIRST)}</th>
          {rounds.length > 1 && <th scope="col">{say(W.SECOND)}</th>}
        </tr>
      </thead>
      <tbody>
        {options.map((option) => {
          const isRight = marked.options.find(({ id }) => id === option.id)?.right === true;
          return (
            <tr key={option.id}>
              <th scope="row">
                {isRight && (
                  <>
                    <span aria-hidden>✓ </span>
                    <span className="visually-hidden">{say(OUTCOME.isSo)} </span>
                  </>
                )}
                {line(option.say)}
              </th>
              <td className="mono">{rounds[0]?.[option.id] ?? 0}</td>
              {rounds.length > 1 && <td className="mono">{rounds[1]?.[option.id] ?? 0}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Hands are counted for what can be listed. */
function optionsOf(question: QuestionFrame): RoundProps['options'] | null {
  return question.kind === 'choose' || question.kind === 'choose-all' ? question.options : null;
}
