/** What became of the records so far, in a few figures; each leads to its records. */
import type { ProducerFigure } from '../../frame/biography/biographyFrames.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { showing } from '../commands/lenses.ts';
import { currentView } from '../store.ts';

/** Always said; the others only when there are some. */
const ALWAYS = ['acknowledged', 'lost'] as const;
const OTHERS = ['duplicated', 'reordered', 'failed', 'unknown'] as const;

export function LedgerStrip() {
  const { conductor } = useApp();
  const t = useTranslate();
  const ledger = useAppState((state) => currentView(state)?.frame.ledger);
  if (ledger === undefined || ledger.sent === 0) return null;
  const figures = [...ALWAYS, ...OTHERS.filter((name) => ledger[name] > 0)];
  const show = (figure: ProducerFigure): void => {
    const pick =
      ledger[figure as keyof typeof ledger] === 0 ? null : ({ of: 'producer', figure, client: null } as const);
    conductor.set({ ...showing('records'), ledgerPick: pick, record: null });
  };
  return (
    <fieldset className="ledger-strip" aria-label={t('ledger.label')} data-testid="ledger-strip">
      {figures.map((name) => (
        <button
          key={name}
          type="button"
          className={name !== 'acknowledged' && ledger[name] > 0 ? 'ledger-figure alarm' : 'ledger-figure'}
          onClick={() => show(name)}
        >
          <b>{ledger[name]}</b> {t(`ledger.${name}`)}
        </button>
      ))}
    </fieldset>
  );
}
