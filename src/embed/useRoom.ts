/** How much room the frame gives: a lesson beside the stage, a lens under it, or one thing at a time. */
import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 760px)';
const TALL = '(min-height: 620px)';
/** Beside the buttons that every player has. */
const ROOMY = '(min-width: 560px)';

function subscribe(changed: () => void): () => void {
  const queries = [WIDE, TALL, ROOMY].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

export interface Room {
  readonly isWide: boolean;
  readonly isTall: boolean;
  readonly isRoomy: boolean;
}

export function useRoom(): Room {
  const is = (query: string): boolean => matchMedia(query).matches;
  const isWide = useSyncExternalStore(subscribe, () => is(WIDE));
  const isTall = useSyncExternalStore(subscribe, () => is(TALL));
  const isRoomy = useSyncExternalStore(subscribe, () => is(ROOMY));
  return { isWide, isTall, isRoomy };
}
