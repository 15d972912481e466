/** The lenses by keyboard and by pointer: each says what the picture shows, and takes the playhead where it points. */
import { expect, test } from 'vitest';
import { open, type Reader } from './support.ts';

/** The first number of a text, with its unit left out. */
const secondsIn = (text: string | null): number => Number(/(\d+\.\d{3}) s/.exec(text ?? '')?.[1]);

async function openLens(reader: Reader, name: string): Promise<ReturnType<Reader['page']['locator']>> {
  await reader.openTab(new RegExp(`^${name}$`));
  return reader.page.getByTestId('lens').getByRole('tabpanel');
}

test('leadership: rows are walked by key, each change is told, Enter goes there', async () => {
  const reader = await open({ address: '#at=30s' });
  const lens = await openLens(reader, 'Leadership');
  const rows = lens.getByRole('listbox');
  const row = rows.getByRole('option').first();
  await row.waitFor();
  expect(await row.locator('.visually-hidden').textContent()).toMatch(
    /^orders-0: b2 in leader epoch 1 since 19\.\d{3} s, ISR .*; 1 leader change, 9\.\d+ s without a serving leader$/,
  );
  await rows.focus();
  const told = lens.getByRole('status');
  for (let turn = 0; turn < 4; turn++) {
    await reader.page.keyboard.press('ArrowLeft');
    if (/b2 in leader epoch 1/.test((await told.textContent()) ?? '')) await reader.page.waitForTimeout(20);
    else break;
  }
  await reader.page.keyboard.press('ArrowRight');
  await expect.poll(() => told.textContent()).toMatch(/orders-0: b2 in leader epoch 1 since 19\./);
  const place = await reader.move(() => reader.page.keyboard.press('Enter'));
  expect(place.at / 1_000_000).toBeCloseTo(secondsIn(await told.textContent()), 2);
  expect(await reader.page.getByTestId('inspect').getByRole('heading', { name: 'orders-0' }).count()).toBe(1);
});

test('leadership: a click on the band seeks; the table says the same and seeks, too', async () => {
  const reader = await open({ address: '#at=30s' });
  const lens = await openLens(reader, 'Leadership');
  const row = lens.getByRole('option').first();
  await row.waitFor();
  const box = (await row.boundingBox())!;
  const half = await reader.move(() => row.click({ position: { x: 148 + (box.width - 160) / 3, y: 10 } }));
  expect(half.at).toBeGreaterThan(13_000_000);
  expect(half.at).toBeLessThan(17_000_000);
  await lens.getByRole('button', { name: 'As a table' }).click();
  const election = lens.getByRole('row').filter({ hasText: 'election' });
  expect(await election.textContent()).toMatch(/orders-0.*b2.*e1/);
  const elected = await reader.move(() => election.getByRole('button').click());
  expect(elected.at).toBeGreaterThan(19_000_000);
  expect(elected.at).toBeLessThan(21_000_000);
});

test('the quorum: its arithmetic, its log walked by key, and what a dead controller changes', async () => {
  const reader = await open({ address: '#at=9s' });
  const lens = await openLens(reader, 'Quorum');
  // In the place where a cluster of the other era has its ensemble.
  expect(await reader.page.getByTestId('lens').getByRole('tab').allTextContents()).not.toContain('ZooKeeper');
  const sentence = lens.locator('.quorum-sentence');
  await expect
    .poll(() => sentence.textContent())
    .toMatch(
      /^Epoch 1: (c\d) leads and is the active controller\. 2 of 3 voters needed, 3 fetching \(c1, c2, c3\): it can commit\.$/,
    );
  const grid = lens.getByRole('grid');
  const cell = grid.locator('[tabindex="0"][data-cell]');
  await cell.focus();
  const first = await cell.getAttribute('aria-label');
  await reader.page.keyboard.press('ArrowLeft');
  const focused = reader.page.locator(':focus');
  await expect.poll(() => focused.getAttribute('aria-label')).toMatch(/^offset \d+, epoch 1, \w+/);
  expect(await focused.getAttribute('aria-label')).not.toBe(first);
  await reader.page.keyboard.press('Home');
  await expect.poll(() => focused.getAttribute('aria-label')).toMatch(/^offset 0, epoch 1, LeaderChange/);
  expect(await lens.locator('.quorum-chosen').textContent()).toMatch(/LeaderChange .* committed/);
  await reader.pointAt('c3');
  await reader.page.keyboard.press('k');
  await reader.toTheEnd();
  await expect.poll(() => sentence.textContent()).toMatch(/2 fetching \(c1, c2\)/);
});

