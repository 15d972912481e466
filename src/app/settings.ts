/** How a person wants to look at it. Kept in this browser where it lets us, else for as long as the page is open. */
import type { Language } from '../views/viewProps.ts';
import type { Eyes } from './eyes.ts';

export type Theme = 'auto' | 'light' | 'dark';
export type Motion = 'auto' | 'reduce';
export type Mode = 'learn' | 'inspect';

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  readonly motion: Motion;
  readonly mode: Mode;
  readonly eyes: Eyes;
  /** Single-letter keys act. */
  readonly keys: boolean;
}

const PLACE = 'tidemark.settings';

export function defaultSettings(languages: readonly string[]): Settings {
  const first = languages.find((language) => /^(en|ko)\b/i.test(language));
  return {
    language: first?.toLowerCase().startsWith('ko') ? 'ko' : 'en',
    theme: 'auto',
    motion: 'auto',
    mode: 'learn',
    eyes: 'god',
    keys: true,
  };
}

/** The few methods of `Storage` that are used; a sandboxed frame has none, and says so by throwing. */
export interface Keeper {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem?(key: string): void;
  /** Of a `Storage`: to find what is kept under names that are not known. */
  readonly length?: number;
  key?(place: number): string | null;
  /** False: it is gone with the page. */
  readonly lasts?: boolean;
}

export function memoryKeeper(lasts = false): Keeper {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    get length() {
      return kept.size;
    },
    key: (place) => [...kept.keys()][place] ?? null,
    lasts,
  };
}

export function openKeeper(open: () => Keeper): Keeper {
  try {
    const keeper = open();
    keeper.getItem(PLACE);
    return keeper;
  } catch {
    return memoryKeeper();
  }
}

export function readSettings(keeper: Keeper, fallback: Settings): Settings {
  try {
    const kept = JSON.parse(keeper.getItem(PLACE) ?? '{}') as Partial<Record<keyof Settings, unknown>>;
    return {
      language: oneOf(kept.language, ['en', 'ko'], fallback.language),
      theme: oneOf(kept.theme, ['auto', 'light', 'dark'], fallback.theme),
      motion: oneOf(kept.motion, ['auto', 'reduce'], fallback.motion),
      eyes: oneOf(kept.eyes, ['god', 'operator'], fallback.eyes),
      mode: oneOf(kept.mode, ['learn', 'inspect'], fallback.mode),
      keys: typeof kept.keys === 'boolean' ? kept.keys : fallback.keys,
    };
  } catch {
    return fallback;
  }
}

export function writeSettings(keeper: Keeper, settings: Settings): void {
  try {
    keeper.setItem(PLACE, JSON.stringify(settings));
  } catch {
    // Storage is full or forbidden: the settings hold until the page is closed.
  }
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback;
}
