/** What stands in the place of the panes when there is no run to show. */
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { FIRST_SCENARIO } from '../scenarios.ts';

export function LoadingScreen() {
  const t = useTranslate();
  const link = useAppState((state) => state.link);
  return (
    <main className="screen quiet" aria-busy="true">
      <p>{t(link === 'starting' ? 'app.starting' : 'app.loading')}</p>
    </main>
  );
}

export function ProblemsScreen() {
  const app = useApp();
  const t = useTranslate();
  const problems = useAppState((state) => state.problems);
  const file = useAppState((state) => state.fileName);
  const { language } = useAppState((state) => state.settings);
  return (
    <main className="screen" data-testid="problems">
      <h1>{t('problems.title')}</h1>
      <p role="alert">{t('problems.count', { count: problems.length, file })}</p>
      <ol className="problem-list">
        {problems.map(({ line, column, message, says }) => (
          <li key={`${line}:${column}:${message}`}>
            <span className="mono problem-place" title={t('problems.place', { line, column })}>
              {line === 0 ? file : `${file}:${line}:${column}`}
            </span>
            <span>{says[language]}</span>
          </li>
        ))}
      </ol>
      <Button onPress={() => app.conductor.set({ editing: 'edit' })}>{t('edit.open')}</Button>
      <Button variant="primary" onPress={() => void app.openScenario(FIRST_SCENARIO)}>
        {t('problems.back')}
      </Button>
    </main>
  );
}

export function CrashScreen() {
  const { conductor } = useApp();
  const t = useTranslate();
  const failure = useAppState((state) => state.failure);
  return (
    <main className="screen" role="alert" data-testid="crash">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.text')}</p>
      <Button variant="primary" onPress={() => void conductor.restart()}>
        {t('crash.restart')}
      </Button>
      {failure !== null && (
        <details>
          <summary>{t('crash.reason')}</summary>
          <pre className="screen-detail" lang="en">
            {failure}
          </pre>
        </details>
      )}
    </main>
  );
}
