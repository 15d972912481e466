/** The progress of this page, made when it is first asked for. */
import { useSyncExternalStore } from 'react';
import type { App } from '../appContext.ts';
import type { Progress } from './progress.ts';
import { ProgressDesk } from './progressDesk.ts';

let made: { readonly app: App; readonly desk: ProgressDesk } | undefined;

export function progressOf(app: App): ProgressDesk {
  if (made?.app !== app) made = { app, desk: new ProgressDesk(app.keeper) };
  return made.desk;
}

export function useProgress(app: App): Progress {
  const desk = progressOf(app);
  return useSyncExternalStore(desk.subscribe, () => desk.progress);
}
