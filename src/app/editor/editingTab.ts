/** This tab: which draft is open in it, and how it hears of others. */
import type { Draft } from '../drafts/draft.ts';
import type { Tabs } from '../drafts/draftDesk.ts';

const EDITING = 'tidemark.editing';

/** Null: this browser, or this frame, has no other tabs. */
export function openTabs(): Tabs | null {
  try {
    // Of its messages only the data are read.
    return new BroadcastChannel('tidemark-drafts') as unknown as Tabs;
  } catch {
    return null;
  }
}

/** Which draft is open in this tab: a reload opens it again. */
export function keepId(draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(EDITING);
    else sessionStorage.setItem(EDITING, draft.id);
  } catch {
    // A browser that keeps nothing.
  }
}

export function keptId(): string | null {
  try {
    return sessionStorage.getItem(EDITING);
  } catch {
    return null;
  }
}
