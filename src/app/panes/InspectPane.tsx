/** The inspector: what can be done to the selected thing, its state, and why it is so. */
import { lazy, Suspense, useMemo } from 'react';
import { Button } from '../../ui/Button.tsx';
import { VIEWS } from '../../views/index.ts';
import { words } from '../../views/words.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { extrasOn } from '../commands/extras.ts';
import { offersOn } from '../commands/faults.ts';
import { carryOut } from '../commands/offers.ts';
import { isOperator } from '../eyes.ts';
import { detailIn } from '../i18n/details.ts';
import { currentView } from '../store.ts';
import { useViewProps } from './useViewProps.ts';

const HIDDEN = words('Hidden in the operator’s view.', '운영자 시점에서는 보이지 않습니다.');

const NamedThing = lazy(() => import('../glossary/NamedThing.tsx'));
const AskedPane = lazy(() => import('./AskedPane.tsx'));
const ExplainPane = lazy(async () => ({ default: (await import('./ExplainPane.tsx')).ExplainPane }));

let hasLoaded = false;

/** An operator has nothing to look into. */
export function InspectPane() {
  const hidden = useAppState(isOperator);
  const { language } = useAppState((state) => state.settings);
  const asked = useAppState((state) => state.asked);
  if (hidden) return <p className="dim hint">{HIDDEN[language]}</p>;
  if (asked === null) return <Inspected />;
  return (
    <Suspense fallback={null}>
      <AskedPane asked={asked} />
    </Suspense>
  );
}

function Inspected() {
  const { conductor } = useApp();
  const t = useTranslate();
  const found = useAppState((state) => state.detail);
  const { language } = useAppState((state) => state.settings);
  const detail = useMemo(() => found && detailIn(language, found), [found, language]);
  const why = useAppState((state) => state.why);
  const props = useViewProps(useAppState((state) => state.branch));
  // The view itself is loaded with the first selection.
  if (props === undefined || (props.selection === null && !hasLoaded))
    return <p className="dim hint">{t('inspect.hint')}</p>;
  hasLoaded = true;
  return (
    <Suspense fallback={null}>
      <Acts />
      <VIEWS.inspector.component
        {...props}
        detail={detail}
        why={why}
        explained={
          props.selection === null ? undefined : (
            <Suspense fallback={null}>
              <ExplainPane subject={props.selection} />
            </Suspense>
          )
        }
        ofName={ofName}
        onSeekStep={(step) => conductor.seekStep(step)}
      />
    </Suspense>
  );
}

function ofName(name: string, shown = name) {
  return (
    <Suspense fallback={shown}>
      <NamedThing name={name} shown={shown} />
    </Suspense>
  );
}

/** The first things that can be done to what is selected, in reach; all of them are in its menu. */
const SHOWN = 4;

function Acts() {
  const app = useApp();
  const { conductor } = app;
  const t = useTranslate();
  const selection = useAppState((state) => state.selection);
  const frame = useAppState((state) => currentView(state)?.frame);
  const isLocked = useAppState((state) => state.isLocked);
  if (selection === null || frame === undefined || isLocked) return null;
  const offers = offersOn(selection, frame).slice(0, SHOWN);
  const extras = extrasOn(selection, conductor.state);
  if (offers.length + extras.length === 0) return null;
  return (
    <fieldset className="acts" aria-label={t('fault.label')} data-testid="acts">
      {offers.map((offer) => (
        <Button key={offer.id} onPress={() => void carryOut(offer, app.commandContext())}>
          {t(offer.label, offer.values)}
        </Button>
      ))}
      {extras.map(({ id, label, run }) => (
        <Button key={id} onPress={() => void run(app.commandContext())}>
          {t(label)}
        </Button>
      ))}
    </fieldset>
  );
}
