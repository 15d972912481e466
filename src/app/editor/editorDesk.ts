/**
 * The editor's desk: the text that is written, checked as it is typed, run when it can be, kept as a draft. One a page; it
 * outlives the pane, so that closing that loses nothing.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Micros } from '../../base/time.ts';
import type { CheckedProblem } from '../../worker/protocol.ts';
import type { App } from '../appContext.ts';
import type { DraftVersion } from '../drafts/draft.ts';
import { DraftDesk } from '../drafts/draftDesk.ts';
import { openDraftStore } from '../drafts/draftStore.ts';
import type { Editing } from '../store.ts';
import { offerEarlier } from './earlier.ts';
import { keepId, keptId, openTabs } from './editingTab.ts';
import { createEditorState, type EditorState, SHOWN } from './editorState.ts';
import type { FileHandle } from './files.ts';
import { judgedIn, judgeLesson, openWrittenLesson } from './lessonWritten.ts';
import { watchLeaving } from './pageLeaving.ts';
import { Recorder } from './recorder.ts';
import { settled } from './settled.ts';
import type { KeptArea, TextArea } from './textArea.ts';
import { EDITOR_WORDS } from './words.ts';

const CHECK_AFTER_MS = 250;
const TELL_AFTER_MS = 800;
/** A lesson is judged when nobody types. */
const JUDGE_AFTER_MS = 700;

