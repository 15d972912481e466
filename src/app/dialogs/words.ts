/** Words of the dialogs, which come with them and not with the first picture. */
import type { Words } from '../../views/words.ts';
import { useAppState } from '../appContext.ts';
import { fill, type Values } from '../i18n/translate.ts';

export { type Words, words } from '../../views/words.ts';

export type Say = (words: Words, values?: Values) => string;

export function useSay(): Say {
  const { language } = useAppState((state) => state.settings);
  return (words, values = {}) => fill(words[language], values);
}
