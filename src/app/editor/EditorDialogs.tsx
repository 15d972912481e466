/** The editor's dialogs: templates, drafts, earlier versions, acts as lines, keys, and the question before anything is lost. */
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { formatTime } from '../../views/format.ts';
import type { TemplateFrame, WrittenFrame } from '../../worker/protocol.ts';
import { useApp, useAppState } from '../appContext.ts';
import { DraftsDialog, HistoryDialog } from './DraftDialogs.tsx';
import type { EditorDialog } from './editorState.ts';
import { saveText } from './fileActs.ts';
import { useDesk, useEditorSay, useEditorState } from './useEditor.ts';
import { EDITOR_KEYS, EDITOR_WORDS } from './words.ts';
import '../dialogs/dialogs.css';

export default function EditorDialogs({ dialog }: { readonly dialog: EditorDialog }) {
  const desk = useDesk();
  const say = useEditorSay();
  const close = () => desk.set({ dialog: null });
  const [title, content] = CONTENT[dialog];
  return (
    <ModalOverlay className="modal-shade" isOpen isDismissable onOpenChange={(open) => !open && close()}>
      <Modal className="modal wide">
        <Dialog className="dialog editor-dialog" aria-label={say(title, { name: '' })}>
          {content()}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const CONTENT = {
  new: [EDITOR_WORDS.newTitle, () => <NewDialog />],
  drafts: [EDITOR_WORDS.draftsTitle, () => <DraftsDialog />],
  history: [EDITOR_WORDS.historyTitle, () => <HistoryDialog />],
  write: [EDITOR_WORDS.writeTitle, () => <WriteDialog />],
  keys: [EDITOR_WORDS.keysTitle, () => <KeysDialog />],
  leave: [EDITOR_WORDS.leaveTitle, () => <LeaveDialog />],
} as const satisfies Readonly<Record<EditorDialog, readonly [{ en: string; ko: string }, () => ReactNode]>>;

export function Title({ children }: { readonly children: ReactNode }) {
  return (
    <Heading slot="title" className="dialog-title">
      {children}
    </Heading>
  );
}

function NewDialog() {
  const desk = useDesk();
  const { conductor } = useApp();
  const say = useEditorSay();
  const { language } = useAppState((state) => state.settings);
  const [templates, setTemplates] = useState<readonly TemplateFrame[]>([]);
  useEffect(() => {
    void conductor.look({ ask: 'templates' }).then((found) => found && setTemplates(found.templates));
  }, [conductor]);
  const choose = async (name: string) => {
    const found = await conductor.look({ ask: 'template-text', name, language });
    if (found !== undefined) await desk.begin(name, name, found.text);
  };
  return (
    <>
      <Title>{say(EDITOR_WORDS.newTitle)}</Title>
      <p className="dim dialog-hint">{say(EDITOR_WORDS.newHint)}</p>
      <ul className="editor-choices">
        {templates.map(({ name, title, summary }) => (
          <li key={name}>
            <button type="button" className="editor-choice" onClick={() => void choose(name)}>
              <strong>{title[language]}</strong>
              <span className="dim">{summary[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function WriteDialog() {
  const desk = useDesk();
  const say = useEditorSay();
  const written = useEditorState((state) => state.written);
  if (written === null) return null;
  const { lines, unsaid, nearly } = written;
  return (
    <>
      <Title>{say(EDITOR_WORDS.writeTitle)}</Title>
      <p className="dim dialog-hint">{say(lines.length === 0 ? EDITOR_WORDS.writeNone : EDITOR_WORDS.writeHint)}</p>
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus.
        <pre className="editor-lines mono" lang="en" tabIndex={0} data-testid="written-lines">
          {lines.join('\n')}
        </pre>
      )}
      <Unsaid title={say(EDITOR_WORDS.unsaid)} list={unsaid} />
      <Unsaid title={say(EDITOR_WORDS.nearly)} list={nearly} />
      <div className="dialog-acts">
        <Button variant="primary" isDisabled={lines.length === 0} onPress={() => void desk.recorder.writeAll()}>
          {say(EDITOR_WORDS.writeDo)}
        </Button>
        <Button onPress={() => desk.set({ dialog: null })}>{say(EDITOR_WORDS.cancel)}</Button>
      </div>
    </>
  );
}

function Unsaid({ title, list }: { readonly title: string; readonly list: WrittenFrame['unsaid'] }) {
  const { language } = useAppState((state) => state.settings);
  if (list.length === 0) return null;
  return (
    <section className="dialog-part">
      <h3>{title}</h3>
      <ul className="editor-unsaid">
        {list.map(({ at, text, why }) => (
          <li key={`${at}:${text}`}>
            <span className="mono">
              {formatTime(at)} {text}
            </span>
            <span className="dim">{why[language]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeysDialog() {
  const say = useEditorSay();
  return (
    <>
      <Title>{say(EDITOR_WORDS.keysTitle)}</Title>
      <dl className="editor-keys">
        {EDITOR_KEYS.map(([key, words]) => (
          <div key={key}>
            <dt className="key">{key}</dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function LeaveDialog() {
  const desk = useDesk();
  const say = useEditorSay();
  return (
    <>
      <Title>{say(EDITOR_WORDS.leaveTitle)}</Title>
      <p className="dialog-hint">{say(EDITOR_WORDS.leaveHint)}</p>
      <div className="dialog-acts">
        <Button variant="primary" onPress={() => void saveText(desk, false).then(() => desk.close())}>
          {say(EDITOR_WORDS.save)}
        </Button>
        <Button onPress={() => desk.close(true)}>{say(EDITOR_WORDS.leaveAnyway)}</Button>
        <Button onPress={() => desk.set({ dialog: null })}>{say(EDITOR_WORDS.cancel)}</Button>
      </div>
    </>
  );
}
