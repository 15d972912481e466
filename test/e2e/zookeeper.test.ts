/** The ZooKeeper lens: its parts audited in both languages, walked by key, and what a killed server changes in it. */
import { expect, test } from 'vitest';
import { usually } from './amount.ts';
import { axeViolations } from './axe.ts';
import { type Opening, open, type Reader } from './support.ts';

const LENS = '[data-testid="lens"]';
/** A broker has died, and its session has expired. */
const EXPIRED = '#scenario=leader-failover&era=zookeeper&at=28.15s';

async function lensOf(reader: Reader) {
  await reader.openTab(/^ZooKeeper$/);
  return reader.page.getByTestId('lens').getByRole('tabpanel');
}

test.each(
  usually([
    { language: 'ko', theme: 'dark', size: 'tablet' },
    { language: 'en', theme: 'light', size: 'desk' },
  ] as const satisfies readonly Opening[]),
)(
  'nothing axe objects to: %o',
  async (look) => {
    const reader = await open({ ...look, address: EXPIRED });
    const { page } = reader;
    const lens = await lensOf(reader);
    const wrong: string[] = [];
    const audit = async (what: string) => {
      wrong.push(...(await axeViolations(page, LENS)).map((text) => `${what}: ${text}`));
    };
    const parts = lens.locator('.lens-parts').getByRole('button');
    await lens.locator('[data-cell]').first().waitFor();
    await audit('ensemble');
    await parts.nth(1).click();
    await lens.getByRole('treeitem').first().waitFor();
    await audit('latest changes');
    await lens.getByRole('treeitem', { name: /^controller,/ }).click();
    await lens.locator('.zk-card').waitFor();
    await audit('one znode');
    await parts.nth(2).click();
    await lens.locator('.zk-acting').waitFor();
    await audit('controller');
    await parts.nth(3).click();
    await lens.locator('.strip-row').first().waitFor();
    await audit('over time');
    await lens.locator('.strip .lens-bar').getByRole('button').last().click();
    await lens.getByRole('table').waitFor();
    await audit('over time as a table');
    expect(wrong).toEqual([]);
  },
  90_000,
);

test('the tree is walked by key; a znode says what it is for, whose it is, and where it came from', async () => {
  const reader = await open({ address: EXPIRED });
  const { page } = reader;
  const lens = await lensOf(reader);
  await lens.locator('.lens-parts').getByRole('button').nth(1).click();
  const tree = lens.getByRole('tree');
  await tree.focus();
  const card = lens.locator('.zk-card');
  const heading = card.getByRole('heading', { level: 3 });
  await page.keyboard.press('End');
  await expect.poll(() => heading.textContent()).toBe('/zookeeper');
  for (let turn = 0; turn < 20 && (await heading.textContent()) !== '/controller'; turn++) {
    const before = await heading.textContent();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => heading.textContent()).not.toBe(before);
  }
  expect(await card.locator('.zk-meaning').textContent()).toMatch(/^Who is the controller/);
  expect(await card.locator('.zk-json').textContent()).toMatch(/"brokerid": 3/);
  const name = /^controller, ephemeral, of b3, watched by b2, b3/;
  expect(await tree.getByRole('treeitem', { selected: true, name }).count()).toBe(1);
  const made = card.locator('.row-button').last();
  const seconds = Number(/(\d+\.\d+)/.exec((await made.textContent()) ?? '')?.[1]);
  const place = await reader.move(() => made.click());
  expect(place.at / 1_000_000).toBeCloseTo(seconds, 2);
});

test('two servers of three die: the arithmetic says what is left, and the disk of a dead one can be read', async () => {
  const reader = await open({ address: EXPIRED });
  const lens = await lensOf(reader);
  const sentence = lens.locator('.zk-sentence');
  await expect
    .poll(() => sentence.textContent())
    .toMatch(/2 of 3 servers must agree, 3 are with it .*: 1 more may fail/);
  await reader.pointAt('z1', 'right');
  await reader.move(() => reader.page.getByRole('menuitem', { name: /^Cut the power/ }).click());
  await reader.pointAt('z2', 'right');
  await reader.move(() => reader.page.getByRole('menuitem', { name: /^Kill —/ }).click());
  await reader.toTheEnd();
  await expect.poll(() => sentence.textContent()).toMatch(/^Nobody leads: 2 of 3 servers are needed, 1 lives/);
  await expect
    .poll(() => reader.stage.getByRole('button', { name: /^z3/ }).first().getAttribute('aria-label'))
    .toMatch(/LOOKING, epoch \d+, not serving/);
  await reader.pointAt('z1');
  await reader.openTab(/^Files$/);
  const files = reader.page.getByTestId('lens').getByRole('listbox', { name: 'Files' });
  await files.waitFor();
  await expect.poll(() => files.textContent()).toContain('acceptedEpoch');
  await files.focus();
  await reader.page.keyboard.press('End');
  await expect.poll(() => reader.page.getByTestId('lens').textContent()).toMatch(/create -e \/controller/);
});

test('from the header: the other era beside this one; they part where the one has a leader again, and say so', async () => {
  const reader = await open({ address: '#scenario=leader-failover&era=zookeeper&version=3.9.1&at=25s' });
  const { page } = reader;
  await page.getByTestId('version').click();
  await page.getByRole('menuitem', { name: 'Run on another version or protocol…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run on another Kafka' });
  // By the keyboard alone.
  await dialog.getByTestId('era').focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => dialog.getByTestId('era').inputValue()).toBe('kraft');
  expect(await axeViolations(page, '[role="dialog"]')).toEqual([]);
  await reader.button('Run beside this one').press('Enter');
  await reader.until('the second run stands there', ({ branch, at }) => branch === 1 && at === 25_000_000);
  expect(await page.locator('.compared-name').allTextContents()).toEqual(['main · ZooKeeper', 'KRaft']);
  const split = page.getByTestId('divergence').getByRole('button', { name: /^First difference in what happened: / });
  expect(await split.textContent()).toMatch(/: 17\.\d+ s · only in KRaft: .*b2/);
  await reader.move(() => split.click());
  expect((await reader.now()).at).toBeGreaterThan(17_000_000);
  await reader.toTheEnd();
  await reader.openTab(/^Difference$/);
  const parting = page.locator('.difference-row.parting');
  await parting.waitFor();
  // What both tell, but at other times, stands where the first run has it: the row is the first that only one has.
  expect(await parting.textContent()).toMatch(/^17\.\d+ s/);
  expect(await axeViolations(page)).toEqual([]);
});

test('a broker is cut off from ZooKeeper only, or from its peers only: two other links each', async () => {
  const reader = await open({ address: '#scenario=leader-failover&era=zookeeper&version=3.9.1&at=9s' });
  const cuts = reader.stage.locator('.cut-mark');
  const cutOff = async (name: RegExp) => {
    await reader.pointAt('b2', 'right');
    await reader.move(() => reader.page.getByRole('menuitem', { name }).click());
  };
  await cutOff(/^Cut off from ZooKeeper only/);
  await expect.poll(() => cuts.count()).toBe(3);
  await cutOff(/^Cut off from the other brokers only/);
  await expect.poll(() => cuts.count()).toBe(5);
  await reader.pointAt('z1', 'right');
  const items = await reader.page.getByRole('menuitem').allTextContents();
  expect(items.join()).toContain('Cut off from ZooKeeper only');
  expect(items.join()).not.toContain('Cut off from the other brokers only');
});
