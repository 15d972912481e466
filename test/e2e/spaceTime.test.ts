/** Space-time: walked by key, a record is followed, the same stands in a table; and tabs that do not fit are in a menu. */
import { expect, test } from 'vitest';
import { open } from './support.ts';

test('the lanes are walked by key; what is selected is followed, and the rest can be shown again', async () => {
  const reader = await open({ address: '#scenario=leader-failover&at=10.0085s' });
  await reader.openTab('Space-time');
  const lens = reader.page.getByTestId('lens').getByRole('tabpanel');
  const list = lens.getByRole('listbox');
  await list.focus();
  const told = lens.getByRole('status');
  // The first lane is p1; on it, what came last before the playhead.
  await expect.poll(() => told.textContent()).toMatch(/b1 → p1 △ Produce response|Record #35 of p1 is acknowledged/);
  await reader.page.keyboard.press('Home');
  await expect.poll(() => told.textContent()).toMatch(/record #35/i);
  for (let turn = 0; turn < 8 && !/▲ Produce request/.test((await told.textContent()) ?? ''); turn++)
    await reader.page.keyboard.press('ArrowRight');
  expect(await told.textContent()).toMatch(/p1 → b1 ▲ Produce request, orders-0; 1 record: arrived after 463 µs/);
  await reader.page.keyboard.press('Enter');
  await expect.poll(() => list.getAttribute('aria-label')).toMatch(/Followed: what is selected, \d+ messages/);
  await reader.page.keyboard.press('ArrowDown');
  await expect.poll(() => lens.getByRole('option').first().textContent()).toMatch(/^(k1|b1): /);
  await reader.page.keyboard.press('f');
  await expect.poll(() => list.getAttribute('aria-label')).not.toMatch(/Followed/);
});

test('the table has every message of the picture, and its rows select', async () => {
  const reader = await open({ address: '#scenario=leader-failover&at=10.0085s' });
  await reader.openTab('Space-time');
  const lens = reader.page.getByTestId('lens').getByRole('tabpanel');
  await lens.getByRole('button', { name: 'As a table' }).click();
  const rows = lens.getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(6);
  const text = await lens.getByRole('table').textContent();
  for (const part of ['Produce request', 'Fetch response', 'Produce response', 'arrived after'])
    expect(text).toContain(part);
  await rows.nth(1).getByRole('button').click();
  await expect.poll(() => reader.page.getByTestId('inspect').getByRole('heading').count()).toBeGreaterThan(1);
});

test('a lens that has no room in the row is in the menu at its end, by key too, and keeps its place', async () => {
  const reader = await open({ address: '#scenario=migration-to-kraft&at=5s' });
  const { page } = reader;
  const tabs = page.getByTestId('lens').getByRole('tab');
  const more = page.locator('[data-tab="more"]');
  await more.waitFor();
  expect(await tabs.allTextContents()).not.toContain('Tables');
  const width = await page.evaluate(() => {
    const list = document.querySelector('.lens-tabs .tab-list');
    return list === null ? 1 : list.scrollWidth - list.clientWidth;
  });
  expect(width).toBeLessThanOrEqual(0);
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Tables' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect.poll(() => tabs.allTextContents()).toContain('Tables');
  expect(await page.getByRole('tab', { name: 'Tables' }).getAttribute('aria-selected')).toBe('true');
  await page.getByRole('tab', { name: 'Partition log' }).click();
  await page.reload();
  await expect.poll(() => tabs.allTextContents()).toContain('Tables');
});
