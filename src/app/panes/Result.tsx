/** What became of the records, and whether it is as the scenario expects: counted and judged by an all-seeing eye. */
import { use } from 'react';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { AskWhyContext } from '../../views/why/askWhy.ts';
import { Why } from '../../views/why/Why.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { isOperator } from '../eyes.ts';
import { currentView } from '../store.ts';

export default function Result() {
  const hidden = useAppState(isOperator);
  return hidden ? null : <AllResult />;
}

function AllResult() {
  const { conductor } = useApp();
  const t = useTranslate();
  const verdicts = useAppState((state) => state.verdicts);
  const { language } = useAppState((state) => state.settings);
  const ask = use(AskWhyContext);
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
            {verdicts.map(({ text, ok, detail, asks, differs }) => (
              <li key={text.en} className={ok ? 'verdict' : 'verdict broken'}>
                <Badge
                  tone={ok ? 'good' : 'alarm'}
                >{`${ok ? '✓' : '✗'} ${t(ok ? 'lesson.verdict.ok' : 'lesson.verdict.broken')}`}</Badge>
                <span className="mono">{text[language]}</span>
                <span className="dim">{[detail, ...differs].map((one) => one[language]).join(' · ')}</span>
                {asks !== null && (
                  // What it turns on may be later than what is looked at now.
                  <AskWhyContext value={(asked) => void conductor.goTo({ step: asks.step }).then(() => ask?.(asked))}>
                    <Why {...asks} title={text[language]} language={language} />
                  </AskWhyContext>
                )}
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
