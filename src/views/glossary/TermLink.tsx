/** A term within a text: the word itself, with what it means behind it. */
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { nameOf, type Term } from '../../course/glossary/term.ts';
import type { Language } from '../viewProps.ts';
import './glossary.css';

export interface TermLinkProps {
  readonly term: Term;
  readonly text: string;
  /** The language of the word, and that of the text around it. */
  readonly of: Language;
  readonly language: Language;
  readonly card: (close: () => void) => ReactNode;
}

export function TermLink({ term, text, of, language, card }: TermLinkProps) {
  return (
    <DialogTrigger>
      <Button className="term-link" data-term={term.id}>
        <span lang={of}>{text}</span>
      </Button>
      <Popover className="popover term-popover">
        <Dialog aria-label={nameOf(term, language)} className="term-dialog">
          {({ close }) => card(close)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
