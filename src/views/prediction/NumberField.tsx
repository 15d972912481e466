/** A field for a number. Keeps what is typed while it is no number yet. */
import { type ReactNode, useEffect, useState } from 'react';
import { numberIn } from './answer.ts';

interface NumberFieldProps {
  readonly label: string;
  readonly unit?: ReactNode;
  readonly value: number | null;
  readonly isWhole: boolean;
  onValue(value: number | null): void;
}

export function NumberField({ label, unit, value, isWhole, onValue }: NumberFieldProps) {
  const [text, setText] = useState(value === null ? '' : String(value));
  useEffect(() => {
    if (value !== null) setText((typed) => (numberIn(typed, isWhole) === value ? typed : String(value)));
  }, [value, isWhole]);
  return (
    <label className="number-field">
      <span>{label}</span>
      <input
        type="text"
        inputMode={isWhole ? 'numeric' : 'decimal'}
        autoComplete="off"
        maxLength={12}
        value={text}
        aria-invalid={text !== '' && numberIn(text, isWhole) === null}
        onChange={({ target }) => {
          setText(target.value);
          onValue(numberIn(target.value, isWhole));
        }}
      />
      {unit}
    </label>
  );
}
