/** What a change is typed and chosen in: a line of text, a list, a choice of few. */
import { useId } from 'react';
import type { Words } from '../../../views/words.ts';
import { useSay } from '../words.ts';

interface FieldProps {
  readonly label: Words;
  readonly value: string;
  readonly set: (value: string) => void;
}

export function Field({
  label,
  value,
  set,
  hint,
  options,
}: FieldProps & { readonly hint?: string; readonly options?: readonly string[] }) {
  const say = useSay();
  const id = useId();
  return (
    <label className="change-field">
      <span>{say(label)}</span>
      <input
        className="change-input mono"
        value={value}
        spellCheck={false}
        autoComplete="off"
        list={options === undefined ? undefined : id}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
      {options !== undefined && (
        <datalist id={id}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
      {hint !== undefined && hint !== '' && <span className="dim">{hint}</span>}
    </label>
  );
}

export function Select({ label, value, choices, set }: FieldProps & { readonly choices: readonly string[] }) {
  const say = useSay();
  return (
    <label className="change-field">
      <span>{say(label)}</span>
      <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}

interface RadiosProps {
  readonly legend: Words;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
}

export function Radios({ legend, value, choices, onChoose }: RadiosProps) {
  const say = useSay();
  const name = useId();
  return (
    <fieldset className="change-radios">
      <legend>{say(legend)}</legend>
      {choices.map(([choice, text]) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChoose(choice)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
