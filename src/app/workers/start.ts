/** Starts the workers of the page. The only file that names their scripts. */
import type { Wire } from '../../worker/client.ts';
import hostUrl from '../../worker/host.ts?worker&url';
import searchUrl from '../../worker/searchHost.ts?worker&url';
import type { SearchWire } from '../search/searchWire.ts';
import { LateWorker } from './lateWorker.ts';
import { trustedScript } from './trusted.ts';

export const startSimulation = (): Wire => start(hostUrl, 'tidemark') as unknown as Wire;

export const startSearch = (): SearchWire => start(searchUrl, 'tidemark-search') as unknown as SearchWire;

function start(url: string, name: string): Worker | LateWorker {
  // A frame without an origin of its own may start what it made itself, and nothing else.
  if (self.origin === 'null' && !url.startsWith('blob:')) return new LateWorker(url, name);
  // While it is worked on it comes in modules; built, it is one script.
  return new Worker(trustedScript(url), { type: import.meta.env.DEV ? 'module' : 'classic', name });
}
