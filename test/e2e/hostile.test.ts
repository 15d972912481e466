/** What comes from outside: links, saved runs and scenario files that are not what they should be. */
import { expect, test } from 'vitest';
import { open, type Reader } from './support.ts';

async function give({ page }: Reader, name: string, text: string): Promise<void> {
  await page.getByTestId('open-file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

test('a link with parts that are not known says so, and opens what it can', async () => {
  const reader = await open({ address: '#scenario=slow-follower&colour=red&seed=-1&at=soon&theme=%3Cscript%3E' });
  const { page } = reader;
  await page.getByRole('heading', { level: 1, name: /slow/i }).waitFor();
  const notices = await page.getByTestId('notices').getByRole('status').allTextContents();
  // One of each kind, however many parts there are.
  expect(notices).toHaveLength(2);
  expect(notices[0]).toMatch(/not known here and was left out: colour\./);
  for (const part of ['seed=-1', 'at=soon', 'theme=<script>']) expect(notices[1]).toContain(part);
  await page.getByTestId('notices').getByRole('button', { name: 'Dismiss' }).first().click();
  await expect.poll(() => page.getByTestId('notices').getByRole('status').count()).toBe(1);
});

test('a scenario that does not exist is named, and the first one opened', async () => {
  const reader = await open({ address: '#scenario=no-such-thing' });
  await reader.page.getByRole('alert').getByText('no-such-thing').waitFor();
  await reader.page.getByRole('heading', { level: 1, name: 'The leader dies' }).waitFor();
});

test('a link goes to its instant; one that was saved and opened again too', async () => {
  const reader = await open({ address: '#scenario=leader-failover&at=12.5s' });
  expect((await reader.now()).at).toBe(12_500_000);
  const { step, fingerprint } = await reader.move(() => reader.scrubber.press('PageUp'));
  const again = await open({ address: `#at=${step}` });
  expect(await again.now()).toMatchObject({ step });
  const byTime = await open({ address: '#at=17s' });
  expect(await byTime.now()).toMatchObject({ step, fingerprint });
});

const DAMAGED: readonly (readonly [text: string, word: RegExp])[] = [
  ['{"tidemark-run": 1, ', /it is not JSON/],
  ['{"tidemark-run": 99}', /not a saved run of format 1/],
  ['{"tidemark-run": 1, "name": "x", "seed": 1, "commands": []}', /lacks its scenario/],
  [
    '{"tidemark-run":1,"name":"x","seed":1,"scenario":"cluster: {}","commands":[{"at":1,"step":1,"command":{"type":"explode"}}]}',
    /command.*type/,
  ],
];

test('a damaged saved run: a clear word, and the run stays', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const before = await reader.now();
  for (const [text, word] of DAMAGED) {
    await give(reader, 'damaged.run.json', text);
    await reader.page.getByRole('alert').filter({ hasText: word }).waitFor();
    expect(await reader.now()).toEqual(before);
  }
  const { step } = await reader.move(() => reader.button('Next event').click());
  expect(step).toBe(before.step + 1);
});

test('a broken scenario file: every mistake with its line and column, and a way back', async () => {
  const reader = await open();
  const { page } = reader;
  await give(reader, 'mine.yaml', 'cluster: { brokers: 3 }\ntopics: [{ name: orders, partitons: 2 }]\nuntil: 10\n');
  await page.getByRole('heading', { name: 'This scenario file cannot be run' }).waitFor();
  const problems = await page.getByTestId('problems').getByRole('listitem').allTextContents();
  expect(problems.length).toBeGreaterThanOrEqual(2);
  expect(problems.join('\n')).toMatch(/mine\.yaml:2:26.*partitons.*partitions/);
  expect(problems.join('\n')).toMatch(/mine\.yaml:3:8/);
  await reader.button('Open leader-failover instead').click();
  await reader.untilReady();
  await page.getByRole('heading', { level: 1, name: 'The leader dies' }).waitFor();
});

test('text of a file is text: no markup of it is run', async () => {
  const reader = await open();
  const { page } = reader;
  await give(
    reader,
    'mine.yaml',
    'tidemark: 1\ntitle: { en: "<img src=x onerror=alert(1)>", ko: "제목" }\nprose: { en: "[a](javascript:alert(1)) <script>alert(2)</script>", ko: "글" }\ncluster: { brokers: 1, controllers: 1 }\nuntil: 10s\n',
  );
  await page.getByRole('heading', { level: 1, name: '<img src=x onerror=alert(1)>' }).waitFor();
  expect(await page.locator('a[href^="javascript"], .prose img, .prose script').count()).toBe(0);
});

test('a run is saved with what was done by hand, and opened again the same', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const { page } = reader;
  await reader.pointAt('b2', 'right');
  await page.getByRole('menuitem', { name: /^Kill —/ }).click();
  await reader
    .node('b2')
    .and(page.getByRole('button', { name: /dead/ }))
    .waitFor();
  await reader.button('Share').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('tab', { name: 'File' })
      .click()
      .then(() => reader.button('Save the run').click()),
  ]);
  expect(download.suggestedFilename()).toBe('leader-failover.run.json');
  const text = await (await download.createReadStream()).toArray();
  await page.keyboard.press('Escape');
  const { at, step, fingerprint } = await reader.toTheEnd();
  const other = await open();
  await give(other, 'leader-failover.run.json', Buffer.concat(text).toString());
  // Until the file has been read, the end is that of the run before it.
  await expect
    .poll(async () => {
      await other.scrubber.press('End');
      return other.untilStill();
    })
    .toMatchObject({ at, step, fingerprint });
  await other
    .node('b2')
    .and(other.page.getByRole('button', { name: /dead/ }))
    .waitFor();
});
