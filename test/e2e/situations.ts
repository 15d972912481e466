/** The situations in which the page is looked at and audited: each begins where the one before it ended. */
import type { LensTab } from '../../src/app/store.ts';
import type { Reader, SIZES } from './support.ts';

export interface Situation {
  readonly name: string;
  arrange(reader: Reader, size: keyof typeof SIZES): Promise<void>;
  /** What is new in it, for the audit; the whole page where it is left out. */
  readonly part?: string;
  /** Closes what lies over the page. */
  readonly leave?: (reader: Reader) => Promise<void>;
}

const closeByEscape = async ({ page }: Reader): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"], [role="menu"]').first().waitFor({ state: 'detached' });
};

/** On a phone the panes are tabs, on a tablet the side panes are drawers. */
export async function showPane(
  reader: Reader,
  size: keyof typeof SIZES,
  pane: 'lesson' | 'stage' | 'lens' | 'inspect',
) {
  const order = ['lesson', 'stage', 'lens', 'inspect'];
  if (size === 'phone')
    await reader.page.getByRole('tablist').first().getByRole('tab').nth(order.indexOf(pane)).click();
  if (size === 'tablet' && (pane === 'lesson' || pane === 'inspect')) {
    const handle = reader.page
      .locator('.drawer-handles')
      .getByRole('button')
      .nth(pane === 'lesson' ? 0 : 1);
    if ((await handle.getAttribute('aria-pressed')) !== 'true') await handle.click();
  }
}

async function lensTab(reader: Reader, size: keyof typeof SIZES, name: LensTab): Promise<void> {
  await showPane(reader, size, 'lens');
  const lens = reader.page.getByTestId('lens');
  const tab = lens.locator(`[data-tab="${name}"]`);
  const more = lens.locator('[data-tab="more"]');
  await tab.or(more).first().waitFor();
  if ((await tab.count()) > 0) await tab.click();
  else {
    await more.click();
    await reader.page.locator(`[role="menuitem"][data-key="${name}"]`).click();
  }
  await lens
    .getByRole('tabpanel')
    .locator('[data-cell], [role="option"], table, .hint:not(.metrics-told), .metric')
    .first()
    .waitFor();
}

async function command(reader: Reader, id: string): Promise<void> {
  await reader.page.keyboard.press('Control+k');
  await reader.page.getByRole('searchbox').fill(id);
  await reader.page.keyboard.press('Enter');
}

const LENS = '[data-testid="lens"]';

/** A lens or a dialog alone: on a tablet it is what it is on a desk, or on a phone. */
export const isAlone = ({ part }: Situation): boolean => part === LENS || part === '[role="dialog"]';

