/**
 * The draft that is written in, and its keeping: every change at once as a small copy that needs no waiting, then in the
 * browser's database. Of two tabs in one draft, whoever keeps second goes on in a copy.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Keeper } from '../settings.ts';
import { type Draft, type DraftVersion, newDraft, readDraft, restored, withText } from './draft.ts';
import { type DraftStore, memoryStore } from './draftStore.ts';

/** kept: as it is. waiting: within a second. memory: the browser refuses; it is gone with the page. */
export type Keeping = 'untouched' | 'waiting' | 'kept' | 'memory' | 'full';

export interface DraftState {
  readonly draft: Draft | null;
  readonly keeping: Keeping;
  /** Another tab has this draft open. */
  readonly isElsewhere: boolean;
  /** Another tab kept something else first: this goes on in a copy of its own. */
  readonly copiedFrom: string | null;
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
/** A larger text is copied into the keeper only when the page is left: that takes its time with each letter. */
const LARGEST_AT_ONCE = 100_000;
const IN_HAND = 'tidemark.draft-in-hand.';
const EMPTY: DraftState = { draft: null, keeping: 'untouched', isElsewhere: false, copiedFrom: null, recovered: false };

export class DraftDesk {
  readonly state: StoreApi<DraftState> = createStore<DraftState>(() => EMPTY);
  readonly #options: DraftDeskOptions;
  #store: Promise<DraftStore> | undefined;
  #cancel: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** What has not been kept yet. */
  #isDirty = false;

  constructor(options: DraftDeskOptions) {
    this.#options = options;
    const { tabs } = options;
    if (tabs !== null) tabs.onmessage = ({ data }) => this.#told(data);
  }

  /** Begins a draft; it is kept with its first change. */
  begin(name: string, origin: string | null, text: string): Draft {
    const { clock, newId } = this.#options;
    const draft = newDraft({ id: newId(), name, origin, text, now: clock() });
    this.#isDirty = false;
    this.state.setState({ ...EMPTY, draft });
    return draft;
  }

  async open(id: string): Promise<Draft | undefined> {
    await this.flush();
    const found = readDraft(await (await this.store()).read(id));
    const draft = found === undefined ? undefined : this.#withHand(found);
    if (draft === undefined) return undefined;
    const lasts = (await this.store()).lasts;
    this.state.setState({ ...EMPTY, draft, keeping: lasts ? 'kept' : 'memory', recovered: draft !== found });
    this.#tell('open');
    if (draft !== found) this.#soon();
    return draft;
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
      keeping: keeping === 'memory' || keeping === 'full' ? keeping : 'waiting',
    }));
    if (isFirst) this.#tell('open');
    // A page that crashes says no goodbye.
    if (next.text.length <= LARGEST_AT_ONCE) this.#keepHand(next);
    this.#soon();
  }

  #soon(): void {
    this.#isDirty = true;
    this.#cancel ??= this.#options.later(() => void this.flush(), KEEP_AFTER_MS);
  }

  /** Keeps what is not kept yet; one at a time. */
  flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#writing = this.#writing.then(() => this.#keep());
    return this.#writing;
  }

  async #keep(): Promise<void> {
    const { draft } = this.state.getState();
    if (!this.#isDirty || draft === null) return;
    this.#isDirty = false;
    const store = await this.store();
    try {
      const kept = await store.write(draft);
      if (!kept.ok) return this.#copy(draft);
      // What was written meanwhile is in hand still.
      if (!this.#isDirty) this.#forgetHand(draft.id);
      // Meanwhile more may have been written.
      this.state.setState(({ draft: now }) => ({
        draft: now?.id === draft.id ? { ...now, revision: kept.draft.revision } : now,
        keeping: store.lasts ? (this.#isDirty ? 'waiting' : 'kept') : 'memory',
      }));
      this.#tell('kept');
    } catch {
      this.#isDirty = true;
      this.state.setState({ keeping: 'full' });
    }
  }

  #forgetHand(id: string): void {
    try {
      if (this.#options.keeper.getItem(`${IN_HAND}${id}`)) this.#options.keeper.setItem(`${IN_HAND}${id}`, '');
    } catch {
      // It says what the draft says by now.
    }
  }

  /** Somebody else kept this draft: neither is overwritten. */
  #copy(draft: Draft): void {
    const { newId } = this.#options;
    const copy = { ...(this.state.getState().draft ?? draft), id: newId(), revision: 0, name: `${draft.name}-2` };
    this.state.setState({ draft: copy, copiedFrom: draft.name, isElsewhere: false });
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

  #keepHand({ id, text, name, origin }: Draft): void {
    try {
      const at = this.#options.clock();
      this.#options.keeper.setItem(`${IN_HAND}${id}`, JSON.stringify({ text, name, origin, at }));
    } catch {
      // Full: what is under way to the IndexedDB is all there is.
    }
  }

  /** What was in hand when a page was left, if the draft did not get it. */
  #withHand(draft: Draft): Draft {
    const hand = this.#inHand(draft.id);
    if (hand === undefined || hand.text === draft.text) return draft;
    if (draft.versions.some(({ text }) => text === hand.text)) return draft;
    if (hand.at >= draft.changedAt) return withText(draft, hand.text, hand.at);
    // Somebody went on since: it is one of the earlier versions.
    return { ...draft, versions: [...draft.versions, { at: hand.at, text: hand.text }] };
  }

  #inHand(id: string): { text: string; name: string; origin: string | null; at: number } | undefined {
    try {
      const kept = JSON.parse(this.#options.keeper.getItem(`${IN_HAND}${id}`) || 'null') as unknown;
      const { text, name, origin = null, at } = (kept ?? {}) as Record<string, unknown>;
      if (typeof text !== 'string' || typeof name !== 'string' || typeof at !== 'number') return undefined;
      return { text, name, origin: typeof origin === 'string' ? origin : null, at };
    } catch {
      return undefined;
    }
  }

  /** A draft of which nothing else was kept than what was in hand. */
  takeHand(id: string): Draft | undefined {
    const hand = this.#inHand(id);
    if (hand === undefined) return undefined;
    const draft = newDraft({ ...hand, id, now: hand.at });
    this.state.setState({ ...EMPTY, draft, keeping: 'waiting', recovered: true });
    this.#soon();
    return draft;
  }

  get hasUnkept(): boolean {
    const { keeping } = this.state.getState();
    return this.#isDirty || keeping === 'full' || (keeping === 'memory' && this.state.getState().draft !== null);
  }

  store(): Promise<DraftStore> {
    this.#store ??= this.#options.store().catch(() => memoryStore());
    return this.#store;
  }

  // ---- other tabs ------------------------------------------------------------------------------------------------------

  #tell(what: 'open' | 'here' | 'kept'): void {
    const { draft } = this.state.getState();
    if (draft !== null) this.#options.tabs?.postMessage({ what, draft: draft.id });
  }

  #told(data: unknown): void {
    const { what, draft: id } = (data ?? {}) as { readonly what?: unknown; readonly draft?: unknown };
    const { draft, isElsewhere } = this.state.getState();
    if (draft === null || id !== draft.id) return;
    if (what === 'open') this.#tell('here');
    if (!isElsewhere) this.state.setState({ isElsewhere: true });
  }
}
