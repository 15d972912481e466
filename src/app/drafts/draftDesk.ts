/**
 * The draft that is written in, and its keeping: every change at once as a small copy that needs no waiting, then in the
 * browser's database. Of two tabs in one draft, whoever keeps second goes on in a copy.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Keeper } from '../settings.ts';
import { type Draft, type DraftVersion, newDraft, readDraft, restored, withText } from './draft.ts';
import { type DraftStore, memoryStore } from './draftStore.ts';
import { InHand } from './inHand.ts';

/**
 * kept: as it is. waiting: within a second. hand: kept, but without earlier versions. memory: the browser refuses; it is
 * gone with the page. full: it could not be written, and will be tried again.
 */
export type Keeping = 'untouched' | 'waiting' | 'kept' | 'hand' | 'memory' | 'full';

export interface DraftState {
  readonly draft: Draft | null;
  readonly keeping: Keeping;
  /** Another tab has this draft open. */
  readonly isElsewhere: boolean;
  /** This goes on in a copy of its own: another tab kept something else first, or what was kept cannot be read. */
  readonly copiedFrom: { readonly name: string; readonly isDamaged: boolean } | null;
  /** Something was found that an earlier page could not keep in time. */
  readonly recovered: boolean;
}

/** What tabs tell each other. */
export interface Tabs {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

export interface DraftDeskOptions {
  readonly store: () => Promise<DraftStore>;
  readonly clock: () => number;
  readonly later: (run: () => void, ms: number) => () => void;
  /** Written at once when the page is left: an IndexedDB may be too slow for that. */
  readonly keeper: Keeper;
  readonly tabs: Tabs | null;
  readonly newId: () => string;
}

const KEEP_AFTER_MS = 200;
const TRY_AGAIN_MS = 5_000;
/** A browser that refused may have been busy: it is asked again. */
const ASK_AGAIN_MS = 30_000;
/** A larger text is copied into the keeper only when the page is left: that takes its time with each letter. */
const LARGEST_AT_ONCE = 100_000;
const EMPTY: DraftState = { draft: null, keeping: 'untouched', isElsewhere: false, copiedFrom: null, recovered: false };

export class DraftDesk {
  readonly state: StoreApi<DraftState> = createStore<DraftState>(() => EMPTY);
  readonly #options: DraftDeskOptions;
  readonly #hand: InHand;
  #store: Promise<DraftStore> | undefined;
  #askedAt = 0;
  #cancel: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** What has not been kept yet. */
  #isDirty = false;
  /** Drafts that were left before they could be kept. */
  #behind: readonly Draft[] = [];
  /** Nothing that outlasts the page has what these say by now. */
  readonly #atRisk = new Set<string>();

  constructor(options: DraftDeskOptions) {
    this.#options = options;
    this.#hand = new InHand(options.keeper);
    const { tabs } = options;
    if (tabs !== null) tabs.onmessage = ({ data }) => this.#told(data);
  }

  /** Begins a draft; it is kept with its first change. */
  begin(name: string, origin: string | null, text: string): Draft {
    const { clock, newId } = this.#options;
    const draft = newDraft({ id: newId(), name, origin, text, now: clock() });
    this.#goOn({ ...EMPTY, draft });
    return draft;
  }

  async open(id: string): Promise<Draft | undefined> {
    await this.flush();
    const store = await this.store();
    const found = readDraft(await store.read(id)) ?? this.#behind.find((draft) => draft.id === id);
    const draft = found === undefined ? this.#hand.alone(id) : this.#hand.onto(found);
    if (draft === undefined) return undefined;
    const isNew = draft !== found;
    this.#goOn({ ...EMPTY, draft, keeping: isNew ? 'waiting' : store.lasts ? 'kept' : 'memory', recovered: isNew });
    this.#behind = this.#behind.filter((one) => one.id !== id);
    this.#tell('open');
    if (isNew || !store.lasts) this.#soon();
    return draft;
  }

