/** The editor: the text, how it is kept, what is wrong with it, and what stands at the cursor. */
import { ChevronDown, Circle, X } from 'lucide-react';
import { type DragEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button, IconButton, Toggle } from '../../ui/Button.tsx';
import { useAppState } from '../appContext.ts';
import { LessonPane } from '../panes/LessonPane.tsx';
import { MenuAt } from '../panes/lazyMenu.ts';
import { Opener } from '../panes/Opener.tsx';
import { currentBranch } from '../store.ts';
import { type CodeArea, openCodeArea } from './codeArea.ts';
import { DocsPanel } from './DocsPanel.tsx';
import type { EditorDesk } from './editorDesk.ts';
import { canPlay } from './editorState.ts';
import { openFile, openPicked, saveText } from './fileActs.ts';
import { canPick } from './files.ts';
import { Messages } from './Messages.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { useDesk, useDraftState, useEditorSay, useEditorState } from './useEditor.ts';
import { EDITOR_WORDS } from './words.ts';

const EditorDialogs = lazy(() => import('./EditorDialogs.tsx'));

export function EditorPane() {
  const desk = useDesk();
  const dialog = useEditorState((state) => state.dialog);
  const isPlaying = useEditorState((state) => state.isPlaying);
  const [isDropping, setDropping] = useState(false);
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  return (
    // Whoever cannot drag opens the file from the menu.
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop a file on.
    <div
      className={isDropping ? 'editor-pane dropping' : 'editor-pane'}
      data-testid="editor"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        setDropping(false);
        const [file] = event.dataTransfer.files;
        if (file === undefined) return;
        event.preventDefault();
        void openFile(desk, file, null);
      }}
    >
      {isPlaying ? <PlayingHead /> : <EditorHead />}
      {!isPlaying && <Messages />}
      <Code isHidden={isPlaying} />
      {isPlaying ? (
        <div className="editor-lesson">
          <LessonPane />
        </div>
      ) : (
        <>
          <ProblemsPanel />
          <DocsPanel />
        </>
      )}
      {dialog !== null && (
        <Suspense fallback={null}>
          <EditorDialogs dialog={dialog} />
        </Suspense>
      )}
    </div>
  );
}

/** While its lesson is played, the way back. */
function PlayingHead() {
  const desk = useDesk();
  const say = useEditorSay();
  return (
    <div className="editor-head">
      <div className="editor-row">
        <Button variant="primary" onPress={() => desk.stopPlaying()}>
          {say(EDITOR_WORDS.backToText)}
        </Button>
        <span className="dim editor-small">{say(EDITOR_WORDS.playing)}</span>
      </div>
    </div>
  );
}

function Code({ isHidden }: { readonly isHidden: boolean }) {
  const desk = useDesk();
  const isReady = useEditorState((state) => state.isReady);
  const { language } = useAppState((state) => state.settings);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = host;
    if (!isReady || current === null) return;
    // In a shadow root sheets are adopted, which the page's policy allows; style elements it does not.
    const root = current.shadowRoot ?? current.attachShadow({ mode: 'open' });
    const area: CodeArea = openCodeArea(root, desk, language, () => void saveText(desk, false));
    desk.area = area;
    area.mark(desk.state.getState().problems);
    if (document.activeElement === document.body) area.focus();
    return () => {
      desk.area = null;
      area.destroy();
    };
  }, [desk, isReady, language]);
  // It stays as it is, with what can be undone, while the lesson has its place.
  return <div ref={host} className="editor-code" hidden={isHidden} />;
}

