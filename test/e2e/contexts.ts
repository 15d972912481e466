/**
 * Contexts of the browser, a window each: made once for each kind of reader and lent to one test at a time, since a new
 * window costs as much as a page, and a new page half as much again. What was kept in it is forgotten before the next test.
 */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

export interface Kind {
  readonly language: 'en' | 'ko';
  readonly hasTouch: boolean;
  /** The page may keep itself for times without a network: a service worker that fetches all of it. */
  readonly offline: boolean;
}

export interface Lent {
  readonly page: Page;
  /** `isSpoiled`: its test has failed; what it was about to do may go on in it for a while. */
  giveBack(isSpoiled: boolean): Promise<void>;
}

/** Both live as long as the process: the next test file goes on with them, and the global set-up closes the browser. */
let browser: Promise<Browser> | undefined;
const free = new Map<string, BrowserContext[]>();

/** `isUsed`: a page that was left by a test before, in the same process; nobody has put scripts of his own into it. */
export async function lendPage(kind: Kind, isUsed: boolean): Promise<Lent> {
  const key = JSON.stringify(kind);
  const context = free.get(key)?.pop() ?? (await newContext(kind));
  const [kept] = context.pages();
  const page = isUsed && kept !== undefined ? kept : await context.newPage();
  const stays = isUsed ? page : kept;
  const giveBack = async (isSpoiled: boolean): Promise<void> => {
    if (kind.offline || isSpoiled) return context.close();
    try {
      await leave(page);
      await Promise.all(context.pages().map((one) => one !== stays && one.close()));
      free.set(key, [...(free.get(key) ?? []), context]);
    } catch {
      // What a page hangs in is closed with it.
      await context.close();
    }
  };
  return { page, giveBack };
}

async function newContext({ language, hasTouch, offline }: Kind): Promise<BrowserContext> {
  browser ??= chromium.connect(inject('browser'));
  const context = await (await browser).newContext({ hasTouch, locale: language === 'ko' ? 'ko-KR' : 'en-GB' });
  if (!offline) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await context.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  return context;
}

const HEARD = ['console', 'dialog', 'download', 'pageerror', 'popup', 'request', 'requestfailed', 'response', 'worker'];

/** A page that is left first cannot keep anything any more; nor has it a pointer over it when it comes again. */
async function leave(page: Page): Promise<void> {
  for (const event of HEARD) page.removeAllListeners(event);
  await page.evaluate(() => {
    if (location.protocol.startsWith('http')) sessionStorage.clear();
  });
  await page.goto('about:blank', { timeout: 5_000 });
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: inject('origin'), storageTypes: 'all' });
  await session.detach();
  await page.mouse.move(-1, -1);
}
