/** The inspector: what can be done to the selected thing, its state, and why it is so. */
import { Suspense, useMemo } from 'react';
import { Button } from '../../ui/Button.tsx';
import { VIEWS } from '../../views/index.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { extrasOn } from '../commands/extras.ts';
import { offersOn } from '../commands/faults.ts';
import { carryOut } from '../commands/offers.ts';
import { detailIn } from '../i18n/details.ts';
import { currentView } from '../store.ts';
import { useViewProps } from './useViewProps.ts';

let hasLoaded = false;

export function InspectPane() {
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
      <VIEWS.inspector.component {...props} detail={detail} why={why} onSeekStep={(step) => conductor.seekStep(step)} />
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
  if (selection === null || frame === undefined) return null;
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
