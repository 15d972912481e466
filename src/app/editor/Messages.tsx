/** What was done, or happened to the draft; and what would be lost, before it is. */
import { X } from 'lucide-react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { type App, useApp, useAppState } from '../appContext.ts';
import { download } from './files.ts';
import { useDesk, useDraftState, useEditorSay, useEditorState } from './useEditor.ts';
import { EDITOR_WORDS } from './words.ts';

export function Messages() {
  const desk = useDesk();
  const say = useEditorSay();
  const message = useEditorState((state) => state.message);
  const draft = useDraftState(({ draft: one }) => one?.name ?? '');
  const copiedFrom = useDraftState((state) => state.copiedFrom);
  const isElsewhere = useDraftState((state) => state.isElsewhere);
  const recovered = useDraftState((state) => state.recovered);
  const copiedWords = (isDamaged: boolean, values: { name: string; copy: string }) =>
    say(isDamaged ? EDITOR_WORDS.copiedDamaged : EDITOR_WORDS.copied, values);
  const told = [
    ...(copiedFrom === null ? [] : [copiedWords(copiedFrom.isDamaged, { name: copiedFrom.name, copy: draft })]),
    ...(isElsewhere ? [say(EDITOR_WORDS.elsewhere)] : []),
    ...(recovered ? [say(EDITOR_WORDS.recovered)] : []),
  ];
  const held = useEditorState((state) => state.held);
  const earlier = useEditorState((state) => state.earlier);
  const { language } = useAppState((state) => state.settings);
  const app = useApp();
  if (message === null && held === null && earlier === null && told.length === 0) return null;
  return (
    <div className="editor-messages">
      {told.map((text) => (
        <p key={text} className="editor-message" role="status">
          <span>{text}</span>
        </p>
      ))}
      {earlier !== null && (
        <p className="editor-message" role="status">
          <span>
            {say(EDITOR_WORDS.earlier, {
              name: earlier.name,
              when: new Date(earlier.at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
            })}
          </span>
          <Button onPress={() => void desk.openDraft(earlier.id)}>{say(EDITOR_WORDS.goOn)}</Button>
          <IconButton
            label={say(EDITOR_WORDS.dismiss)}
            icon={<X size={16} aria-hidden />}
            onPress={() => desk.set({ earlier: null })}
          />
        </p>
      )}
      {held !== null && (
        <p className="editor-message alarm" role="alert">
          <span>{held.is === 'unsaid' ? say(EDITOR_WORDS.heldHint, held) : say(EDITOR_WORDS.heldActs, held)}</span>
          {held.is === 'unwritten' && (
            <Button variant="primary" onPress={() => void desk.recorder.preview()}>
              {say(EDITOR_WORDS.heldWrite)}
            </Button>
          )}
          <Button onPress={() => void saveTheRun(app)}>{say(EDITOR_WORDS.heldSave)}</Button>
          <Button onPress={() => desk.runAnyway()}>{say(EDITOR_WORDS.heldRun)}</Button>
        </p>
      )}
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

/** With what was done in it: it can be opened again at any time. */
async function saveTheRun({ conductor }: App): Promise<void> {
  download(`${conductor.state.scenarioName}.run.json`, await conductor.exportRun(), 'application/json');
}
