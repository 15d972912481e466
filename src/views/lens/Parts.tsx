/** Which part of a lens is looked at: toggles of which one is pressed. */
import { Toggle } from '../../ui/Button.tsx';
import type { Language } from '../viewProps.ts';
import type { Words } from '../words.ts';

interface PartsProps<Part extends string> {
  readonly label: string;
  readonly parts: Readonly<Record<Part, Words>>;
  readonly shown: Part;
  readonly language: Language;
  onShow(part: Part): void;
}

export function Parts<Part extends string>({ label, parts, shown, language, onShow }: PartsProps<Part>) {
  return (
    <fieldset className="lens-parts" aria-label={label}>
      {(Object.keys(parts) as Part[]).map((part) => (
        <Toggle key={part} variant="quiet" isSelected={part === shown} onChange={() => onShow(part)}>
          {parts[part][language]}
        </Toggle>
      ))}
    </fieldset>
  );
}
