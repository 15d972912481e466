/** A whole lesson: by the keyboard alone in English, and by touch on a phone in Korean; accessible wherever it stands. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

const LESSON = '#scenario=slow-follower';

const shown = (page: Page) => page.getByTestId('lesson');
const phase = async (page: Page, ...wanted: readonly string[]): Promise<string> => {
  const selector = wanted.map((one) => `[data-testid="lesson"][data-phase="${one}"]`).join(', ');
  await page.locator(selector).waitFor({ timeout: 30_000 });
  return (await shown(page).getAttribute('data-phase')) ?? '';
};
/** Does something, and waits until the lesson stands elsewhere: a moment at most, since not everything moves it. */
async function moves(page: Page, act: () => Promise<unknown>): Promise<void> {
  const where = () => {
    const lesson = document.querySelector<HTMLElement>('[data-testid="lesson"]');
    const step = lesson?.querySelector('.lesson-steps [aria-current="step"]')?.getAttribute('aria-label');
    const isBar = document.querySelector('[data-testid="lesson-bar"]') !== null;
    return `${lesson?.dataset.phase} ${step} ${isBar}`;
  };
  const before = await page.evaluate(where);
  await act();
  for (let turn = 0; turn < 12 && (await page.evaluate(where)) === before; turn++) await page.waitForTimeout(25);
}

const place = async (page: Page): Promise<string> =>
  (await page.locator('.lesson-steps [aria-current="step"]').getAttribute('aria-label')) ?? '';

/** Where the focus is, as a person hears it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return element.getAttribute('aria-label') ?? element.innerText ?? element.tagName;
  });

async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let n = 0; n < 60; n++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not come to ${selector}; it is at ${await focused(page)}`);
}

/** The whole page, or what changes from step to step. */
async function accessible(page: Page, part?: string): Promise<void> {
  expect(await axeViolations(page, part)).toEqual([]);
}

/** Around a lesson that waits in the same way the page has been looked at. */
const partOf = (now: string, seen: readonly string[]): string | undefined =>
  seen.some((one) => one.endsWith(now)) ? '[data-testid="lesson"]' : undefined;

/** By keys alone: something is chosen, something is said of how sure one is, and it is answered. */
async function answerByKeys({ page }: Reader): Promise<void> {
  expect(await focused(page)).toContain('What do you expect?');
  await tabTo(page, '[data-testid="question"] .prediction :is(input, button:enabled)');
  await page.keyboard.press('Space');
  await tabTo(page, '.how-sure input');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, '[data-testid="question"] .lesson-go .button.primary');
  await page.keyboard.press('Enter');
}

