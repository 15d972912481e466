/** Players in somebody else's page: another origin, several of them, strangers, a sandbox, and all of it taken away again. */
import { createServer, type Server } from 'node:http';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { newPage } from './support.ts';

let server: Server;
let host = '';
const pages: Record<string, string> = {};

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(pages[url ?? '/'] ?? '<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address !== null && typeof address !== 'string') host = `http://127.0.0.1:${address.port}`;
});
afterAll(() => void server.close());

/** A page of a course, with the component from where Tidemark is. */
async function coursePage(path: string, body: string, before: () => void = () => undefined): Promise<Page> {
  pages[path] =
    `<!doctype html><script type="module" src="${inject('origin')}/tidemark-player.js"></script><body>${body}</body>`;
  const page = await newPage({ allow: /off-origin|favicon|404/ });
  await page.addInitScript(before);
  await page.goto(`${host}${path}`);
  return page;
}

const states = (page: Page) => page.evaluate(() => (window as unknown as { told: Record<string, unknown> }).told);

test('of three players only the one in sight runs; their heights are their own', async () => {
  const player = (id: string) =>
    `<tidemark-player id="${id}" scenario="slow-follower" panes="picture" autoplay></tidemark-player><div style="height:1600px"></div>`;
  const page = await coursePage('/three', ['a', 'b', 'c'].map(player).join(''));
  await page.evaluate(() => {
    const told: Record<string, unknown> = {};
    Object.assign(window, { told });
    addEventListener('tidemark-state', (event) => {
      told[(event.target as Element).id] = (event as CustomEvent).detail;
    });
  });
  await expect.poll(() => states(page)).toMatchObject({ a: { playing: true, visible: true } });
  expect(await states(page)).not.toMatchObject({ c: { playing: true } });
  const height = await page.locator('#a').evaluate((element) => element.clientHeight);
  expect(height).toBeGreaterThan(300);
  await page.locator('#c').scrollIntoViewIfNeeded();
  await expect.poll(() => states(page)).toMatchObject({ a: { playing: false, visible: false }, c: { playing: true } });
});

test('the page that is named is heard, and no other', async () => {
  pages['/named'] = '<!doctype html><iframe id="named"></iframe><iframe id="other"></iframe>';
  // The browser itself warns of what is not delivered to a page of another name.
  const page = await newPage({ allow: /off-origin|favicon|404|https:\/\/other\.example/ });
  await page.goto(`${host}/named`);
  const told = await page.evaluate(
    async ({ tidemark, own }) => {
      const told: string[] = [];
      const named = document.querySelector<HTMLIFrameElement>('#named')!;
      const other = document.querySelector<HTMLIFrameElement>('#other')!;
      const src = (origin: string) =>
        `${tidemark}/embed.html#scenario=slow-follower&api=1&origin=${encodeURIComponent(origin)}`;
      named.src = src(own);
      other.src = src('https://other.example');
      await new Promise<void>((done) => {
        addEventListener('message', ({ source, data }) => {
          const who = source === named.contentWindow ? 'named' : 'other';
          if (data.subject !== undefined) return void told.push(`${who} ${data.subject}`);
          told.push(`${who} ${data.type}${data.data === undefined ? '' : ' +'}`);
          if (data.type === 'ready' && data.data !== undefined && who === 'named') {
            const message = { tidemark: 1, type: 'command', id: 'first', data: { id: 'transport.play' } };
            named.contentWindow!.postMessage(message, tidemark);
            other.contentWindow!.postMessage(message, tidemark);
          }
          if (data.type === 'state' && data.data.playing) setTimeout(done, 300);
        });
      });
      return told;
    },
    { tidemark: inject('origin'), own: host },
  );
  expect(told).toContain('named ready +');
  expect(told).toContain('named reply +');
  expect(told).toContain('named lti.frameResize');
  // Who is not named hears that somebody is there, and nothing else.
  expect(told.filter((one) => one.startsWith('other'))).toEqual(['other ready']);
});

