/** An error code wherever it stands, with what it means behind it. */
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { type ErrorMeaning, RETRIABLE_WORDS } from '../../course/errors/index.ts';
import { withCode } from '../glossary/withCode.tsx';
import type { Language } from '../viewProps.ts';
import './config.css';

export interface ErrorCodeProps {
  readonly name: string;
  readonly meaning: ErrorMeaning;
  readonly language: Language;
}

export function ErrorCode({ name, meaning, language }: ErrorCodeProps) {
  return (
    <DialogTrigger>
      <Button className="config-key" data-error={name}>
        <code lang="en">{name}</code>
      </Button>
      <Popover className="popover config-popover">
        <Dialog aria-label={name} className="config-card">
          <p className="config-name">
            <code lang="en">{name}</code> <span className="dim">{meaning.code}</span>
          </p>
          <p>{withCode(meaning.means[language])}</p>
          <p className="dim">{RETRIABLE_WORDS[meaning.retriable][language]}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
