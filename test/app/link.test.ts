/** A link with what was done by hand: opened anew it is the same run; what cannot be read is left out and told. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { Conductor } from '../../src/app/conductor.ts';
import type { Source } from '../../src/app/moves.ts';
import { defaultSettings } from '../../src/app/settings.ts';
import { createAppStore, currentBranch, currentView } from '../../src/app/store.ts';
import { readAddress, writeAddress } from '../../src/app/url.ts';
import { seconds } from '../../src/base/time.ts';
import { localWire } from './localWire.ts';

const TEXT = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
const SOURCE = { name: 'leader-failover', fileName: 'leader-failover.yaml', text: TEXT, kind: 'scenario' } as const;

const open: Conductor[] = [];
afterEach(() => {
  for (const conductor of open.splice(0)) conductor.close();
});

async function opened(more: Partial<Source> = {}, at: Parameters<Conductor['load']>[1] = { at: seconds(8) }) {
  const conductor = new Conductor(createAppStore(defaultSettings(['en'])), localWire);
  open.push(conductor);
  await conductor.load({ ...SOURCE, ...more }, at);
  return conductor;
}

const noticesOf = ({ state }: Conductor) => state.notices.map(({ key }) => key);

async function played(): Promise<Conductor> {
  const conductor = await opened();
  await conductor.act({ type: 'kill', node: 'b1' }, 'kill');
  await conductor.runFor(seconds(12));
  await conductor.act({ type: 'console', line: 'kafka-topics --list', reader: null, files: {} }, 'list');
  return conductor;
}

test('the same instant, the same run', async () => {
  const conductor = await played();
  const link = await conductor.linkOf(0);
  expect(link.isTooLong).toBe(false);
  // A tool that was started just now stands between events of the same time.
  const hash = writeAddress({ at: link.at, acts: link.acts! });
  const { address, bad } = readAddress('', hash);
  expect(bad).toEqual([]);
  const other = await opened({ acts: address.acts! }, address.at);
  expect(currentView(other.state)?.fingerprint).toBe(currentView(conductor.state)?.fingerprint);
  expect(currentView(other.state)?.frame.at).toBe(currentView(conductor.state)?.frame.at);
  expect(currentBranch(other.state)?.commands).toEqual(currentBranch(conductor.state)?.commands);
  expect(noticesOf(other)).toEqual([]);
  expect((await other.linkOf(0)).acts).toBe(link.acts);
});

test('a run that nobody touched needs no such part', async () => {
  expect(await (await opened()).linkOf(0)).toEqual({
    id: expect.any(Number),
    answer: 'link',
    at: { at: seconds(8) },
    acts: null,
    isTooLong: false,
  });
});

test('another scenario or seed than it was made with is told', async () => {
  const { acts, at } = await (await played()).linkOf(0);
  expect(noticesOf(await opened({ acts: acts!, seed: 99 }, at))).toEqual(['notice.linkOther']);
  const text = TEXT.replace(/every: \d+ms/, 'every: 333ms');
  expect(noticesOf(await opened({ acts: acts!, text }, at))).toEqual(['notice.linkOther']);
});

test('what cannot be read is left out; the scenario opens', async () => {
  const conductor = await opened({ acts: 'AAAA' });
  expect(noticesOf(conductor)).toEqual(['notice.linkActs']);
  expect(currentView(conductor.state)?.frame.at).toBe(seconds(8));
  expect(conductor.state.link).toBe('ready');
});

test('a file of an older form opens, and it is told what was read otherwise', async () => {
  const old = new URL('../scenario/old/drill-without-opens.yaml', import.meta.url);
  const conductor = await opened({ name: 'old', fileName: 'old.yaml', text: readFileSync(old, 'utf8') }, undefined);
  expect(conductor.state.problems).toEqual([]);
  expect(noticesOf(conductor)).toEqual(['notice.migrated']);
  expect(conductor.state.notices[0]).toMatchObject({ values: { what: expect.stringContaining('drill.opens: 60s') } });
});

test('a link to an instant that is hours of work away opens at the end, and says so', async () => {
  const text = 'tidemark: 1\ntitle: { en: Tiny, ko: 작음 }\nuntil: 2s\ncluster: { controllers: 1, brokers: 1 }';
  for (const at of [{ at: 99_999_999_000_000 }, { step: 999_999_999 }]) {
    const late = await opened({ text }, at);
    expect(noticesOf(late)).toEqual(['notice.badParameter']);
    expect(late.state.notices[0]?.values).toMatchObject({ name: 'at' });
    expect(currentView(late.state)?.frame.at).toBe(seconds(2));
  }
  // Somebody who went on after the end may show where they are.
  const after = await opened({ text }, { at: seconds(30) });
  expect(noticesOf(after)).toEqual([]);
  expect(currentView(after.state)?.frame.at).toBe(seconds(30));
});