  /** Another draft from here on. */
  #goOn(next: DraftState): void {
    const { draft } = this.state.getState();
    if (draft !== null && draft.id !== next.draft?.id) {
      if (this.#isDirty) {
        this.#keepHand(draft);
        this.#behind = [...this.#behind, draft];
        void this.flush();
      }
    }
    this.#isDirty = false;
    this.state.setState(next);
    if (draft !== null && draft.id !== next.draft?.id) this.#tell('gone', draft);
  }

  change(text: string): void {
    this.#changed((draft, now) => withText(draft, text, now));
  }

  rename(name: string): void {
    this.#changed((draft, now) => ({ ...draft, name, changedAt: now }));
  }

  restore(version: DraftVersion): void {
    this.#changed((draft, now) => restored(draft, version, now));
  }

  #changed(how: (draft: Draft, now: number) => Draft): void {
    const { draft } = this.state.getState();
    if (draft === null) return;
    const next = how(draft, this.#options.clock());
    if (next === draft) return;
    const isFirst = draft.revision === 0 && !this.#isDirty;
    this.state.setState(({ keeping }) => ({
      draft: next,
      keeping: keeping === 'untouched' || keeping === 'kept' ? 'waiting' : keeping,
    }));
    if (isFirst) this.#tell('open');
    this.#atRisk.add(next.id);
    // A page that crashes says no goodbye.
    if (next.text.length <= LARGEST_AT_ONCE && this.#hand.isDue(next, this.#options.clock())) this.#keepHand(next);
    this.#soon();
  }

  #keepHand(draft: Draft): boolean {
    const isKept = this.#hand.keep(draft, this.#options.clock());
    if (isKept) this.#atRisk.delete(draft.id);
    return isKept;
  }

