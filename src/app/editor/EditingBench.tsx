/** The workbench while a scenario is written: the editor beside the cluster; on a phone each has a tab. */
import { Suspense, useEffect } from 'react';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { InspectPane } from '../panes/InspectPane.tsx';
import { LensPane } from '../panes/LensPane.tsx';
import { Tabs } from '../panes/lazyTabs.ts';
import { StagePane } from '../panes/StagePane.tsx';
import { useWidth } from '../panes/useWidth.ts';
import type { Pane } from '../store.ts';
import { EditorPane } from './EditorPane.tsx';
import { editorDeskOf } from './editorDesk.ts';
import { useEditorSay } from './useEditor.ts';
import { EDITOR_WORDS } from './words.ts';
import './editor.css';

export default function EditingBench({ isUp }: { readonly isUp: boolean }) {
  const app = useApp();
  const width = useWidth();
  const editing = useAppState((state) => state.editing);
  useEffect(() => {
    if (editing === null) return;
    void editorDeskOf(app).open(editing);
    // Asked for once: the next time is another.
    if (editing !== 'edit') app.conductor.set({ editing: 'edit' });
  }, [app, editing]);
  if (width === 'narrow') return <Narrow isUp={isUp} />;
  return width === 'wide' ? <Wide isUp={isUp} /> : <Medium isUp={isUp} />;
}

function Wide({ isUp }: { readonly isUp: boolean }) {
  const t = useTranslate();
  const say = useEditorSay();
  const hasSelection = useAppState((state) => state.selection !== null);
  return (
    <main className={hasSelection && isUp ? 'workbench editing with-inspector' : 'workbench editing'}>
      <aside className="side editor-side" aria-label={say(EDITOR_WORDS.pane)}>
        <EditorPane />
      </aside>
      {isUp ? <Middle /> : <NoRun />}
      {hasSelection && isUp && (
        <aside className="side inspect-side" aria-label={t('pane.inspect')} data-testid="inspect">
          <InspectPane />
        </aside>
      )}
    </main>
  );
}

function Medium({ isUp }: { readonly isUp: boolean }) {
  const say = useEditorSay();
  return (
    <main className="workbench editing">
      <aside className="side editor-side" aria-label={say(EDITOR_WORDS.pane)}>
        <EditorPane />
      </aside>
      {isUp ? <Panes panes={['stage', 'lens', 'inspect']} /> : <NoRun />}
    </main>
  );
}

function Narrow({ isUp }: { readonly isUp: boolean }) {
  return (
    <main className="workbench narrow">
      {isUp ? <Panes panes={['lesson', 'stage', 'lens', 'inspect']} /> : <EditorPane />}
    </main>
  );
}

function Middle() {
  return (
    <div className="middle">
      <StagePane />
      <LensPane withFacts />
    </div>
  );
}

/** The editor has the place of the lesson. */
function Panes({ panes }: { readonly panes: readonly Pane[] }) {
  const { conductor } = useApp();
  const t = useTranslate();
  const say = useEditorSay();
  const pane = useAppState((state) => state.pane);
  const content = {
    lesson: () => <EditorPane />,
    stage: () => <StagePane />,
    lens: () => <LensPane withFacts />,
    inspect: () => <InspectPane />,
  } as const;
  return (
    <Suspense fallback={null}>
      <Tabs
        label={t('pane.views')}
        className="pane-tabs"
        selected={panes.includes(pane) ? pane : panes[0]!}
        onSelect={(id) => conductor.set({ pane: id as Pane })}
        items={panes.map((id) => ({
          id,
          title: id === 'lesson' ? say(EDITOR_WORDS.pane) : t(`pane.${id}`),
          content: content[id],
        }))}
      />
    </Suspense>
  );
}

function NoRun() {
  const say = useEditorSay();
  return <p className="editor-norun">{say(EDITOR_WORDS.noRun)}</p>;
}
