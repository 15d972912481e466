/** The main job: watch, kill the leader, see another elected, rewind, do something else, compare. By pointer and by key. */
import { expect, test } from 'vitest';
import { openWithoutLesson, type Reader } from './support.ts';

/** The high watermark of orders-0 as a table says it, by broker. */
async function highWatermark(reader: Reader, broker: string): Promise<number> {
  await reader.openTab('Tables');
  const row = reader.page
    .getByRole('table', { name: 'Replicas' })
    .getByRole('row', { name: new RegExp(`orders-0 ${broker} `) });
  return Number(await row.locator('[data-label="HighWatermark"]').textContent());
}

/** By key again: the tab list, then the tables. */
async function leaderOf(reader: Reader, partition: string): Promise<string | null> {
  const { page } = reader;
  await focusByTab(
    reader,
    'the lens',
    () => document.activeElement?.closest('[data-testid="lens"] [role="tablist"]') != null,
  );
  if ((await page.getByRole('tab', { name: 'Tables' }).count()) > 0) await page.keyboard.press('End');
  else {
    // What has no room in the row is in the menu at its end.
    await focusByTab(reader, 'the other lenses', () => document.activeElement?.getAttribute('data-tab') === 'more');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Tables' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
  }
  const row = page.getByRole('table', { name: 'Partitions' }).getByRole('row', { name: new RegExp(`^${partition} `) });
  const leader = await row.locator('[data-label="Leader"]').textContent();
  await focusByTab(
    reader,
    'the stage',
    () => document.activeElement?.closest('[role="application"]') != null,
    'Shift+Tab',
  );
  return leader;
}

const branchNames = ({ page }: Reader) =>
  page.getByRole('group', { name: 'Branches' }).getByRole('button').allTextContents();

test('by pointer: play, kill the leader, see the election, rewind, act differently, compare', async () => {
  const reader = await openWithoutLesson();
  const { page } = reader;
  const opened = await reader.now();
  const watermark = await highWatermark(reader, '1');
  await page.getByLabel('Speed').selectOption('20×');
  await reader.button('Play').click();
  await reader.until('records travel', ({ at }) => at > opened.at + 1_000_000);
  await reader.button('Pause').click();
  const { at: killedAt } = await reader.untilStill();
  expect(await highWatermark(reader, '1')).toBeGreaterThan(watermark);

  // Nothing of the future had been seen: what is done here goes on in the same branch.
  await reader.pointAt('b1', 'right');
  await page.getByRole('menuitem', { name: /^Kill —/ }).click();
  await reader
    .node('b1')
    .and(page.getByRole('button', { name: /dead/ }))
    .waitFor();
  expect((await reader.now()).branch).toBe(0);

  await reader.showDecisions();
  await reader.button('Play').click();
  await reader.until('it goes on without its leader', ({ at }) => at > killedAt + 1_000_000);
  await reader.button('Pause').click();
  await reader.untilStill();
  // Until the session has timed out nothing happens that has not been seen.
  const elected = await reader.move(() => clickScrubber(reader, (killedAt + 10_000_000) / 45_000_000));
  await reader.findFact(/Broker b1 is fenced/);
  await reader.findFact(/Broker b2 was elected leader of orders-0 for leader epoch 1/);
  expect(elected.at).toBeGreaterThan(killedAt + 7_000_000);

  // Back to before the kill, and another broker dies.
  await reader.move(() => clickScrubber(reader, (killedAt - 200_000) / 45_000_000));
  const rewound = await reader.now();
  expect(rewound.at).toBeLessThan(killedAt);
  await reader
    .node('b1')
    .and(page.getByRole('button', { name: /^b1, broker$/ }))
    .waitFor();
  await reader.pointAt('b3');
  await page.getByTestId('acts').getByRole('button', { name: 'Kill', exact: true }).click();
  await reader.until('there is a branch', ({ branch }) => branch === 1);
  await page.getByText('You changed the past: this is a branch of its own.').waitFor();
  const names = await branchNames(reader);
  expect(names).toHaveLength(2);
  expect(names[0]).toMatch(/^main/);
  expect(names[1]).toMatch(/^kill b3 @ /);

  await reader.button('Compare with its parent').click();
  await reader.button(/^First difference: /).waitFor();
  const [parent, child] = [page.getByTestId('compared-0'), page.getByTestId('compared-1')];
  await child.getByRole('button', { name: /^b3, broker, dead/ }).waitFor();
  await parent.getByRole('button', { name: /^b3, broker$/ }).waitFor();
  await page.getByRole('group', { name: 'Branches' }).getByRole('button', { name: /^main/ }).click();
  await reader.until('the first branch is looked at', ({ branch }) => branch === 0);
});