export class EditorDesk {
  readonly app: App;
  readonly state: StoreApi<EditorState> = createEditorState();
  readonly drafts: DraftDesk;
  readonly recorder: Recorder;
  area: TextArea | null = null;
  /** The text's view as it was closed: with its cursor and what can be undone. */
  kept: KeptArea | null = null;
  handle: FileHandle | null = null;
  #text = '';
  /** Of what the stage shows. */
  #ran: string | null = null;
  /** The draft that is shown. */
  #shown: string | undefined;
  /** The next run may take the place of what was done by hand. */
  #mayRun = false;
  /** While this loads, what is loaded is our own. */
  #isRunning = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #slow: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App) {
    this.app = app;
    this.drafts = new DraftDesk({
      store: openDraftStore,
      clock: () => Date.now(),
      later: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      keeper: app.keeper,
      tabs: openTabs(),
      newId: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),
    });
    this.recorder = new Recorder(this);
    const { store } = app.conductor;
    store.subscribe((now, before) => {
      const isOther = now.link === 'loading' && before.link !== 'loading' && !this.#isRunning;
      // Somebody opened something else: what was written is among the drafts.
      if (isOther && now.editing !== null && this.state.getState().isReady) this.#leave();
    });
    watchLeaving(this.drafts);
  }

  get text(): string {
    return this.#text;
  }

  set(change: Partial<EditorState>): void {
    this.state.setState(change);
  }

  /** The browser does not keep it, and no file has it. */
  get wouldLose(): boolean {
    return this.drafts.wouldLose;
  }

  /** A file has it. */
  saved(name: string, text: string): void {
    this.drafts.saved(text);
    this.set({ savedAs: name });
  }

  // ---- opening ---------------------------------------------------------------------------------------------------------

  async open(opening: Editing): Promise<void> {
    const { conductor } = this.app;
    await settled(conductor.store);
    const { draft } = this.drafts.state.getState();
    const isOurs = draft !== null && this.#ran !== null && conductor.scenarioText === this.#ran;
    if (opening === 'resume' && (await this.#resume())) return;
    if (isOurs) this.#show(draft.text);
    else this.#beginCopy();
    // On a phone it has a tab of its own.
    conductor.set({ pane: 'lesson' });
    if (opening === 'new' || opening === 'drafts') this.set({ dialog: opening });
  }

  async #resume(): Promise<boolean> {
    const id = keptId();
    if (id === null || id === '') return false;
    const draft = await this.drafts.open(id);
    if (draft === undefined) {
      this.set({ message: { words: EDITOR_WORDS.notFound, values: {}, alarm: true } });
      return false;
    }
    this.#show(draft.text);
    return true;
  }

  /** What is shown, to be changed: the bundled scenario itself stays as it is. */
  #beginCopy(): void {
    const { conductor } = this.app;
    const { scenarioName, fileName, lesson, scenario } = conductor.state;
    const name = conductor.isBundled ? `${scenarioName}-copy` : fileName.replace(/(\.run)?\.\w+$/, '') || 'scenario';
    const text = conductor.scenarioText;
    this.handle = null;
    this.drafts.begin(name, scenarioName, text);
    // A lesson waits for its learner: who writes it plays freely.
    this.#ran = lesson === null && scenario?.drill == null && scenario?.hasLesson !== true ? text : null;
    this.#show(text);
    void offerEarlier(this, scenarioName);
  }

  /** Another text altogether, as a draft of its own. */
  async begin(name: string, origin: string | null, text: string, handle: FileHandle | null = null): Promise<void> {
    await this.drafts.flush();
    this.handle = handle;
    this.drafts.begin(name, origin, text);
    this.set({ dialog: null, savedAs: handle?.name ?? null });
    this.#show(text);
  }

  async openDraft(id: string): Promise<void> {
    const draft = await this.drafts.open(id);
    if (draft === undefined) return this.set({ message: { words: EDITOR_WORDS.notFound, values: {}, alarm: true } });
    this.handle = null;
    this.set({ dialog: null, savedAs: null });
    this.#show(draft.text);
  }

  restore(version: DraftVersion): void {
    this.drafts.restore(version);
    this.set({ dialog: null });
    this.#show(version.text);
  }

  #show(text: string): void {
    this.#text = text;
    this.area?.show(text);
    const { draft } = this.drafts.state.getState();
    const isSame = draft?.id === this.#shown && this.app.conductor.scenarioText === this.#ran;
    this.#shown = draft?.id;
    this.set({ ...SHOWN, hasRun: text === this.#ran || (isSame && this.state.getState().hasRun) });
    keepId(draft);
    // What was done by hand belongs to the text before, unless that is the one that is shown.
    if (text !== this.#ran) this.#mayRun = true;
    void this.check();
  }

  // ---- writing ---------------------------------------------------------------------------------------------------------

  /** `moved`: where a problem is by now. What stood there stays marked until it has been checked again. */
  typed(text: string, moved: (problem: CheckedProblem) => CheckedProblem = (problem) => problem): void {
    if (text === this.#text) return;
    this.#text = text;
    this.drafts.change(text);
    keepId(this.drafts.state.getState().draft);
    const { problems, earlier } = this.state.getState();
    if (problems.length > 0 || earlier !== null) this.set({ problems: problems.map(moved), earlier: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), CHECK_AFTER_MS);
    // A check that is done at once is not worth a word.
    this.#slow ??= setTimeout(() => this.set({ run: 'checking' }), TELL_AFTER_MS);
  }

  #isChecked(change: Partial<EditorState>): void {
    clearTimeout(this.#slow);
    this.#slow = undefined;
    this.set(change);
  }

  /** Marks what is wrong, and runs what can be run. */
  async check(atLeast: Micros = 0): Promise<void> {
    clearTimeout(this.#timer);
    const text = this.#text;
    const { conductor } = this.app;
    const checked = await conductor.look({ ask: 'check-text', text });
    // A newer text is checked after this one.
    if (checked === undefined || text !== this.#text) return;
    const { problems, isRunnable } = checked;
    this.mark([...problems, ...judgedIn(this.state.getState().problems)].sort((a, b) => a.from - b.from));
    if (!isRunnable) return this.#isChecked({ run: 'stale' });
    void judgeLesson(this, text, problems, JUDGE_AFTER_MS);
    if (text !== this.#ran && this.#isHeld()) return this.#isChecked({ run: 'held' });
    if (text !== this.#ran) await this.#run(text, atLeast);
    if (text !== this.#text) return;
    this.#isChecked({ run: this.#ran === text ? 'current' : 'stale' });
  }

  /** Running the text anew would lose something that was done. */
  #isHeld(): boolean {
    const { held, isRecording } = this.state.getState();
    if (this.#mayRun) return false;
    if (held?.is === 'unsaid') return true;
    const count = this.recorder.unwritten;
    if (count > 0 && isRecording) void this.recorder.follow();
    else this.set({ held: count > 0 ? { is: 'unwritten', count } : null });
    return count > 0;
  }

  async #run(text: string, atLeast: Micros): Promise<void> {
    const name = this.drafts.state.getState().draft?.name ?? 'scenario';
    this.#isRunning = true;
    try {
      const source = { name, fileName: `${name}.yaml`, text, kind: 'scenario' } as const;
      const problems = await this.app.conductor.rewrite(source, atLeast);
      if (problems === null) {
        this.#ran = text;
        this.set({ hasRun: true });
      }
      this.#mayRun = false;
      this.recorder.reset();
    } finally {
      this.#isRunning = false;
    }
  }

  mark(problems: EditorState['problems']): void {
    this.set({ problems });
    this.area?.mark(problems);
  }

  /** The text is run although something that was done is not in it. */
  runAnyway(): void {
    this.set({ held: null, message: null });
    this.#mayRun = true;
    void this.check();
  }

  /** The lesson that is written, as a learner has it: from its beginning, or from the beat in which the cursor stands. */
  async playLesson(isFromCursor: boolean): Promise<void> {
    const text = this.#text;
    const at = this.area?.cursor ?? 0;
    const asked = isFromCursor ? await this.app.conductor.look({ ask: 'beat-at', text, at }) : undefined;
    const draft = this.drafts.state.getState().draft?.name ?? 'scenario';
    this.set({ isPlaying: true, isRecording: false });
    this.#isRunning = true;
    try {
      await openWrittenLesson(this.app, { name: draft, fileName: `${draft}.yaml`, text }, asked?.beat ?? null);
      this.#ran = null;
    } finally {
      this.#isRunning = false;
    }
  }

  /** Back to the text, and to free play in its run. */
  stopPlaying(): void {
    this.set({ isPlaying: false });
    this.#ran = null;
    // What a learner does in the lesson is not written.
    this.#mayRun = true;
    void this.check();
  }

  /** Lines that were recorded and stand for what is on the stage already: it is not run anew. */
  stands(text: string): void {
    this.#ran = text;
  }

  rename(name: string): void {
    const clean = name.trim().slice(0, 80);
    if (clean !== '') this.drafts.rename(clean);
  }

  // ---- closing ---------------------------------------------------------------------------------------------------------

  close(sure = false): void {
    if (this.wouldLose && !sure) {
      this.set({ dialog: 'leave' });
      return;
    }
    this.#leave();
    const { conductor } = this.app;
    const { scenario } = conductor.state;
    const name = this.drafts.state.getState().draft?.name ?? 'scenario';
    // A lesson or a drill begins when it is loaded.
    if (this.#ran !== null && (scenario?.hasLesson === true || scenario?.drill != null)) {
      void this.app.openText(name, this.#ran, Math.floor(conductor.clock.now()));
    }
  }

  #leave(): void {
    void this.drafts.flush();
    this.set({ dialog: null, isRecording: false, isReady: false, isPlaying: false, held: null });
    keepId(null);
    this.app.conductor.set({ editing: null });
  }
}

const DESKS = new WeakMap<App, EditorDesk>();

export function editorDeskOf(app: App): EditorDesk {
  const known = DESKS.get(app);
  if (known !== undefined) return known;
  const made = new EditorDesk(app);
  DESKS.set(app, made);
  return made;
}
