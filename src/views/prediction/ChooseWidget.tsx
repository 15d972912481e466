/** One of several, or any number of them. */
import { useId } from 'react';
import { chosenIds, toggled } from './answer.ts';
import type { PredictionProps, QuestionOf } from './props.ts';
import { ALL_HINT, NONE_OF_THEM } from './words.ts';

type Chosen = PredictionProps<QuestionOf<'choose' | 'choose-all'>>;

export function ChooseWidget(props: Chosen) {
  return props.question.kind === 'choose' ? <One {...props} /> : <All {...props} />;
}

function One({ question, value, say, onChange }: Chosen) {
  const id = useId();
  const chosen = chosenIds(value);
  return (
    <div className="choices">
      {question.options.map((option) => (
        <label key={option.id} className="choice">
          <input
            type="radio"
            name={id}
            checked={chosen.includes(option.id)}
            onChange={() => onChange({ kind: 'choose', options: [option.id] })}
          />
          <span>{say(option.say)}</span>
        </label>
      ))}
    </div>
  );
}

function All({ question, value, language, say, onChange }: Chosen) {
  const id = useId();
  const chosen = chosenIds(value);
  const all = question.options.map((option) => option.id);
  const change = (options: readonly number[]) => onChange({ kind: 'choose-all', options });
  return (
    <div className="choices">
      <p id={id} className="choice-hint">
        {ALL_HINT[language]}
      </p>
      {question.options.map((option) => (
        <label key={option.id} className="choice">
          <input
            type="checkbox"
            aria-describedby={id}
            checked={chosen.includes(option.id)}
            onChange={() => change(toggled(chosen, option.id, all))}
          />
          <span>{say(option.say)}</span>
        </label>
      ))}
      <label className="choice">
        <input
          type="checkbox"
          checked={value !== null && chosen.length === 0}
          onChange={({ target }) => (target.checked ? change([]) : onChange(null))}
        />
        <span>{NONE_OF_THEM[language]}</span>
      </label>
    </div>
  );
}
