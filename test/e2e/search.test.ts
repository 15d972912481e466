/** “Find a way to lose this record”: the search in its own worker, its result as a story, and as a run to be played. */
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

/** acks=1 on two brokers: a loss is never far. */
const WEAK = `tidemark: 1
title: { en: Weak acks, ko: 약한 확인 응답 }
seed: 3
until: 20s
cluster: { controllers: 1, brokers: 2 }
topics:
  - { name: orders, partitions: 1, replication-factor: 2, config: { min.insync.replicas: 1 } }
producers:
  - name: p1
    config: { acks: 1 }
    send: [{ topic: orders, every: 100ms, count: 10 }]
`;

async function weak(reader: Reader): Promise<void> {
  const buffer = Buffer.from(WEAK);
  await reader.page.getByTestId('open-file').setInputFiles({ name: 'weak.yaml', mimeType: 'text/yaml', buffer });
  await reader.page.getByText('Weak acks').or(reader.page.getByText('약한 확인 응답')).first().waitFor();
  await reader.untilReady();
}

async function openSearch({ page }: Reader): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input').fill('search.open');
  await page.keyboard.press('Enter');
  await page.locator('.dialog').waitFor();
}

test('finds a way to lose a record, tells it, plays it; the page stays alive meanwhile', async () => {
  const reader = await open();
  const { page } = reader;
  await weak(reader);
  await reader.move(() => reader.scrubber.press('ArrowRight'));
  await reader.until('a record is there', ({ at }) => at > 0);
  await openSearch(reader);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Property' }).selectOption('NoWeaklyAcknowledgedRecordLost');
  await dialog.getByRole('spinbutton', { name: 'Faults from (s)' }).fill('3');
  await dialog.getByRole('spinbutton', { name: 'to (s)' }).fill('3.3');
  await dialog.getByRole('spinbutton', { name: 'Runs end at (s)' }).fill('18');
  expect(await page.getByTestId('search-statement').textContent()).toContain('at most 2 faults');
  expect(await page.getByTestId('search-statement').textContent()).toContain('between 3 s and 3.3 s');
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await reader.button('Search').click();
  await page.getByTestId('search-progress').waitFor();
  // It goes on while nobody looks, and the page with it.
  await reader.button('Go on in the background').click();
  const before = await reader.now();
  const after = await reader.move(() => page.getByRole('button', { name: 'Next event' }).click());
  expect(after.step).toBe(before.step + 1);
  await page.getByText('The search has ended.').waitFor({ timeout: 80_000 });
  await openSearch(reader);
  const result = page.getByTestId('search-result');
  expect(await result.textContent()).toContain('NoWeaklyAcknowledgedRecordLost breaks with');
  expect(await result.textContent()).toContain('Nothing had promised it in this run');
  expect(await result.textContent()).toContain('run once more: it broke again');
  expect(await result.locator('li.fault').count()).toBeGreaterThan(0);
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  const download = page.waitForEvent('download');
  await reader.button('Save as a file').click();
  expect((await download).suggestedFilename()).toBe('weak-NoWeaklyAcknowledgedRecordLost.yaml');
  await reader.button('Play it').click();
  await page.getByRole('heading', { name: 'NoWeaklyAcknowledgedRecordLost breaks' }).waitFor();
  await reader.untilReady();
  const { at, player } = await reader.untilStill();
  expect(player).toBe('paused');
  expect(at).toBeGreaterThan(2_900_000);
  expect(at).toBeLessThan(4_500_000);
  await reader.toTheEnd();
  await page.getByTestId('properties').getByText('✗').waitFor();
});

test('stopped by hand it says exactly how far it came, and what is wrong with what was asked', async () => {
  const reader = await open({ size: 'phone', theme: 'dark', language: 'ko', address: '#lang=ko' });
  const { page } = reader;
  await weak(reader);
  await openSearch(reader);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('spinbutton', { name: '장애 끝(초)' }).fill('1');
  await dialog.getByText('시각은').waitFor();
  expect(await reader.button('찾기').isDisabled()).toBe(true);
  await dialog.getByRole('spinbutton', { name: '장애 끝(초)' }).fill('19');
  await dialog.getByRole('spinbutton', { name: '실행 끝(초)' }).fill('20');
  await dialog.getByRole('combobox', { name: '속성' }).selectOption('OneLeaderPerEpoch');
  await reader.button('찾기').click();
  await page.getByTestId('search-progress').waitFor();
  await page.waitForTimeout(600);
  await reader.button('멈추기').click();
  const result = page.getByTestId('search-result');
  await result.waitFor();
  expect(await result.textContent()).toContain('찾지 못했습니다');
  expect(await result.textContent()).toContain('멈췄습니다');
  expect(await result.textContent()).toMatch(/재생한 실행 [\d,]+개/);
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await reader.button('다시 찾기').click();
  await dialog.getByRole('combobox', { name: '속성' }).waitFor();
});

test('the inspector of a record offers it, for that very record', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const { page } = reader;
  await page
    .getByTestId('lens')
    .getByRole('gridcell', { name: /\b34\b/ })
    .first()
    .click();
  await reader.button('Find a way to lose this record').click();
  const check = page.getByRole('checkbox', { name: /^Only record \d+ of p1 in orders-0$/ });
  expect(await check.isChecked()).toBe(true);
  expect(await page.getByRole('combobox', { name: 'Property' }).inputValue()).toBe('NoAcknowledgedRecordLost');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
