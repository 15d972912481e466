/** The keyboard alone: everything is reached, everything shows that it is, nothing holds fast; and what is said aloud. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { usually } from './amount.ts';
import { open, type Reader } from './support.ts';

interface Focus {
  readonly name: string;
  readonly isShown: boolean;
  readonly isIn: readonly string[];
}

/**
 * What has the focus: its name, whether it can be seen that it has, and where it is. With `mark` only what is met for the
 * first time: null is the page itself, and what was there before.
 */
function focus(page: Page): Promise<Focus>;
function focus(page: Page, mark: true): Promise<Focus | null>;
function focus(page: Page, mark?: true): Promise<Focus | null> {
  return page.evaluate((mark) => {
    const element = document.activeElement as HTMLElement;
    if (mark) {
      if (element === document.body || element.dataset.visited !== undefined) return null;
      element.dataset.visited = '';
    }
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const inside = (selector: string) => element.closest(selector) !== null;
    return {
      name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`,
      isShown:
        element === document.body ||
        (((style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) ||
          style.boxShadow !== 'none') &&
          box.bottom > 0 &&
          box.right > 0 &&
          box.top < innerHeight &&
          box.left < innerWidth),
      isIn: [
        'header',
        '[data-testid="stage"]',
        '[data-testid="lens"]',
        '[data-testid="transport"]',
        '[data-testid="inspect"]',
        '[data-testid="lesson"]',
      ].filter(inside),
    };
  }, mark === true);
}

/** One round with Tab, from the address bar back to it. */
async function round(page: Page, key = 'Tab'): Promise<Focus[]> {
  // From the start of the page, wherever the focus has been put.
  for (let twice = 0; twice < 2; twice++)
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    });
  const seen: Focus[] = [];
  for (let n = 0; n < 150; n++) {
    await page.keyboard.press(key);
    const now = await focus(page, true);
    // Who goes back from the start leaves the page at once, and comes in again at its end.
    if (now === null && seen.length === 0 && n < 2) continue;
    if (now === null) break;
    seen.push(now);
  }
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-visited]')) delete element.dataset.visited;
  });
  return seen;
}

test.each(usually(['desk', 'phone', 'tablet'] as const, 2))(
  '%s: Tab goes everywhere once, forwards and backwards, and is seen; nothing is lost, nothing is too small',
  async (size) => {
    const reader = await open({ size, address: '#at=10.05s' });
    const { page } = reader;
    // The lesson's bar comes a moment later.
    if (size === 'phone') await page.getByRole('button', { name: /^Read on/ }).waitFor();
    expect(await lost(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
    const forwards = await round(page);
    expect(forwards.filter(({ isShown }) => !isShown).map(({ name }) => name)).toEqual([]);
    const places = new Set(forwards.flatMap(({ isIn }) => isIn));
    expect(places).toContain('header');
    expect(places).toContain('[data-testid="stage"]');
    expect(places).toContain('[data-testid="transport"]');
    // The stage is one stop.
    expect(forwards.filter(({ isIn }) => isIn.includes('[data-testid="stage"]'))).toHaveLength(1);
    const backwards = await round(page, 'Shift+Tab');
    expect(backwards.map(({ name }) => name).sort()).toEqual(forwards.map(({ name }) => name).sort());
  },
);

/** Every button, tab, link and field that can be seen is a tab stop or reached by arrows; these are not. */
const lost = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href], select, input:not([type=file]), [role="slider"], [role="tab"], [role="button"], [role="listbox"]',
    );
    const roving = '[role="application"], [role="tablist"], [role="menu"], [role="listbox"], [role="group"].cells';
    return [...controls]
      .filter((element) => element.offsetParent !== null && element.tabIndex < 0 && element.closest(roving) === null)
      .map((element) => element.outerHTML.slice(0, 120));
  });

/** Targets are at least 24 px. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, [role="button"], [role="slider"], [role="tab"]')]
      // A replica on the stage has a row of its own in the tables (2.5.8, equivalent).
      .filter((element) => element.offsetParent !== null && element.closest('.visually-hidden, .replica-hit') === null)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(
        ({ element, box }) => `${element.getAttribute('aria-label') ?? element.textContent} ${box.width}×${box.height}`,
      ),
  );

test('arrows walk the stage; Enter opens, Escape leaves, and the focus comes back', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const { page } = reader;
  const name = async () => (await focus(page)).name.replace(/^\w+ /, '');
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
  };
  await reader.stage.getByRole('button').first().focus();
  const walked = new Set<string>();
  for (let n = 0; n < 12; n++) {
    walked.add((await name()).split(',')[0]!);
    await press('ArrowRight');
  }
  for (const id of ['c1', 'c2', 'c3', 'b1', 'b2', 'b3', 'p1', 'k1']) expect(walked).toContain(id);
  await press('Home');
  while (!(await name()).startsWith('b1,')) await press('ArrowRight');
  await press('ArrowDown');
  expect(await name()).toMatch(/^orders-0 on b1, leader, in ISR/);
  await press('ArrowUp');
  expect(await name()).toMatch(/^b1, /);
  await press('Enter');
  await page.getByRole('menu', { name: 'Act on b1' }).waitFor();
  await press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await expect.poll(name).toMatch(/^b1, /);
  await press('Escape');
  await page
    .getByTestId('inspect')
    .getByText(/^Point at anything/)
    .waitFor();
});

test('the palette and the dialogs are left by Escape, and the focus is where it was', async () => {
  const reader = await open();
  const { page } = reader;
  const play = reader.button('Play');
  await play.focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: 'Search commands' }).waitFor();
  await page.keyboard.type('keys and');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => play.evaluate((element) => element === document.activeElement)).toBe(true);
  for (const opener of [
    reader.button('Share'),
    reader.button(/^Scenario:/),
    page.getByTestId('properties').getByRole('button'),
  ]) {
    await opener.focus();
    await page.keyboard.press('Enter');
    const over = page.locator('[role="menu"], [role="dialog"]');
    await over.first().waitFor();
    await page.keyboard.press('Escape');
    await over.first().waitFor({ state: 'detached' });
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  }
});

test('single keys act in the stage and the transport bar only, and can be switched off', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const { page } = reader;
  await reader.button('Share').focus();
  const before = await reader.now();
  for (const key of ['n', '.', 'f', 'Space']) if (key !== 'Space') await page.keyboard.press(key);
  await page.waitForTimeout(150);
  expect(await reader.now()).toEqual(before);
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('single-letter');
  await page.keyboard.press('Enter');
  await page.getByText('Single-letter keys are off.').waitFor();
  await reader.stage.getByRole('button').first().focus();
  await page.keyboard.press('n');
  await page.waitForTimeout(150);
  expect(await reader.now()).toEqual(before);
  // Named keys are no single letters.
  await reader.node('b1').focus();
  await page.keyboard.press('Space');
  await reader.until('it plays', ({ player }) => player === 'playing');
  await page.keyboard.press('Space');
});

test('each step is told in one sentence, in the language of the page', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const heard = await reader.moveAndHear(() => reader.button('Next interesting thing').click());
  expect(heard).toMatch(/^\d+ events; b1 was killed\. Its page cache survives\.$/);
  await reader.button('한국어').click();
  const korean = await reader.moveAndHear(() => reader.button('다음 이벤트').click());
  expect(korean).toMatch(/[가-힣]/);
});

test('reduced motion: the same events, and nothing is animated', async () => {
  const moving = await open({ address: '#at=12s' });
  const still = await open({ address: '#at=12s', reducedMotion: true });
  expect(await still.now()).toEqual(await moving.now());
  expect(await animations(still)).toEqual([]);
  await still.button('Play').click();
  await still.until('it goes on', ({ at }) => at > 12_000_000);
  expect(await animations(still)).toEqual([]);
  await still.button('Pause').click();
});

const animations = ({ page }: Reader) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 1)
      .map(({ id, effect }) => `${id} ${(effect as KeyframeEffect | null)?.target?.className}`),
  );
