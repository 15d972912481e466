/** Fields of the dialog: a choice, a switch, a span of time. */
import type { Micros } from '../../base/time.ts';
import { useSay } from '../dialogs/words.ts';
import { FILE } from './words.ts';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly options: readonly { readonly id: Id; readonly title: string }[];
  readonly onChoose: (id: Id) => void;
}

export function Choice<Id extends string>({ label, value, options, onChoose }: ChoiceProps<Id>) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChoose(event.target.value as Id)}>
        {options.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Check({ label, isOn, onChange }: CheckProps) {
  return (
    <label className="share-check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

export interface Span {
  readonly from: Micros;
  readonly until: Micros;
}

interface SpanProps {
  readonly span: Span;
  readonly onChange: (span: Span) => void;
}

export function SpanFields({ span, onChange }: SpanProps) {
  const say = useSay();
  return (['from', 'until'] as const).map((end) => (
    <label key={end}>
      {say(FILE[end])}
      <input
        type="number"
        min={0}
        step={0.001}
        value={span[end] / 1_000_000}
        onChange={({ target }) => {
          const seconds = Math.min(1e6, Math.max(0, target.valueAsNumber || 0));
          onChange({ ...span, [end]: Math.round(seconds * 1_000_000) });
        }}
      />
    </label>
  ));
}

export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
