/**
 * A stranger's file in which every text means harm, shown everywhere that the page shows texts: nothing of it runs, nothing
 * is asked of anybody, no dialog of the browser opens, and what is saved of it is as harmless where it is opened.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { WITNESS, worstOf } from '../hostile/worstOf.ts';
import { newPage, Reader } from './support.ts';

const ROOT = join(import.meta.dirname, '../..');
const NAME = '<img src=x onerror=pwned()>';
const LENSES = ['log', 'facts', 'space-time', 'leadership', 'group', 'producer', 'records', 'server-log', 'tables'];

/** The page, with a witness that says so when it is called. */
async function opened(): Promise<Reader> {
  const page = await newPage({ allow: /net::ERR_FILE_NOT_FOUND/ });
  await page.addInitScript((witness) => {
    Object.assign(window, { [witness]: () => window.violations.push('it ran') });
  }, WITNESS);
  page.on('dialog', (dialog) => {
    void page.evaluate(() => window.violations.push('a dialog opened'));
    void dialog.dismiss();
  });
  const reader = new Reader(page);
  await page.goto(`${inject('origin')}/#lang=en`);
  await reader.untilReady();
  return reader;
}

/** Whatever in the document is more than text and is not of the page itself. */
function strange(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      const name = element.localName;
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
        if (!/^(href|src|srcset|action|formaction|xlink:href|data|poster|srcdoc)$/i.test(attribute)) continue;
        if (/^(#|data:image\/|blob:)/.test(value)) continue;
        const { origin, protocol } = new URL(value, location.href);
        const isLink =
          name === 'a' && /^https?:$/.test(protocol) && /noopener|noreferrer/.test(element.getAttribute('rel') ?? '');
        if (origin !== location.origin && isLink !== true) found.push(`${name} ${attribute}=${value}`);
      }
      if (/^(iframe|object|embed|base|frame|applet|portal|fencedframe|mtext|mglyph|marquee)$/.test(name))
        found.push(name);
      if (name === 'script' && !(element as HTMLScriptElement).src.startsWith(location.origin)) found.push('a script');
    }
    return found;
  });
}

async function byName(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input').fill(command);
  await page.keyboard.press('Enter');
}

async function savedAs(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const chunks = (await (await download.createReadStream()).toArray()) as Buffer[];
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() };
}

/** What of a picture or a page would do something where it is opened. */
const ACTIVE =
  /<script|<foreignObject|<iframe|<style[^>]*>[^<]*@import|\son\w+\s*=(?![^<]*<\/)|(?:href|src)="(?!#|data:image)/i;

