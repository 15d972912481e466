/** The scenarios by their titles, and a way to open a file. Titles are read when the menu is opened. */
import { useEffect, useState } from 'react';
import { MenuAt } from '../../ui/Menu.tsx';
import type { Anchor } from '../../views/viewProps.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { scenarioText, titleIn } from '../scenarios.ts';

interface ScenarioMenuProps {
  readonly at: Anchor;
  readonly onOpenFile: () => void;
  readonly onClose: () => void;
}

const OPEN = 'open…';

export default function ScenarioMenu({ at, onOpenFile, onClose }: ScenarioMenuProps) {
  const app = useApp();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const titles = useTitles(app.scenarios, language);
  return (
    <MenuAt
      at={at}
      label={t('header.scenario')}
      entries={[
        ...app.scenarios.map((id) => ({ id, label: titles[id] ?? id })),
        { id: OPEN, label: t('header.openFile'), startsGroup: true },
      ]}
      onAction={(id) => (id === OPEN ? onOpenFile() : app.openScenario(id))}
      onClose={onClose}
    />
  );
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
