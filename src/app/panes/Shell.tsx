/** The shell: header, panes and transport bar, arranged by the room there is; keys; the live region. */
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { type AskWhy, AskWhyContext } from '../../views/why/askWhy.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { COMMANDS } from '../commands/index.ts';
import { ContextMenu } from './ContextMenu.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { CrashScreen, LoadingScreen, ProblemsScreen } from './Screens.tsx';
import { TransportBar } from './TransportBar.tsx';
import { mayTakeFocus } from './takesFocus.ts';
import { useKeys } from './useKeys.ts';
import { Workbench } from './Workbench.tsx';

const Palette = lazy(() => import('./Palette.tsx'));
const Dialogs = lazy(() => import('../dialogs/Dialogs.tsx'));
const Course = lazy(() => import('../course/Course.tsx'));
const EditingBench = lazy(() => import('../editor/EditingBench.tsx'));

export function Shell() {
  const app = useApp();
  const t = useTranslate();
  const link = useAppState((state) => state.link);
  const hasRun = useAppState((state) => state.views[state.branch] !== undefined);
  const overlay = useAppState((state) => state.overlay);
  const isEditing = useAppState((state) => state.editing !== null);
  const announcement = useAppState((state) => state.announcement);
  const shell = useRef<HTMLDivElement>(null);
  const isUp = hasRun && link !== 'problems' && link !== 'failed';

  // Of many tabs, and in a list of bookmarks, each is told from the others.
  const { language } = useAppState((state) => state.settings);
  const title = useAppState(({ scenario }) => scenario?.title[language]);
  useEffect(() => {
    document.title = title === undefined ? 'Tidemark' : `${title} · Tidemark`;
  }, [title]);

  // The one obvious thing to do has the focus when the page opens, unless somebody is elsewhere already.
  useEffect(() => {
    if (!isUp || document.activeElement !== document.body || !mayTakeFocus()) return;
    shell.current?.querySelector<HTMLElement>('.play-button')?.focus({ preventScroll: true });
  }, [isUp]);

  useKeys(COMMANDS);
  // Answered where things are inspected, wherever that is on this screen.
  const ask = useCallback<AskWhy>(
    (asked) => app.conductor.set({ asked, drawer: 'inspect', pane: 'inspect' }),
    [app.conductor],
  );

  return (
    <AskWhyContext value={ask}>
      <div ref={shell} className="shell">
        <a className="skip" href="#stage">
          {t('app.skip')}
        </a>
        <Header />
        <Notices />
        {link === 'failed' ? (
          <CrashScreen />
        ) : isEditing ? (
          <Suspense fallback={<LoadingScreen />}>
            <EditingBench isUp={isUp} />
            {isUp && <TransportBar />}
          </Suspense>
        ) : link === 'problems' ? (
          <ProblemsScreen />
        ) : isUp ? (
          <>
            <Workbench />
            <TransportBar />
          </>
        ) : (
          <LoadingScreen />
        )}
        <ContextMenu />
        {overlay !== null && (
          <Suspense fallback={null}>
            {overlay === 'change' ||
            overlay === 'reassign' ||
            overlay === 'rungs' ||
            overlay === 'stops' ||
            overlay === 'search' ||
            overlay === 'glossary' ||
            overlay === 'about' ||
            overlay === 'from-cluster' ||
            overlay === 'share' ? (
              <Dialogs name={overlay} />
            ) : overlay === 'course' || overlay === 'review' ? (
              <Course shown={overlay} />
            ) : (
              <Palette />
            )}
          </Suspense>
        )}
        <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
          {announcement}
        </div>
      </div>
    </AskWhyContext>
  );
}
