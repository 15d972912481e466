/** What the editor shows beside its text. The text itself is CodeMirror's, and the draft's. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Words } from '../../views/words.ts';
import type { CheckedProblem, Hover, WrittenFrame } from '../../worker/protocol.ts';
import type { Values } from '../i18n/translate.ts';

export type EditorDialog = 'new' | 'drafts' | 'history' | 'write' | 'keys' | 'leave';

export type Held =
  /** No line can say it. */
  | { readonly is: 'unsaid'; readonly text: string; readonly why: string }
  /** Nobody has written it yet. */
  | { readonly is: 'unwritten'; readonly count: number };

export interface EditorState {
  /** The text has been looked for, and is there. */
  readonly isReady: boolean;
  readonly problems: readonly CheckedProblem[];
  /** current: it runs as it is written. stale: the stage shows what could be run last. */
  readonly run: 'checking' | 'current' | 'stale' | 'held';
  /** Some text of this draft is on the stage. */
  readonly hasRun: boolean;
  /** What was done and is not in the text: running that anew would lose it, so that is asked for first. */
  readonly held: Held | null;
  /** The lesson of the text is played in the place of the text. */
  readonly isPlaying: boolean;
  /** Whether its lesson is true of the run. */
  readonly lesson: 'none' | 'judging' | 'true' | 'untrue';
  readonly hover: Hover | null;
  readonly dialog: EditorDialog | null;
  /** What was done, or could not be, until it is dismissed. */
  readonly message: { readonly words: Words; readonly values: Values; readonly alarm: boolean } | null;
  /** A draft of the same scenario, until it is opened or another one is written. */
  readonly earlier: { readonly id: string; readonly name: string; readonly at: number } | null;
  readonly isRecording: boolean;
  readonly written: WrittenFrame | null;
  /** The name of the file on disk, when there is one to save into. */
  readonly savedAs: string | null;
}

export function createEditorState(): StoreApi<EditorState> {
  return createStore<EditorState>(() => ({
    isReady: false,
    problems: [],
    run: 'checking',
    hasRun: false,
    held: null,
    isPlaying: false,
    lesson: 'none',
    hover: null,
    dialog: null,
    message: null,
    earlier: null,
    isRecording: false,
    written: null,
    savedAs: null,
  }));
}

/** What is known of a text that is shown anew. */
export const SHOWN = {
  isReady: true,
  problems: [],
  run: 'checking',
  hover: null,
  held: null,
  earlier: null,
  isPlaying: false,
  lesson: 'none',
} as const;

/** There is a lesson, and the text can be run. */
export function canPlay({ lesson, run, isPlaying }: EditorState): boolean {
  return !isPlaying && lesson !== 'none' && run !== 'stale';
}
