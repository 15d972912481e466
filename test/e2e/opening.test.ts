/** The first minute: what a person meets who has just opened the page. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { open } from './support.ts';

test('opens on the first scenario: paused, named, with one obvious thing to do', async () => {
  const reader = await open();
  const { page } = reader;
  await page.getByRole('heading', { level: 1, name: 'The leader dies' }).waitFor();
  expect(await page.title()).toBe('The leader dies · Tidemark');
  expect(await page.getByTestId('version').textContent()).toMatch(/^Kafka 4\.\d+/);
  expect(await page.getByTestId('seed').textContent()).toBe('seed 1');
  const first = await reader.now();
  expect(first.player).toBe('paused');
  await page.waitForTimeout(300);
  expect(await reader.now()).toEqual(first);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Go on/);
  for (const id of ['c1', 'c2', 'c3', 'b1', 'b2', 'b3', 'p1', 'k1']) await reader.node(id).waitFor();
});

test('the language changes and the place stays', async () => {
  const reader = await open({ address: '#at=12s' });
  const { page } = reader;
  const before = await reader.now();
  await reader.button('한국어').click();
  await page.getByRole('heading', { level: 1, name: '리더가 죽으면' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ko');
  expect(await reader.now()).toEqual(before);
  await reader.button('English').click();
  await page.getByRole('heading', { level: 1, name: 'The leader dies' }).waitFor();
  expect(await reader.now()).toEqual(before);
});

test('the theme goes from the system’s to light, dark and back, and is kept', async () => {
  const reader = await open({ theme: 'dark' });
  const { page } = reader;
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const system = await paper();
  await reader.button('Theme: as the system').click();
  await reader.button('Light theme').waitFor();
  expect(await paper()).not.toBe(system);
  await reader.button('Light theme').click();
  await reader.button('Dark theme').waitFor();
  expect(await paper()).toBe(system);
  await page.reload();
  await reader.untilReady();
  await reader.button('Dark theme').waitFor();
});

test('another scenario is opened from the menu', async () => {
  const reader = await open();
  await reader.button(/^Scenario:/).click();
  const items = reader.page.getByRole('menuitem');
  // Every bundled scenario; and to open a file, a real cluster, the editor with this one, with a new one, and what is kept.
  const scenarios = readdirSync(new URL('../../scenarios', import.meta.url)).filter((name) => name.endsWith('.yaml'));
  await items.nth(scenarios.length + 4).waitFor();
  expect(await items.count()).toBe(scenarios.length + 5);
  await reader.page.getByRole('menuitem', { name: 'The slow follower' }).click();
  await reader.page.getByRole('heading', { level: 1, name: /slow/i }).waitFor();
  await reader.untilReady();
  expect((await reader.now()).player).toBe('paused');
});
