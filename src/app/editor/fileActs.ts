/** Opening files and saving them, and what is said of it. */
import type { EditorDesk } from './editorDesk.ts';
import { download, type FileHandle, pickFile, pickTarget, readFile, writeTo } from './files.ts';
import { EDITOR_WORDS } from './words.ts';

export async function openPicked(desk: EditorDesk): Promise<void> {
  const picked = await pickFile();
  if (picked !== null) await openFile(desk, picked.file, picked.handle);
}

export async function openFile(desk: EditorDesk, file: File, handle: FileHandle | null): Promise<void> {
  let text: string | undefined;
  let reason = '';
  try {
    text = await readFile(file);
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  if (text === undefined) {
    const { openFailed, tooLarge } = EDITOR_WORDS;
    const { language } = desk.app.conductor.state.settings;
    const values = { name: file.name, reason: reason === '' ? tooLarge[language] : reason };
    desk.set({ message: { words: openFailed, values, alarm: true } });
    return;
  }
  await desk.begin(file.name.replace(/\.\w+$/, ''), file.name, text, handle);
}

export async function saveText(desk: EditorDesk, isAs: boolean): Promise<void> {
  const { text } = desk;
  const { draft } = desk.drafts.state.getState();
  const name = `${draft?.name ?? 'scenario'}.yaml`;
  try {
    const handle = isAs || desk.handle === null ? await pickTarget(name) : desk.handle;
    if (handle === null) return;
    if (handle === undefined) download(name, text, 'application/yaml');
    else if (!(await writeTo(handle, text))) {
      const values = { name: handle.name };
      desk.set({ message: { words: EDITOR_WORDS.changedOnDisk, values, alarm: true } });
      return;
    }
    desk.handle = handle ?? null;
    const saved = handle?.name ?? name;
    desk.saved(saved, text);
    desk.set({ message: { words: EDITOR_WORDS.savedFile, values: { name: saved }, alarm: false } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    desk.set({ message: { words: EDITOR_WORDS.saveFailed, values: { reason }, alarm: true } });
  }
}
