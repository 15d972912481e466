/** Moving the playhead: the same place is the same state, whichever way it was reached. */
import { expect, test } from 'vitest';
import { type Instant, open, openWithoutLesson } from './support.ts';

const place = ({ step, at, fingerprint }: Instant) => ({ step, at, fingerprint });

const near =
  (time: number) =>
  ({ at, player }: Instant): boolean =>
    Math.abs(at - time) < 100_000 && player === 'paused';

test('keys on the scrubber', async () => {
  const reader = await openWithoutLesson();
  const { scrubber } = reader;
  const until = Number(await scrubber.getAttribute('aria-valuemax'));
  expect(until).toBe(45_000_000);
  const end = await reader.toTheEnd();
  expect(end.at).toBe(until);
  expect(await scrubber.getAttribute('aria-valuetext')).toMatch(/^event \d+ of \d+, 45\.000 s, /);
  const start = await reader.move(() => scrubber.press('Home'));
  expect(place(start)).toEqual({ step: start.step, at: 0, fingerprint: start.fingerprint });
  const page = await reader.move(() => scrubber.press('PageUp'));
  expect(page.at).toBe(4_500_000);
  expect((await reader.move(() => scrubber.press('ArrowRight'))).at).toBe(4_725_000);
  expect((await reader.move(() => scrubber.press('ArrowLeft'))).fingerprint).toBe(page.fingerprint);
  expect((await reader.move(() => scrubber.press('PageDown'))).fingerprint).toBe(start.fingerprint);
  expect(place(await reader.toTheEnd())).toEqual(place(end));
});

test('dragging the playhead', async () => {
  const reader = await openWithoutLesson();
  const { page, scrubber } = reader;
  const box = (await scrubber.boundingBox())!;
  const at = (part: number) => box.x + 10 + part * (box.width - 20);
  const y = box.y + box.height / 2;
  await page.mouse.move(at(0.1), y);
  await page.mouse.down();
  for (const part of [0.2, 0.35, 0.5]) await page.mouse.move(at(part), y, { steps: 4 });
  await page.mouse.up();
  await reader.until('the playhead is in the middle', near(22_500_000));
  await page.mouse.move(at(0.5), y);
  await page.mouse.down();
  await page.mouse.move(at(0.05), y, { steps: 5 });
  await page.mouse.move(at(0.25), y, { steps: 5 });
  await page.mouse.up();
  await reader.until('the playhead is at the first quarter', near(11_250_000));
  expect(near(11_250_000)(await reader.untilStill())).toBe(true);
});

test('forward and back by event, by fact and by what is interesting ends where it began', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const { page } = reader;
  await reader.stage.getByRole('button').first().focus();
  for (const [forward, back, count] of [
    ['.', ',', 5],
    ['>', '<', 4],
    ['n', 'Shift+N', 3],
  ] as const) {
    const visited = [place(await reader.move(() => page.keyboard.press(forward)))];
    for (let n = 0; n < count; n++) visited.push(place(await reader.move(() => page.keyboard.press(forward))));
    const steps = visited.map(({ step }) => step);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    for (const before of visited.slice(0, -1).reverse()) {
      expect(place(await reader.move(() => page.keyboard.press(back)))).toEqual(before);
    }
  }
});

test('the buttons of the transport bar do what the keys do', async () => {
  const reader = await open({ address: '#at=10.05s' });
  const first = await reader.move(() => reader.button('Next event').click());
  const second = await reader.move(() => reader.button('Next event').click());
  expect(second.step).toBe(first.step + 1);
  expect(place(await reader.move(() => reader.button('Previous event').click()))).toEqual(place(first));
  const heard = await reader.moveAndHear(() => reader.button('Next interesting thing').click());
  expect(heard).toMatch(/b1 was killed\. Its page cache survives\.$/);
  const news = await reader.now();
  await reader.move(() => reader.button('Previous interesting thing').click());
  expect(place(await reader.move(() => reader.button('Next interesting thing').click()))).toEqual(place(news));
  expect((await reader.move(() => reader.button('To the start').click())).at).toBe(0);
});

test('a fact in the list takes the playhead to it, and the inspector says why', async () => {
  const reader = await open({ address: '#at=22s' });
  const { page } = reader;
  await reader.showDecisions();
  await (await reader.findFact(/Broker b1 is fenced/)).click();
  const fenced = await reader.untilStill();
  expect(fenced.at).toBeLessThan(22_000_000);
  const inspector = page.getByTestId('inspect');
  await inspector.getByRole('heading', { name: 'Why' }).waitFor();
  const causes = inspector.getByRole('list').first().getByRole('button');
  await causes.nth(1).waitFor();
  await causes.nth(1).click();
  const earlier = await reader.untilStill();
  expect(earlier.step).toBeLessThan(fenced.step);
});
