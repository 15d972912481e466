/** The lenses of groups and producers: walked by key, audited in both languages, and what a consumer can be told. */
import { expect, test } from 'vitest';
import { usually } from './amount.ts';
import { axeViolations } from './axe.ts';
import { type Opening, open, type Reader } from './support.ts';

const LENS = '[data-testid="lens"]';
const KICKED = '#scenario=kicked-out-while-heartbeating&at=60s';

const WORDS = {
  en: { group: /^Group$/, producer: /^Producer$/, member: 'By member', table: 'As a table', offsets: 'Offsets' },
  ko: { group: /^그룹$/, producer: /^프로듀서$/, member: '멤버별', table: '표로 보기', offsets: '오프셋' },
} as const;

async function lensOf(reader: Reader, name: RegExp) {
  await reader.openTab(name);
  return reader.page.getByTestId('lens').getByRole('tabpanel');
}

test.each(
  usually([
    { language: 'en', theme: 'light', size: 'desk' },
    { language: 'ko', theme: 'dark', size: 'tablet' },
  ] as const satisfies readonly Opening[]),
)(
  'nothing axe objects to: %o',
  async (look) => {
    const words = WORDS[look.language];
    const reader = await open({ ...look, address: KICKED });
    const { page } = reader;
    const lens = await lensOf(reader, words.group);
    const wrong: string[] = [];
    const audit = async (what: string) => {
      wrong.push(...(await axeViolations(page, LENS)).map((text) => `${what}: ${text}`));
    };
    await lens.locator('.strip-row').first().waitFor();
    await audit('over time');
    await lens.getByRole('button', { name: words.member }).click();
    await audit('by member');
    await lens.getByRole('button', { name: words.table }).click();
    await lens.getByRole('table').waitFor();
    await audit('as a table');
    await lens.getByRole('button', { name: words.offsets, exact: true }).click();
    await lens.getByRole('table').waitFor();
    await audit('offsets');
    const parts = lens.locator('.lens-parts').getByRole('button');
    await parts.nth(2).click();
    await lens.getByRole('table').nth(1).waitFor();
    await audit('members');
    await parts.nth(3).click();
    await lens.locator('.chart-state.current').waitFor();
    await audit('states');
    await parts.nth(4).click();
    await lens.locator('.row-button').first().click();
    await lens.locator('.group-json pre').first().waitFor();
    await audit('log');
    const producer = await lensOf(reader, words.producer);
    await producer.locator('.producer-queue').first().waitFor();
    await audit('producer');
    await producer.getByRole('button', { name: words.table }).click();
    await producer.getByRole('table').waitFor();
    await audit('producer as a table');
    expect(wrong).toEqual([]);
  },
  90_000,
);

test('the table of offsets has the columns of the tool; rows are walked by key, each change is told, Enter goes there', async () => {
  const reader = await open({ address: KICKED });
  const lens = await lensOf(reader, WORDS.en.group);
  await lens.getByRole('button', { name: 'Offsets', exact: true }).click();
  const titles = lens.getByRole('columnheader');
  await expect
    .poll(() => titles.allTextContents())
    .toEqual([
      'GROUP',
      'TOPIC',
      'PARTITION',
      'CURRENT-OFFSET',
      'LOG-END-OFFSET',
      'LAG',
      'POSITION',
      'HW',
      'CONSUMER-ID',
      'HOST',
      'CLIENT-ID',
    ]);
  // Its rows select the partition.
  await lens.locator('.row-button').first().click();
  const heading = reader.page.getByTestId('inspect').getByRole('heading', { name: /^orders-\d/ });
  await expect.poll(() => heading.count()).toBe(1);

  await lens.locator('.lens-parts').getByRole('button').first().click();
  await lens.getByRole('button', { name: 'By member' }).click();
  const rows = lens.getByRole('listbox');
  await rows.focus();
  await reader.page.keyboard.press('ArrowDown');
  const told = lens.getByRole('status').first();
  await reader.page.keyboard.press('ArrowLeft');
  await expect.poll(() => told.textContent()).toMatch(/billing-1: stable/);
  for (let turn = 0; turn < 4 && !/kicked/.test((await told.textContent()) ?? ''); turn++) {
    await reader.page.keyboard.press('ArrowLeft');
    await reader.page.waitForTimeout(30);
  }
  await expect.poll(() => told.textContent()).toMatch(/billing-1: kicked out, processing, not in poll\(\)/);
  const seconds = Number(/(\d+\.\d{3}) s/.exec((await told.textContent()) ?? '')?.[1]);
  const place = await reader.move(() => reader.page.keyboard.press('Enter'));
  expect(place.at / 1_000_000).toBeCloseTo(seconds, 2);
  await expect
    .poll(() =>
      reader.stage
        .getByRole('button', { name: /^billing-1/ })
        .first()
        .getAttribute('aria-label'),
    )
    .toMatch(/group billing, kicked out/);
});

test('a consumer is closed from its menu, and one more like it is added: the group says so', async () => {
  const reader = await open({ address: '#scenario=kicked-out-while-heartbeating&at=54s' });
  await reader.pointAt('billing-2', 'right');
  await reader.move(() => reader.page.getByRole('menuitem', { name: /^Close billing-2/ }).click());
  await reader.pointAt('billing-1', 'right');
  await reader.move(() => reader.page.getByRole('menuitem', { name: /^Add one like billing-1/ }).click());
  await reader.toTheEnd();
  const lens = await lensOf(reader, WORDS.en.group);
  await lens.getByRole('button', { name: 'By member' }).click();
  await expect
    .poll(() => lens.locator('.strip-row').allTextContents())
    .toEqual([
      expect.stringMatching(/billing-2: closed/),
      expect.stringMatching(/billing-1: /),
      expect.stringMatching(/billing-3: /),
    ]);
});
