/** The scenarios by their titles in the chapters of the course, and a way to open a file. Titles are read when it opens. */
import { useEffect, useMemo, useState } from 'react';
import { CHAPTERS } from '../../course/curriculum.ts';
import { MenuAt } from '../../ui/Menu.tsx';
import type { Anchor } from '../../views/viewProps.ts';
import { useApp, useAppState, useRun, useTranslate } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { scenarioText, titleIn } from '../scenarios.ts';

interface ScenarioMenuProps {
  readonly at: Anchor;
  readonly onOpenFile: () => void;
  readonly onClose: () => void;
}

const OPEN = 'open…';
const EDITS = ['edit.open', 'edit.new', 'edit.drafts', 'cluster.import'] as const;
const DRILLS = { en: 'Drills: one symptom, several causes', ko: '진단 연습: 증상은 하나, 원인은 여럿' } as const;
const MORE = { en: 'More scenarios', ko: '그 밖의 시나리오' } as const;

export default function ScenarioMenu({ at, onOpenFile, onClose }: ScenarioMenuProps) {
  const app = useApp();
  const t = useTranslate();
  const run = useRun();
  const mayEdit = useAppState((state) => !state.isLocked);
  const { language } = useAppState((state) => state.settings);
  const titles = useTitles(app.scenarios, language);
  const grouped = useMemo(() => inChapters(app.scenarios, language), [app, language]);
  return (
    <MenuAt
      at={at}
      label={t('header.scenario')}
      entries={[
        ...(mayEdit ? EDITS.map((id) => ({ id, label: t(id) })) : []),
        ...grouped.map(({ name, section }) => ({ id: name, label: titles[name] ?? name, section })),
        { id: OPEN, label: t('header.openFile'), startsGroup: true },
      ]}
      onAction={(id) => {
        const edit = EDITS.find((one) => one === id);
        if (edit !== undefined) run(commandOf(edit));
        else if (id === OPEN) onOpenFile();
        else void app.openScenario(id);
      }}
      onClose={onClose}
    />
  );
}

interface Grouped {
  readonly name: string;
  readonly section: string;
}

/** Lessons as the course has them; drills and what it does not have come last. */
function inChapters(names: readonly string[], language: 'en' | 'ko'): readonly Grouped[] {
  const inCourse = CHAPTERS.flatMap(({ name: chapter, concepts }) =>
    concepts
      .flatMap(({ lessons }) => lessons)
      .filter((name) => names.includes(name))
      .map((name) => ({ name, section: chapter[language] })),
  );
  const others = names.filter((name) => !inCourse.some((one) => one.name === name));
  const isDrill = (name: string) => name.startsWith('drill-');
  const drills = others.filter(isDrill).map((name) => ({ name, section: DRILLS[language] }));
  const more = others.filter((name) => !isDrill(name)).map((name) => ({ name, section: MORE[language] }));
  return [...inCourse, ...drills, ...more];
}

function useTitles(names: readonly string[], language: 'en' | 'ko'): Readonly<Record<string, string>> {
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    let isCurrent = true;
    const read = async (name: string) => [name, titleIn((await scenarioText(name)) ?? '', language) ?? name] as const;
    void Promise.all(names.map(read)).then((found) => isCurrent && setTitles(Object.fromEntries(found)));
    return () => {
      isCurrent = false;
    };
  }, [names, language]);
  return titles;
}
