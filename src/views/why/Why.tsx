/** Asks why: a value that is a button, or a button of its own beside what it asks about. */
import { type ReactNode, use } from 'react';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { type AskedWhy, AskWhyContext } from './askWhy.ts';
import './askWhy.css';

const WHY = words('Why?', '왜?');
const WHY_THIS = words('Why is this so: {thing}', '왜 이런지: {thing}');

interface WhyProps extends AskedWhy {
  readonly language: Language;
  /** The value itself; without it a button says Why? */
  readonly children?: ReactNode;
}

export function Why({ subject, aspect, title, language, children }: WhyProps) {
  const ask = use(AskWhyContext);
  if (ask === null) return children ?? null;
  const isValue = children !== undefined;
  return (
    <button
      type="button"
      className={isValue ? 'why-value' : 'why-ask'}
      aria-label={WHY_THIS[language].replace('{thing}', title)}
      title={isValue ? WHY[language] : undefined}
      onClick={(event) => {
        // The row that it stands in is chosen by a click beside it.
        event.stopPropagation();
        ask(aspect === undefined ? { subject, title } : { subject, aspect, title });
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {children ?? WHY[language]}
    </button>
  );
}
