/** Which lenses were chosen last: they keep a place in the row of tabs, in this browser. */
import { openKeeper } from '../settings.ts';

const PLACE = 'tidemark.lenses';
const MOST = 3;

const keeper = openKeeper(() => window.localStorage);

export function keptLenses(): readonly string[] {
  try {
    const kept = JSON.parse(keeper.getItem(PLACE) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function keepLens(kept: readonly string[], id: string): readonly string[] {
  const next = [id, ...kept.filter((other) => other !== id)].slice(0, MOST);
  try {
    keeper.setItem(PLACE, JSON.stringify(next));
  } catch {
    // Storage is full or forbidden: they are kept until the page is closed.
  }
  return next;
}
