/** Texts of a lesson: a line, or a whole text with its paragraphs. */
import type { ReactNode } from 'react';
import type { Both } from '../../frame/lessonFrames.ts';
import { useAppState } from '../appContext.ts';
import { parseMarkdown } from '../markdown.ts';
import { inline, Prose } from '../panes/Prose.tsx';

export function useLanguage(): 'en' | 'ko' {
  return useAppState(({ settings }) => settings.language);
}

export function Text({ text }: { readonly text: Both }) {
  const language = useLanguage();
  return <Prose text={text[language]} language={language} />;
}

/** One line with its marks, inside of something else. */
export function useLine(): (text: Both) => ReactNode {
  const language = useLanguage();
  return (text) => {
    const [first] = parseMarkdown(text[language]);
    return first !== undefined && 'children' in first ? inline(first.children) : text[language];
  };
}