test('in a sandbox without an origin it runs, and says that it keeps nothing', async () => {
  const page = await coursePage('/sandbox', '<tidemark-player scenario="slow-follower" sandbox></tidemark-player>');
  const frame = page.frameLocator('tidemark-player iframe');
  await frame.getByTestId('transport').waitFor();
  await frame.getByTestId('notices').getByText('Nothing can be kept').waitFor();
  const { event } = await page.evaluate(async () => {
    const player = document.querySelector('tidemark-player') as HTMLElement & {
      step(n: number): Promise<void>;
      getState(): Promise<{ event: number; time: number }>;
    };
    const before = await player.getState();
    await player.step(3);
    return { event: (await player.getState()).event - before.event };
  });
  expect(event).toBe(3);
  await page.goto(`${inject('origin')}/embed.html#scenario=slow-follower&lock=1&colour=red`);
  await page.getByTestId('transport').waitFor();
  await page.getByTestId('notices').getByText('colour').waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test('a page asks for a language, a theme, a text of its own; far off it is put away, and comes back where it was', async () => {
  const body =
    '<tidemark-player scenario="slow-follower" panes="picture"></tidemark-player><div style="height:6000px"></div>';
  // Nobody waits for four seconds here.
  const page = await coursePage('/asked', body, () => {
    const { setTimeout: wait } = window;
    const sooner = (run: () => void, ms?: number) => wait(run, ms === 4_000 ? 50 : ms);
    Object.assign(window, { setTimeout: sooner });
  });
  interface Asked extends HTMLElement {
    step(n: number): Promise<void>;
    getState(): Promise<{ event: number; scenario: string }>;
    getRun(): Promise<{ run: string }>;
    loadScenario(what: { text: string }): Promise<void>;
  }
  const player = page.locator('tidemark-player');
  const state = () => player.evaluate((element) => (element as Asked).getState());
  await player.evaluate((element) => (element as Asked).step(5));
  const { event } = await state();
  await page.evaluate(() => scrollTo(0, 6_000));
  await expect.poll(() => page.evaluate(() => window.frames.length)).toBe(0);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => (await state()).event).toBe(event);

  await player.evaluate((element) => {
    element.setAttribute('lang', 'ko');
    element.setAttribute('theme', 'dark');
  });
  const root = page.frameLocator('tidemark-player iframe').locator('html');
  await expect.poll(() => root.getAttribute('lang')).toBe('ko');
  await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');

  const said = await player.evaluate(async (element) => {
    const asked = element as Asked;
    const wrong = await asked.loadScenario({ text: 'tidemark: 1\nclutser: {}' }).catch(String);
    await asked.loadScenario({
      text: 'tidemark: 1\ntitle: { en: Mine, ko: 내 것 }\nuntil: 1s\ncluster: { controllers: 1, brokers: 1 }',
    });
    return { wrong, run: await asked.getRun().catch(String), ...(await asked.getState()) };
  });
  expect(said.wrong).toMatch(/2:1 .*clutser/);
  expect(said.scenario).toBe('embedded');
  expect(said.run).toContain('in no link');
});

test('two hundred mounts and unmounts leave nothing behind', async () => {
  const page = await coursePage('/mounts', '<main></main>');
  await page.waitForFunction(() => customElements.get('tidemark-player') !== undefined);
  const left = await page.evaluate(async () => {
    let listeners = 0;
    let observers = 0;
    const { addEventListener: add, removeEventListener: remove } = window;
    window.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add.apply(window, args);
    };
    window.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove.apply(window, args);
    };
    const { observe, disconnect } = IntersectionObserver.prototype;
    IntersectionObserver.prototype.observe = function (target) {
      observers++;
      observe.call(this, target);
    };
    IntersectionObserver.prototype.disconnect = function () {
      observers--;
      disconnect.call(this);
    };
    const player = document.createElement('tidemark-player');
    player.setAttribute('scenario', 'slow-follower');
    for (let n = 0; n < 200; n++) {
      document.querySelector('main')!.append(player);
      if (n % 50 === 0) await new Promise((done) => setTimeout(done, 60));
      player.remove();
    }
    await new Promise((done) => setTimeout(done, 50));
    return { listeners, observers, frames: window.frames.length, inside: player.shadowRoot?.childElementCount };
  });
  expect(left).toEqual({ listeners: 0, observers: 0, frames: 0, inside: 0 });
  // One that was up takes its worker with it.
  await page.evaluate(async () => {
    const player = document.createElement('tidemark-player') as HTMLElement & { getState(): Promise<unknown> };
    player.setAttribute('scenario', 'slow-follower');
    document.querySelector('main')!.append(player);
    await player.getState();
  });
  expect(page.workers().length).toBeGreaterThan(0);
  await page.evaluate(() => document.querySelector('tidemark-player')!.remove());
  await expect.poll(() => page.workers().length).toBe(0);
});

test('the address of a scenario’s file as src is played, not framed; of another site it is refused in words', async () => {
  const page = await coursePage('/file', '<tidemark-player src="/lessons/mine.yaml?v=2" lang="en"></tidemark-player>');
  const frame = page.frameLocator('iframe');
  await frame.locator('.notice').first().waitFor();
  expect(await frame.locator('.notices').innerText()).toContain('/lessons/mine.yaml');
  expect(new URL((await page.locator('iframe').getAttribute('src'))!).pathname).toBe('/embed.html');
});
