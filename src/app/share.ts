/** The clipboard, files that are saved, and the handle that tests read. */
import type { Conductor } from './conductor.ts';
import { currentView } from './store.ts';

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  yaml: 'application/yaml',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  html: 'text/html',
  log: 'text/plain',
};

export function saveFile(fileName: string, content: string | Blob): void {
  const type = TYPES[fileName.replace(/^.*\./, '')] ?? 'text/plain';
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** What end-to-end tests may read. Nothing can be changed through it. */
export interface TidemarkHandle {
  readonly fingerprint: string;
  readonly step: number;
  readonly at: number;
  readonly branch: number;
  readonly link: string;
  readonly player: string;
  /** The phase of the lesson; null: there is none, loading: its player is on the way. */
  readonly lesson: string | null;
}

export function exposeHandle(conductor: Conductor): void {
  const handle: TidemarkHandle = Object.freeze({
    get fingerprint() {
      return currentView(conductor.state)?.fingerprint ?? '';
    },
    get step() {
      return currentView(conductor.state)?.frame.step ?? -1;
    },
    get at() {
      return currentView(conductor.state)?.frame.at ?? -1;
    },
    get branch() {
      return conductor.state.branch;
    },
    get link() {
      return conductor.state.link;
    },
    get player() {
      return conductor.state.player;
    },
    get lesson() {
      const { scenario, lesson } = conductor.state;
      return scenario?.hasLesson === true ? (lesson?.phase ?? 'loading') : null;
    },
  });
  Object.defineProperty(window, 'tidemark', { value: handle, writable: false, configurable: false });
}
