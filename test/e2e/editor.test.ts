/** A scenario written in the page: a mistake is marked and mended, what is written is run, what is done is written, and nothing is lost. */
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

const status = ({ page }: Reader) => page.getByTestId('editor-run');
const text = ({ page }: Reader) => page.locator('.cm-content');

/** The end of the last line of the timeline of this scenario. */
async function atTimeline({ page }: Reader): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
}

test('typed, marked, mended, run; recorded; still there after a reload', async () => {
  const reader = await open({ address: '#at=8s' });
  const { page } = reader;
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input').fill('edit.new');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^A small cluster/ }).click();
  await expect.poll(() => status(reader).textContent()).toMatch(/runs as it is written/);
  expect(await page.getByTestId('editor-docs').or(page.locator('.editor-docs')).first().isVisible()).toBe(true);

  // The second place where something is expected is a mistake: it is marked where it stands, with what would be right.
  await atTimeline(reader);
  await page.keyboard.type('  - property: NoAcknowledgedRecordLosst');
  await page.keyboard.press('Escape');
  await expect.poll(() => status(reader).textContent()).toMatch(/1 problem.*last text that could be run/);
  expect(await page.locator('.cm-lintRange-error').textContent()).toBe('NoAcknowledgedRecordLosst');
  expect(await page.locator('.editor-problem-list').textContent()).toMatch(/did you mean NoAcknowledgedRecordLost\?/);
  expect(await axeViolations(page, '.editor-pane')).toEqual([]);
  await page.keyboard.press('Control+.');
  await expect.poll(() => status(reader).textContent()).toMatch(/✓.*The cluster runs/);

  // What is done on the stage becomes a line, and the run goes by it.
  await page.getByRole('button', { name: 'Record what I do on the stage as lines' }).click();
  await reader.pointAt('b3');
  await page.keyboard.press('k');
  await expect.poll(() => text(reader).textContent()).toMatch(/\{ at: [\d.]+s, (after-events: \d+, )?kill: b3 \}/);
  await expect.poll(() => status(reader).textContent()).toMatch(/✓.*The cluster runs/);
  await expect.poll(() => reader.node('b3').getAttribute('aria-label')).toMatch(/dead/);
  await expect.poll(() => page.getByTestId('keeping').textContent()).toBe('Kept in this browser');

  // Left with a mistake in it, it comes back as it was; until it is mended the stage shows something else, and says so.
  await atTimeline(reader);
  await page.keyboard.type('t');
  await page.keyboard.press('Escape');
  await expect.poll(() => status(reader).textContent()).toMatch(/1 problem.*last text that could be run/);
  await expect.poll(() => page.getByTestId('keeping').textContent()).toBe('Kept in this browser');
  await page.reload();
  await expect.poll(() => status(reader).textContent()).toMatch(/1 problem.*the stage shows something else/);
  await page
    .locator('.editor-problem-list')
    .getByRole('button', { name: /to NoAcknowledgedRecordLost$/ })
    .click();
  await expect.poll(() => status(reader).textContent()).toMatch(/✓.*The cluster runs/);
  expect(await text(reader).textContent()).toMatch(/kill: b3/);
}, 90_000);
