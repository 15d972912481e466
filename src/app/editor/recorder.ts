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
      if (this.#desk.state.getState().isRecording) void this.follow();
    });
  }

  /** Another run: nothing has been done in it by hand. */
  reset(): void {
    this.#written = 0;
    this.#branch = this.#desk.app.conductor.state.branch;
  }

  toggle(isRecording: boolean): void {
    this.#desk.set({ isRecording });
    if (isRecording) void this.follow();
  }

  /** What was done in the branch that is shown, as lines to look at first. */
  async preview(): Promise<void> {
    const written = await this.#ask(0);
    if (written !== undefined) this.#desk.set({ written, dialog: 'write' });
  }

  async writeAll(): Promise<void> {
    const { written } = this.#desk.state.getState();
    this.#desk.set({ dialog: null, written: null, held: null });
    if (written === null) return;
    this.#isWritten(written.count);
    this.#desk.area?.apply(written.edits);
    await this.#desk.check(written.until);
  }

  /** So many acts are in no text: running it anew would lose them. */
  get unwritten(): number {
    const branch = currentBranch(this.#desk.app.conductor.state);
    if (branch === undefined) return 0;
    return Math.max(0, branch.commands.length - (branch.id === this.#branch ? this.#written : 0));
  }

  #isWritten(count: number): void {
    this.#branch = this.#desk.app.conductor.state.branch;
    this.#written = count;
  }

  async follow(): Promise<void> {
    const { conductor } = this.#desk.app;
    if (this.#isWriting) return;
    this.#isWriting = true;
    let until: number | undefined;
    try {
      // What is done while lines are written becomes lines as well.
      while (this.unwritten > 0) {
        const written = await this.#ask(conductor.state.branch === this.#branch ? this.#written : 0);
        if (written === undefined) return;
        this.#isWritten(written.count);
        if (written.edits.length > 0) this.#desk.area?.apply(written.edits);
        const { language } = conductor.state.settings;
        const [unsaid] = written.unsaid;
        if (unsaid !== undefined) {
          this.#desk.stands(this.#desk.text);
          this.#desk.set({ held: { is: 'unsaid', text: unsaid.text, why: unsaid.why[language] } });
          return;
        }
        const [nearly] = written.nearly;
        if (nearly !== undefined) {
          const values = { text: nearly.text, why: nearly.why[language] };
          this.#desk.set({ message: { words: EDITOR_WORDS.nearlyRecord, values, alarm: false } });
        }
        if (written.edits.length > 0) until = written.until;
      }
    } finally {
      this.#isWriting = false;
    }
    if (until !== undefined) await this.#desk.check(until);
  }

  async #ask(from: number) {
    const { conductor } = this.#desk.app;
    const ask = { ask: 'write-acts', branch: conductor.state.branch, text: this.#desk.text, from } as const;
    return (await conductor.look(ask))?.written;
  }
}
