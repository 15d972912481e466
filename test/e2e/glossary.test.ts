/** The glossary and what stands behind terms and settings, by the keyboard alone, in both languages. */
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { open } from './support.ts';

const LESSON = '#scenario=acks-one-loses';

test('a link opens a term; its live thing is shown on the stage', async () => {
  const reader = await open({ address: `${LESSON}&at=5s&glossary=high-watermark` });
  const { page } = reader;
  const dialog = page.getByRole('dialog', { name: 'Glossary' });
  await dialog.locator('.glossary-entry.open .term-card').waitFor();
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Show it on the stage' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByTestId('inspect').getByText('orders-0 @ b1').first().waitFor();
});

test('by key, found by initial consonants, and on to the lesson', async () => {
  const reader = await open({ address: LESSON, language: 'ko' });
  const { page } = reader;
  // The lesson has taken the focus; single keys are those of the stage and the transport bar.
  await page.getByRole('button', { name: '재생', exact: true }).focus();
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: '용어집' });
  await dialog.getByRole('searchbox').fill('ㄹㄷㅇㅍㅋ');
  expect(await dialog.getByRole('status').textContent()).toBe('1개');
  await dialog.getByRole('button', { name: /^리더 에포크/ }).press('Enter');
  await dialog
    .getByRole('button', { name: /^레슨: / })
    .first()
    .press('Enter');
  await reader.until('the lesson is there', ({ link, at }) => link === 'ready' && at >= 0);
  await page.waitForFunction(
    () => document.querySelector('.scenario-name')?.textContent !== 'acks=1: 받았다더니 사라졌어요',
  );
});

test('settings and error codes are found in the same place', async () => {
  const reader = await open({ address: `${LESSON}&at=5s&glossary=` });
  const { page } = reader;
  const dialog = page.getByRole('dialog', { name: 'Glossary' });
  await dialog.getByRole('searchbox').fill('retention ms');
  await dialog.getByRole('button', { name: 'retention.ms', exact: true }).press('Enter');
  const card = page.getByRole('dialog', { name: 'retention.ms' });
  await card.getByRole('row', { name: /^orders/ }).waitFor();
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.getByRole('searchbox').fill('not_enough');
  await dialog.getByRole('button', { name: 'NOT_ENOUGH_REPLICAS', exact: true }).press('Enter');
  await page.getByRole('dialog', { name: 'NOT_ENOUGH_REPLICAS' }).getByText('Retriable').waitFor();
});

test('a term and a setting in the prose tell what they are, and give the focus back', async () => {
  // Its first step speaks of both; a link to an instant would wait with the lesson.
  const reader = await open({ address: LESSON });
  const { page } = reader;
  const term = page.locator('.prose .term-link[data-term="high-watermark"]').first();
  await term.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'high watermark' }).getByText('하이 워터마크').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await term.evaluate((element) => element === document.activeElement)).toBe(true);

  await page.locator('.prose .config-key[data-config="acks"]').first().press('Enter');
  const card = page.getByRole('dialog', { name: 'acks' });
  const row = card.getByRole('row', { name: /^p1/ });
  expect(await row.textContent()).toContain('the client’s own');
  expect(await card.getByRole('row', { name: /^3\.6\.2/ }).textContent()).toContain('changed');
});
