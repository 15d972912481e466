/** What is done on the stage becomes lines of the text: as it is done, or all at once afterwards. */
import { currentBranch } from '../store.ts';
import type { EditorDesk } from './editorDesk.ts';
import { EDITOR_WORDS } from './words.ts';

export class Recorder {
  readonly #desk: EditorDesk;
  /** So many acts of the branch that is shown are in the text. */
  #written = 0;
  #branch = 0;
  #isWriting = false;

  constructor(desk: EditorDesk) {
    this.#desk = desk;
    desk.app.conductor.store.subscribe((now, before) => {
      if (now.branches === before.branches && now.branch === before.branch) return;
      if (this.#desk.state.getState().isRecording) void this.#follow();
    });
  }

  /** Another run: nothing has been done in it by hand. */
  reset(): void {
    this.#written = 0;
    this.#branch = this.#desk.app.conductor.state.branch;
  }

  toggle(isRecording: boolean): void {
    this.#desk.set({ isRecording });
    if (isRecording) void this.#follow();
  }

  /** What was done in the branch that is shown, as lines to look at first. */
  async preview(): Promise<void> {
    const written = await this.#ask(0);
    if (written !== undefined) this.#desk.set({ written, dialog: 'write' });
  }

  async writeAll(): Promise<void> {
    const { written } = this.#desk.state.getState();
    this.#desk.set({ dialog: null, written: null });
    if (written === null) return;
    this.#desk.area?.apply(written.edits);
    await this.#desk.check(written.until);
  }

  async #follow(): Promise<void> {
    const { conductor } = this.#desk.app;
    const { branch } = conductor.state;
    const count = currentBranch(conductor.state)?.commands.length ?? 0;
    if (this.#isWriting || (branch === this.#branch && count <= this.#written)) return;
    this.#isWriting = true;
    try {
      const from = branch === this.#branch ? this.#written : 0;
      const written = await this.#ask(from);
      if (written === undefined) return;
      this.#branch = branch;
      this.#written = written.count;
      if (written.edits.length > 0) this.#desk.area?.apply(written.edits);
      const [unsaid] = written.unsaid;
      if (unsaid === undefined) {
        const [nearly] = written.nearly;
        if (nearly !== undefined) {
          const why = nearly.why[conductor.state.settings.language];
          this.#desk.set({
            message: { words: EDITOR_WORDS.nearlyRecord, values: { text: nearly.text, why }, alarm: false },
          });
        }
        if (written.edits.length > 0) await this.#desk.check(written.until);
        return;
      }
      this.#desk.stands(this.#desk.text);
      this.#desk.set({ held: unsaid.text });
    } finally {
      this.#isWriting = false;
    }
  }

  async #ask(from: number) {
    const { conductor } = this.#desk.app;
    const ask = { ask: 'write-acts', branch: conductor.state.branch, text: this.#desk.text, from } as const;
    return (await conductor.look(ask))?.written;
  }
}
