/** A sentence in which names of settings and error codes stand as code: they are English in either language. */
import { Fragment, type ReactNode } from 'react';

const NAME = /((?<![\w.])(?:[a-z]+(?:\.[a-z]+)+|acks|[A-Z]{2,}(?:_[A-Z]+)+)(?:=\w+)?(?![\w]))/;

export type OfCode = (name: string) => ReactNode;

const plain: OfCode = (name) => <code lang="en">{name}</code>;

export function withCode(sentence: string, ofCode: OfCode = plain): ReactNode {
  return sentence.split(NAME).map((part, place) => {
    const key = place;
    return <Fragment key={key}>{place % 2 === 0 ? part : ofCode(part)}</Fragment>;
  });
}
