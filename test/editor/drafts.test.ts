/** Nothing that was typed is lost: kept, found again, with what it was before; two tabs, a full disk, damaged records. */
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Draft, newDraft, readDraft, restored, withText } from '../../src/app/drafts/draft.ts';
import { DraftDesk, type Tabs } from '../../src/app/drafts/draftDesk.ts';
import { listDrafts, setDeleted, zipOfDrafts } from '../../src/app/drafts/draftList.ts';
import { type DraftStore, memoryStore } from '../../src/app/drafts/draftStore.ts';
import { lineDifference } from '../../src/app/drafts/lineDifference.ts';
import { type Keeper, memoryKeeper } from '../../src/app/settings.ts';

/** One browser: tabs of it share what is kept. */
class Browser {
  now = 1_000_000;
  ids = 0;
  store: DraftStore;
  keeper: Keeper = memoryKeeper(true);
  readonly #tabs: Tabs[] = [];
  constructor(store: DraftStore = memoryStore(true)) {
    this.store = store;
  }
  tab(): DraftDesk {
    const tab: Tabs = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of this.#tabs) if (other !== tab) other.onmessage?.({ data });
      },
    };
    this.#tabs.push(tab);
    return new DraftDesk({
      store: () => Promise.resolve(this.store),
      clock: () => this.now,
      // Nothing is kept by itself here: the page is left before its time has come.
      later: () => () => undefined,
      keeper: this.keeper,
      tabs: tab,
      newId: () => `d${++this.ids}`,
    });
  }
}

test('a page that crashes says no goodbye: what was typed a moment ago is there all the same', async () => {
  const browser = new Browser();
  const tab = browser.tab();
  const { id } = tab.begin('orders', null, 'a');
  tab.change('ab');
  await tab.flush();
  browser.now += 500;
  tab.change('abc');
  const again = browser.tab();
  expect((await again.open(id))?.text).toBe('abc');
  expect(again.state.getState().recovered).toBe(true);
});

test('of what is typed within half a second one copy is made: no older one comes back over what was kept', async () => {
  const browser = new Browser();
  const tab = browser.tab();
  const { id } = tab.begin('orders', null, 'a');
  for (const text of ['ab', 'abc', 'abcd']) {
    tab.change(text);
    browser.now += 100;
  }
  const crashed = browser.tab();
  expect((await crashed.open(id))?.text).toBe('ab');
  tab.leave();
  expect((await browser.tab().open(id))?.text).toBe('abcd');
  await tab.flush();
  browser.now += 100;
  const again = browser.tab();
  expect((await again.open(id))?.text).toBe('abcd');
  expect(again.state.getState()).toMatchObject({
    recovered: false,
    draft: { versions: expect.not.arrayContaining([expect.objectContaining({ text: 'ab' })]) },
  });
});

test('kept, and there again; what was typed in the last moment before a reload too', async () => {
  const browser = new Browser();
  const tab = browser.tab();
  const { id } = tab.begin('orders', 'leader-failover', 'a');
  tab.change('ab');
  await tab.flush();
  expect(tab.state.getState()).toMatchObject({ keeping: 'kept', draft: { text: 'ab', revision: 1 } });
  tab.change('abc');
  expect(tab.wouldLose).toBe(false);
  // The page is gone before the browser has answered.
  const slow = { ...browser.store, write: () => new Promise<never>(() => undefined) };
  Object.assign(browser.store, { write: slow.write });
  tab.leave();
  await new Promise((resolve) => setTimeout(resolve, 0));
  Object.assign(browser.store, memoryStore(true), { read: browser.store.read });
  const again = browser.tab();
  expect((await again.open(id))?.text).toBe('abc');
  expect(again.state.getState().recovered).toBe(true);
});

