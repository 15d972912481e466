/** The shell: header, panes and transport bar, arranged by the room there is; keys; the live region. */
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { COMMANDS } from '../commands/index.ts';
import { commandFor, focusPlace } from '../keyboard.ts';
import { ContextMenu } from './ContextMenu.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { CrashScreen, LoadingScreen, ProblemsScreen } from './Screens.tsx';
import { TransportBar } from './TransportBar.tsx';
import { Workbench } from './Workbench.tsx';

const Palette = lazy(() => import('./Palette.tsx'));
const Dialogs = lazy(() => import('../dialogs/Dialogs.tsx'));
const Course = lazy(() => import('../course/Course.tsx'));

export function Shell() {
  const app = useApp();
  const t = useTranslate();
  const link = useAppState((state) => state.link);
  const hasRun = useAppState((state) => state.views[state.branch] !== undefined);
  const overlay = useAppState((state) => state.overlay);
  const announcement = useAppState((state) => state.announcement);
  const shell = useRef<HTMLDivElement>(null);
  const isUp = hasRun && link !== 'problems' && link !== 'failed';

  // The one obvious thing to do has the focus when the page opens, unless somebody is elsewhere already.
  useEffect(() => {
    if (!isUp || document.activeElement !== document.body) return;
    shell.current?.querySelector<HTMLElement>('.play-button')?.focus({ preventScroll: true });
  }, [isUp]);

  // On the document of this page, never on a host's window: menus and dialogs are outside of the shell's element.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const element = event.target instanceof Element ? event.target : null;
      const context = app.commandContext();
      const command = commandFor(event, focusPlace(element, event), context.state, COMMANDS);
      if (command === undefined) return;
      event.preventDefault();
      void command.run(context);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [app]);

  return (
    <div ref={shell} className="shell">
      <a className="skip" href="#stage">
        {t('app.skip')}
      </a>
      <Header />
      <Notices />
      {link === 'failed' ? (
        <CrashScreen />
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
          overlay === 'rungs' ||
          overlay === 'stops' ||
          overlay === 'search' ||
          overlay === 'glossary' ? (
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
  );
}
