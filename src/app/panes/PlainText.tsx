/** The text of a scenario that has no lesson. */
import type { ReactNode } from 'react';
import { useAppState, useTranslate } from '../appContext.ts';
import { Prose } from './Prose.tsx';

export default function PlainText({ foot }: { readonly foot: ReactNode }) {
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const scenario = useAppState((state) => state.scenario);
  if (scenario === null) return null;
  const prose = scenario.prose[language];
  return (
    <div className="lesson" data-testid="lesson">
      <h1 className="lesson-title" lang={language}>
        {scenario.title[language]}
      </h1>
      {prose === '' ? <p className="dim">{t('lesson.none')}</p> : <Prose text={prose} language={language} />}
      {foot}
    </div>
  );
}
