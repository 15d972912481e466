/** The entry of the page: settings and address, the simulation in its worker, then the first picture. */
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import './app.css';
import { Shell } from './panes/Shell.tsx';
import { openKeeper } from './settings.ts';
import { showPage, startPage, tellBad } from './startPage.ts';
import { readAddress } from './url.ts';

const { address, bad } = readAddress(location.search, location.hash);
const desk = startPage(
  openKeeper(() => localStorage),
  address,
  bad,
);
desk.conductor.connect();
void desk.open(address);
addEventListener('hashchange', () => {
  const { address: next, bad: wrong } = readAddress('', location.hash);
  if (next.overlay !== undefined) desk.conductor.set({ overlay: next.overlay });
  // Somebody has put another link in the place of this one. One that cannot be read leaves open what is open.
  else if (wrong.length === 0 && next.scenario !== undefined) location.reload();
  else if (location.hash.includes('=')) tellBad(desk.conductor, wrong);
});
// Who was writing when the page was left goes on writing.
try {
  if (sessionStorage.getItem('tidemark.editing') !== null) desk.conductor.set({ editing: 'resume' });
} catch {
  // A browser that keeps nothing.
}
showPage(desk, <Shell />);
// Nothing waits for it, and most who open the page once never need it.
if (document.querySelector('meta[name="tidemark-offline"]') !== null)
  addEventListener('load', () => void import('./offline/register.ts').then(({ keepOffline }) => keepOffline(desk)));
