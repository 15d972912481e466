/** The example pages as a teacher copies them, on a server of its own, under a path; the built site beside them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPage } from './support.ts';

const ROOT = join(import.meta.dirname, '../..');
const example = (path: string) => readFileSync(join(ROOT, 'examples', path), 'utf8');

/** By their path under /course/. */
const files = new Map<string, string>();
let server: Server;
let course = '';

beforeAll(async () => {
  const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
  server = createServer(({ url = '' }, response) => {
    const path = url.replace(/^\/course\//, '').replace(/[?#].*$/, '');
    const inSite = /^(?:[\w.-]+\/)*?tidemark\/(.*)$/.exec(path)?.[1];
    const own = files.get(path);
    const type = types[path.split('.').at(-1)!] ?? 'text/plain';
    if (inSite === undefined) {
      response.writeHead(own === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(own);
      return;
    }
    void fetch(`${inject('origin')}/${inSite}`).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address !== null && typeof address !== 'string') course = `http://127.0.0.1:${address.port}/course/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function open(path: string): Promise<Page> {
  const page = await newPage({ allow: /off-origin: http:\/\/127\.0\.0\.1:\d+\/(course\/|favicon)|404/ });
  await page.goto(`${course}${path}`);
  return page;
}

/** What the nth player of the page says of itself. */
const state = (page: Page, n: number) =>
  page
    .locator('tidemark-player')
    .nth(n)
    .evaluate((player) =>
      (player as unknown as { getState(): Promise<{ playing: boolean; visible: boolean; event: number }> }).getState(),
    );

test('a plain page: three players live on it, and only what is in sight runs', async () => {
  for (const file of ['plain.html', 'plain.js', 'plain.css']) files.set(file, example(file));
  const page = await open('plain.html');
  expect(await state(page, 0)).toMatchObject({ visible: true });
  await page
    .locator('tidemark-player')
    .first()
    .evaluate((player) => (player as unknown as { play(): Promise<void> }).play());
  await page.locator('iframe[title="A slow follower"]').scrollIntoViewIfNeeded();
  const third = page.frameLocator('iframe[title="A slow follower"]');
  await third.getByTestId('poster').click();
  await third.getByTestId('transport').waitFor();
  await expect.poll(() => state(page, 0)).toMatchObject({ visible: false, playing: false });
  expect((await state(page, 1)).event).toBeGreaterThan(0);
});

test("a teacher's own scenario, beside the player: it runs, a link leads back into it, and a stranger's is refused", async () => {
  files.set('week-3.yaml', example('course-repository/scenarios/the-session-runs-out.yaml'));
  files.set(
    'own.html',
    `<!doctype html><script type="module" src="tidemark/tidemark-player.js"></script>
    <tidemark-player scenario="../week-3.yaml" at="12s"></tidemark-player>`,
  );
  const page = await open('own.html');
  expect(await state(page, 0)).toMatchObject({ scenario: 'week-3', time: 12_000_000 });
  const { run } = await page
    .locator('tidemark-player')
    .evaluate((player) => (player as unknown as { getRun(): Promise<{ run: string }> }).getRun());
  expect(new URLSearchParams(run).get('scenario')).toBe('../week-3.yaml');
  await page.goto(`${course}tidemark/embed.html#run=${encodeURIComponent(run)}&seed=2`);
  await page.getByTestId('transport').waitFor();
  await expect.poll(() => page.getByTestId('time').innerText()).toContain('12.000');
  const notices = page.getByTestId('notices');
  await notices.getByText('What counts is seed=1').waitFor();
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => notices.count()).toBe(0);
  await page.goto(`${course}tidemark/embed.html?x#scenario=${encodeURIComponent('https://evil.example/a.yaml')}`);
  await notices.getByText('scenario=https://evil.example/a.yaml').waitFor();
}, 30_000);

test('MkDocs and Docusaurus: what they make of the page has its players', async () => {
  const markdown = example('mkdocs/docs/leaders.md');
  // Blocks of HTML pass through as they are; the page is a folder.
  const blocks = markdown.split(/\n\n+/).filter((block) => block.startsWith('<'));
  expect(blocks).toHaveLength(3);
  const script = /path: (\S+)\n +type: module/.exec(example('mkdocs/mkdocs.yml'))?.[1];
  files.set(
    'leaders/index.html',
    `<!doctype html><script type="module" src="../${script}"></script>${blocks.join('\n')}`,
  );
  const page = await open('leaders/index.html');
  expect((await state(page, 0)).event).toBeGreaterThanOrEqual(0);
  await page.locator('iframe').last().scrollIntoViewIfNeeded();
  await page.frameLocator('iframe[title^="acks=1"]').getByTestId('transport').waitFor();

  // Its component, with the React that a Docusaurus has.
  const folder = mkdtempSync(join(ROOT, 'node_modules/.cache/docusaurus-'));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'TidemarkPlayer.jsx'), example('docusaurus/TidemarkPlayer.jsx'));
    writeFileSync(
      join(folder, 'page.jsx'),
      `import { createRoot } from 'react-dom/client';
      import TidemarkPlayer from './TidemarkPlayer.jsx';
      createRoot(document.querySelector('main')).render(
        <TidemarkPlayer home="/course/tidemark/" scenario="slow-follower" ui="picture" height="360" label="Mine" />);`,
    );
    const define = { 'process.env.NODE_ENV': '"production"' };
    const bundle = await rolldown({ input: join(folder, 'page.jsx'), logLevel: 'silent', transform: { define } });
    files.set('page.js', (await bundle.generate({ format: 'esm' })).output[0].code);
    await bundle.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
  files.set('docusaurus.html', '<!doctype html><main></main><script type="module" src="page.js"></script>');
  const other = await open('docusaurus.html');
  await other.frameLocator('tidemark-player iframe').getByRole('application', { name: 'Cluster' }).waitFor();
  expect(await other.locator('tidemark-player iframe').getAttribute('title')).toBe('Mine');
});

