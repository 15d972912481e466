/** One term: both names, what it is, who says so, and the ways on: to the stage, to a lesson, to its relatives. */
import { bare, nameOf, type Term } from '../../course/glossary/term.ts';
import { Button } from '../../ui/Button.tsx';
import type { Language } from '../viewProps.ts';
import { type OfCode, withCode } from './withCode.tsx';
import { ALSO, LESSON, LESSON_HERE, NOT_HERE, RELATED, SHOW, SOURCE } from './words.ts';
import './glossary.css';

export interface TermCardProps {
  readonly term: Term;
  readonly language: Language;
  /** There is such a thing at the playhead. */
  readonly isLive: boolean;
  readonly lessons: readonly { readonly name: string; readonly title: string; readonly isHere: boolean }[];
  readonly related: readonly Term[];
  /** The names stand above it already. */
  readonly withoutName?: boolean;
  /** Settings and error codes in what it means; without it they are plain code. */
  readonly ofCode?: OfCode;
  onShow(): void;
  onLesson(name: string): void;
  onTerm(id: string): void;
}

export function TermCard(props: TermCardProps) {
  const { term, language, isLive, lessons, related, withoutName = false, ofCode, onShow, onLesson, onTerm } = props;
  const other = language === 'en' ? 'ko' : 'en';
  const variants = variantsOf(term, language);
  return (
    <div className="term-card">
      {!withoutName && (
        <p className="term-names">
          <strong lang={languageOf(nameOf(term, language))}>{nameOf(term, language)}</strong>{' '}
          <span className="dim" lang={languageOf(nameOf(term, other))}>
            {nameOf(term, other)}
          </span>
        </p>
      )}
      <p>{withCode(term.means[language], ofCode)}</p>
      <p className="term-notes dim">
        {variants.length > 0 && (
          <>
            {ALSO[language]}: {variants.join(', ')}
            {' · '}
          </>
        )}
        {SOURCE[language]}:{' '}
        <span className="mono" lang="en">
          {term.source}
        </span>
      </p>
      <div className="term-acts">
        {isLive ? <Button onPress={onShow}>{SHOW[language]}</Button> : <p className="dim">{NOT_HERE[language]}</p>}
        {lessons.map(({ name, title, isHere }) =>
          isHere ? (
            <p key={name} className="dim">
              {LESSON_HERE[language]}
            </p>
          ) : (
            <Button key={name} className="wrapping" onPress={() => onLesson(name)}>
              {LESSON[language].replace('{title}', title)}
            </Button>
          ),
        )}
      </div>
      {related.length > 0 && (
        <p className="term-related">
          <span className="dim">{RELATED[language]}</span>
          {related.map((one) => (
            <Button key={one.id} variant="quiet" className="chip" onPress={() => onTerm(one.id)}>
              <span lang={languageOf(nameOf(one, language))}>{nameOf(one, language)}</span>
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}

/** Names beside the first that are worth a glance: not the same with an acronym behind it. */
function variantsOf(term: Term, language: Language): readonly string[] {
  const [first, ...others] = term[language].map(bare);
  return others.filter((name) => !name.startsWith(`${first} (`) && !name.startsWith(`${first}(`));
}

/** KRaft is English in either language. */
export function languageOf(name: string): Language {
  return /\p{Script=Hangul}/u.test(name) ? 'ko' : 'en';
}
