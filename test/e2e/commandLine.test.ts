/** What the page says is what the command line prints: the same engine, the same run, the same words. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { FactFrame } from '../../src/frame/frame.ts';
import { factSentence } from '../../src/views/factSentences.ts';
import { formatTime } from '../../src/views/format.ts';
import { usually } from './amount.ts';
import { open, type Reader } from './support.ts';

interface Told {
  readonly type: string;
  readonly at: number;
  readonly node: string;
}

interface Summary {
  readonly type: 'summary';
  readonly events: number;
  readonly facts: number;
  readonly fingerprint: string;
  readonly until: number;
  readonly verdicts: readonly { readonly text: string; readonly ok: boolean; readonly detail: string }[];
}

function commandLine(scenario: string): { facts: Told[]; summary: Summary } {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/tidemark.mjs', 'run', `scenarios/${scenario}.yaml`, '--json'],
    { encoding: 'utf8', maxBuffer: 50_000_000 },
  );
  if (stdout === '') throw new Error(stderr);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Told | Summary);
  const summary = lines.pop() as Summary;
  return { facts: lines as Told[], summary };
}

/** How many of the newest facts are read off the list, row by row. */
const READ = 60;

test.each(usually(['acks-and-min-insync-replicas', 'leader-failover', 'slow-follower']))('%s', async (scenario) => {
  const { facts, summary } = commandLine(scenario);
  const reader = await open({ address: `#scenario=${scenario}&at=0s` });
  const { page } = reader;
  const end = await reader.toTheEnd();
  expect(end).toMatchObject({ at: summary.until, step: summary.events, fingerprint: summary.fingerprint });

  await reader.openTab('Facts');
  await page.getByRole('listbox', { name: `Facts (${summary.facts})` }).waitFor();
  expect(await newestFacts(reader)).toEqual(facts.slice(-READ).map(asTheListSaysIt));

  // The final partition table against the verdict on the final state.
  await reader.openTab('Tables');
  for (const { text, ok } of summary.verdicts) {
    const final = /^at the end (\S+-\d+): (.*)$/.exec(text);
    if (final === null || !ok) continue;
    const row = page.getByRole('table', { name: 'Partitions' }).getByRole('row', { name: new RegExp(`^${final[1]} `) });
    const cell = (name: string) => row.locator(`[data-label="${name}"]`).textContent();
    const said = { leader: await cell('Leader'), isr: sorted(await cell('Isr')), epoch: await cell('LeaderEpoch') };
    const wanted = (field: RegExp) => field.exec(final[2]!)?.[1];
    const [leader, isr, epoch] = [/leader (\d+|none)/, /isr \[([\d,]*)\]/, /leader-epoch (\d+)/].map(wanted);
    expect({ ...said, ...defined({ leader, isr, epoch }) }).toEqual(said);
  }

  // And the page comes to the same verdicts.
  const asPage = reader.button('Read as one page');
  if ((await asPage.count()) > 0) await asPage.click();
  await reader.button('Run to the end and check').click();
  const verdicts = page.getByTestId('verdicts').getByRole('listitem');
  await verdicts.first().waitFor();
  expect(await verdicts.locator('.mono').allTextContents()).toEqual(summary.verdicts.map(({ text }) => text));
  expect(await verdicts.getByText('✓ holds').count()).toBe(summary.verdicts.filter(({ ok }) => ok).length);
});

/** All kinds shown, the list is read from its end upwards, as far as is wanted. */
async function newestFacts(reader: Reader): Promise<string[]> {
  const { page, facts } = reader;
  const chips = page.getByRole('group', { name: 'Kinds of facts' }).getByRole('button', { pressed: false });
  while ((await chips.count()) > 0) await chips.first().click();
  await facts.focus();
  await page.keyboard.press('End');
  const read = new Map<number, string>();
  for (let turn = 0; turn < 60 && read.size < READ; turn++) {
    const options = await facts.getByRole('option').evaluateAll((elements) =>
      elements.map((element) => ({
        place: Number(element.getAttribute('aria-posinset')),
        text: [...element.children].map((child) => child.textContent).join(' | '),
      })),
    );
    for (const { place, text } of options) read.set(place, text);
    await page.keyboard.press('PageUp');
    await page.waitForTimeout(20);
  }
  return [...read]
    .sort(([a], [b]) => a - b)
    .slice(-READ)
    .map(([, text]) => text);
}

function asTheListSaysIt({ type, at, node, ...rest }: Told): string {
  const fields = Object.fromEntries(Object.entries({ node, ...rest }).map(([name, value]) => [name, asText(value)]));
  return [formatTime(at), node, factSentence({ type, fields } as FactFrame, 'en')].join(' | ');
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}=${asText(inner)}`)
    .join(' ');
}

/** The verdict speaks of a set, the table shows Kafka's order. */
const sorted = (ids: string | null) => ids?.split(',').sort().join(',');

function defined(record: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
