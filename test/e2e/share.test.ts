/** Sharing, as somebody does it: by keys, in Korean; a picture looks like what it shows; files are what they say. */
import { expect, test } from 'vitest';
import { gifFrames } from '../support/gifFrames.ts';
import { axeViolations } from './axe.ts';
import { open, openWithoutLesson, type Reader } from './support.ts';

async function saved(reader: Reader, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([reader.page.waitForEvent('download'), act()]);
  const chunks = (await (await download.createReadStream()).toArray()) as Buffer[];
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** How unlike two pictures are, 0 to 1: the mean difference of their dots. */
function unlike(reader: Reader, one: string, other: string): Promise<number> {
  return reader.page.evaluate(
    async (addresses) => {
      const dots = await Promise.all(
        addresses.map(async (address) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          const canvas = new OffscreenCanvas(400, 240);
          const context = canvas.getContext('2d')!;
          context.drawImage(image, 0, 0, 400, 240);
          return context.getImageData(0, 0, 400, 240).data;
        }),
      );
      let sum = 0;
      for (let at = 0; at < dots[0]!.length; at++) sum += Math.abs(dots[0]![at]! - dots[1]![at]!);
      return sum / dots[0]!.length / 255;
    },
    [one, other],
  );
}

test('a link by keys, in Korean, with what it holds; opened, it is looked at in the same way', async () => {
  const reader = await open({ address: '#at=10.05s&lens=leadership&select=node%20b2', language: 'ko' });
  const { page } = reader;
  await page.getByRole('button', { name: '확대' }).click();
  await reader.stage.getByRole('button').first().focus();
  await page.keyboard.press('Shift+S');
  const dialog = page.getByRole('dialog', { name: '공유' });
  const link = dialog.getByTestId('share-link');
  await link.waitFor();
  const address = await link.inputValue();
  const hash = new URLSearchParams(address.slice(address.indexOf('#') + 1));
  expect(Object.fromEntries(hash)).toMatchObject({
    scenario: 'leader-failover',
    at: '10050000us',
    lens: 'leadership',
    look: expect.stringMatching(/^1/),
    select: 'node b2',
    lang: 'ko',
  });
  expect(await dialog.getByTestId('share-holds').textContent()).toContain('선택한 것node b2');
  await dialog.getByRole('img', { name: '링크의 QR 코드' }).waitFor();
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  // From tab to tab by arrow.
  await dialog.getByRole('tab', { name: '링크' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await dialog.getByTestId('share-snippet').inputValue()).toContain('/embed.html#scenario=leader-failover');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  const other = await open({ address: address.slice(address.indexOf('#')).replace(/of=\w+/, 'of=00000000') });
  await other.page.getByRole('tab', { name: '리더십', selected: true }).waitFor();
  await other.page.getByText('시나리오가 바뀌었어요').waitFor();
  await expect.poll(() => other.page.getByRole('button', { name: '축소' }).isEnabled()).toBe(true);
});

test('a scenario of one’s own is in its link; another link in the same tab is opened, a damaged one opens nothing', async () => {
  const reader = await openWithoutLesson();
  await reader.button('Share').click();
  const address = await reader.page.getByTestId('share-link').inputValue();
  const other = await open({ address: address.slice(address.indexOf('#')) });
  const { page } = other;
  await other.button('Run to the end and check').waitFor();
  expect((await other.now()).fingerprint).toBe((await reader.now()).fingerprint);
  const before = await other.now();
  await page.evaluate(() => location.assign('#scenario=slow-follower&acts=%3Cscript%3E'));
  await page.getByText('The link has a value that cannot be used here: acts=<script>').waitFor();
  expect(await other.now()).toEqual(before);
  await Promise.all([page.waitForEvent('load'), page.evaluate(() => location.assign('#scenario=slow-follower&at=3s'))]);
  await page.getByRole('heading', { level: 1, name: /slow/i }).waitFor();
});

test('pictures look like the page; a GIF has the frames that were asked for; a storyboard has its panels', async () => {
  const reader = await open({ address: '#at=10.05s&lens=space-time' });
  const { page } = reader;
  await page.getByTestId('lens').getByRole('tabpanel').locator('canvas').first().waitFor();
  await page.waitForTimeout(300);
  const shots = [
    await page.getByTestId('stage').screenshot(),
    await page.getByTestId('lens').getByRole('tabpanel').screenshot(),
  ];
  await reader.button('Share').click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click();

  await tab('Picture');
  await page.getByLabel('With a caption').uncheck();
  for (const [place, view] of ['stage', 'lens'].entries()) {
    await dialog.getByRole('combobox', { name: 'View', exact: true }).selectOption(view);
    await expect.poll(() => page.getByTestId('share-preview').count()).toBe(1);
    await page.waitForTimeout(400);
    const { name, bytes } = await saved(reader, () => reader.button('Save as SVG').click());
    expect(name).toBe(`leader-failover-${view === 'lens' ? 'space-time' : view}.svg`);
    const svg = bytes.toString();
    expect(svg).not.toMatch(/foreignObject|<script|<style|javascript:|href="http/);
    expect(svg).toContain('seed 1. At 10.050 s');
    const drawn = `data:image/svg+xml;base64,${bytes.toString('base64')}`;
    expect(await unlike(reader, drawn, `data:image/png;base64,${shots[place]!.toString('base64')}`)).toBeLessThan(0.03);
  }
  const png = await saved(reader, () => reader.button('Save as PNG').click());
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');

  await tab('Animation');
  await page.getByLabel('From (s)').fill('9.95');
  await page.getByLabel('To (s)').fill('10.05');
  await dialog.getByRole('combobox', { name: 'Speed', exact: true }).selectOption('0.1');
  await dialog.getByRole('combobox', { name: 'Frames a second', exact: true }).selectOption('5');
  await dialog.getByRole('combobox', { name: 'Width', exact: true }).selectOption('480');
  const gif = await saved(reader, () => reader.button('Make a GIF').click());
  expect(gifFrames(gif.bytes)).toMatchObject({ width: 480, frames: 6 });
  await expect.poll(async () => (await reader.now()).at).toBe(10_050_000);

  await tab('Storyboard');
  const from = dialog.getByRole('combobox', { name: 'From', exact: true });
  if ((await from.count()) > 0) await from.selectOption('facts');
  const moments = page.getByTestId('share-moments').getByRole('checkbox');
  await expect.poll(() => moments.count()).toBeGreaterThan(3);
  for (let left = await moments.count(); left > 3; left--) await moments.nth(left - 1).uncheck();
  const board = await saved(reader, () => reader.button('Save as a page (HTML)').click());
  const html = board.bytes.toString();
  expect(html.match(/<li><h2>/g)).toHaveLength(3);
  expect(html.match(/<svg xmlns/g)).toHaveLength(3);
  expect(html).not.toContain('<script');
});