test('by the keyboard alone: every step, to the end and back to a step before', async () => {
  const reader = await open({ address: LESSON });
  const { page } = reader;
  await phase(page, 'reading');
  await expect.poll(() => focused(page)).toMatch(/^Go on/);
  await accessible(page);
  const { step } = await reader.now();
  const seen: string[] = [];
  for (let turn = 0; turn < 40; turn++) {
    const now = await phase(page, 'reading', 'answering', 'outcome', 'finished');
    if (now === 'finished') break;
    const state = `${await place(page)} ${now}`;
    if (seen.at(-1) !== state) {
      await accessible(page, partOf(now, seen));
      seen.push(state);
    }
    // The key of the pane, wherever in it the focus is.
    await moves(page, () => (now === 'answering' ? answerByKeys(reader) : page.keyboard.press('n')));
    // What is to be watched is jumped over.
    const under = await shown(page).getAttribute('data-phase');
    if (under === 'going' || under === 'revealing') {
      await expect.poll(() => focused(page)).toMatch(/^Jump there|^What|^Go on|^See/);
      await page.keyboard.press('j');
    }
  }
  await phase(page, 'finished');
  expect(seen.filter((one) => one.endsWith('outcome')).length).toBeGreaterThanOrEqual(5);
  expect((await reader.now()).step).toBeGreaterThan(step);
  await expect.poll(() => focused(page)).toContain('You have come through');
  await accessible(page);
  await tabTo(page, '[data-testid="explain"] textarea');
  await page.keyboard.type('The leader asks when it was last caught up.');
  await page.keyboard.press('Shift+Tab');
  // What was done is there again on another day.
  await page.reload();
  await reader.untilReady();
  await phase(page, 'reading', 'answering', 'outcome');
  await tabTo(page, '.lesson-dot.end');
  await page.keyboard.press('Enter');
  await phase(page, 'finished');
  expect(await page.locator('textarea').inputValue()).toContain('last caught up');
  await tabTo(page, '.lesson-dot:not(.end)', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await phase(page, 'reading', 'outcome');
  expect(await place(page)).toMatch(/^Step \d$/);
}, 180_000);

test('a question locks the way ahead, and says so', async () => {
  const reader = await open({ address: `${LESSON}&beat=slow-link`, reducedMotion: true });
  const { page } = reader;
  await phase(page, 'answering');
  const before = await reader.untilStill();
  await reader.button('Play').click();
  await page.getByText('The lesson waits here for an answer.').waitFor();
  expect((await reader.now()).step).toBe(before.step);
  await reader.move(() => reader.button('Previous event').click());
  await page.getByRole('button', { name: 'Skip the question' }).click();
  await phase(page, 'outcome');
  expect((await reader.untilStill()).step).toBeGreaterThan(before.step);
  await page.getByText('The lesson waits here for an answer.').waitFor({ state: 'detached' });
}, 60_000);

test('a goal: free play in a branch, hints, and the way back; another language keeps the place', async () => {
  const reader = await open({ address: `${LESSON}&beat=in-or-out`, reducedMotion: true });
  const { page } = reader;
  await phase(page, 'answering');
  const before = await reader.untilStill();
  await page.locator('.choice').nth(1).click();
  await reader.button('한국어').click();
  expect(await page.locator('.choice input').nth(1).isChecked()).toBe(true);
  expect((await reader.untilStill()).step).toBe(before.step);
  await reader.button('English').click();
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('play freely');
  await page.keyboard.press('Enter');
  await page.getByTestId('away').waitFor();
  expect((await reader.now()).branch).toBe(1);
  await accessible(page);
  await reader.button('Back to the lesson').click();
  await phase(page, 'answering');
  expect(await reader.untilStill()).toMatchObject({ branch: 0, step: before.step });
}, 60_000);

test('by touch on a phone in Korean: the stage while it goes on, the lesson when it waits', async () => {
  // Its last steps, each with a question; the first ones are like them.
  const reader = await open({ address: `${LESSON}&beat=recovered`, size: 'phone', language: 'ko' });
  const { page } = reader;
  await phase(page, 'reading', 'answering');
  await accessible(page);
  const bar = page.getByTestId('lesson-bar');
  const seen: string[] = [];
  for (let turn = 0; turn < 60; turn++) {
    await page.locator('[data-testid="lesson-bar"], [data-testid="lesson"]').first().waitFor();
    if (await bar.isVisible()) {
      const buttons = bar.getByRole('button');
      // On the way: jump there; then to what is to be read.
      await moves(page, () => buttons.first().tap());
      continue;
    }
    const now = (await shown(page).getAttribute('data-phase')) ?? '';
    if (now === 'finished') break;
    if (['reading', 'answering', 'outcome'].includes(now)) {
      await accessible(page, partOf(now, seen));
      seen.push(now);
    }
    if (now === 'answering') {
      await page.locator('.prediction :is(.choice, .order-move:enabled)').first().tap();
      await moves(page, () => page.getByRole('button', { name: '이렇게 답하기' }).tap());
    } else if (now === 'reading' || now === 'outcome') {
      await moves(page, () => page.locator('.lesson-player > .lesson-go .button.primary').tap());
    } else await page.waitForTimeout(50);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  }
  await phase(page, 'finished');
  for (const one of ['answering', 'outcome']) expect(seen).toContain(one);
  await accessible(page);
  await page.getByRole('heading', { name: '직접 해 보기' }).waitFor();
}, 180_000);
