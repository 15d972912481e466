/** The same scenario on two Kafkas under one playhead; running until something happens; breakpoints. */
import { expect, test } from 'vitest';
import { usually } from './amount.ts';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

const headings = (reader: Reader) => reader.page.locator('.compared-name').allTextContents();

test('from the header: another protocol beside this run, its name on its pane, the first difference marked', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const { page } = reader;
  await page.getByTestId('version').click();
  await page.getByRole('menuitem', { name: 'Run on another version or protocol…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run on another Kafka' });
  await dialog.getByText('KIP-320 · this run').waitFor();
  expect(await reader.button('Run beside this one').isDisabled()).toBe(true);
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  // By the keyboard alone.
  await dialog.getByRole('radio', { name: /^Fence every fetch/ }).focus();
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowUp');
  expect(await dialog.getByRole('radio', { name: /^Truncate to the high watermark/ }).isChecked()).toBe(true);
  await reader.button('Run beside this one').press('Enter');
  const { at } = await reader.until(
    'the second run stands there',
    ({ branch, at }) => branch === 1 && at === 10_050_000,
  );
  expect(at).toBe(10_050_000);
  expect(await headings(reader)).toEqual(['main · kip-320', 'truncate-to-high-watermark']);
  expect(await page.getByTestId('version').textContent()).toBe('Kafka 4.3.1 · truncate-to-high-watermark');
  expect(await page.getByTestId('divergence').textContent()).toContain('No difference so far');
  await reader.move(() => reader.scrubber.press('End'));
  const split = page.getByTestId('divergence').getByRole('button', { name: /^First difference in what happened: / });
  const time = /([\d.]+) s/.exec((await split.textContent()) ?? '')![1];
  await reader.move(() => split.click());
  expect((await page.getByTestId('time').textContent())?.trim()).toBe(`${time} s`);
  expect(await axeViolations(page)).toEqual([]);
  // What the protocol does not promise is said to be so, and is no alarm.
  await page.getByTestId('properties').getByRole('button').click();
  const lost = page.locator('.property', { hasText: 'NoAcknowledgedRecordLost' }).first();
  expect(await lost.textContent()).toContain('the protocol truncate-to-high-watermark can break it');
});

test('a link says which two are compared, and opens them', async () => {
  const reader = await open({ address: '#at=12s&protocol=kip-101&beside=kip-279&lang=ko', language: 'ko' });
  await reader.until(
    'both are there',
    ({ branch, at, player }) => branch === 1 && at === 12_000_000 && player === 'paused',
  );
  expect(await headings(reader)).toEqual(['본류 · kip-101', 'kip-279']);
  expect(await axeViolations(reader.page)).toEqual([]);
  await reader.page.keyboard.press('Control+k');
  await reader.page.locator('.palette-input').fill('share.link');
  await reader.page.keyboard.press('Enter');
  await reader.page.getByTestId('notices').waitFor();
  const hash = new URLSearchParams(new URL(reader.page.url()).hash.slice(1));
  expect([hash.get('protocol'), hash.get('beside')]).toEqual(['kip-101', 'kip-279']);
});

test('a protocol that does not exist is told with the nearest one; the scenario runs as its file says', async () => {
  const reader = await open({ address: '#protocol=kip-102' });
  expect(await reader.page.getByTestId('notices').textContent()).toContain('kip-101');
  expect(await reader.page.getByTestId('version').textContent()).toBe('Kafka 4.3.1');
});

test('starts again on another protocol, alone', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const { page } = reader;
  await reader.stage.focus();
  await page.keyboard.press('v');
  await page.getByRole('radio', { name: /^Truncate by leader epoch/ }).check();
  await reader.button('Start again on it').click();
  await reader.until('it runs again', ({ link, at, branch }) => link === 'ready' && at === 10_050_000 && branch === 0);
  expect(await page.getByTestId('version').textContent()).toBe('Kafka 4.3.1 · kip-101');
  expect(await page.locator('.compared-name').count()).toBe(0);
});

test.each(
  usually([
    ['phone', 'dark', 'ko'],
    ['desk', 'light', 'en'],
  ] as const),
)(
  'on a %s: runs until a fact, keeps it as a breakpoint, and stops there when played',
  async (size, theme, language) => {
    const reader = await open({ size, theme, language, address: `#at=9s&lang=${language}` });
    const { page } = reader;
    const openDialog = async () => {
      await page.keyboard.press('Control+k');
      await page.locator('.palette-input').fill('stop.edit');
      await page.keyboard.press('Enter');
      await page.locator('.stop-choice').waitFor();
    };
    await openDialog();
    expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
    await page.locator('.stop-choice select').first().selectOption('ProcessKilled');
    await page.locator('.stop-choice select').last().selectOption('b1');
    const there = await reader.move(() =>
      reader.button(language === 'ko' ? '그때까지 실행' : 'Run until then').click(),
    );
    expect(there.at).toBe(10_100_000);
    await openDialog();
    await reader.button(language === 'ko' ? '중단점으로 두기' : 'Keep as a breakpoint').click();
    expect(await page.getByTestId('stops').textContent()).toContain('ProcessKilled · b1');
    expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
    await page.keyboard.press('Escape');
    // Not from the start: most of the way there would be watched for nothing.
    for (let n = 0; n < 3; n++) await reader.move(() => reader.scrubber.press('ArrowLeft'));
    const { at: from } = await reader.now();
    expect(from).toBeLessThan(there.at);
    await page.getByTestId('speed').selectOption('20');
    await page.getByTestId('play').getByRole('button').click();
    await reader.until('playing has stopped further on', ({ player, at }) => player === 'paused' && at > from, 40_000);
    expect((await reader.untilStill()).step).toBe(there.step);
    expect(await page.getByTestId('note').textContent()).toContain('ProcessKilled');
    // Another page of the same browser still knows it.
    await page.reload();
    await reader.untilReady();
    await openDialog();
    await page.getByTestId('stops').getByText('ProcessKilled · b1').waitFor();
  },
);

test('a fact in the list can be made a breakpoint, and J jumps between them', async () => {
  const reader = await open({ address: '#at=21s' });
  const { page } = reader;
  await reader.showDecisions();
  const fact = await reader.findFact(/^.*elect/i);
  await fact.click();
  await reader.button('Stop at such facts').click();
  await reader.move(() => reader.scrubber.press('Home'));
  await reader.stage.focus();
  const forward = await reader.move(() => page.keyboard.press('j'));
  expect(await page.getByTestId('note').textContent()).toContain('breakpoint');
  await reader.toTheEnd();
  await reader.stage.focus();
  const back = await reader.move(() => page.keyboard.press('Shift+J'));
  expect(back.step).toBeGreaterThanOrEqual(forward.step);
  expect(await page.getByTestId('note').textContent()).toContain('breakpoint');
});
