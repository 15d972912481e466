/** How long a first visit takes to its first picture and to its first motion, against an empty React page. */
import type { Browser } from 'playwright-core';
import { middle } from './measure.ts';

const PAIRS = 9;

export interface FirstVisit {
  /** Milliseconds from the start of the navigation, medians. */
  readonly empty: number;
  readonly picture: number;
  readonly motion: number;
  /** Medians of the pairs. */
  readonly pictureRatio: number;
  readonly motionRatio: number;
  /** Scripts that had arrived by the first picture, the worker's among them. */
  readonly scripts: readonly string[];
}

interface Visit {
  readonly picture: number;
  readonly motion: number;
  readonly scripts: readonly string[];
}

export async function firstVisit(browser: Browser, app: string, empty: string): Promise<FirstVisit> {
  await visit(browser, app, watchApp);
  await visit(browser, empty, watchEmpty);
  const pairs: { ours: Visit; theirs: Visit }[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const ours = await visit(browser, app, watchApp);
    const theirs = await visit(browser, empty, watchEmpty);
    pairs.push({ ours, theirs });
  }
  const median = (read: (pair: (typeof pairs)[number]) => number): number =>
    middle(pairs.map(read).sort((a, b) => a - b));
  return {
    empty: median(({ theirs }) => theirs.picture),
    picture: median(({ ours }) => ours.picture),
    motion: median(({ ours }) => ours.motion),
    pictureRatio: median(({ ours, theirs }) => ours.picture / theirs.picture),
    motionRatio: median(({ ours, theirs }) => ours.motion / theirs.picture),
    scripts: pairs[0]!.ours.scripts,
  };
}

/** A new context each time: nothing is in its cache. */
async function visit(browser: Browser, url: string, watch: () => void): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url);
    await page.waitForFunction(() => 'firstVisit' in window, undefined, { timeout: 30_000 });
    return await page.evaluate(() => (window as unknown as { firstVisit: Visit }).firstVisit);
  } finally {
    await context.close();
  }
}

/** Runs in the page: the stage is there, Play is pressed as soon as it can be, the time on the screen changes. */
function watchApp(): void {
  let picture = 0;
  let shown: string | null = null;
  const look = (): void => {
    const play = document.querySelector<HTMLElement>('[data-testid="play"] button');
    const time = document.querySelector('[data-testid="time"]')?.textContent ?? null;
    if (picture === 0 && document.querySelector('.stage .card') !== null) picture = performance.now();
    if (picture > 0 && shown === null && play !== null && !play.hasAttribute('disabled')) {
      shown = time;
      play.click();
    } else if (shown !== null && time !== shown) {
      const scripts = performance
        .getEntriesByType('resource')
        .filter((entry) => (entry as PerformanceResourceTiming).responseEnd <= picture)
        .map(({ name }) => new URL(name).pathname)
        .filter((name) => name.endsWith('.js'));
      Object.assign(window, { firstVisit: { picture, motion: performance.now(), scripts } });
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function watchEmpty(): void {
  const look = (): void => {
    if (document.querySelector('[data-testid="empty"]') === null) requestAnimationFrame(look);
    else Object.assign(window, { firstVisit: { picture: performance.now(), motion: 0, scripts: [] } });
  };
  requestAnimationFrame(look);
}
