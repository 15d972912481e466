/** Puts the page together: its store, the conductor, the desk, what plays and what announces. */
import { createElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { announce } from './announce.ts';
import { AppContext } from './appContext.ts';
import { Conductor } from './conductor.ts';
import { Desk } from './desk.ts';
import { CrashGuard } from './panes/CrashGuard.tsx';
import { defaultSettings, type Keeper, readSettings } from './settings.ts';
import { exposeHandle } from './share.ts';
import { createAppStore } from './store.ts';
import type { Address, BadParameter } from './url.ts';
import { startSearch, startSimulation } from './workers/start.ts';

/** Nothing is opened yet: that is for whoever starts the page to say. */
export function startPage(keeper: Keeper, address: Address, bad: readonly BadParameter[]): Desk {
  const kept = readSettings(keeper, defaultSettings(navigator.languages));
  const {
    language = kept.language,
    theme = kept.theme,
    mode = kept.mode,
    motion = kept.motion,
    eyes = kept.eyes,
  } = address;
  const store = createAppStore({ ...kept, language, theme, mode, motion, eyes });
  const conductor = new Conductor(store, startSimulation);
  const desk = new Desk(conductor, keeper, startSearch, startSimulation);
  tellBad(conductor, bad);
  exposeHandle(conductor);
  // Nothing plays before the first picture.
  void import('./player/driver.ts').then(({ drivePlayer }) =>
    drivePlayer(conductor, (tick) => requestAnimationFrame(tick)),
  );
  announce(conductor, (run, ms) => setTimeout(run, ms));
  return desk;
}

/** One notice of each kind, however much there is: of many notices only the newest stay. */
export function tellBad(conductor: Conductor, bad: readonly BadParameter[]): void {
  const said = (these: readonly BadParameter[]): string =>
    these.map(({ name, value }) => `${name}=${value}`).join(', ');
  const unknown = bad.filter(({ value }) => value === undefined).map(({ name }) => name);
  const repeated = bad.filter(({ isRepeated }) => isRepeated);
  const [first, ...others] = bad.filter(({ value, isRepeated }) => value !== undefined && !isRepeated);
  if (unknown.length > 0) conductor.notice('notice.unknownParameter', { name: unknown.join(', ') });
  if (repeated.length > 0) conductor.notice('notice.repeatedParameter', { said: said(repeated) });
  if (first?.value === undefined) return;
  const value = others.length === 0 ? first.value : `${first.value}, ${said(others)}`;
  conductor.notice('notice.badParameter', { name: first.name, value });
}

export function showPage(desk: Desk, content: ReactNode): void {
  const root = document.getElementById('root');
  if (root === null) return;
  const inContext = createElement(AppContext, { value: desk }, content);
  createRoot(root).render(createElement(CrashGuard, null, inContext));
}
