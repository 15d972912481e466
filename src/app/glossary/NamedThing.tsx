/** A name that stands by itself, such as a row's in the inspector: a setting, a term, or just a name. */
import type { ReactNode } from 'react';
import { isConfigKey } from '../../course/configs/index.ts';
import { termOf } from '../../course/glossary/index.ts';
import { languageOf } from '../../views/glossary/TermCard.tsx';
import { TermLink } from '../../views/glossary/TermLink.tsx';
import { useAppState } from '../appContext.ts';
import { MATCHER } from './matcher.ts';
import { RunConfigKey } from './RunConfigKey.tsx';
import { RunTermCard } from './RunTermCard.tsx';

interface NamedThingProps {
  readonly name: string;
  /** What stands there for it in the reader's language. */
  readonly shown?: string;
}

export default function NamedThing({ name, shown = name }: NamedThingProps) {
  const { language } = useAppState((state) => state.settings);
  if (isConfigKey(name)) return <RunConfigKey name={name} />;
  const term = termOf(MATCHER.idOf.get(inWords(name)) ?? '');
  if (term === undefined) return breakable(shown);
  return (
    <TermLink
      term={term}
      text={shown}
      of={languageOf(shown)}
      language={language}
      card={(close) => <RunTermCard term={term} onLeave={close} />}
    />
  );
}

/** A field's name is broken between its words, not in the middle of one. */
function breakable(name: string): ReactNode {
  const [first, ...others] = name.split(/(?<=[a-z])(?=[A-Z])/);
  return [first, ...others.map((part) => [<wbr key={part} />, part])];
}

/** leaderEpoch is the leader epoch; ISR stays ISR. */
function inWords(name: string): string {
  if (/^[A-Z]{2,}$/.test(name)) return name;
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
