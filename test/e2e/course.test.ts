/** The map of the lessons and a review, by keyboard alone; the list that says the same; progress as a file. */
import { expect, test } from 'vitest';
import { CHAPTERS, CONCEPTS } from '../../src/course/curriculum.ts';
import { usually } from './amount.ts';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

const focused = ({ page }: Reader) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-concept') ?? document.activeElement?.textContent);

async function openMap(reader: Reader): Promise<void> {
  await reader.page.keyboard.press('m');
  await reader.page.getByRole('dialog').waitFor();
}

test('the map is walked with arrow keys, says each state in words, and opens a lesson', async () => {
  const reader = await open();
  const { page } = reader;
  await openMap(reader);
  const map = page.getByRole('group', { name: /^Concepts/ });
  expect(await map.getByRole('button').count()).toBe(CONCEPTS.length);
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  const log = map.getByRole('button', { name: /^A log/ });
  expect(await log.textContent()).toContain('not begun');
  await log.focus();
  await page.keyboard.press('ArrowRight');
  expect(await focused(reader)).toBe('partition');
  await page.keyboard.press('ArrowLeft');
  expect(await focused(reader)).toBe('log');
  await page.keyboard.press('End');
  expect(await focused(reader)).toBe(CONCEPTS.at(-1)?.id);
  await page.keyboard.press('Home');
  expect(await page.getByRole('region', { name: /^(Next|Chosen)/ }).textContent()).toContain(
    'Does the first one leave anything',
  );
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What is a log?' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test.each(
  usually([
    ['ko', 'dark', 'tablet'],
    ['en', 'light', 'desk'],
  ] as const),
)('the list says all that the map says (%s, %s, %s)', async (language, theme, size) => {
  const reader = await open({ language, theme, size, address: '#course' });
  const { page } = reader;
  await page.getByRole('tab', { name: language === 'en' ? 'List' : '목록' }).click();
  for (const { name } of CHAPTERS) await page.getByRole('heading', { name: name[language] }).waitFor();
  const list = await page.locator('.concept-list').textContent();
  for (const { name, question } of CONCEPTS) {
    expect(list).toContain(name[language]);
    expect(list).toContain(question[language]);
  }
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
});

test('on a phone there is the list and no map, nothing is wider than the screen, and targets are large', async () => {
  const reader = await open({ size: 'phone', theme: 'dark', language: 'ko', address: '#course&lang=ko' });
  const { page } = reader;
  await page.locator('.concept-list').waitFor();
  expect(await page.locator('.concept-map').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const heights = await page
    .getByRole('dialog')
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
});

test('a review by keyboard: answered, marked by the run, its result by concept, and kept for the next page', async () => {
  const reader = await open({ address: '#review' });
  const { page } = reader;
  const dialog = page.getByRole('dialog');
  await page.getByRole('radio', { name: '5', exact: true }).waitFor();
  // Only the first chapter.
  for (const { name } of CHAPTERS.slice(1)) {
    await page.getByRole('checkbox', { name: name.en, exact: true }).focus();
    await page.keyboard.press('Space');
  }
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await page.getByRole('radio', { name: '5', exact: true }).focus();
  await page.keyboard.press('Space');
  await reader.button('Begin the set').focus();
  await page.keyboard.press('Enter');
  const asked = page.getByTestId('review-question');
  await asked.waitFor({ timeout: 30_000 });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Question 1 of 5');
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await asked.getByRole('radio', { name: 'certain' }).focus();
  await page.keyboard.press('Space');
  await asked.getByRole('button', { name: 'I do not know' }).focus();
  await page.keyboard.press('Enter');
  const marked = page.getByTestId('review-marked');
  await marked.waitFor({ timeout: 30_000 });
  expect(await marked.textContent()).toContain('It came out');
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await marked.getByRole('button', { name: 'Stop here' }).focus();
  await page.keyboard.press('Enter');
  const result = page.getByTestId('review-result');
  await result.waitFor();
  expect(await result.textContent()).toContain('0 of 1 as the run has it');
  expect(await result.textContent()).toContain('skipped');
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('tidemark.progress') ?? '{}').lessons);
  expect(Object.values(kept).some((one) => Object.keys((one as { reviews: object }).reviews).length === 1)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await dialog.count()).toBe(0);
});

test('progress is saved as a file, erased when asked twice, and taken in again; a broken file is refused by name', async () => {
  const reader = await open();
  const { page } = reader;
  await page.evaluate(() => {
    const lesson = {
      beats: ['a'],
      answers: {},
      goals: { g: 5 },
      explain: '',
      questions: [],
      reviews: {},
      doneAt: 5,
      at: 5,
    };
    const kept = { format: 'tidemark-progress', version: 1, lessons: { 'leader-failover': lesson }, last: null };
    localStorage.setItem('tidemark.progress', JSON.stringify(kept));
  });
  await page.reload();
  await reader.untilReady();
  await openMap(reader);
  await page.getByText('goals reached: 1').waitFor();
  await page.getByRole('tab', { name: 'Your progress' }).click();
  const download = page.waitForEvent('download');
  await reader.button('Save progress as a file').click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  expect(JSON.parse(text).lessons['leader-failover'].doneAt).toBe(5);
  await reader.button('Erase progress').click();
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await reader.button('Erase it').click();
  await page.getByText('The progress is erased.').waitFor();
  const take = (content: string) =>
    page
      .getByTestId('import-progress')
      .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await take(text.replace('"doneAt":5', '"doneAt":"never"'));
  await page.getByText('lessons.leader-failover.doneAt').waitFor();
  expect(await page.getByText('goals reached: 1').count()).toBe(0);
  await take(text);
  await page.getByText('The file has been added').waitFor();
  await page.getByText('goals reached: 1').waitFor();
});
