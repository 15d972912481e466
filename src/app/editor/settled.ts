/** The page may be loading its first scenario: until it is there, or cannot be. */
import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from '../store.ts';

export async function settled(store: StoreApi<AppState>): Promise<void> {
  const isSettled = () => !['starting', 'loading', 'restarting'].includes(store.getState().link);
  if (isSettled()) return;
  await new Promise<void>((resolve) => {
    const stop = store.subscribe(() => {
      if (!isSettled()) return;
      stop();
      resolve();
    });
  });
}
