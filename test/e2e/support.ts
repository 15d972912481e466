/**
 * A reader at the page: opens it in a size, theme and language, moves about by roles and labels, and keeps an ear on the
 * console, on errors and on requests that leave the page's own origin. Every test ends with none of them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, onTestFinished } from 'vitest';
import type { TidemarkHandle } from '../../src/app/share.ts';
import { lendPage } from './contexts.ts';

declare global {
  interface Window {
    readonly tidemark: TidemarkHandle;
    readonly violations: string[];
  }
}

export const SIZES = {
  desk: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

export interface Opening {
  readonly size?: keyof typeof SIZES;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'ko';
  readonly reducedMotion?: boolean;
  /** What follows the page's address: `#scenario=slow-follower&at=12s`. */
  readonly address?: string;
  /** Errors this test provokes. */
  readonly allow?: RegExp;
  /** It may keep itself for times without a network. */
  readonly offline?: boolean;
  /** The page shows something else than a run: problems. */
  readonly withoutRun?: boolean;
}

export type Instant = Pick<TidemarkHandle, 'fingerprint' | 'step' | 'at' | 'branch' | 'link' | 'player'>;

/** A new page, closed and judged when the test is over. */
export const newPage = (opening: Opening): Promise<Page> => pageFor(opening, false);

async function pageFor(opening: Opening, isUsed: boolean): Promise<Page> {
  const { size = 'desk', theme, language = 'en', reducedMotion, offline = false, allow } = opening;
  const { page, giveBack } = await lendPage({ language, hasTouch: size === 'phone', offline }, isUsed);
  page.setDefaultTimeout(20_000);
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({
    colorScheme: theme ?? 'light',
    reducedMotion: reducedMotion === true ? 'reduce' : 'no-preference',
  });
  const noise: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) noise.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => noise.push(`page error: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const { errorText = '' } = request.failure() ?? {};
    // What a page was loading when it was left is no failure.
    if (errorText !== 'net::ERR_ABORTED') noise.push(`failed: ${request.url()} ${errorText}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== inject('origin') && !['data:', 'blob:'].includes(url.protocol)) noise.push(`off-origin: ${url}`);
  });
  onTestFinished(async ({ task }) => {
    if (!page.isClosed())
      noise.push(...(await page.evaluate(() => window.violations.map((text) => `policy: ${text}`))));
    const found = noise.filter((text) => allow === undefined || !allow.test(text));
    await giveBack(task.result?.state === 'fail');
    expect(found).toEqual([]);
  });
  return page;
}

export async function open(opening: Opening = {}): Promise<Reader> {
  const reader = new Reader(await pageFor(opening, true));
  await reader.page.goto(`${inject('origin')}/${opening.address ?? ''}`);
  if (opening.withoutRun !== true) await reader.untilReady();
  return reader;
}

/** The first scenario as a file of one's own, without its lesson: the instrument alone. */
export async function openWithoutLesson(opening: Opening = {}): Promise<Reader> {
  const reader = await open(opening);
  const whole = readFileSync(join(import.meta.dirname, '../../scenarios/leader-failover.yaml'), 'utf8');
  const buffer = Buffer.from(whole.replace(/^lesson:\n(?:[ \t].*\n|\n)*/m, ''));
  await reader.page.getByTestId('open-file').setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer });
  await reader.button('Run to the end and check').waitFor();
  await reader.untilReady();
  return reader;
}

export class Reader {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async now(): Promise<Instant> {
    return this.page.evaluate(() => {
      const { fingerprint, step, at, branch, link, player } = window.tidemark;
      return { fingerprint, step, at, branch, link, player };
    });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** The main parts of the page by their labels. */
  get stage(): Locator {
    return this.page.getByRole('application', { name: /^(Cluster|클러스터)$/ });
  }
  get scrubber(): Locator {
    return this.page.getByRole('slider');
  }
  get facts(): Locator {
    return this.page.getByRole('listbox', { name: /^(Facts|일어난 일)/ });
  }
  get announcer(): Locator {
    return this.page.getByTestId('announcer');
  }

  /** A node on the stage. */
  node(id: string): Locator {
    return this.stage.getByRole('button', { name: new RegExp(`^${id}, `) });
  }

  /** Clicks on a node's name: the middle of a broker is its replicas. */
  async pointAt(id: string, button: 'left' | 'right' = 'left'): Promise<void> {
    await this.node(id).click({ button, position: { x: 24, y: 14 } });
  }

  async untilReady(): Promise<void> {
    const { link } = await this.until(
      'the page is ready',
      ({ link, step }) => (link === 'ready' && step >= 0) || link === 'failed',
    );
    if (link === 'failed') throw new Error(`the page says: ${await this.page.getByTestId('crash').textContent()}`);
    await this.stage.or(this.page.getByRole('tab').first()).first().waitFor();
    // Until its lesson has begun, the focus is not where it will be.
    await this.page.waitForFunction(() => !['loading', 'none', 'going'].includes(window.tidemark.lesson ?? ''));
  }

