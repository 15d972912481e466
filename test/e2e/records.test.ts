/** Metrics, the ledger of the run and the life of a record: by pointer and by key, in both languages. */
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { open, type Reader } from './support.ts';

const LENS = '[data-testid="lens"]';

async function openLens(reader: Reader, name: string): Promise<ReturnType<Reader['page']['locator']>> {
  await reader.openTab(new RegExp(`^${name}$`));
  return reader.page.getByTestId('lens').getByRole('tabpanel');
}

test('metrics: chosen by node and name, read by key, the same in a table', async () => {
  const reader = await open({ address: '#scenario=acks-one-loses&at=24s' });
  const lens = await openLens(reader, 'Metrics');
  const under = lens.getByRole('slider', { name: 'UnderReplicatedPartitions' });
  await under.waitFor();
  await expect.poll(() => under.getAttribute('aria-valuetext')).toMatch(/^24\.000 s: b1 –, b2 1, b3 0$/);
  await under.focus();
  await reader.page.keyboard.press('Home');
  await expect.poll(() => under.getAttribute('aria-valuetext')).toMatch(/^0\.000 s: b1 0, b2 0, b3 0$/);
  for (let turn = 0; turn < 3; turn++) await reader.page.keyboard.press('PageUp');
  const place = await reader.move(() => reader.page.keyboard.press('Enter'));
  expect(place.at).toBe(13_500_000);
  expect(await axeViolations(reader.page, LENS)).toEqual([]);
  await lens.getByLabel('Metrics of').selectOption('Producers');
  await lens.getByLabel('Name').fill('latency');
  await expect.poll(() => lens.getByRole('article').count()).toBe(2);
  await lens.getByRole('button', { name: 'As a table' }).click();
  const row = lens.getByRole('row').filter({ hasText: 'request-latency-avg' });
  await expect.poll(() => row.textContent()).toMatch(/p1.*ms.*client-id=p1/);
  expect(await axeViolations(reader.page, LENS)).toEqual([]);
});

test('the strip leads to what is lost, and from there to the life of a record', async () => {
  const reader = await open({ address: '#scenario=acks-one-loses&at=44s' });
  await reader.page.getByTestId('ledger-strip').getByRole('button', { name: '9 lost' }).click();
  const lens = reader.page.getByTestId('lens').getByRole('tabpanel');
  const first = lens.getByRole('button', { name: 'p1#112' });
  await first.waitFor();
  await first.focus();
  await reader.page.keyboard.press('Enter');
  const life = reader.page.getByTestId('biography');
  await expect.poll(() => life.textContent()).toMatch(/lost.*acknowledged at offset 112, acks=1.*b1 cut it off/s);
  expect(await axeViolations(reader.page, LENS)).toEqual([]);
  const place = await reader.move(() => life.getByRole('button', { name: /cut it off/ }).click());
  expect(place.at).toBeGreaterThan(35_000_000);
  await life.getByRole('button', { name: 'As plain text' }).click();
  expect(await life.getByRole('textbox').inputValue()).toMatch(/^p1#112 {2}orders-0 {2}order-112 = order 112\nlost: /);
});

test('한국어: 레코드를 찾아 일생을 본다', async () => {
  const reader = await open({
    language: 'ko',
    theme: 'dark',
    address: '#scenario=duplicates-without-idempotence&at=37s',
  });
  const lens = await openLens(reader, '레코드');
  await lens.getByLabel('레코드 찾기').fill('p1#40');
  await lens.getByRole('button', { name: 'p1#40' }).click();
  const life = reader.page.getByTestId('biography');
  await expect.poll(() => life.textContent()).toMatch(/중복됨.*프로듀서가 확인 응답을 받았어요: 오프셋 41/s);
  expect(await axeViolations(reader.page, LENS)).toEqual([]);
  const metrics = await openLens(reader, '지표');
  await metrics.getByRole('article').first().waitFor();
  expect(await metrics.textContent()).toContain('주의:');
  expect(await axeViolations(reader.page, LENS)).toEqual([]);
});

test('from a record in the log, and from a fact, to its life', async () => {
  const reader = await open({ address: '#scenario=acks-one-loses&at=14s' });
  await openLens(reader, 'Partition log');
  await reader.page.getByTestId('lens').getByRole('gridcell').nth(3).click();
  await reader.page.getByTestId('acts').getByRole('button', { name: 'Its life' }).click();
  const life = reader.page.getByTestId('biography');
  await expect.poll(() => life.textContent()).toMatch(/^p1#\d+orders-0/);
  await reader.openTab('Facts');
  await reader.facts.getByRole('option').filter({ hasText: 'acknowledged' }).last().click();
  await reader.page.getByTestId('acts').getByRole('button', { name: 'Its life' }).click();
  await expect.poll(() => life.textContent()).toMatch(/^p1#109orders-0/);
});
