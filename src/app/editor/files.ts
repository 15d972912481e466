/** Files of the disk: opened and saved in place where the browser can, else chosen anew and downloaded. */

/** Of the File System Access API, what is used. */
export interface FileHandle {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

interface Pickers {
  showOpenFilePicker?(options: object): Promise<readonly FileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileHandle>;
}

const TYPES = [{ description: 'Tidemark', accept: { 'application/yaml': ['.yaml', '.yml'] } }];
/** A scenario may have 256 KB; a larger file is not read at all. */
const LARGEST_FILE = 1_000_000;

export interface OpenedFile {
  readonly name: string;
  readonly text: string;
  readonly handle: FileHandle | null;
}

export function canPick(): boolean {
  return (window as Pickers).showOpenFilePicker !== undefined;
}

/** Null: nothing was chosen. */
export async function pickFile(): Promise<{ file: File; handle: FileHandle } | null> {
  return chosen(async () => {
    const [handle] = await (window as Pickers).showOpenFilePicker!({ types: TYPES });
    if (handle === undefined) return null;
    const file = await handle.getFile();
    CHANGED_AT.set(handle, file.lastModified);
    return { file, handle };
  });
}

/** Undefined: too large. */
export async function readFile(file: File): Promise<string | undefined> {
  return file.size > LARGEST_FILE ? undefined : file.text();
}

/** Undefined: this browser downloads; null: nothing was chosen. */
export async function pickTarget(name: string): Promise<FileHandle | null | undefined> {
  const { showSaveFilePicker } = window as Pickers;
  if (showSaveFilePicker === undefined) return undefined;
  return chosen(() => showSaveFilePicker.call(window, { suggestedName: name, types: TYPES }));
}

/** When each file was changed last, as far as this page knows. */
const CHANGED_AT = new WeakMap<FileHandle, number>();

/** False: something else has changed it meanwhile. It is written over when asked again. */
export async function writeTo(handle: FileHandle, text: string): Promise<boolean> {
  const known = CHANGED_AT.get(handle);
  if (known !== undefined) {
    // One that is gone is written anew.
    const found = await handle.getFile().catch(() => undefined);
    if (found !== undefined && found.lastModified !== known) {
      CHANGED_AT.set(handle, found.lastModified);
      return false;
    }
  }
  const writable = await handle.createWritable();
  await writable.write(text);
  await writable.close();
  CHANGED_AT.set(handle, (await handle.getFile()).lastModified);
  return true;
}

/** Who closes the picker has chosen nothing: that is no error. */
async function chosen<T>(pick: () => Promise<T | null>): Promise<T | null> {
  try {
    return await pick();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

export function download(name: string, bytes: Uint8Array | string, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
