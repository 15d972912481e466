/** The console by keyboard alone; and a link that carries what was typed to whoever opens it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usually } from './amount.ts';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

const line = ({ page }: Reader) => page.getByRole('textbox', { name: /^(Command line|명령줄)/ });
const output = ({ page }: Reader) => page.getByTestId('console-output');

/** Types a line and waits until the console takes the next one. */
async function type(reader: Reader, text: string): Promise<void> {
  await line(reader).fill(text);
  await reader.move(() => reader.page.keyboard.press('Enter'));
  await reader
    .button(/^(Run|Send|실행|보내기)$/)
    .and(reader.page.locator(':enabled'))
    .waitFor();
}

async function copyLink(reader: Reader): Promise<string> {
  const { page } = reader;
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input').fill('share.link');
  const before = await page.evaluate(() => location.hash);
  await page.keyboard.press('Enter');
  await page.waitForFunction((hash) => location.hash !== hash, before);
  return page.evaluate(() => location.hash);
}

test('by keyboard: opened, completed, run, recalled, interrupted, left', async () => {
  const reader = await open({ address: '#at=8s' });
  const { page } = reader;
  await page.keyboard.press('t');
  await expect.poll(() => line(reader).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('kafka-top');
  await page.keyboard.press('Tab');
  await expect.poll(() => line(reader).inputValue()).toBe('kafka-topics');
  await page.keyboard.type(' --descr');
  await page.keyboard.press('Tab');
  await expect.poll(() => line(reader).inputValue()).toBe('kafka-topics --describe ');
  await page.keyboard.type('--topic ord');
  await page.keyboard.press('Tab');
  await expect.poll(() => line(reader).inputValue()).toBe('kafka-topics --describe --topic orders ');
  await page.keyboard.press('Enter');
  await reader.until('the tool has run', ({ at, player }) => at > 8_000_000 && player === 'paused');
  await reader.untilStill();
  await expect
    .poll(() => output(reader).textContent())
    .toMatch(/Topic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3/);
  expect(await output(reader).textContent()).toMatch(/✓ tool-1 · [\d.]+ ms of simulated time/);
  await expect.poll(() => page.getByTestId('console-said').textContent()).toMatch(/Leader: 1.*done after/s);
  expect(await axeViolations(page, '.console')).toEqual([]);

  // What is wrong is said as Kafka's tool says it, on its standard error.
  await page.keyboard.press('ArrowUp');
  expect(await line(reader).inputValue()).toBe('kafka-topics --describe --topic orders ');
  await page.keyboard.type('--nosuch');
  await reader.move(() => page.keyboard.press('Enter'));
  await expect
    .poll(() => output(reader).locator('.err').first().textContent())
    .toMatch(/^stderr.*nosuch is not a recognized option/);

  // A consumer without an end runs until it is interrupted.
  await page.keyboard.type('kafka-console-consumer --topic orders --partition 0 --offset earliest');
  await reader.move(() => page.keyboard.press('Enter'));
  await page.getByRole('list', { name: 'Running' }).waitFor();
  await expect.poll(() => output(reader).locator('.out').count()).toBeGreaterThan(10);
  await page.keyboard.press('Control+c');
  await expect.poll(() => output(reader).textContent()).toMatch(/Processed a total of \d+ messages/);
  await page.getByRole('list', { name: 'Running' }).waitFor({ state: 'detached' });

  // Nothing to complete: Tab goes on to the next control. Escape leaves at once.
  await page.keyboard.press('Tab');
  expect(await line(reader).evaluate((element) => element === document.activeElement)).toBe(false);
  await line(reader).focus();
  await page.keyboard.press('Escape');
  expect(await page.locator(':focus').textContent()).toMatch(/Play/);

  // What has not happened yet was not printed.
  await reader.move(() => reader.scrubber.press('Home'));
  await expect.poll(() => output(reader).count()).toBe(0);
});

test('a link carries what was typed; the command line reads the same run', async () => {
  const reader = await open({ address: '#scenario=leader-failover&at=8s' });
  const { page } = reader;
  await page.keyboard.press('t');
  await type(reader, 'kafka-topics --create --topic fresh --partitions 2 --replication-factor 3');
  await type(reader, 'kafka-console-producer --topic fresh');
  await type(reader, 'by hand, 손으로');
  await reader.move(() => page.keyboard.press('Control+d'));
  await page.getByRole('list', { name: 'Running' }).waitFor({ state: 'detached' });
  await type(reader, 'kill b3');
  await type(reader, 'kafka-console-consumer --topic fresh --from-beginning --max-messages 1');
  const printed = await output(reader).innerText();
  expect(printed).toMatch(/by hand, 손으로/);
  const shared = await reader.now();
  const hash = await copyLink(reader);
  expect(hash).toMatch(/acts=[\w-]+/);

  const other = await open({ address: hash });
  await other.until('the same instant', ({ fingerprint }) => fingerprint === shared.fingerprint);
  expect(await other.now()).toMatchObject({ step: shared.step, at: shared.at });
  await other.page.keyboard.press('t');
  await expect.poll(() => output(other).innerText()).toBe(printed);
  expect(await other.page.getByTestId('notices').count()).toBe(0);

  // The file of the run, on the command line.
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input').fill('share.run');
  await page.keyboard.press('Enter');
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const file = join(mkdtempSync(join(tmpdir(), 'tidemark-console-')), 'shared.run.json');
  writeFileSync(file, Buffer.concat(chunks));
  const args = ['scripts/tidemark.mjs', 'run', file, '--json'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 50_000_000 });
  const told = stdout
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as { type: string; text?: string; fingerprint?: string });
  expect(told.map(({ text }) => text)).toContain('by hand, 손으로');
  const end = await reader.toTheEnd();
  expect(told.find(({ type: kind }) => kind === 'summary')?.fingerprint).toBe(end.fingerprint);
});

test('a link that was changed: the scenario opens, and what is wrong is said', async () => {
  const reader = await open({ address: '#scenario=leader-failover&at=8s&acts=eNpLTE4BAAJ3ATg' });
  await reader.page
    .getByRole('alert')
    .getByText(/could not be read from the link/)
    .waitFor();
  expect((await reader.now()).at).toBe(8_000_000);
});

test.each(usually(['phone', 'tablet'] as const))('in Korean on a %s', async (size) => {
  const reader = await open({ address: '#at=8s', size, language: 'ko', theme: 'dark' });
  if (size === 'phone') await reader.openTab('렌즈');
  await reader.openTab('콘솔');
  await reader.page.getByRole('button', { name: /kafka-console-producer/ }).click();
  await reader.move(() => reader.page.keyboard.press('Enter'));
  await reader.page.getByRole('list', { name: '실행 중' }).waitFor();
  expect(await axeViolations(reader.page, '.console')).toEqual([]);
});
