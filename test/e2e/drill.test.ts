/** A drill by keyboard alone: nothing of the inside is on the page until it is answered; then everything is. */
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

const DRILL = '#scenario=drill-under-replicated&seed=1&at=55s';
/** What would tell it: the stage, its replicas, facts, properties, the ledger, marks of the timeline. */
const INSIDE = [
  '[role="application"]',
  '[data-testid="properties"]',
  '[data-testid="ledger"]',
  '[data-testid="acts"]',
  '.fact-list',
  '.mark',
];

async function insideOf({ page }: Reader): Promise<string[]> {
  const found = await Promise.all(INSIDE.map(async (part) => ((await page.locator(part).count()) > 0 ? part : '')));
  return found.filter((part) => part !== '');
}

test('the inside is hidden until the cause is named, by keyboard', async () => {
  const reader = await open({ address: DRILL });
  const { page } = reader;
  await page.getByTestId('operator').waitFor();
  await page.getByTestId('drill').waitFor();
  expect(await insideOf(reader)).toEqual([]);
  // Moving about says when, and nothing of what.
  await reader.move(() => page.keyboard.press('ArrowRight'));
  await page.waitForTimeout(400);
  expect(await reader.announcer.textContent()).not.toMatch(/b\d|fenced|leader|killed/i);
  // Single keys of the inside do nothing here.
  await page.keyboard.press('n');
  await page.keyboard.press('k');
  expect((await reader.now()).branch).toBe(0);
  expect(await axeViolations(page)).toEqual([]);

  await page.locator('.server-log-line').first().waitFor();
  await page.getByRole('textbox', { name: 'Search' }).focus();
  await page.keyboard.type('Shrinking');
  await expect.poll(() => page.locator('.server-log-line').count()).toBeLessThan(3);

  await page.getByRole('radio', { name: /hears nothing from the leader/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('radio', { name: /certain/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('textbox', { name: /observation/ }).focus();
  await page.keyboard.type('the leader shrank the ISR, nobody was fenced');
  await page.getByRole('button', { name: /^Answer/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('drill-opened').waitFor();
  await reader.stage.waitFor();
  expect(await page.getByTestId('drill-drawn').textContent()).not.toBe('');
  expect(await page.getByTestId('drill-opened').textContent()).toContain('nobody was fenced');
  expect(await axeViolations(page, '[data-testid="drill"]')).toEqual([]);
});

test('any scenario can be seen with the eyes of an operator; the link says so', async () => {
  const reader = await open({ address: '#at=12s&eyes=operator', language: 'ko' });
  await reader.page.getByTestId('operator').waitFor();
  expect(await insideOf(reader)).toEqual([]);
  expect(await axeViolations(reader.page, '[data-testid="operator"]')).toEqual([]);
});
