/** The editor: the text, how it is kept, what is wrong with it, and what stands at the cursor. */
import { ChevronDown, Circle, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button, IconButton, Toggle } from '../../ui/Button.tsx';
import { useAppState } from '../appContext.ts';
import { MenuAt } from '../panes/lazyMenu.ts';
import { Opener } from '../panes/Opener.tsx';
import { currentBranch } from '../store.ts';
import { type CodeArea, openCodeArea } from './codeArea.ts';
import { DocsPanel } from './DocsPanel.tsx';
import type { EditorDesk } from './editorDesk.ts';
import { openFile, openPicked, saveText } from './fileActs.ts';
import { canPick } from './files.ts';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { useDesk, useDraftState, useEditorSay, useEditorState } from './useEditor.ts';
import { EDITOR_WORDS } from './words.ts';

const EditorDialogs = lazy(() => import('./EditorDialogs.tsx'));

export function EditorPane() {
  const dialog = useEditorState((state) => state.dialog);
  return (
    <div className="editor-pane" data-testid="editor">
      <EditorHead />
      <Messages />
      <Code />
      <ProblemsPanel />
      <DocsPanel />
      {dialog !== null && (
        <Suspense fallback={null}>
          <EditorDialogs dialog={dialog} />
        </Suspense>
      )}
    </div>
  );
}

function Code() {
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
  return <div ref={host} className="editor-code" />;
}

function EditorHead() {
  const desk = useDesk();
  const say = useEditorSay();
  const name = useDraftState(({ draft }) => draft?.name ?? '');
  const acts = useAppState((state) => currentBranch(state)?.commands.length ?? 0);
  const isRecording = useEditorState((state) => state.isRecording);
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
            {say(EDITOR_WORDS.write, { count: acts })}
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

/** What was done, or happened to the draft. */
function Messages() {
  const desk = useDesk();
  const say = useEditorSay();
  const message = useEditorState((state) => state.message);
  const draft = useDraftState(({ draft: one }) => one?.name ?? '');
  const copiedFrom = useDraftState((state) => state.copiedFrom);
  const isElsewhere = useDraftState((state) => state.isElsewhere);
  const recovered = useDraftState((state) => state.recovered);
  const told = [
    ...(copiedFrom === null ? [] : [say(EDITOR_WORDS.copied, { name: copiedFrom, copy: draft })]),
    ...(isElsewhere ? [say(EDITOR_WORDS.elsewhere)] : []),
    ...(recovered ? [say(EDITOR_WORDS.recovered)] : []),
  ];
  if (message === null && told.length === 0) return null;
  return (
    <div className="editor-messages">
      {told.map((text) => (
        <p key={text} className="editor-message" role="status">
          <span>{text}</span>
        </p>
      ))}
      {message !== null && (
        <p
          className={message.alarm ? 'editor-message alarm' : 'editor-message'}
          role={message.alarm ? 'alert' : 'status'}
        >
          <span>{say(message.words, message.values)}</span>
          <IconButton
            label={say(EDITOR_WORDS.dismiss)}
            icon={<X size={16} aria-hidden />}
            onPress={() => desk.set({ message: null })}
          />
        </p>
      )}
    </div>
  );
}
