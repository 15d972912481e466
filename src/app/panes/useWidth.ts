/** How much room there is: three panes side by side, side panes as drawers, or one column with tabs. */
import { useSyncExternalStore } from 'react';

export type WidthClass = 'wide' | 'medium' | 'narrow';

const WIDE = '(min-width: 1200px)';
const MEDIUM = '(min-width: 700px)';

function read(): WidthClass {
  if (matchMedia(WIDE).matches) return 'wide';
  return matchMedia(MEDIUM).matches ? 'medium' : 'narrow';
}

function subscribe(changed: () => void): () => void {
  const queries = [matchMedia(WIDE), matchMedia(MEDIUM)];
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

export function useWidth(): WidthClass {
  return useSyncExternalStore(subscribe, read);
}

const REDUCE = '(prefers-reduced-motion: reduce)';

function subscribeMotion(changed: () => void): () => void {
  const query = matchMedia(REDUCE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Asked for by the system or by the settings. */
export function useReducedMotion(setting: 'auto' | 'reduce'): boolean {
  const system = useSyncExternalStore(subscribeMotion, () => matchMedia(REDUCE).matches);
  return system || setting === 'reduce';
}
