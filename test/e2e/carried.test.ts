/** Carried elsewhere: under another path, without a network, as one file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject, test } from 'vitest';
import { newPage, Reader } from './support.ts';

const ROOT = join(import.meta.dirname, '../..');

test('under a deep path; a newer version waits to be asked for; and then without a network', async () => {
  const asked: string[] = [];
  let version = '';
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    void fetch(`${inject('origin')}${request.url?.replace(/^\/some\/deep\/path/, '')}`).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      const content = Buffer.from(await answer.arrayBuffer());
      const isWorker = request.url?.endsWith('/sw.js') === true && version !== '';
      response.end(isWorker ? content.toString().replace(/VERSION = '\w+'/, `VERSION = '${version}'`) : content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  const site = `http://localhost:${port}/some/deep/path/`;
  const page = await newPage({
    allow: new RegExp(`off-origin: http://localhost:${port}/some/deep/path/|ERR_CONNECTION_REFUSED`),
  });
  const reader = new Reader(page);
  await page.goto(`${site}#scenario=slow-follower`);
  await reader.untilReady();
  // A page of this very version is served by the worker at once.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 20_000 });
  expect(asked.every((path) => path.startsWith('/some/deep/path/'))).toBe(true);
  version = 'newer';
  await page.reload();
  await page.getByTestId('update').waitFor({ timeout: 20_000 });
  const kept = () => page.evaluate(async () => (await caches.keys()).map((name) => name.split(' ').at(-1)));
  const before = (await kept())[0];
  await Promise.all([page.waitForEvent('load'), reader.button('Reload to update').click()]);
  await reader.untilReady();
  // The one before stays, for pages that still show it.
  expect(await kept()).toEqual([before, 'newer']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await page.goto(`${site}#scenario=acks-one-loses`);
  await page.reload();
  await reader.untilReady();
  await page
    .getByRole('button', { name: /Scenario/ })
    .first()
    .waitFor();
  expect((await reader.now()).link).toBe('ready');
});

test('one file: opened from a folder, and in a frame without an origin', async () => {
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
  await host.frameLocator('iframe').getByRole('application', { name: 'Cluster' }).waitFor({ timeout: 20_000 });
  server.closeAllConnections();
  server.close();
});
