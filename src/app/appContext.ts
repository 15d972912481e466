/** How components reach the conductor, the store and the words. */
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Micros } from '../base/time.ts';
import type { Wire } from '../worker/client.ts';
import type { Command, CommandContext } from './commands/command.ts';
import type { Conductor } from './conductor.ts';
import { TRANSLATE, type Translate } from './i18n/translate.ts';
import type { SearchWire } from './search/searchWire.ts';
import type { Keeper, Settings } from './settings.ts';
import type { Breakpoint } from './stops.ts';
import type { AppState } from './store.ts';
import type { Address } from './url.ts';

export interface App {
  readonly conductor: Conductor;
  /** What this browser keeps. */
  readonly keeper: Keeper;
  /** Bundled scenarios by name. */
  readonly scenarios: readonly string[];
  openScenario(name: string): Promise<void>;
  /** The scenario of an address, at its instant. */
  open(address: Address): void;
  openFile(file: File): void;
  changeSettings(change: Partial<Settings>): void;
  changeStops(stops: readonly Breakpoint[]): void;
  /** A worker for a search. */
  startSearch(): SearchWire;
  /** A simulation of its own, beside the one that is shown. */
  startSimulation(): Wire;
  /** A scenario that did not come from a file. */
  openText(name: string, text: string, at: Micros): Promise<void>;
  commandContext(): CommandContext;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('outside of the app');
  return app;
}

export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().conductor.store, select);
}

export function useTranslate(): Translate {
  return TRANSLATE[useAppState(({ settings }) => settings.language)];
}

/** Runs a command if it can be run as things are. */
export function useRun(): (command: Command) => void {
  const app = useApp();
  return useMemo(
    () => (command) => {
      const context = app.commandContext();
      if (command.when(context.state)) void command.run(context);
    },
    [app],
  );
}
