/** Carried elsewhere: under another path, without a network, as one file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { expect, inject, test } from 'vitest';
import { REMOVES_ITSELF, serviceWorkerOf } from '../../scripts/site/offline.ts';
import { newPage, Reader } from './support.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Serves what `answer` says under a deep path; whoever opens a page of it may ask nobody else. */
async function serve(answer: (path: string) => Promise<{ type: string; body: string | Buffer } | undefined>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const path = (request.url ?? '').replace(/^\/some\/deep\/path\//, '').replace(/[?#].*$/, '');
    void answer(path === '' ? 'index.html' : path).then((found) => {
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': found?.type ?? 'text/plain' });
      response.end(found?.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  return {
    asked,
    site: `http://localhost:${port}/some/deep/path/`,
    allow: new RegExp(
      `off-origin: http://localhost:${port}/some/deep/path/|ERR_CONNECTION_REFUSED|another version|404`,
    ),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

test('the site under a deep path, and then without a network', async () => {
  const server = await serve(async (path) => {
    const answer = await fetch(`${inject('origin')}/${path}`);
    const body = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? '';
    return { type, body };
  });
  const page = await newPage({ allow: server.allow, offline: true });
  const reader = new Reader(page);
  await page.goto(`${server.site}#scenario=slow-follower`);
  await reader.untilReady();
  // A page of this very version is served by the worker at once.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 30_000 });
  expect(server.asked.every((path) => path.startsWith('/some/deep/path/'))).toBe(true);
  await server.close();
  await page.goto('about:blank');
  await page.goto(`${server.site}#scenario=acks-one-loses`);
  await reader.untilReady();
  expect((await reader.now()).link).toBe('ready');
});

test('a version is had whole or not at all, waits to be asked for, and can be taken back', async () => {
  const page = (version: string) => `<!doctype html><script type="module" src="assets/${version}.js"></script>`;
  const version = (name: string) => ({
    'index.html': page(name),
    [`assets/${name}.js`]: `window.version = '${name}';`,
  });
  let files: Readonly<Record<string, string>> = version('one');
  let worker = await serviceWorkerOf(files);
  const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };
  const server = await serve(async (path) => {
    const body = path === 'sw.js' ? worker : files[path];
    return body === undefined ? undefined : { type: types[path.split('.').at(-1)!] ?? '', body };
  });
  const tab = await newPage({ allow: server.allow, offline: true });
  const open = () => tab.goto(server.site).then(() => tab.waitForFunction(() => 'version' in window));
  const shown = () => tab.evaluate(() => (window as unknown as { version: string }).version);
  /** Registers, as the page does, and waits until what it found has come to rest. */
  const settled = () =>
    tab.evaluate(async () => {
      const registration = await navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' });
      await registration.update().catch(() => undefined);
      const { installing } = registration;
      const isOver = () => installing === null || ['installed', 'activated', 'redundant'].includes(installing.state);
      while (!isOver()) await new Promise((done) => setTimeout(done, 20));
      return registration.waiting === null ? 'none waits' : 'one waits';
    });
  const kept = () => tab.evaluate(async () => (await caches.keys()).length);
  await open();
  await settled();
  await tab.evaluate(() => navigator.serviceWorker.ready);
  // A page that it serves is one that the next version waits for.
  await open();
  expect(await kept()).toBe(1);

  // Half a deployment: the worker is of the new version, a file is not.
  worker = await serviceWorkerOf(version('two'));
  expect(await settled()).toBe('none waits');
  expect(await kept()).toBe(1);

  files = { ...version('two'), ...files, 'index.html': page('two') };
  expect(await settled()).toBe('one waits');
  await open();
  expect(await shown()).toBe('one');
  await tab.evaluate(async () => {
    const changed = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
    (await navigator.serviceWorker.getRegistration())!.waiting!.postMessage({ say: 'take-over' });
    await changed;
  });
  // A page that was opened before still gets its own parts, and the next one is new.
  expect(await tab.evaluate(() => fetch('assets/one.js').then((answer) => answer.text()))).toContain("'one'");
  await open();
  expect(await shown()).toBe('two');

  worker = REMOVES_ITSELF;
  await settled();
  await expect.poll(() => tab.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await kept()).toBe(0);
  await server.close();
});

// Both build the file first, which is a build of all of the page.
test('one file: opened from a folder, and in a frame without an origin', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-'));
  const args = ['scripts/build.mjs', 'single', '--scenario', 'leader-failover', '--out', folder];
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const file = join(folder, 'leader-failover.html');
  const page = await newPage({ allow: /off-origin: (file:|about:)/ });
  const reader = new Reader(page);
  await page.goto(`${pathToFileURL(file).href}#at=12s`);
  await reader.untilReady();
  expect((await reader.now()).at).toBe(12_000_000);
  const text = readFileSync(file);
  const server = createServer(({ url }, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      url === '/one.html' ? text : '<iframe sandbox="allow-scripts" src="/one.html" width=900 height=600></iframe>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  const host = await newPage({ allow: new RegExp(`off-origin: http://127.0.0.1:${port}/`) });
  await host.goto(`http://127.0.0.1:${port}/host.html`);
  await host.frameLocator('iframe').getByRole('application', { name: 'Cluster' }).waitFor({ timeout: 60_000 });
  server.closeAllConnections();
  server.close();
});

test('a package in a learning management system: begun, scored, left, and gone on with', {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-'));
  const file = join(folder, 'lesson.zip');
  const source = 'examples/course-repository/scenarios/the-session-runs-out.yaml';
  const args = ['scripts/tidemark.mjs', 'package', source, '--scorm12', '--out', file];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const inside = unzipSync(readFileSync(file));
  const manifest = strFromU8(inside['imsmanifest.xml']!);
  const named = [...manifest.matchAll(/<file href="([^"]+)"/g)].map((one) => one[1]);
  expect(Object.keys(inside).sort()).toEqual(['imsmanifest.xml', ...named]);

  const host = `<!doctype html><script>
    const calls = []; const values = {};
    window.told = { calls, values };
    const say = (call, answer) => (...args) => { calls.push([call, ...args].join(' ')); return answer(...args); };
    window.API = {
      LMSInitialize: say('begin', () => 'true'), LMSFinish: say('finish', () => 'true'), LMSCommit: say('commit', () => 'true'),
      LMSGetValue: say('get', (name) => values[name] ?? ''), LMSGetLastError: () => '0', LMSGetErrorString: () => '',
      LMSSetValue: say('set', (name, value) => { values[name] = value; return 'true'; }),
    };
  </script><iframe src="index.html?some=parameter" width="900" height="600"></iframe>`;
  const pages: Readonly<Record<string, string | Buffer>> = {
    'host.html': host,
    'index.html': Buffer.from(inside['index.html']!),
  };
  const server = await serve(async (path) =>
    pages[path] === undefined ? undefined : { type: 'text/html; charset=utf-8', body: pages[path] },
  );
  const page = await newPage({ allow: server.allow });
  await page.goto(`${server.site}host.html`);
  const told = () =>
    page.evaluate(() => (window as unknown as { told: { calls: string[]; values: Record<string, string> } }).told);
  const frame = page.frameLocator('iframe');
  // It begins by itself; the first question is skipped.
  const go = frame.locator('.lesson-go .button.primary');
  await go.first().click({ timeout: 60_000 });
  const skip = frame.getByRole('button', { name: 'Skip the question' });
  const jump = frame.getByRole('button', { name: /^Jump there/ });
  await skip.or(jump).first().waitFor();
  if (await jump.isVisible()) await jump.click();
  await skip.click();
  await expect.poll(async () => (await told()).values['cmi.core.score.raw'], { timeout: 60_000 }).toBe('0');
  const { calls, values } = await told();
  expect(calls[0]).toBe('begin ');
  expect(values['cmi.core.lesson_status']).toBe('incomplete');
  const reopened = page.evaluate(
    () =>
      new Promise<void>((done) => {
        const element = document.querySelector('iframe')!;
        element.addEventListener('load', () => done(), { once: true });
        element.src = 'index.html?again=1';
      }),
  );
  await reopened;
  await expect.poll(async () => (await told()).calls.filter((call) => call === 'begin ').length).toBe(2);
  const after = (await told()).calls;
  expect(after.slice(0, after.lastIndexOf('begin ')).at(-1)).toBe('finish ');
  expect((await told()).values['cmi.core.exit']).toBe('suspend');
  // However soon it was left.
  expect((await told()).values['cmi.suspend_data'] ?? '').toMatch(/"answers":\{"who-leads"/);
  // Where it was left: at the step that was answered.
  await frame.locator('.lesson-steps [aria-current="step"]').waitFor({ timeout: 60_000 });
  await expect.poll(() => frame.locator('.lesson-steps [aria-current="step"]').getAttribute('aria-label')).toMatch(/2/);
  await server.close();
});
