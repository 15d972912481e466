/**
 * The service worker: all files of one version of the site, and no other. It is installed when it has every one of them,
 * each with the content that the build says; a newer version waits until the page asks for it. The build writes `FILES`
 * and `VERSION` before it. What is not among its files goes to the network as if it were not here.
 */
import type { ToServiceWorker } from './register.ts';

declare const FILES: Readonly<Record<string, string>>;
declare const VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: Extendable & { readonly data: unknown }) => void): void;
}

const scope = self as unknown as Scope;
const HOME = scope.registration.scope;
/** Several Tidemarks may live on one origin. */
const MINE = `tidemark ${HOME} `;
const CACHE = `${MINE}${VERSION}`;

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));

scope.addEventListener('message', (event) => {
  const said = event.data as ToServiceWorker | null;
  if (said?.say === 'take-over') event.waitUntil(scope.skipWaiting());
  // A page that was loaded from the network, of this very version.
  if (said?.say === 'i-am' && pathOf(said.script) in FILES) event.waitUntil(scope.clients.claim());
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(HOME)) return;
  const path = pathOf(request.url);
  if (Object.hasOwn(FILES, path)) event.respondWith(mine(request, path));
  // A page that still shows the version before asks for the parts of that one: their names say which they are.
  else if (path.startsWith('assets/')) event.respondWith(before(request));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const paths = Object.keys(FILES);
  // A few at a time: the page is loading too.
  const next = async (): Promise<void> => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) await fetchInto(cache, path);
  };
  try {
    await Promise.all([next(), next(), next(), next()]);
  } catch (error) {
    // What is not whole is not kept either: it would pass for a version.
    await caches.delete(CACHE);
    throw error;
  }
}

/** Half a deployment is none: content that is not what the build made ends the installation. */
async function fetchInto(cache: Cache, path: string): Promise<void> {
  const url = new URL(path, HOME).href;
  const answer = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const digest = await crypto.subtle.digest('SHA-256', await answer.clone().arrayBuffer());
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== FILES[path]) throw new Error(`${path} is of another version`);
  // Some hosts send `index.html` on to its folder; what was sent on may not be shown as a page.
  await cache.put(url, answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer);
}

async function mine(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(new URL(path, HOME).href)) ?? fetch(request);
}

async function before(request: Request): Promise<Response> {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(MINE))) {
    const found = await (await caches.open(name)).match(request.url);
    if (found !== undefined) return found;
  }
  return fetch(request);
}

/** The version before stays for pages that still show it; what is older goes. */
async function forgetOlder(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** Relative to the folder of the site; the folder itself is its page. */
function pathOf(url: string): string {
  const path = url.startsWith(HOME) ? url.slice(HOME.length).replace(/[?#].*$/, '') : '';
  if (path === '') return url.startsWith(HOME) ? 'index.html' : ' ';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