test('every text of a file, in every place', { timeout: 90_000 }, async () => {
  const reader = await opened();
  const { page } = reader;
  const { text, fields } = worstOf(readFileSync(join(ROOT, 'scenarios/leader-failover.yaml'), 'utf8'));
  expect(fields).toBeGreaterThan(100);
  await page
    .getByTestId('open-file')
    .setInputFiles({ name: `${NAME}.yaml`, mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await page.getByRole('heading', { level: 1, name: '<img src' }).waitFor();
  expect(await strange(page)).toEqual([]);

  // Through its lesson: a question is answered with its first choice.
  const lesson = page.getByTestId('lesson');
  const phases = new Set<string>();
  for (let turn = 0; turn < 30 && !phases.has('outcome'); turn++) {
    const phase = (await lesson.getAttribute('data-phase')) ?? '';
    phases.add(phase);
    if (phase === 'answering') {
      await page.locator('[data-testid="question"] .prediction label').first().click();
      await page.locator('.how-sure label').first().click();
      await reader.button('That is my answer').click();
    } else if (phase === 'reading') await page.keyboard.press('n');
    await page.waitForTimeout(80);
    // What is to be watched is jumped over.
    if (/going|revealing/.test((await lesson.getAttribute('data-phase')) ?? '')) await page.keyboard.press('j');
    expect(await strange(page)).toEqual([]);
  }
  expect([...phases]).toEqual(expect.arrayContaining(['answering', 'outcome']));

  // Every lens, in both languages.
  await page.keyboard.press('Escape');
  for (const lens of LENSES) {
    await byName(page, `lens.${lens}`);
    await page.waitForTimeout(60);
    expect([lens, ...(await strange(page))]).toEqual([lens]);
  }
  await byName(page, 'lens.console');
  for (const line of [`kafka-topics --describe --topic "${NAME}"`, NAME, 'kafka-consumer-groups --list']) {
    await page.locator('.console-view input, .console-line input, [data-testid="lens"] input').last().fill(line);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(60);
  }
  expect(await strange(page)).toEqual([]);

  // What is saved of it.
  await reader.button('Share').click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.waitFor();
  await page.getByRole('tab', { name: 'Picture', exact: true }).waitFor();
  for (const tab of ['Embed', 'File', 'Picture'] as const) {
    const one = page.getByRole('tab', { name: tab, exact: true });
    if ((await one.count()) > 0) await one.click();
    expect([tab, ...(await strange(page))]).toEqual([tab]);
  }
  await expect.poll(() => page.getByTestId('share-preview').count()).toBe(1);
  const picture = await savedAs(page, () => reader.button('Save as SVG').click());
  expect(picture.text).not.toMatch(ACTIVE);
  expect(picture.name).not.toMatch(/[<>/\\\\:"]|\.\./);
  await page.keyboard.press('Escape');

  // Opened on its own, as anybody would who was sent it.
  const alone = await newPage({});
  await alone.addInitScript((witness) => {
    Object.assign(window, { [witness]: () => window.violations.push('it ran') });
  }, WITNESS);
  await alone.goto(`data:image/svg+xml;base64,${Buffer.from(picture.text).toString('base64')}`);
  expect(await alone.evaluate(() => document.documentElement.localName)).toBe('svg');
  expect(
    await alone.evaluate(() => document.querySelectorAll('script, foreignObject, [onload], [onerror]').length),
  ).toBe(0);
});

test('files that are no scenarios: each is named, with what is wrong with it', {
  timeout: 90_000,
}, async () => {
  const reader = await opened();
  const { page } = reader;
  const { text } = worstOf(readFileSync(join(ROOT, 'scenarios/leader-failover.yaml'), 'utf8'));
  // A file with mistakes whose messages name what was written.
  const broken = `${text.slice(0, text.length - 2)}, "${NAME.replaceAll('"', '')}": 1, "until": "${NAME}"}`;
  await page.getByTestId('open-file').setInputFiles({ name: NAME, mimeType: '', buffer: Buffer.from(broken) });
  await page.getByTestId('problems').waitFor();
  expect(await page.getByTestId('problems').textContent()).toContain(NAME);
  expect(await strange(page)).toEqual([]);

  const files: readonly (readonly [string, Buffer])[] = [
    ['empty.yaml', Buffer.alloc(0)],
    ['binary.yaml', Buffer.from(Array.from({ length: 4_096 }, (_, n) => (n * 37) & 255))],
    [
      'utf16.yaml',
      Buffer.from(`\ufeff${readFileSync(join(ROOT, 'scenarios/leader-failover.yaml'), 'utf8')}`, 'utf16le'),
    ],
    ['large.yaml', Buffer.alloc(12_000_000, 'a')],
    [
      'proto.json',
      Buffer.from('{"tidemark-run":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    ],
  ];
  for (const [name, buffer] of files) {
    await page.getByTestId('open-file').setInputFiles({ name, mimeType: '', buffer });
    await expect
      .poll(
        () =>
          page
            .locator('[data-testid="problems"], [role="alert"]')
            .filter({ hasText: name.endsWith('.json') ? /not allowed/ : name })
            .count(),
        { message: name, timeout: 8_000 },
      )
      .toBeGreaterThan(0);
    expect([name, ...(await strange(page))]).toEqual([name]);
  }
  expect(await page.evaluate(() => ({}) as { polluted?: number })).toEqual({});
});

test('whose work is in the page, as text', async () => {
  const reader = await opened();
  const { page } = reader;
  await byName(page, 'view.about');
  const lines = page.getByTestId('third-party').locator('tbody > tr');
  await lines.first().waitFor();
  const shown = await lines.allTextContents();
  const rows = readFileSync(join(ROOT, 'THIRD-PARTY.md'), 'utf8').match(/^\| .+$/gm)!;
  expect(shown).toEqual(
    rows.slice(1).map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .join(''),
    ),
  );
});
