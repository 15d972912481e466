/** Change one thing, by the keyboard: search, set, run; two runs under one playhead, and what they came to in words. */
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { open } from './support.ts';

test('from a key: a setting is found, changed, run beside this one, and the link has both', async () => {
  const reader = await open({ address: '#scenario=acks-one-loses&at=16.5s' });
  const { page } = reader;
  await reader.stage.focus();
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Change one thing' });
  await dialog.getByRole('option').first().waitFor();
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.type('p1 acks');
  expect(await dialog.getByRole('option').first().textContent()).toContain('acks');
  await page.keyboard.press('Enter');
  await dialog.getByTestId('change-editor').waitFor();
  await dialog.getByTestId('change-editor').locator('select').selectOption('all');
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await reader.button('Run side by side').press('Enter');
  await reader.until('the second run stands there', ({ branch, at }) => branch === 1 && at === 16_500_000);
  expect(await page.locator('.compared-name').allTextContents()).toEqual(['main', 'producer p1: acks=all']);
  await page.getByTestId('partings').waitFor();
  await reader.button('Run both to the end').press('Enter');
  await reader.until('both are at the end', ({ at }) => at === 45_000_000);
  const summary = page.getByTestId('outcome-summary');
  await summary.getByText(/In “main”, \d+ acknowledged records were lost; in “producer p1: acks=all”, no /).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input').fill('share.link');
  await page.keyboard.press('Enter');
  await page.getByTestId('notices').waitFor();
  const other = await open({ address: new URL(page.url()).hash });
  await other.until('both are there again', ({ branch, at }) => branch === 1 && at === 45_000_000);
  expect(await other.page.locator('.compared-name').allTextContents()).toEqual(['main', 'producer p1: acks=all']);
});

test('on a phone and in Korean: a line of the script left out', async () => {
  const reader = await open({
    address: '#scenario=acks-one-loses&at=16.5s',
    size: 'phone',
    language: 'ko',
    theme: 'dark',
  });
  const { page } = reader;
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input').fill('change.open');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '하나만 바꿔 보기' });
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.type('kill b1');
  await page.keyboard.press('Enter');
  await dialog.getByTestId('change-editor').waitFor();
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await reader.button('나란히 실행').press('Enter');
  await reader.until('the second run stands there', ({ branch, at }) => branch === 1 && at === 16_500_000);
  await page.getByTestId('partings').waitFor();
  expect(await page.getByTestId('partings').textContent()).toContain('kill b1(15.05s) 제외');
  expect(await axeViolations(page)).toEqual([]);
});

test('what cannot be is said where it was set; a topic is altered from here on, and the runs stay one until then', async () => {
  const reader = await open({ address: '#scenario=acks-and-min-insync-replicas&at=12s' });
  const { page } = reader;
  await page.getByTestId('version').click();
  await page.getByRole('menuitem', { name: 'Change one thing…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change one thing' });
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.type('careful linger.ms');
  await page.keyboard.press('Enter');
  const editor = dialog.getByTestId('change-editor');
  await editor.getByRole('textbox').fill('-4');
  await page.keyboard.press('Enter');
  await dialog.getByText('linger.ms must be a whole number').waitFor();
  await reader.button('Back to the list').press('Enter');
  await page.keyboard.type('orders min.insync');
  await page.keyboard.press('Enter');
  await editor.getByRole('textbox').fill('3');
  await editor.getByRole('radio', { name: /^From here on/ }).check();
  await reader.button('Run side by side').press('Enter');
  await reader.until('the fork stands there', ({ branch, at }) => branch === 1 && at === 12_000_000);
  expect(await page.locator('.compared-name').allTextContents()).toEqual([
    'main',
    'topic orders: min.insync.replicas=3, from 12s on',
  ]);
  expect(await page.getByTestId('outcome-summary').textContent()).toBe('Up to here the two are the same.');
});
