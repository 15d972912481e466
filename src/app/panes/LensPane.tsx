/** The lens: one partition's logs, or any other close look, or the same as tables. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { VIEWS } from '../../views/index.ts';
import { words } from '../../views/words.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { isMissing } from '../commands/lenses.ts';
import { isOperator, OPERATOR_LENSES } from '../eyes.ts';
import { currentView, type LensTab } from '../store.ts';
import { OverflowTabs } from './lazyTabs.ts';
import { keepLens, keptLenses } from './lensTabs.ts';
import { useViewProps } from './useViewProps.ts';

/** Only where there is something to see in them. */
const ERA_LENSES: readonly LensTab[] = ['quorum', 'zookeeper'];

const MORE = words('More', '더 보기');

/** What these ask for comes with them. */
const Lens = lazy(() => import('./lenses/Lens.tsx'));
const ConsoleLens = lazy(() => import('./lenses/ConsoleLens.tsx'));

interface LensPaneProps {
  readonly withFacts: boolean;
  /** No others than these. */
  readonly only?: readonly LensTab[];
}

export function LensPane({ withFacts, only }: LensPaneProps) {
  const { conductor } = useApp();
  const t = useTranslate();
  const lens = useAppState((state) => state.lens);
  const { language } = useAppState((state) => state.settings);
  const hidden = useAppState(isOperator);
  const isLocked = useAppState((state) => state.isLocked);
  const missing = useAppState((state) => ERA_LENSES.filter((id) => isMissing(id, state)).join(' ')).split(' ');
  const items = [
    { id: 'log', title: VIEWS.partitionLog.title[language], content: () => <LogLens /> },
    ...(withFacts ? [{ id: 'facts', title: VIEWS.factList.title[language], content: () => <Facts /> }] : []),
    { id: 'space-time', title: VIEWS.spaceTime.title[language], content: () => <Lens id="space-time" /> },
    { id: 'console', title: VIEWS.console.title[language], content: () => <ConsoleLens /> },
    { id: 'server-log', title: VIEWS.serverLog.title[language], content: () => <Lens id="server-log" /> },
    { id: 'leadership', title: VIEWS.leadership.title[language], content: () => <Lens id="leadership" /> },
    { id: 'quorum', title: VIEWS.metadataLog.title[language], content: () => <Lens id="quorum" /> },
    { id: 'zookeeper', title: VIEWS.zookeeper.title[language], content: () => <Lens id="zookeeper" /> },
    { id: 'group', title: VIEWS.group.title[language], content: () => <Lens id="group" /> },
    { id: 'producer', title: VIEWS.producer.title[language], content: () => <Lens id="producer" /> },
    { id: 'states', title: VIEWS.stateChart.title[language], content: () => <Lens id="states" /> },
    { id: 'files', title: VIEWS.files.title[language], content: () => <Lens id="files" /> },
    { id: 'difference', title: VIEWS.difference.title[language], content: () => <Lens id="difference" /> },
    { id: 'metrics', title: VIEWS.metrics.title[language], content: () => <Lens id="metrics" /> },
    { id: 'records', title: VIEWS.records.title[language], content: () => <Lens id="records" /> },
    { id: 'tables', title: VIEWS.tables.title[language], content: () => <Tables /> },
  ].filter(
    ({ id }) =>
      !missing.includes(id) &&
      (!hidden || OPERATOR_LENSES.includes(id as LensTab)) &&
      (only === undefined || only.includes(id as LensTab)) &&
      !(isLocked && id === 'console'),
  );
  // The one stands where the other is not: two eras beside each other.
  const wanted = missing.includes(lens) ? (lens === 'quorum' ? 'zookeeper' : 'quorum') : lens;
  const first = only === undefined ? 'log' : (items[0]?.id ?? 'log');
  const selected = items.some(({ id }) => id === wanted) ? wanted : hidden ? 'server-log' : first;
  const [kept, setKept] = useState(keptLenses);
  useEffect(() => setKept((before) => (before[0] === selected ? before : keepLens(before, selected))), [selected]);
  return (
    <section className="lens-pane" aria-label={t('pane.lens')} data-testid="lens">
      <h2 className="visually-hidden">{t('pane.lens')}</h2>
      <Suspense fallback={null}>
        <OverflowTabs
          label={t('pane.lens')}
          className="lens-tabs"
          items={items}
          selected={selected}
          more={MORE[language]}
          kept={kept}
          onSelect={(id) => conductor.set({ lens: id as LensTab })}
        />
      </Suspense>
    </section>
  );
}

function LogLens() {
  const { conductor } = useApp();
  const t = useTranslate();
  const branch = useAppState((state) => state.branch);
  const partition = useAppState((state) => state.partition);
  const log = useAppState((state) => state.log);
  const partitions = useAppState((state) => currentView(state)?.frame.partitions);
  const props = useViewProps(branch);
  if (props === undefined || partition === null) return null;
  return (
    <div className="log-lens">
      {(partitions?.length ?? 0) > 1 && (
        <label className="lens-choice">
          {t('pane.lens.partition')}
          <select value={partition} onChange={({ currentTarget }) => conductor.lens(currentTarget.value)}>
            {partitions?.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
      )}
      <VIEWS.partitionLog.component
        {...props}
        partition={partition}
        log={log}
        onRange={(from, to) => conductor.lens(partition, { from, to })}
      />
    </div>
  );
}

export function Tables() {
  const props = useViewProps(useAppState((state) => state.branch));
  return props === undefined ? null : <VIEWS.tables.component {...props} />;
}

export function Facts() {
  const hidden = useAppState(isOperator);
  return hidden ? null : <AllFacts />;
}

function AllFacts() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const facts = useAppState((state) => state.facts);
  const factCount = useAppState((state) => currentView(state)?.factsBefore ?? 0);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  return (
    <VIEWS.factList.component
      {...props}
      facts={facts}
      factCount={factCount}
      onSeekStep={(step) => conductor.seekStep(step)}
      onEarlier={() => void conductor.earlierFacts()}
    />
  );
}
