/** The panes: three columns where there is room, drawers where there is less, tabs on a phone. */
import { X } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { IconButton, Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import type { Pane } from '../store.ts';
import { InspectPane } from './InspectPane.tsx';
import { Facts, LensPane } from './LensPane.tsx';
import { LessonPane } from './LessonPane.tsx';
import { Tabs } from './lazyTabs.ts';
import { StagePane } from './StagePane.tsx';
import { useWidth } from './useWidth.ts';

const LessonBar = lazy(() => import('../lesson/LessonBar.tsx'));

const LAYOUTS = { wide: Wide, medium: Medium, narrow: Narrow } as const;

export function Workbench() {
  const width = useWidth();
  const Layout = LAYOUTS[width];
  const hasLesson = useAppState((state) => state.lesson !== null);
  return (
    <Suspense fallback={null}>
      <Layout />
      {hasLesson && (
        <Suspense fallback={null}>
          <LessonBar width={width} />
        </Suspense>
      )}
    </Suspense>
  );
}

function Wide() {
  const t = useTranslate();
  const comparing = useAppState((state) => state.compare !== null);
  const { mode } = useAppState((state) => state.settings);
  // Room is made before its code has come: nothing moves when it does.
  const hasLesson = useAppState(({ lesson, scenario }) => lesson !== null || scenario?.hasLesson === true);
  return (
    <main className={classNames('workbench', comparing && 'comparing', hasLesson && 'with-lesson')}>
      <aside className="side lesson-side" aria-label={t('pane.lesson')}>
        <Suspense fallback={null}>{mode === 'learn' ? <LessonPane /> : <LessonOrFacts />}</Suspense>
      </aside>
      <div className="middle">
        <StagePane />
        <LensPane withFacts={mode === 'learn'} />
      </div>
      <aside className="side inspect-side" aria-label={t('pane.inspect')} data-testid="inspect">
        <Closable>
          <InspectPane />
        </Closable>
      </aside>
    </main>
  );
}

function LessonOrFacts() {
  const { conductor } = useApp();
  const t = useTranslate();
  const side = useAppState((state) => state.side);
  return (
    <Tabs
      label={t('pane.views')}
      className="side-tabs"
      selected={side}
      onSelect={(id) => conductor.set({ side: id as 'facts' | 'lesson' })}
      items={[
        { id: 'facts', title: t('pane.facts'), content: () => <Facts /> },
        { id: 'lesson', title: t('pane.lesson'), content: () => <LessonPane /> },
      ]}
    />
  );
}

function Closable({ children }: { readonly children: ReactNode }) {
  const { conductor } = useApp();
  const t = useTranslate();
  const selection = useAppState((state) => state.selection);
  return (
    <Panel
      title={t('pane.inspect')}
      className="fill"
      actions={
        selection !== null && (
          <IconButton
            label={t('view.deselect')}
            shortcut="Esc"
            icon={<X size={16} aria-hidden />}
            onPress={() => conductor.select(null)}
          />
        )
      }
    >
      {children}
    </Panel>
  );
}

function Medium() {
  const { conductor } = useApp();
  const t = useTranslate();
  const drawer = useAppState((state) => state.drawer);
  const toggle = (which: 'lesson' | 'inspect') => conductor.set({ drawer: drawer === which ? null : which });
  // A lesson stands beside the stage, not over it.
  const isDocked = useAppState((state) => state.lesson !== null) && drawer === 'lesson';
  return (
    <main className={classNames('workbench', 'drawers', isDocked && 'docked')}>
      <div className="drawer-handles">
        {(['lesson', 'inspect'] as const).map((which) => (
          <Toggle key={which} variant="quiet" isSelected={drawer === which} onChange={() => toggle(which)}>
            {t(`pane.${which}`)}
          </Toggle>
        ))}
      </div>
      <div className="middle">
        <StagePane />
        <LensPane withFacts />
      </div>
      {drawer !== null && (
        <aside className={`drawer ${drawer}`} aria-label={t(`pane.${drawer}`)} data-testid={drawer}>
          <Panel
            title={t(`pane.${drawer}`)}
            className="fill"
            actions={
              <IconButton
                label={t('view.close')}
                icon={<X size={16} aria-hidden />}
                onPress={() => conductor.set({ drawer: null })}
              />
            }
          >
            {drawer === 'lesson' ? <LessonPane /> : <InspectPane />}
          </Panel>
        </aside>
      )}
    </main>
  );
}

function Narrow() {
  const { conductor } = useApp();
  const t = useTranslate();
  const pane = useAppState((state) => state.pane);
  const content: Readonly<Record<Pane, () => ReactNode>> = {
    lesson: () => <LessonPane />,
    stage: () => <StagePane />,
    lens: () => <LensPane withFacts />,
    inspect: () => <InspectPane />,
  };
  return (
    <main className="workbench narrow">
      <Tabs
        label={t('pane.views')}
        className="pane-tabs"
        selected={pane}
        onSelect={(id) => conductor.set({ pane: id as Pane })}
        items={(['lesson', 'stage', 'lens', 'inspect'] as const).map((id) => ({
          id,
          title: t(`pane.${id}`),
          content: content[id],
        }))}
      />
    </main>
  );
}