export const SITUATIONS: readonly Situation[] = [
  { name: '01-opened', arrange: async () => {} },
  { name: '02-lesson', part: '[data-testid="lesson"]', arrange: (reader, size) => showPane(reader, size, 'lesson') },
  {
    name: '03-leader-killed',
    arrange: async (reader, size) => {
      await reader.page.goto(`${new URL(reader.page.url()).origin}/?lang=${await lang(reader)}#at=10.7023s`);
      await reader.untilReady();
      await showPane(reader, size, 'stage');
    },
  },
  {
    name: '04-node-selected',
    part: '[data-testid="stage"], [data-testid="lens"]',
    arrange: async (reader) => {
      await reader.pointAt('b1');
      await reader.untilStill();
    },
  },
  {
    name: '05-inspector',
    part: '.inspector, [data-testid="acts"]',
    arrange: async (reader, size) => {
      await showPane(reader, size, 'inspect');
      await reader.page.locator('.causes').waitFor();
    },
  },
  {
    name: '06-menu',
    part: '.popover',
    arrange: async (reader, size) => {
      if (size === 'tablet') await reader.page.locator('.drawer').getByRole('button').first().click();
      await showPane(reader, size, 'stage');
      await reader.node('b2').focus();
      await reader.page.keyboard.press('Enter');
      await reader.page.getByRole('menu').waitFor();
    },
    leave: closeByEscape,
  },
  { name: '07-log', part: '[data-testid="lens"]', arrange: (reader, size) => lensTab(reader, size, 'log') },
  { name: '08-facts', part: '[data-testid="lens"]', arrange: (reader, size) => lensTab(reader, size, 'facts') },
  { name: '09-tables', part: '[data-testid="lens"]', arrange: (reader, size) => lensTab(reader, size, 'tables') },
  { name: '09s-space-time', part: LENS, arrange: (reader, size) => lensTab(reader, size, 'space-time') },
  { name: '09a-leadership', part: LENS, arrange: (reader, size) => lensTab(reader, size, 'leadership') },
  {
    name: '09b-leadership-table',
    part: LENS,
    arrange: ({ page }) => page.locator('.strip .lens-bar').getByRole('button').last().click(),
  },
  {
    name: '09c-quorum',
    part: LENS,
    arrange: async (reader, size) => {
      await lensTab(reader, size, 'quorum');
      await reader.page.locator('.quorum-cell').last().click();
    },
  },
  { name: '09d-states', part: LENS, arrange: (reader, size) => lensTab(reader, size, 'states') },
  { name: '09e-files', part: LENS, arrange: (reader, size) => lensTab(reader, size, 'files') },
  { name: '09f-one-run', part: LENS, arrange: (reader, size) => lensTab(reader, size, 'difference') },
  {
    name: '09g-metrics',
    part: LENS,
    arrange: (reader, size) => lensTab(reader, size, 'metrics'),
  },
  {
    name: '09h-records',
    part: LENS,
    arrange: async (reader, size) => {
      await lensTab(reader, size, 'records');
      await reader.page.getByTestId('run-ledger').getByRole('button').first().click();
      await reader.page.getByTestId('lens').getByRole('button', { name: 'p1#0' }).click();
      await reader.page.getByTestId('biography').waitFor();
    },
  },
  {
    name: '10-compared',
    arrange: async (reader, size) => {
      await lensTab(reader, size, 'log');
      await showPane(reader, size, 'stage');
      await reader.node('b2').focus();
      await reader.page.keyboard.press('Shift+N');
      await reader.untilStill();
      await reader.page.keyboard.press('k');
      await reader.until('there is a branch', ({ branch }) => branch === 1);
      await reader.move(() => reader.page.keyboard.press('n'));
      await reader.page.keyboard.press('d');
      await reader.page.getByTestId('divergence').waitFor();
      await reader.untilStill();
    },
  },
  {
    name: '10a-difference',
    part: LENS,
    arrange: async (reader, size) => {
      await lensTab(reader, size, 'difference');
      await reader.page.getByTestId('parting').getByRole('button').waitFor();
    },
  },
  {
    name: '10b-server-logs',
    part: LENS,
    arrange: async (reader, size) => {
      await lensTab(reader, size, 'server-log');
      await reader.page.locator('.server-log-line').first().waitFor();
    },
  },
  {
    name: '11-palette',
    part: '[role="dialog"]',
    arrange: async (reader) => {
      await reader.page.keyboard.press('Control+k');
      await reader.page.getByRole('searchbox').waitFor();
    },
    leave: closeByEscape,
  },
  {
    name: '11c-glossary',
    part: '[role="dialog"]',
    arrange: async (reader) => {
      await command(reader, 'view.glossary');
      await reader.page.locator('[data-term="high-watermark"] button').first().click();
      await reader.page.locator('.glossary-entry.open .term-card').waitFor();
    },
    leave: closeByEscape,
  },
  {
    name: '11d-term',
    part: '[role="dialog"]',
    arrange: async (reader, size) => {
      await showPane(reader, size, 'lesson');
      // A lesson that waits to be begun shows no prose yet; as one page it does.
      await reader.page.locator('.lesson-tools .button').first().waitFor();
      if ((await reader.page.locator('.one-page').count()) === 0)
        await reader.page.locator('.lesson-tools .button').first().click();
      await reader.page.locator('.term-link').first().click();
      await reader.page.locator('.term-popover .term-card').waitFor();
    },
    leave: closeByEscape,
  },
  {
    name: '11e-config',
    part: '[role="dialog"]',
    arrange: async (reader, size) => {
      await showPane(reader, size, 'lesson');
      await reader.page.locator('.config-key').first().click();
      await reader.page.locator('.config-popover table').first().waitFor();
    },
    leave: closeByEscape,
  },
  {
    name: '11f-change',
    part: '[role="dialog"]',
    arrange: async (reader) => {
      await command(reader, 'change.open');
      await reader.page.getByTestId('changes').getByRole('option').first().waitFor();
    },
    leave: closeByEscape,
  },
  {
    name: '11g-change-of-a-setting',
    part: '[role="dialog"]',
    arrange: async (reader) => {
      await command(reader, 'change.open');
      await reader.page.getByTestId('changes').getByRole('option').first().waitFor();
      await reader.page.keyboard.type('min.insync');
      await reader.page.keyboard.press('Enter');
      await reader.page.getByTestId('change-editor').waitFor();
    },
    leave: closeByEscape,
  },
  { name: '12-keys', part: '[role="dialog"]', arrange: (reader) => command(reader, 'view.help'), leave: closeByEscape },
  {
    name: '13-deviations',
    part: '[role="dialog"]',
    arrange: (reader) => command(reader, 'view.deviations'),
    leave: closeByEscape,
  },
  {
    name: '14-properties',
    part: '[role="dialog"]',
    arrange: async ({ page }) => {
      await page.getByTestId('properties').getByRole('button').click();
      await page.getByRole('dialog').waitFor();
    },
    leave: closeByEscape,
  },
  {
    name: '15-problems',
    arrange: async ({ page }) => {
      await page.getByTestId('open-file').setInputFiles({
        name: 'mine.yaml',
        mimeType: 'text/yaml',
        buffer: Buffer.from('cluster: { brokers: 3 }\ntopics: [{ name: orders, partitons: 2 }]\nuntil: 10\n'),
      });
      await page.getByTestId('problems').waitFor();
    },
  },
];

async function lang({ page }: Reader): Promise<string> {
  return (await page.locator('html').getAttribute('lang')) ?? 'en';
}
