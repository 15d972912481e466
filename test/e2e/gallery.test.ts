/**
 * Every situation at three sizes, in two languages and two themes: audited with axe-core, and photographed into
 * test-results/screenshots so that people can look. Each size is seen light in English and dark in Korean (with reduced
 * motion); TIDEMARK_GALLERY=all adds the other two.
 */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { SITUATIONS } from './situations.ts';
import { type Opening, open, SIZES } from './support.ts';

const FOLDER = 'test-results/screenshots';

type Look = Required<Pick<Opening, 'size' | 'language' | 'theme'>>;

const LOOKS: readonly Omit<Look, 'size'>[] = [
  { language: 'en', theme: 'light' },
  { language: 'ko', theme: 'dark' },
  ...(process.env.TIDEMARK_GALLERY === 'all'
    ? ([
        { language: 'en', theme: 'dark' },
        { language: 'ko', theme: 'light' },
      ] as const)
    : []),
];

test.each(Object.keys(SIZES) as Look['size'][])(
  '%s: nothing axe objects to, nothing wider than the screen',
  async (size) => {
    mkdirSync(FOLDER, { recursive: true });
    const wrong = await Promise.all(LOOKS.map((look) => walk({ ...look, size })));
    expect(wrong.flat()).toEqual([]);
  },
  180_000,
);

async function walk({ size, language, theme }: Look): Promise<string[]> {
  const reader = await open({ size, language, theme, reducedMotion: language === 'ko' });
  const { page } = reader;
  const wrong: string[] = [];
  for (const { name, arrange, part, leave } of SITUATIONS) {
    const look = `${name}-${size}-${language}-${theme}`;
    await arrange(reader, size).catch((error: Error) => {
      throw new Error(`${look}: ${error.message}`);
    });
    await page.screenshot({ path: `${FOLDER}/${look}.png` });
    wrong.push(...(await axeViolations(page, part)).map((text) => `${look}: ${text}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) wrong.push(`${look}: the page is ${over} px wider than the screen`);
    await leave?.(reader);
  }
  return wrong;
}