  #soon(ms = KEEP_AFTER_MS): void {
    this.#isDirty = true;
    this.#cancel ??= this.#options.later(() => void this.flush(), ms);
  }

  /** Keeps what is not kept yet; one at a time. */
  flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#writing = this.#writing.then(() => this.#keep());
    return this.#writing;
  }

  async #keep(): Promise<void> {
    if (!this.#isDirty && this.#behind.length === 0) return;
    const store = await this.#lasting();
    await this.#keepBehind(store);
    const { draft } = this.state.getState();
    if (!this.#isDirty || draft === null) return;
    this.#isDirty = false;
    try {
      const kept = await store.write(draft);
      if (!kept.ok) return this.#copy(draft, kept.newer === undefined);
      this.#wasKept(store, draft);
      // Meanwhile more may have been written.
      this.state.setState(({ draft: now, keeping }) => ({
        draft: now?.id === draft.id ? { ...now, revision: kept.draft.revision } : now,
        keeping: now?.id === draft.id ? this.#keepingIn(store, now) : keeping,
      }));
      this.#tell('kept');
    } catch {
      this.#keepHand(this.state.getState().draft ?? draft);
      this.state.setState({ keeping: 'full' });
      this.#soon(TRY_AGAIN_MS);
    }
  }

  #wasKept(store: DraftStore, draft: Draft): void {
    const { draft: now } = this.state.getState();
    // What was written meanwhile is in hand still.
    if (!store.lasts || (now?.id === draft.id && this.#isDirty)) return;
    this.#atRisk.delete(draft.id);
    this.#hand.forget(draft);
  }

  #keepingIn(store: DraftStore, draft: Draft): Keeping {
    if (store.lasts) return this.#isDirty ? 'waiting' : 'kept';
    return this.#keepHand(draft) ? 'hand' : 'memory';
  }

  async #keepBehind(store: DraftStore): Promise<void> {
    for (const draft of this.#behind) {
      try {
        let kept = await store.write(draft);
        if (!kept.ok) kept = await store.write(this.#copyOf(draft));
        this.#behind = this.#behind.filter((one) => one !== draft);
        this.#wasKept(store, draft);
      } catch {
        // It stays among those that wait, and in hand.
      }
    }
  }

  #copyOf(draft: Draft): Draft {
    return { ...draft, id: this.#options.newId(), revision: 0, name: `${draft.name}-2` };
  }

  /** Somebody else kept this draft, or nobody can read it: it is not overwritten. */
  #copy(draft: Draft, isDamaged: boolean): void {
    const copy = this.#copyOf(this.state.getState().draft ?? draft);
    this.#hand.forget(this.state.getState().draft ?? draft);
    this.#atRisk.delete(draft.id);
    this.#keepHand(copy);
    this.state.setState({ draft: copy, copiedFrom: { name: draft.name, isDamaged }, isElsewhere: false });
    this.#tell('gone', draft);
    this.#isDirty = true;
    void this.flush();
  }

  /** The page may be gone in a moment. */
  leave(): void {
    const { draft } = this.state.getState();
    if (!this.#isDirty || draft === null) return;
    this.#keepHand(draft);
    void this.flush();
  }

  /** Other tabs need not take care any more. */
  gone(): void {
    this.leave();
    this.#tell('gone');
  }

  /** It is in a file: what becomes of the page costs nothing. */
  saved(text: string): void {
    const { draft } = this.state.getState();
    if (draft?.text === text) this.#atRisk.delete(draft.id);
  }

  /** If the page were closed now, something that was written would be gone. */
  get wouldLose(): boolean {
    this.leave();
    return this.#atRisk.size > 0;
  }

  /** All that there is: what is kept, and what is not kept yet. */
  async shelf(): Promise<DraftStore> {
    const store = await this.store();
    const waiting = [...this.#behind, ...this.#hand.ids().flatMap((id) => this.#hand.alone(id) ?? [])];
    return {
      ...store,
      all: async () => {
        const all = await store.all();
        const known = new Set(all.map(([id]) => id));
        const others = waiting.filter(({ id }) => !known.has(id) && known.add(id) !== undefined);
        return [...all, ...others.map((draft) => [draft.id, draft] as const)];
      },
      read: async (id) => (await store.read(id)) ?? waiting.find((draft) => draft.id === id),
    };
  }

  store(): Promise<DraftStore> {
    this.#store ??= this.#opened();
    return this.#store;
  }

  async #opened(): Promise<DraftStore> {
    const store = await this.#options.store().catch(() => memoryStore());
    store.onEmptied?.(() => {
      const { draft } = this.state.getState();
      if (draft === null || draft.revision === 0) return;
      this.#keepHand(draft);
      this.#soon();
    });
    return store;
  }

  async #lasting(): Promise<DraftStore> {
    const store = await this.store();
    const now = this.#options.clock();
    if (this.#askedAt === 0) this.#askedAt = now;
    if (store.lasts || now < this.#askedAt + ASK_AGAIN_MS) return store;
    this.#askedAt = now;
    const other = await this.#opened();
    if (!other.lasts) return store;
    this.#store = Promise.resolve(other);
    const { draft: open } = this.state.getState();
    for (const [id, value] of await store.all()) {
      const draft = readDraft(value);
      if (draft !== undefined && id !== open?.id) this.#behind = [...this.#behind, draft];
    }
    return other;
  }

  // ---- other tabs ------------------------------------------------------------------------------------------------------

  #tell(what: 'open' | 'here' | 'kept' | 'gone', draft = this.state.getState().draft): void {
    if (draft !== null) this.#options.tabs?.postMessage({ what, draft: draft.id });
  }

  #told(data: unknown): void {
    const { what, draft: id } = (data ?? {}) as { readonly what?: unknown; readonly draft?: unknown };
    const { draft, isElsewhere } = this.state.getState();
    if (draft === null || id !== draft.id) return;
    if (what === 'gone') {
      this.state.setState({ isElsewhere: false });
      // There may be a third one.
      this.#tell('open');
      return;
    }
    if (what === 'open') this.#tell('here');
    if (!isElsewhere) this.state.setState({ isElsewhere: true });
  }
}
