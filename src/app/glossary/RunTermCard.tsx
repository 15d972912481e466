/** A term's card as it is in this run: whether the live thing is there, and which lessons there are. */
import { useEffect, useState } from 'react';
import { termOf } from '../../course/glossary/index.ts';
import type { Term } from '../../course/glossary/term.ts';
import { liveThing } from '../../views/glossary/liveThing.ts';
import { TermCard } from '../../views/glossary/TermCard.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { scenarioText, titleIn } from '../scenarios.ts';
import { currentView } from '../store.ts';
import { showLive, toLesson, toTerm } from './acts.ts';
import { CodeThing } from './CodeThing.tsx';

const MOST_LESSONS = 2;

interface RunTermCardProps {
  readonly term: Term;
  readonly withoutName?: boolean;
  /** Whatever it stands in goes before something else is shown. */
  readonly onLeave?: () => void;
}

export function RunTermCard({ term, withoutName, onLeave }: RunTermCardProps) {
  const app = useApp();
  const { language } = useAppState((state) => state.settings);
  const frame = useAppState((state) => currentView(state)?.frame);
  const selection = useAppState((state) => state.selection);
  const scenario = useAppState((state) => state.scenarioName);
  const names = term.lessons.slice(0, MOST_LESSONS);
  const titles = useTitles(names, language);
  const live = frame === undefined ? null : liveThing(term, frame, selection);
  return (
    <TermCard
      term={term}
      language={language}
      isLive={live !== null}
      lessons={names.map((name) => ({ name, title: titles[name] ?? name, isHere: name === scenario }))}
      related={term.related.flatMap((id) => termOf(id) ?? [])}
      withoutName={withoutName ?? false}
      ofCode={(text) => <CodeThing text={text} />}
      onShow={() => {
        onLeave?.();
        if (live !== null) showLive(app, live);
      }}
      onLesson={(name) => {
        onLeave?.();
        toLesson(app, name);
      }}
      onTerm={(id) => {
        onLeave?.();
        toTerm(app, id);
      }}
    />
  );
}

function useTitles(names: readonly string[], language: 'en' | 'ko'): Readonly<Record<string, string>> {
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  const wanted = names.join(' ');
  useEffect(() => {
    let isOver = false;
    for (const name of wanted.split(' ').filter(Boolean)) {
      void scenarioText(name).then((text) => {
        const title = text === undefined ? undefined : titleIn(text, language);
        if (title !== undefined && !isOver) setTitles((known) => ({ ...known, [name]: title }));
      });
    }
    return () => {
      isOver = true;
    };
  }, [wanted, language]);
  return titles;
}
