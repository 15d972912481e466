/** The entry of the page: settings and address, the simulation in its worker, then the first picture. */
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import './app.css';
import { Shell } from './panes/Shell.tsx';
import { openKeeper } from './settings.ts';
import { showPage, startPage } from './startPage.ts';
import { readAddress } from './url.ts';

const { address, bad } = readAddress(location.search, location.hash);
const desk = startPage(
  openKeeper(() => localStorage),
  address,
  bad,
);
void desk.open(address);
addEventListener('hashchange', () => {
  const { overlay } = readAddress('', location.hash).address;
  if (overlay !== undefined) desk.conductor.set({ overlay });
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
