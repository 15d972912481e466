/**
 * A command: everything a person can do here has one, with a stable id. The toolbar, the palette, menus, keys and tests
 * read this one table.
 */
import type { Conductor } from '../conductor.ts';
import type { Key, Translate, Values } from '../i18n/translate.ts';
import type { Settings } from '../settings.ts';
import type { Breakpoint } from '../stops.ts';
import type { AppState } from '../store.ts';

export interface CommandContext {
  readonly conductor: Conductor;
  readonly state: AppState;
  readonly t: Translate;
  changeSettings(change: Partial<Settings>): void;
  changeStops(stops: readonly Breakpoint[]): void;
  /** The address of this instant, with what was done by hand; undefined: that is too long for one. */
  link(withText?: boolean): Promise<string | undefined>;
  copy(text: string): Promise<boolean>;
  save(fileName: string, content: string | Blob): void;
}

export interface Command {
  readonly id: string;
  readonly label: Key;
  /** Values for the label, where it names something. */
  readonly values?: (state: AppState) => Values;
  /** `Space`, `ArrowRight`, `Shift+N`, `Mod+K`: Mod is Ctrl, or Cmd on a Mac. */
  readonly key?: string;
  /** Another key for the same, where the first one moves the focus. */
  readonly also?: string;
  /** Single keys act in the stage and the transport bar only, those of a lesson in its pane; `page` acts wherever the focus is. */
  readonly scope: 'stage' | 'lesson' | 'page';
  /** It opens something, so its key acts in the pane of a lesson too, where the focus is when the page opens. */
  readonly inLesson?: true;
  when(state: AppState): boolean;
  run(context: CommandContext): void | Promise<void>;
}

export function labelOf(command: Command, state: AppState, t: Translate): string {
  return t(command.label, command.values?.(state));
}
