/** The view of the text, as the desk knows it. */
import type { TextEdit } from '../../worker/protocol.ts';
import type { EditorState } from './editorState.ts';

/** What the desk asks of the text's view. */
export interface TextArea {
  /** Another text altogether. */
  show(text: string): void;
  /** One undoable change. */
  apply(edits: readonly TextEdit[]): void;
  mark(problems: EditorState['problems']): void;
  goTo(from: number, to: number): void;
  readonly cursor: number;
}

export interface KeptArea {
  readonly state: unknown;
  readonly scrollTop: number;
}
