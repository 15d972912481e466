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

export function saveFile(fileName: string, text: string): void {
  const type = fileName.endsWith('.json') ? 'application/json' : 'application/yaml';
  const url = URL.createObjectURL(new Blob([text], { type }));
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
