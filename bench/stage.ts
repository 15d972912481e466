/** Main-thread time of a picture of the large stage: ours against the same scene in plain React SVG, in turn, in Chromium. */
import type { CDPSession, Page } from 'playwright-core';
import { middle, type Ratio } from './measure.ts';
import type { Drawing, Moving, StageBench } from './stagePage/main.tsx';

declare global {
  interface Window {
    stageBench: StageBench;
  }
}

const PAIRS = 7;
const PICTURES = 60;

export interface StageCost extends Ratio {
  /** The same by the browser's own count of main-thread task time. */
  readonly tasks: number;
  /** Our slowest picture, in milliseconds, and how many were drawn. */
  readonly slowest: number;
  readonly pictures: number;
}

export async function stageAgainstSvg(page: Page, origin: string, moving: Moving): Promise<StageCost> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${origin}/stage/bench/stagePage/index.html`);
  await page.waitForFunction(() => 'stageBench' in window);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (const drawing of ['canvas', 'svg'] as const) await once(page, session, drawing, moving);
  const pairs: { ours: Cost; theirs: Cost }[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const ours = await once(page, session, 'canvas', moving);
    const theirs = await once(page, session, 'svg', moving);
    pairs.push({ ours, theirs });
  }
  await session.detach();
  const ratios = sorted(pairs.map(({ ours, theirs }) => ours.picture / theirs.picture));
  return {
    median: middle(ratios),
    low: ratios[0]!,
    high: ratios[ratios.length - 1]!,
    a: middle(sorted(pairs.map(({ ours }) => ours.picture))),
    b: middle(sorted(pairs.map(({ theirs }) => theirs.picture))),
    tasks: middle(sorted(pairs.map(({ ours, theirs }) => ours.tasks / theirs.tasks))),
    slowest: Math.max(...pairs.map(({ ours }) => ours.slowest)),
    pictures: PAIRS * PICTURES,
  };
}

interface Cost {
  readonly picture: number;
  readonly tasks: number;
  readonly slowest: number;
}

async function once(page: Page, session: CDPSession, drawing: Drawing, moving: Moving): Promise<Cost> {
  await page.evaluate((which) => window.stageBench.mount(which), drawing);
  const before = await taskSeconds(session);
  const costs = await page.evaluate(([which, how, pictures]) => window.stageBench.run(which, how, pictures), [
    drawing,
    moving,
    PICTURES,
  ] as const);
  const tasks = (await taskSeconds(session)) - before;
  return { picture: middle(sorted(costs)), tasks, slowest: Math.max(...costs) };
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