test('by keyboard alone: the same story', async () => {
  const reader = await openWithoutLesson();
  const { page } = reader;
  const press = (key: string) => page.keyboard.press(key);
  await focusByTab(reader, 'the stage', () => document.activeElement?.closest('[role="application"]') != null);
  for (let n = 0; n < 12 && !(await focused(reader)).startsWith('b1,'); n++) {
    await press('ArrowRight');
    await page.waitForTimeout(30);
  }
  expect(await focused(reader)).toMatch(/^b1, broker/);
  for (let n = 0; n < 4; n++) await press(']');
  expect(await page.getByLabel('Speed').inputValue()).toBe('20');
  await press('Space');
  await reader.until('it plays', ({ player }) => player === 'playing');
  await reader.until('records travel', ({ at }) => at > 5_000_000);
  await press('Space');
  const { at: killedAt } = await reader.untilStill();

  await press('Enter');
  await page.getByRole('menuitem', { name: /^Kill —/ }).waitFor();
  await press('Enter');
  await reader
    .node('b1')
    .and(page.getByRole('button', { name: /dead/ }))
    .waitFor();
  expect(await focused(reader)).toMatch(/^b1, broker, dead/);

  // On to the next interesting thing until the controller has decided.
  let heard = '';
  for (let n = 0; n < 20 && !heard.includes('Broker b2 was elected leader of orders-0'); n++) {
    const { at } = await reader.move(() => press('n'));
    // Before its session has run out there is nothing to listen for.
    if (at > killedAt + 7_000_000) heard = (await reader.untilQuiet()) ?? '';
  }
  expect(heard).toContain('Broker b2 was elected leader of orders-0');
  const fenced = await reader.now();
  expect(fenced.at).toBeGreaterThan(killedAt + 7_000_000);
  expect(await leaderOf(reader, 'orders-0')).toBe('2');

  while ((await reader.now()).at >= killedAt) await reader.move(() => press('Shift+N'));
  await press('f');
  await reader.until('there is a branch', ({ branch }) => branch === 1);
  await focusByTab(reader, 'the stage', () => document.activeElement?.closest('[role="application"]') != null);
  for (let n = 0; n < 12 && !(await focused(reader)).startsWith('b2,'); n++) {
    await press('ArrowRight');
    await page.waitForTimeout(30);
  }
  await press('k');
  await reader.stage.getByRole('button', { name: /^b2, broker, dead/ }).waitFor();
  expect(await branchNames(reader)).toHaveLength(2);
  await press('d');
  await reader.button(/^First difference: /).waitFor();
  await focusByTab(reader, 'the first difference', () =>
    /^First difference/.test(document.activeElement?.textContent ?? ''),
  );
  await press('Enter');
  await reader.untilStill();
  const { branch } = await reader.now();
  await press('b');
  await reader.until('the other branch', (now) => now.branch !== branch);
});

/** Tab until something has the focus; it must not take for ever. */
async function focusByTab({ page }: Reader, what: string, is: () => boolean, key = 'Tab'): Promise<void> {
  for (let n = 0; n < 60; n++) {
    if (await page.evaluate(is)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never came to ${what}`);
}

const focused = ({ page }: Reader) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

async function clickScrubber(reader: Reader, part: number): Promise<void> {
  const box = await reader.scrubber.boundingBox();
  if (box === null) throw new Error('no scrubber');
  await reader.scrubber.click({ position: { x: 10 + part * (box.width - 20), y: 30 } });
}