/** What reveal.js does with frames, and nothing else of it. */
const REVEAL = `globalThis.Reveal = new (class {
  #at = -1;
  initialize() { window.deck = this; this.next(); }
  next() {
    const slides = [...document.querySelectorAll('.slides > section')];
    for (const frame of slides[this.#at]?.querySelectorAll('iframe') ?? []) {
      frame.contentWindow.postMessage('slide:stop', '*');
      if (!frame.hasAttribute('data-preload')) frame.removeAttribute('src');
    }
    this.#at += 1;
    slides.forEach((slide, place) => { slide.hidden = place !== this.#at; });
    for (const frame of slides[this.#at].querySelectorAll('iframe')) {
      frame.addEventListener('load', () => frame.contentWindow.postMessage('slide:start', '*'), { once: true });
      frame.src = frame.dataset.src;
    }
  }
})();`;

test('a deck of reveal.js: a player runs while its slide is shown', async () => {
  for (const file of ['deck.html', 'deck.js']) files.set(`deck/${file}`, example(`reveal/${file}`));
  files.set('deck/reveal.js/dist/reveal.js', REVEAL);
  for (const sheet of ['reveal.css', 'theme/white.css']) files.set(`deck/reveal.js/dist/${sheet}`, 'body{}');
  const page = await open('deck/deck.html');
  const next = () => page.evaluate(() => (window as unknown as { deck: { next(): void } }).deck.next());
  expect(page.frames()).toHaveLength(3);
  await next();
  const player = (name: string) => page.frames().find((frame) => frame.url().includes(name));
  await expect.poll(() => player('leader-failover')?.evaluate(() => window.tidemark?.player)).toBe('playing');
  await next();
  await expect.poll(() => player('leader-failover')).toBeUndefined();
  await expect.poll(() => player('slow-follower')?.evaluate(() => window.tidemark?.player)).toBe('playing');
});
