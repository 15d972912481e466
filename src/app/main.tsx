/** The entry of the page: settings and address, the simulation in its worker, then the first picture. */
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import './app.css';
import type { Wire } from '../worker/client.ts';
import { announce } from './announce.ts';
import { AppContext } from './appContext.ts';
import { Conductor } from './conductor.ts';
import { Desk } from './desk.ts';
import { CrashGuard } from './panes/CrashGuard.tsx';
import { Shell } from './panes/Shell.tsx';
import { drivePlayer } from './player/driver.ts';
import type { SearchWire } from './search/searchWire.ts';
import { defaultSettings, openKeeper, readSettings } from './settings.ts';
import { exposeHandle } from './share.ts';
import { createAppStore } from './store.ts';
import { readAddress } from './url.ts';

const startWorker = (): Wire =>
  new Worker(new URL('../worker/host.ts', import.meta.url), { type: 'module', name: 'tidemark' }) as unknown as Wire;

const startSearch = (): SearchWire =>
  new Worker(new URL('../worker/searchHost.ts', import.meta.url), {
    type: 'module',
    name: 'tidemark-search',
  }) as unknown as SearchWire;

const keeper = openKeeper(() => localStorage);
const { address, bad } = readAddress(location.search, location.hash);
const kept = readSettings(keeper, defaultSettings(navigator.languages));
const {
  language = kept.language,
  theme = kept.theme,
  mode = kept.mode,
  motion = kept.motion,
  eyes = kept.eyes,
} = address;
const store = createAppStore({ ...kept, language, theme, mode, motion, eyes });
const conductor = new Conductor(store, startWorker);
const desk = new Desk(conductor, keeper, startSearch, startWorker);

for (const { name, value } of bad) {
  if (value === undefined) conductor.notice('notice.unknownParameter', { name });
  else conductor.notice('notice.badParameter', { name, value });
}
exposeHandle(conductor);
drivePlayer(conductor, (tick) => requestAnimationFrame(tick));
announce(conductor, (run, ms) => setTimeout(run, ms));
desk.open(address);
addEventListener('hashchange', () => {
  const { overlay } = readAddress('', location.hash).address;
  if (overlay !== undefined) conductor.set({ overlay });
});

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <CrashGuard>
      <AppContext value={desk}>
        <Shell />
      </AppContext>
    </CrashGuard>,
  );
}
