/**
 * The player: the stage first, a thin transport under it; what there is to read comes as a sheet over the stage, or beside
 * it where there is room. A picture is the stage alone, a table the same in words.
 */
import { X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useApp, useAppState, useTranslate } from '../app/appContext.ts';
import { ContextMenu } from '../app/panes/ContextMenu.tsx';
import { InspectPane } from '../app/panes/InspectPane.tsx';
import { LensPane, Tables } from '../app/panes/LensPane.tsx';
import { LessonPane } from '../app/panes/LessonPane.tsx';
import { Notices } from '../app/panes/Notices.tsx';
import { CrashScreen, LoadingScreen, ProblemsScreen } from '../app/panes/Screens.tsx';
import { useKeys } from '../app/panes/useKeys.ts';
import type { LensTab } from '../app/store.ts';
import { IconButton, Toggle } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import { EMBED_COMMANDS } from './commands.ts';
import { EmbedTransport } from './EmbedTransport.tsx';
import { FittedStage } from './FittedStage.tsx';
import { tellHeight } from './height.ts';
import type { EmbedPane, EmbedParameters } from './parameters.ts';
import { useRoom } from './useRoom.ts';
import { PLAYER } from './words.ts';

const LessonBar = lazy(() => import('../app/lesson/LessonBar.tsx'));

interface EmbedProps {
  readonly parameters: EmbedParameters;
  onHeight(height: number): void;
  /** Where a course has sent somebody here. */
  readonly onBack: (() => void) | undefined;
}

export function EmbedShell({ parameters, onHeight, onBack }: EmbedProps) {
  const { ui, controls } = parameters;
  const link = useAppState((state) => state.link);
  const hasRun = useAppState((state) => state.views[state.branch] !== undefined);
  const announcement = useAppState((state) => state.announcement);
  const { language } = useAppState((state) => state.settings);
  const isUp = hasRun && link !== 'problems' && link !== 'failed';
  const shell = useRef<HTMLDivElement>(null);
  const title = useAppState(({ scenario }) => scenario?.title[language]);
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
  useKeys(EMBED_COMMANDS);
  useEffect(() => (shell.current === null ? undefined : tellHeight(shell.current, ui, onHeight)), [ui, onHeight]);
  return (
    <div ref={shell} className="embed" data-ui={ui} data-testid="embed">
      <Notices />
      {link === 'failed' ? (
        <CrashScreen />
      ) : link === 'problems' ? (
        <ProblemsScreen />
      ) : !isUp ? (
        <LoadingScreen />
      ) : ui === 'player' ? (
        <Panes parameters={parameters} />
      ) : (
        <main className={`embed-main of-${ui}`} aria-label={PLAYER.label[language]}>
          {ui === 'picture' ? (
            <FittedStage />
          ) : (
            <Suspense fallback={null}>
              <Tables />
            </Suspense>
          )}
        </main>
      )}
      {isUp && controls && <EmbedTransport withSheets={ui === 'player' ? parameters.panes : []} onBack={onBack} />}
      {ui === 'player' && <ContextMenu />}
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
        {announcement}
      </div>
    </div>
  );
}

function Panes({ parameters: { panes } }: { readonly parameters: EmbedParameters }) {
  const { language } = useAppState((state) => state.settings);
  const pane = useAppState((state) => state.pane);
  const hasLesson = useAppState((state) => state.lesson !== null) && panes.includes('lesson');
  const hasText = useAppState((state) => state.scenario !== null) && panes.includes('lesson');
  const { isWide, isTall } = useRoom();
  const isDocked = isWide && hasText;
  const lenses = panes.filter((one): one is LensTab => !['picture', 'lesson', 'inspect'].includes(one));
  const hasStage = panes.includes('picture') || lenses.length === 0;
  const hasBoth = hasStage && lenses.length > 0;
  const showsLens = lenses.length > 0 && (!hasStage || isTall || pane === 'lens');
  const showsStage = hasStage && (isTall || !showsLens);
  return (
    <>
      <main className={classNames('embed-main', isDocked && 'docked')} aria-label={PLAYER.label[language]}>
        {isDocked && (
          <aside className="embed-lesson">
            <Suspense fallback={null}>
              <LessonPane />
            </Suspense>
          </aside>
        )}
        <div className="embed-middle">
          {hasBoth && !isTall && <StageOrLens />}
          {showsStage && <FittedStage />}
          {showsLens && (
            <Suspense fallback={null}>
              <LensPane withFacts only={lenses} />
            </Suspense>
          )}
        </div>
        {!isDocked && pane === 'lesson' && hasText && (
          <Sheet name="lesson">
            <LessonPane />
          </Sheet>
        )}
        {pane === 'inspect' && panes.includes('inspect') && (
          <Sheet name="inspect">
            <InspectPane />
          </Sheet>
        )}
      </main>
      {hasLesson && (
        <Suspense fallback={null}>
          <LessonBar width={isDocked ? 'wide' : 'narrow'} />
        </Suspense>
      )}
    </>
  );
}

/** Where there is no room for both. */
function StageOrLens() {
  const { conductor } = useApp();
  const pane = useAppState((state) => state.pane);
  const { language } = useAppState((state) => state.settings);
  return (
    <fieldset className="embed-choice" aria-label={PLAYER.panes[language]}>
      {(['stage', 'lens'] as const).map((one) => (
        <Toggle
          key={one}
          variant="quiet"
          isSelected={one === 'lens' ? pane === 'lens' : pane !== 'lens'}
          onChange={() => conductor.set({ pane: one })}
        >
          {PLAYER[one][language]}
        </Toggle>
      ))}
    </fieldset>
  );
}

/** Over the stage, from below; the stage is one press away. */
function Sheet({
  name,
  children,
}: {
  readonly name: Extract<EmbedPane, 'lesson' | 'inspect'>;
  readonly children: ReactNode;
}) {
  const { conductor } = useApp();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  return (
    <section className="embed-sheet" aria-label={t(`pane.${name}`)} data-testid={`sheet-${name}`}>
      <div className="embed-sheet-end">
        <IconButton
          label={PLAYER.toStage[language]}
          icon={<X size={16} aria-hidden />}
          onPress={() => conductor.set({ pane: 'stage' })}
        />
      </div>
      <Suspense fallback={null}>{children}</Suspense>
    </section>
  );
}
