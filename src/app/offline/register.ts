/**
 * Keeps the page for times without a network: starts the service worker, and says when a newer version waits. It takes
 * over only when a person says so: this page goes on with the files that it began with.
 */

import type { Desk } from '../desk.ts';
import { trustedScript } from '../workers/trusted.ts';

const SCRIPT = './sw.js';

/** How long whoever opens the page for the first time has it for himself: to fetch all files takes as much as to open it. */
const FIRST_LOOK_MS = 2_000;

/** An update does not wait longer for what would go on in it. */
const LONGEST_LINK_MS = 3_000;

/** What the page and its service worker say to each other. */
export type ToServiceWorker = { readonly say: 'take-over' } | { readonly say: 'i-am'; readonly script: string };

export async function keepOffline(desk: Desk): Promise<void> {
  // Not from a file, not in a frame of somebody else's; a browser may forbid it too.
  if (!('serviceWorker' in navigator) || !/^https?:$/.test(location.protocol) || window.parent !== window) return;
  const { serviceWorker } = navigator;
  if (serviceWorker.controller === null) await firstLook(desk);
  try {
    const registration = await serviceWorker.register(trustedScript(new URL(SCRIPT, document.baseURI).href));
    const waits = (worker: ServiceWorker): void =>
      void import('./UpdateNotice.tsx').then(({ showUpdate }) => showUpdate(desk, () => void takeOver(desk, worker)));
    // The first one ever has nobody to wait for.
    const watch = (worker: ServiceWorker | null): void => {
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && serviceWorker.controller !== null) waits(worker);
      });
    };
    if (registration.waiting !== null && serviceWorker.controller !== null) waits(registration.waiting);
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));
    // The first one may serve this page at once, if it has this page's own files.
    if (serviceWorker.controller === null) {
      const { active } = await serviceWorker.ready;
      say(active, { say: 'i-am', script: document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '' });
    }
  } catch {
    // Forbidden, or no room: the page works all the same while there is a network.
  }
}

/** Until something is shown, and a moment more. */
async function firstLook({ conductor: { store } }: Desk): Promise<void> {
  await new Promise<void>((shown) => {
    const look = (): void => {
      if (['starting', 'loading', 'restarting'].includes(store.getState().link)) return;
      stop();
      shown();
    };
    const stop = store.subscribe(look);
    look();
  });
  await new Promise((later) => setTimeout(later, FIRST_LOOK_MS));
}

/** What is looked at, and what was done by hand, goes on in the new version, as far as a link holds it. */
async function takeOver(desk: Desk, worker: ServiceWorker): Promise<void> {
  const { state } = desk.conductor;
  // What is written has a draft, which comes back by itself.
  const made = state.editing === null ? desk.commandContext().link(true) : undefined;
  const link = await Promise.race([
    made?.catch(() => undefined),
    new Promise<undefined>((late) => setTimeout(late, LONGEST_LINK_MS)),
  ]);
  if (link !== undefined) history.replaceState(null, '', link);
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  say(worker, { say: 'take-over' });
}

function say(worker: ServiceWorker | null, message: ToServiceWorker): void {
  worker?.postMessage(message);
}
