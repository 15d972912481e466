/**
 * Where drafts are kept: in this browser's IndexedDB, or, where it refuses, in memory for as long as the page is open. A
 * write says which revision it knows; another tab's newer one is never overwritten.
 */
import { createStore, del, entries, get, keys, type UseStore, update } from 'idb-keyval';
import { type Draft, readDraft } from './draft.ts';

export type Kept =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly newer: Draft | undefined };

export interface DraftStore {
  /** Outlasts the page. */
  readonly lasts: boolean;
  all(): Promise<readonly (readonly [id: string, value: unknown])[]>;
  read(id: string): Promise<unknown>;
  /** Keeps it as the revision after its own, unless another one is there by now. */
  write(draft: Draft): Promise<Kept>;
  remove(id: string): Promise<void>;
  /** Told when somebody empties the browser's storage while the page is open. */
  onEmptied?(tell: () => void): void;
}

export function memoryStore(lasts = false): DraftStore {
  const kept = new Map<string, unknown>();
  return {
    lasts,
    all: () => Promise.resolve([...kept]),
    read: (id) => Promise.resolve(kept.get(id)),
    write: (draft) => {
      const written = nextOf(kept.get(draft.id), draft);
      if (written.ok) kept.set(draft.id, written.draft);
      return Promise.resolve(written);
    },
    remove: (id) => {
      kept.delete(id);
      return Promise.resolve();
    },
  };
}

/** A record that cannot be read is never written over: it is damaged, or a newer page's. */
function nextOf(there: unknown, draft: Draft): Kept {
  const before = readDraft(there);
  if (there !== undefined && before?.revision !== draft.revision) return { ok: false, newer: before };
  return { ok: true, draft: { ...draft, revision: draft.revision + 1 } };
}

/** A browser that never answers is one that refuses. */
const PATIENCE_MS = 4_000;

export async function openDraftStore(): Promise<DraftStore> {
  try {
    const lasting = lastingUse();
    await inTime(keys(lasting.use));
    return browserStore(lasting);
  } catch {
    return memoryStore();
  }
}

interface LastingUse {
  readonly use: UseStore;
  emptied: () => void;
}

/**
 * A connection that was closed under way (a browser that tidies up) is opened again. Whoever deletes the database is not
 * kept waiting, for then it would go when the page does: what is open is written into the next one.
 */
function lastingUse(): LastingUse {
  const open = () => createStore('tidemark-drafts', 'drafts');
  let current = open();
  const again = () => {
    current = open();
    return current;
  };
  const lasting: LastingUse = {
    use: async (mode, work) => {
      const watched: typeof work = (store) => {
        const { db } = store.transaction;
        db.onversionchange = () => {
          db.close();
          again();
          lasting.emptied();
        };
        return work(store);
      };
      try {
        return await current(mode, watched);
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
        return again()(mode, watched);
      }
    },
    emptied: () => undefined,
  };
  return lasting;
}

function browserStore(lasting: LastingUse): DraftStore {
  const { use } = lasting;
  return {
    lasts: true,
    all: async () => (await entries<string, unknown>(use)).map(([id, value]) => [String(id), value] as const),
    read: (id) => get<unknown>(id, use),
    write: async (draft) => {
      let kept: Kept = { ok: false, newer: undefined };
      // One transaction: between looking and writing no other tab can write.
      await update<unknown>(
        draft.id,
        (there) => {
          kept = nextOf(there, draft);
          return kept.ok ? kept.draft : there;
        },
        use,
      );
      return kept;
    },
    remove: (id) => del(id, use),
    onEmptied: (tell) => {
      lasting.emptied = tell;
    },
  };
}

function inTime<T>(wanted: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the storage does not answer')), PATIENCE_MS);
    wanted.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
