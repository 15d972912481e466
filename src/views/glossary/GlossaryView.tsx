/** The glossary: a field to look for a term in either language, and the terms, each opening where it stands. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { CONFIG_KEYS } from '../../course/configs/index.ts';
import { ERROR_NAMES } from '../../course/errors/index.ts';
import { GLOSSARY, THEME_NAMES } from '../../course/glossary/index.ts';
import { nameOf, type Term } from '../../course/glossary/term.ts';
import type { Language } from '../viewProps.ts';
import { findIn } from './find.ts';
import { languageOf } from './TermCard.tsx';
import type { OfCode } from './withCode.tsx';
import { COUNT, NAMES, NONE, SEARCH, SEARCH_HINT } from './words.ts';
import './glossary.css';

export interface GlossaryProps {
  readonly language: Language;
  /** The term that is open; null: none. */
  readonly open: string | null;
  onOpen(id: string | null): void;
  /** What stands under an open term. */
  readonly card: (term: Term) => ReactNode;
  /** A setting or an error code that the search has found. */
  readonly ofCode: OfCode;
}

/** Settings and error codes are no terms, and looked for in the same place. */
const NAMED = [...CONFIG_KEYS, ...ERROR_NAMES];

/** More would hide the terms. */
const MOST_NAMES = 24;

export function GlossaryView({ language, open, onOpen, card, ofCode }: GlossaryProps) {
  const [query, setQuery] = useState('');
  const found = useMemo(() => findIn(GLOSSARY, query), [query]);
  const isSearching = query.trim() !== '';
  const names = useMemo(() => namesLike(query), [query]);
  const entry = (term: Term) => (
    <Entry key={term.id} term={term} language={language} isOpen={term.id === open} onOpen={onOpen} card={card} />
  );
  return (
    <div className="glossary">
      <SearchField className="glossary-search" aria-label={SEARCH[language]} value={query} onChange={setQuery}>
        <Input className="palette-input" placeholder={SEARCH_HINT[language]} />
      </SearchField>
      <p className="dim glossary-count" role="status">
        {found.length + names.length === 0
          ? NONE[language]
          : COUNT[language].replace('{count}', String(found.length + names.length))}
      </p>
      <div className="glossary-terms">
        {isSearching ? (
          <>
            <ul className="glossary-list">{found.map(entry)}</ul>
            {names.length > 0 && (
              <section aria-label={NAMES[language]}>
                <h3 className="glossary-theme">{NAMES[language]}</h3>
                <ul className="glossary-list">
                  {names.map((name) => (
                    <li key={name} className="glossary-entry code">
                      {ofCode(name)}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        ) : (
          (Object.keys(THEME_NAMES) as (keyof typeof THEME_NAMES)[]).map((theme) => (
            <section key={theme} aria-label={THEME_NAMES[theme][language]}>
              <h3 className="glossary-theme">{THEME_NAMES[theme][language]}</h3>
              <ul className="glossary-list">{found.filter((term) => term.theme === theme).map(entry)}</ul>
            </section>
          ))
        )}
      </div>
    </div>
  );
}

function namesLike(query: string): readonly string[] {
  const asked = query.trim().toLowerCase();
  if (asked.length < 2) return [];
  return NAMED.filter((name) =>
    name.toLowerCase().replaceAll(/[._]/g, ' ').includes(asked.replaceAll(/[._]/g, ' ')),
  ).slice(0, MOST_NAMES);
}

interface EntryProps extends Omit<GlossaryProps, 'open' | 'ofCode'> {
  readonly term: Term;
  readonly isOpen: boolean;
}

function Entry({ term, language, isOpen, onOpen, card }: EntryProps) {
  const id = useId();
  const other = language === 'en' ? 'ko' : 'en';
  const name = nameOf(term, language);
  return (
    <li className={isOpen ? 'glossary-entry open' : 'glossary-entry'} data-term={term.id}>
      <Button
        className="glossary-name"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onPress={() => onOpen(isOpen ? null : term.id)}
      >
        <strong lang={languageOf(name)}>{name}</strong>
        <span className="dim" lang={languageOf(nameOf(term, other))}>
          {nameOf(term, other)}
        </span>
      </Button>
      {isOpen && <div id={id}>{card(term)}</div>}
    </li>
  );
}