  /** Looks at where the playhead is, and again whenever that has changed. */
  async until(what: string, is: (now: Instant) => boolean, ms = 40_000): Promise<Instant> {
    const end = Date.now() + ms;
    let now = await this.#seen(undefined);
    while (now === undefined || !is(now)) {
      if (Date.now() > end) throw new Error(`waited ${ms} ms until ${what}; it is ${JSON.stringify(now)}`);
      now = await this.#seen(now ?? null);
    }
    return now;
  }

  /** As soon as it is another one than `before`, which is waited for in the page: to ask it costs more than to look there. */
  async #seen(before: Instant | null | undefined): Promise<Instant | undefined> {
    try {
      return await this.page.evaluate(async (before) => {
        const look = (): Instant | undefined => {
          if (window.tidemark === undefined) return undefined;
          const { fingerprint, step, at, branch, link, player } = window.tidemark;
          return { fingerprint, step, at, branch, link, player };
        };
        if (before === undefined) return look();
        const known = JSON.stringify(before);
        for (let turn = 0; turn < 20; turn++) {
          await new Promise((later) => setTimeout(later, 25));
          const now = look();
          if (JSON.stringify(now ?? null) !== known) return now;
        }
        return look();
      }, before);
    } catch (error) {
      // The page was left for another one meanwhile.
      if (/context was destroyed|navigat/i.test(String(error))) return undefined;
      throw error;
    }
  }

  /** Until the playhead has stood still for a moment. */
  async untilStill(): Promise<Instant> {
    const stands = await this.page.evaluate(async () => {
      const end = performance.now() + 15_000;
      const look = (): string => {
        const { fingerprint, step, at, branch, link } = window.tidemark;
        return [fingerprint, step, at, branch, link].join(' ');
      };
      let last = look();
      let since = performance.now();
      for (let looks = 0; performance.now() < end; looks++) {
        await new Promise((later) => setTimeout(later, 20));
        const now = look();
        if (now !== last || !['paused', 'atEnd'].includes(window.tidemark.player)) {
          since = performance.now();
          looks = 0;
        } else if (looks >= 3 && performance.now() - since >= 70) return true;
        last = now;
      }
      return false;
    });
    if (!stands) throw new Error(`the playhead does not come to rest: ${JSON.stringify(await this.now())}`);
    return this.now();
  }

  /** Does something and waits until the playhead has moved and stands. */
  async move(act: () => Promise<unknown>): Promise<Instant> {
    const before = await this.now();
    await act();
    await this.until(
      'the playhead has moved',
      ({ step, at, branch }) => step !== before.step || at !== before.at || branch !== before.branch,
    );
    return this.untilStill();
  }

  /** Moves, and listens to what the live region says of it. */
  async moveAndHear(act: () => Promise<unknown>): Promise<string> {
    const before = await this.untilQuiet();
    await this.move(act);
    for (let turn = 0; turn < 160 && (await this.announcer.textContent()) === before; turn++) {
      await this.page.waitForTimeout(25);
    }
    return (await this.announcer.textContent()) ?? '';
  }

  /** Until the live region has said what there was to say of the moves before; answers with what it said last. */
  async untilQuiet(): Promise<string | null> {
    let last = await this.announcer.textContent();
    for (let since = Date.now(); Date.now() - since < 300; await this.page.waitForTimeout(25)) {
      const now = await this.announcer.textContent();
      if (now !== last) since = Date.now();
      last = now;
    }
    return last;
  }

  /** The scenario's last instant. */
  async toTheEnd(): Promise<Instant> {
    return this.move(() => this.scrubber.press('End'));
  }

  async openTab(name: string | RegExp): Promise<void> {
    const tab = this.page.getByRole('tab', { name });
    const more = this.page.locator('[data-tab="more"]:visible');
    await tab.or(more).first().waitFor();
    if ((await tab.count()) > 0) await tab.click();
    else {
      // What has no room in the row is in the menu at its end.
      await more.click();
      await this.page.getByRole('menuitem', { name }).click();
    }
  }

  /** Sentences in sight in the list of facts. */
  async factsInSight(): Promise<string[]> {
    return this.facts.getByRole('option').locator('.fact-text').allTextContents();
  }

  /** Only what was decided: elections, the quorum, brokers. */
  async showDecisions(): Promise<void> {
    await this.openTab('Facts');
    for (const kind of ['Produce', 'Client errors']) {
      const chip = this.button(new RegExp(`^${kind} \\d+$`));
      if ((await chip.count()) > 0 && (await chip.getAttribute('aria-pressed')) === 'true') await chip.click();
    }
  }

  /** Walks the list of facts from its end upwards until the fact is in sight. */
  async findFact(sentence: RegExp): Promise<Locator> {
    const option = this.facts.getByRole('option', { name: sentence }).first();
    await this.facts.focus();
    await this.page.keyboard.press('End');
    for (let turn = 0; turn < 60; turn++) {
      await this.page.waitForTimeout(30);
      if (await option.isVisible()) return option;
      await this.page.keyboard.press('PageUp');
    }
    throw new Error(`the list of facts has no ${sentence}`);
  }
}