test('a draft that had only just been begun is in hand as well', async () => {
  const browser = new Browser();
  const tab = browser.tab();
  const { id } = tab.begin('orders', null, 'a');
  tab.change('typed a moment ago');
  Object.assign(browser.store, { write: () => new Promise<never>(() => undefined) });
  tab.leave();
  const again = browser.tab();
  expect((await again.open(id))?.text).toBe('typed a moment ago');
});

test('two tabs in one draft: neither overwrites the other, and both are told', async () => {
  const browser = new Browser();
  const one = browser.tab();
  const { id } = one.begin('orders', null, 'a');
  one.change('of one');
  await one.flush();
  const other = browser.tab();
  await other.open(id);
  expect([one, other].map(({ state }) => state.getState().isElsewhere)).toEqual([true, true]);
  other.change('of the other');
  await other.flush();
  one.change('of one, longer');
  await one.flush();
  await one.flush();
  expect(one.state.getState()).toMatchObject({
    copiedFrom: { name: 'orders', isDamaged: false },
    keeping: 'kept',
    draft: { name: 'orders-2' },
  });
  const { drafts } = await listDrafts(browser.store, browser.now);
  expect(drafts.map(({ name, text }) => `${name}: ${text}`).sort()).toEqual([
    'orders-2: of one, longer',
    'orders: of the other',
  ]);
});

test('a browser that refuses, or is full, says so, and the text stays', async () => {
  const nowhere = new Browser(memoryStore(false));
  nowhere.keeper = memoryKeeper();
  const refusing = nowhere.tab();
  refusing.begin('orders', null, 'a');
  refusing.change('b');
  await refusing.flush();
  expect(refusing.state.getState()).toMatchObject({ keeping: 'memory', draft: { text: 'b' } });
  expect(refusing.wouldLose).toBe(true);
  // A file is as good as any.
  refusing.saved('b');
  expect(refusing.wouldLose).toBe(false);
  refusing.change('c');
  await refusing.flush();
  // Left for another text it still is the only one that knows.
  refusing.begin('next', null, 'n');
  expect(refusing.wouldLose).toBe(true);
  expect((await listDrafts(await refusing.shelf(), 0)).drafts.map(({ text }) => text)).toEqual(['c']);
  const full = new Browser();
  Object.assign(full.store, { write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) });
  const tab = full.tab();
  tab.begin('orders', null, 'a');
  tab.change('b');
  await tab.flush();
  expect(tab.state.getState()).toMatchObject({ keeping: 'full', draft: { text: 'b' } });
  // It is in hand; another text does not push it out, and a page that comes later finds it.
  expect(tab.wouldLose).toBe(false);
  tab.begin('next', null, 'n');
  await tab.flush();
  const later = full.tab();
  const [found] = (await listDrafts(await later.shelf(), full.now)).drafts;
  expect(found).toMatchObject({ name: 'orders', text: 'b' });
  expect((await later.open(found!.id))?.text).toBe('b');
});

test('no database at all: what is in hand lasts, and is told as that; once there is one again it goes there', async () => {
  const browser = new Browser(memoryStore(false));
  const tab = browser.tab();
  const { id } = tab.begin('orders', null, 'a');
  tab.change('b');
  await tab.flush();
  expect(tab.state.getState().keeping).toBe('hand');
  expect(tab.wouldLose).toBe(false);
  expect((await browser.tab().open(id))?.text).toBe('b');
  browser.store = memoryStore(true);
  browser.now += 60_000;
  tab.change('c');
  await tab.flush();
  expect(tab.state.getState()).toMatchObject({ keeping: 'kept', draft: { text: 'c' } });
  expect(await browser.store.read(id)).toMatchObject({ text: 'c' });
});

test('what was left before it could be kept is kept all the same', async () => {
  const browser = new Browser();
  const { write } = browser.store;
  let go: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    go = resolve;
  });
  Object.assign(browser.store, { write: (draft: Draft) => slow.then(() => write(draft)) });
  const tab = browser.tab();
  const { id } = tab.begin('orders', null, 'a');
  tab.change('b');
  const writing = tab.flush();
  tab.change('bc');
  tab.begin('next', null, 'n');
  go();
  await writing;
  await tab.flush();
  expect(await browser.store.read(id)).toMatchObject({ text: 'bc' });
  expect(tab.state.getState().draft?.name).toBe('next');
});