function EditorHead() {
  const desk = useDesk();
  const say = useEditorSay();
  const name = useDraftState(({ draft }) => draft?.name ?? '');
  const acts = useAppState((state) => currentBranch(state)?.commands.length ?? 0);
  const isRecording = useEditorState((state) => state.isRecording);
  const canLesson = useEditorState(canPlay);
  const hasLesson = useEditorState(({ lesson }) => lesson !== 'none');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="editor-head">
      <div className="editor-row">
        <NameField key={name} name={name} desk={desk} />
        <Opener
          label={say(EDITOR_WORDS.file)}
          hasText
          popup="menu"
          content={(at, close) => (
            <MenuAt
              at={at}
              label={say(EDITOR_WORDS.file)}
              entries={FILE_ENTRIES.map(([id, words, startsGroup]) => ({ id, label: say(words), startsGroup }))}
              onAction={(id) => fileAct(id, desk, () => input.current?.click())}
              onClose={close}
            />
          )}
        >
          {say(EDITOR_WORDS.file)}
          <ChevronDown size={16} aria-hidden />
        </Opener>
        <IconButton label={say(EDITOR_WORDS.close)} icon={<X size={16} aria-hidden />} onPress={() => desk.close()} />
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml"
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden
          data-testid="editor-open-file"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen !== undefined) void openFile(desk, chosen, null);
            currentTarget.value = '';
          }}
        />
      </div>
      <div className="editor-row">
        <Toggle
          label={say(EDITOR_WORDS.recordLabel)}
          className="editor-record"
          isSelected={isRecording}
          onChange={(selected) => desk.recorder.toggle(selected)}
        >
          <Circle size={12} aria-hidden fill={isRecording ? 'currentColor' : 'none'} />
          {say(EDITOR_WORDS.record)}
        </Toggle>
        {acts > 0 && !isRecording && (
          <Button variant="quiet" onPress={() => void desk.recorder.preview()}>
            {acts === 1 ? say(EDITOR_WORDS.writeOne) : say(EDITOR_WORDS.write, { count: acts })}
          </Button>
        )}
        {hasLesson && (
          <Button variant="quiet" isDisabled={!canLesson} onPress={() => void desk.playLesson(false)}>
            {say(EDITOR_WORDS.play)}
          </Button>
        )}
        {hasLesson && (
          <Button variant="quiet" isDisabled={!canLesson} onPress={() => void desk.playLesson(true)}>
            {say(EDITOR_WORDS.playBeat)}
          </Button>
        )}
        {isRecording && <span className="dim editor-small">{say(EDITOR_WORDS.recording)}</span>}
        <KeepingText />
      </div>
    </div>
  );
}

const FILE_ENTRIES = [
  ['new', EDITOR_WORDS.newFile, false],
  ['open', EDITOR_WORDS.open, false],
  ['save', EDITOR_WORDS.save, true],
  ['saveAs', EDITOR_WORDS.saveAs, false],
  ['history', EDITOR_WORDS.history, true],
  ['drafts', EDITOR_WORDS.drafts, false],
  ['keys', EDITOR_WORDS.keys, true],
] as const;

function fileAct(id: string, desk: EditorDesk, chooseFile: () => void): void {
  switch (id) {
    case 'new':
    case 'history':
    case 'drafts':
    case 'keys':
      desk.set({ dialog: id });
      break;
    case 'open':
      if (canPick()) void openPicked(desk);
      else chooseFile();
      break;
    default:
      void saveText(desk, id === 'saveAs');
  }
}

function NameField({ name, desk }: { readonly name: string; readonly desk: EditorDesk }) {
  const say = useEditorSay();
  const [text, setText] = useState(name);
  return (
    <input
      className="editor-name mono"
      aria-label={say(EDITOR_WORDS.name)}
      value={text}
      spellCheck={false}
      maxLength={80}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={() => desk.rename(text)}
      onKeyDown={({ key }) => key === 'Enter' && desk.rename(text)}
    />
  );
}

function KeepingText() {
  const say = useEditorSay();
  const keeping = useDraftState((state) => state.keeping);
  const isAlarm = keeping === 'memory' || keeping === 'full';
  return (
    <span className={isAlarm ? 'editor-keeping alarm' : 'editor-keeping dim'} role="status" data-testid="keeping">
      {say(EDITOR_WORDS[keeping])}
    </span>
  );
}
