/** A number with its unit. */
import { chosenValue } from './answer.ts';
import { NumberField } from './NumberField.tsx';
import type { PredictionProps, QuestionOf } from './props.ts';
import { NUMBER } from './words.ts';

export function NumberWidget({ question, value, language, say, onChange }: PredictionProps<QuestionOf<'number'>>) {
  return (
    <NumberField
      label={NUMBER[language]}
      unit={question.unit === null ? null : <span>{say(question.unit)}</span>}
      value={chosenValue(value)}
      isWhole={false}
      onValue={(number) => onChange(number === null ? null : { kind: 'number', value: number })}
    />
  );
}
