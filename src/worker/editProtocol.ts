/** What the editor asks about a text, and about what was done by hand: a part of the one protocol (protocol.ts). */
import type { Micros } from '../base/time.ts';
import type { CheckedProblem, Completion, Hover, TextEdit } from '../scenario/assist/item.ts';

export type {
  AssistItem,
  CheckedProblem,
  Completion,
  Hover,
  ItemKind,
  SettingWords,
  TextEdit,
} from '../scenario/assist/item.ts';

interface Both {
  readonly en: string;
  readonly ko: string;
}

export interface TemplateFrame {
  readonly name: string;
  readonly title: Both;
  readonly summary: Both;
}

/** What was done by hand, as it would stand in the script. */
export interface WrittenFrame {
  /** Into the text that was asked about. */
  readonly edits: readonly TextEdit[];
  /** The lines and clients that they write, as they will stand there. */
  readonly lines: readonly string[];
  /** When the last of them was done, as it is written. */
  readonly until: Micros;
  readonly unsaid: readonly UnsaidFrame[];
  readonly nearly: readonly UnsaidFrame[];
  /** How many acts of the branch that are in all. */
  readonly count: number;
}

export interface UnsaidFrame {
  readonly at: Micros;
  readonly text: string;
  readonly why: Both;
}

/** Asks that know nothing of a run but the last one. */
export type EditAsk =
  | { readonly ask: 'check-text'; readonly text: string }
  | { readonly ask: 'complete-text'; readonly text: string; readonly at: number }
  | { readonly ask: 'hover-text'; readonly text: string; readonly at: number }
  /** Whether its lesson is true of its run: asked again for as long as there is more. */
  | { readonly ask: 'judge-text'; readonly text: string }
  /** The beat of the lesson in which the cursor stands. */
  | { readonly ask: 'beat-at'; readonly text: string; readonly at: number }
  | { readonly ask: 'templates' }
  | { readonly ask: 'template-text'; readonly name: string; readonly language: 'en' | 'ko' }
  /** The acts of a branch, from the given one on, as lines for this text. */
  | { readonly ask: 'write-acts'; readonly branch: number; readonly text: string; readonly from: number };

export type EditAnswer =
  | {
      readonly answer: 'checked-text';
      readonly problems: readonly CheckedProblem[];
      readonly isRunnable: boolean;
      readonly title: Both | null;
    }
  | { readonly answer: 'completed-text'; readonly completion: Completion | null }
  | { readonly answer: 'hovered-text'; readonly hover: Hover | null }
  | { readonly answer: 'judged-text'; readonly problems: readonly CheckedProblem[]; readonly more: boolean }
  | { readonly answer: 'beat-at'; readonly beat: string | null }
  | { readonly answer: 'templates'; readonly templates: readonly TemplateFrame[] }
  | { readonly answer: 'template-text'; readonly text: string }
  | { readonly answer: 'written-acts'; readonly written: WrittenFrame };
