/**
 * Keys. Single keys act only while the stage or the transport bar has the focus, and can be switched off (WCAG 2.1.4); a
 * key that a control under the focus uses itself is left to it. Listens on the document of its own page only.
 */
import type { Command } from './commands/command.ts';
import type { AppState } from './store.ts';

export interface Chord {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `Shift+N`, `Mod+K`, `ArrowRight`, `?`: the form in which commands name their keys. */
export function chordText({ key, ctrlKey, metaKey, altKey, shiftKey }: Chord): string {
  if (altKey) return '';
  const isLetter = /^[a-z]$/i.test(key);
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key;
  const isNamed = isLetter || key.length > 1;
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${shiftKey && isNamed ? 'Shift+' : ''}${name}`;
}

/** Where the focus is, as far as keys are concerned. */
export type FocusPlace = 'stage' | 'lesson' | 'text' | 'elsewhere';

export function commandFor(
  chord: Chord,
  place: FocusPlace,
  state: AppState,
  commands: readonly Command[],
): Command | undefined {
  const text = chordText(chord);
  if (text === '') return undefined;
  return commands.find((command) => {
    if ((command.key !== text && command.also !== text) || !command.when(state)) return false;
    if (command.scope === 'page') return true;
    const isHere = place === command.scope || (place === 'lesson' && command.inLesson === true);
    return isHere && (state.settings.keys || text.length > 1);
  });
}

/** Keys that move within these are theirs. */
const OWN_KEYS =
  '[role="slider"], [role="menu"], [role="tablist"], [role="listbox"], [role="grid"], [role="radiogroup"]';
const ACTIVATE = ['Space', 'Enter'];
/** Things on the stage answer Enter themselves and leave Space to the player. */
const ACTIVATED = 'button, a, [role="button"]:not([role="application"] [role="button"])';

export function focusPlace(element: Element | null, chord: Chord): FocusPlace {
  if (element === null) return 'elsewhere';
  if (element.closest('input, textarea, select, [contenteditable="true"], [role="textbox"], [role="searchbox"]'))
    return 'text';
  if (element.closest('[role="dialog"], [role="menu"]')) return 'elsewhere';
  if (element.closest('[data-keys="lesson"]') !== null) return 'lesson';
  if (element.closest('[data-keys="stage"]') === null) return 'elsewhere';
  const text = chordText(chord);
  if (ACTIVATE.includes(text) && element.closest(ACTIVATED)) return 'elsewhere';
  if (element.closest(OWN_KEYS) && /^(Shift\+)?(Arrow\w+|Home|End|PageUp|PageDown|Enter)$/.test(text))
    return 'elsewhere';
  return 'stage';
}
