/** The lesson: prose, what became of the records, and the scenario's expectations when it has been run to its end. */
import { lazy, Suspense } from 'react';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { isOperator } from '../eyes.ts';
import { currentView } from '../store.ts';
import { Prose } from './Prose.tsx';

const DrillPane = lazy(() => import('../drill/DrillPane.tsx'));
const LessonPlayer = lazy(() => import('../lesson/LessonPlayer.tsx'));

export function LessonPane() {
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const scenario = useAppState((state) => state.scenario);
  if (scenario === null) return null;
  if (scenario.drill !== null) {
    return (
      <Suspense fallback={null}>
        <DrillPane />
      </Suspense>
    );
  }
  if (scenario.hasLesson) {
    return (
      <Suspense fallback={null}>
        <LessonPlayer foot={<Result />} />
      </Suspense>
    );
  }
  const prose = scenario.prose[language];
  return (
    <div className="lesson" data-testid="lesson">
      <h1 className="lesson-title" lang={language}>
        {scenario.title[language]}
      </h1>
      {prose === '' ? <p className="dim">{t('lesson.none')}</p> : <Prose text={prose} language={language} />}
      <Result />
    </div>
  );
}

/** What became of the records, and whether it is as the scenario expects. */
/** Counted and judged by an all-seeing eye. */
function Result() {
  const hidden = useAppState(isOperator);
  return hidden ? null : <AllResult />;
}

function AllResult() {
  const { conductor } = useApp();
  const t = useTranslate();
  const verdicts = useAppState((state) => state.verdicts);
  return (
    <>
      <Ledger />
      <section className="lesson-part">
        <h2>{t('lesson.verdicts')}</h2>
        {verdicts === null ? (
          <>
            <p className="dim">{t('lesson.verdict.later')}</p>
            <Button onPress={() => void conductor.verdicts()}>{t('lesson.check')}</Button>
          </>
        ) : (
          <ul className="verdicts" data-testid="verdicts">
            {verdicts.map(({ text, ok, detail }) => (
              <li key={text} className={ok ? 'verdict' : 'verdict broken'}>
                <Badge
                  tone={ok ? 'good' : 'alarm'}
                >{`${ok ? '✓' : '✗'} ${t(ok ? 'lesson.verdict.ok' : 'lesson.verdict.broken')}`}</Badge>
                <span lang="en" className="mono">
                  {text}
                </span>
                <span lang="en" className="dim">
                  {detail}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

const ENTRIES = [
  'sent',
  'acknowledged',
  'pending',
  'failed',
  'unknown',
  'consumed',
  'lost',
  'duplicated',
  'reordered',
] as const;

/** Counts of records as an all-seeing eye counts them. */
function Ledger() {
  const t = useTranslate();
  const ledger = useAppState((state) => currentView(state)?.frame.ledger);
  if (ledger === undefined) return null;
  return (
    <section className="lesson-part">
      <h2>{t('ledger.label')}</h2>
      <dl className="ledger" data-testid="ledger">
        {ENTRIES.map((name) => (
          <div key={name} className={name === 'lost' && ledger.lost > 0 ? 'alarm' : undefined}>
            <dt>{t(`ledger.${name}`)}</dt>
            <dd className="mono" data-testid={`ledger-${name}`}>
              {ledger[name]}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