test('states: the lit state follows the playhead, and its last change is a way back', async () => {
  const reader = await open({ address: '#at=15s' });
  await reader.pointAt('b1');
  await reader.page.getByTestId('acts').getByRole('button', { name: 'Its states' }).click();
  const lens = reader.page.getByTestId('lens').getByRole('tabpanel');
  const chart = lens.getByRole('img');
  await expect.poll(() => chart.getAttribute('aria-label')).toBe('Life of the broker, b1: no process: nowhere');
  await lens.getByRole('button', { name: 'In the eyes of the controller' }).click();
  await expect.poll(() => chart.getAttribute('aria-label')).toMatch(/b1: UNFENCED, since/);
  await reader.toTheEnd();
  await lens
    .getByRole('button', { name: /FENCED → UNFENCED/ })
    .first()
    .waitFor();
  const back = await reader.move(() =>
    lens
      .getByRole('button', { name: /UNFENCED → FENCED/ })
      .first()
      .click(),
  );
  expect(back.at).toBeLessThan(21_000_000);
  await expect.poll(() => chart.getAttribute('aria-label')).toMatch(/b1: FENCED, since/);
  expect(await lens.getByRole('table').getByRole('row').count()).toBeGreaterThan(6);
});

test('files: a disk as Kafka writes it, and what is only in the page cache', async () => {
  const reader = await open({ address: '#at=9s' });
  await reader.pointAt('b1');
  const lens = await openLens(reader, 'Files');
  const tree = lens.getByRole('listbox');
  await tree.waitFor();
  await tree.focus();
  await reader.page.keyboard.press('End');
  await expect.poll(() => lens.locator('.files-text').textContent()).toMatch(/topic_id/);
  await lens
    .getByRole('option', { name: /^\d{20}\.log/ })
    .last()
    .click();
  await expect.poll(() => lens.locator('.files-legend').textContent()).toMatch(/in the page cache only/);
  expect(await lens.locator('.files-text .files-line.cached').count()).toBeGreaterThan(0);
});

test('difference: two runs, where they part, and what it came to', async () => {
  const reader = await open({ address: '#at=12s' });
  const lens = await openLens(reader, 'Difference');
  await lens.getByText(/There is one run so far/).waitFor();
  await reader.move(() => reader.scrubber.press('PageDown'));
  await reader.pointAt('b3');
  await reader.page.keyboard.press('k');
  await reader.until('there is a branch', ({ branch }) => branch === 1);
  await reader.move(() => reader.scrubber.press('PageUp'));
  await lens.getByRole('combobox').selectOption('0');
  const parting = lens.getByTestId('parting').getByRole('button');
  await expect.poll(() => parting.textContent()).toMatch(/They part at 7\.500000 s/);
  const list = lens.getByRole('listbox');
  const rows = list.getByRole('option');
  expect(await rows.first().textContent()).toMatch(/\d+ facts in both/);
  expect(await rows.nth(1).textContent()).toMatch(/they part here .*only in b3|only in .*b3 was killed/i);
  expect(await lens.getByRole('table').textContent()).toMatch(/records acknowledged/);
  const back = await reader.move(() => parting.click());
  expect(back.at).toBe(7_500_000);
  await list.focus();
  await reader.page.keyboard.press('End');
  expect((await reader.move(() => reader.page.keyboard.press('Enter'))).at).toBeGreaterThan(7_500_000);
});