test('a record that cannot be read is never written over', async () => {
  const browser = new Browser();
  const tab = browser.tab();
  const { id } = tab.begin('orders', null, 'a');
  // Of a newer page, say.
  const newer = { format: 2, id, text: ['…'] };
  const { read, write } = browser.store;
  await write(newDraft({ id, name: 'n', origin: null, text: 't', now: 0 }));
  Object.assign((await read(id)) as object, newer);
  tab.change('b');
  await tab.flush();
  await tab.flush();
  expect(await read(id)).toMatchObject(newer);
  expect(tab.state.getState()).toMatchObject({
    copiedFrom: { name: 'orders', isDamaged: true },
    draft: { text: 'b', name: 'orders-2' },
  });
});

test('a tab that leaves a draft says so to the others', async () => {
  const browser = new Browser();
  const [one, other] = [browser.tab(), browser.tab()];
  const { id } = one.begin('orders', null, 'a');
  one.change('b');
  await one.flush();
  await other.open(id);
  expect(one.state.getState().isElsewhere).toBe(true);
  other.begin('next', null, 'n');
  expect(one.state.getState().isElsewhere).toBe(false);
});

test('earlier versions: spaced, bounded, and to go back to; going back can be gone back on', () => {
  let draft: Draft = newDraft({ id: 'd', name: 'n', origin: null, text: 'v0', now: 0 });
  for (let minute = 1; minute <= 600; minute++) draft = withText(draft, `v${minute}`, minute * 60_000);
  expect(draft.versions.length).toBeLessThanOrEqual(41);
  expect(draft.versions[0]?.text).toBe('v0');
  expect(draft.versions.at(-1)?.text).toBe('v599');
  const back = restored(draft, draft.versions[0]!, 700 * 60_000);
  expect(back.text).toBe('v0');
  expect(back.versions.at(-1)?.text).toBe('v600');
});

test('deleted and brought back; damaged records are listed, exported, and cost nothing else', async () => {
  const browser = new Browser();
  const tab = browser.tab();
  const { id } = tab.begin('나의 주문/orders', null, 'a');
  tab.change('b');
  await tab.flush();
  await setDeleted(browser.store, id, browser.now);
  expect(await listDrafts(browser.store, browser.now)).toMatchObject({ drafts: [], deleted: [{ id }] });
  await setDeleted(browser.store, id, null);
  const all = await browser.store.all();
  const damaged = [...all, ['x', { format: 1, id: 'x', text: 7 }] as const];
  const store = { ...browser.store, all: () => Promise.resolve(damaged) };
  expect(await listDrafts(store, browser.now)).toMatchObject({ drafts: [{ id }], damaged: ['x'] });
  const files = Object.keys(unzipSync(await zipOfDrafts(store)));
  expect(files.filter((name) => !name.startsWith('history/'))).toEqual(['나의-주문-orders.yaml', 'damaged/x.json']);
  for (const value of [
    null,
    7,
    [],
    { format: 2 },
    { ...newDraft({ id: 'd', name: 'n', origin: null, text: 't', now: 0 }), versions: 1 },
  ]) {
    expect(readDraft(value)).toBeUndefined();
  }
});

test('what is different between two versions', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\n';
  const after = 'a\nb\nc\nX\ne\nf\ng\nh\n';
  expect(lineDifference(before, after).map(({ is, text }) => `${is} ${text}`)).toEqual([
    'gap ',
    'same b',
    'same c',
    'gone d',
    'new X',
    'same e',
    'same f',
    'same g',
    'new h',
    'same ',
  ]);
  expect(lineDifference(before, before)).toEqual([]);
});
