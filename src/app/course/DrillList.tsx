/** The drills, and which of them one has found the cause of. They stand beside the concepts: each one mixes several. */
import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { isDrill, lessonState } from '../lesson/progress.ts';
import { scenarioText, titleIn } from '../scenarios.ts';
import { StateMark } from './StateMark.tsx';
import type { Standing } from './standing.ts';
import * as W from './words.ts';

interface DrillListProps {
  readonly standing: Standing;
  readonly onOpen: (name: string) => void;
}

export function DrillList({ standing: { progress, now, available }, onOpen }: DrillListProps) {
  const say = useSay();
  const names = [...available].filter(isDrill);
  const titles = useTitles(names);
  if (names.length === 0) return null;
  const states = names.map((name) => ({ name, state: lessonState(progress, name, now) }));
  const done = states.filter(({ state }) => state === 'done').length;
  return (
    <div className="concept-list" data-testid="drills">
      <section aria-label={say(W.DRILLS)}>
        <h3>
          {say(W.DRILLS)} <span className="dim">{say(W.CHAPTER_COUNT, { done, of: names.length })}</span>
        </h3>
        <ol>
          {states.map(({ name, state }) => (
            <li key={name}>
              <StateMark state={state} />
              <div className="concept-item">
                <strong>{titles[name] ?? name}</strong> <span className="dim">{say(W.DRILL_STATES[state])}</span>
              </div>
              <Button onPress={() => onOpen(name)}>
                {say(state === 'not-begun' ? W.DRILL_TO_DO : W.DRILL_AGAIN)}
                <span className="visually-hidden">: {titles[name] ?? name}</span>
              </Button>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function useTitles(names: readonly string[]): Readonly<Record<string, string>> {
  const { language } = useAppState((state) => state.settings);
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  const all = names.join(' ');
  useEffect(() => {
    let isCurrent = true;
    const read = async (name: string) => [name, titleIn((await scenarioText(name)) ?? '', language) ?? name] as const;
    void Promise.all(all.split(' ').map(read)).then((found) => isCurrent && setTitles(Object.fromEntries(found)));
    return () => {
      isCurrent = false;
    };
  }, [all, language]);
  return titles;
}
