/**
 * The situations, audited with axe-core, in what the other tests do not see: a phone in Korean, dark and with reduced motion;
 * a desk without the lenses and dialogs that stand alone. TIDEMARK_GALLERY=all takes a tablet too, and every pair. With TIDEMARK_GALLERY, whatever it is, they are photographed into test-results/screenshots, so that people can look.
 */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { IS_ALL } from './amount.ts';
import { axeViolations } from './axe.ts';
import { isAlone, SITUATIONS } from './situations.ts';
import { type Opening, open, SIZES } from './support.ts';

const FOLDER = 'test-results/screenshots';

type Look = Required<Pick<Opening, 'size' | 'language' | 'theme'>>;
type Tint = Omit<Look, 'size'>;

const EVERY: readonly Tint[] = [
  { language: 'en', theme: 'light' },
  { language: 'ko', theme: 'dark' },
  { language: 'en', theme: 'dark' },
  { language: 'ko', theme: 'light' },
];

const IS_PHOTOGRAPHED = process.env.TIDEMARK_GALLERY !== undefined;

const LOOKS: Readonly<Record<Look['size'], readonly Tint[]>> = IS_ALL
  ? { desk: EVERY, tablet: EVERY, phone: EVERY }
  : { desk: EVERY.slice(0, 1), tablet: [], phone: EVERY.slice(1, 2) };

test.each((Object.keys(SIZES) as Look['size'][]).filter((size) => LOOKS[size].length > 0))(
  '%s: nothing axe objects to, nothing wider than the screen',
  async (size) => {
    if (IS_PHOTOGRAPHED) mkdirSync(FOLDER, { recursive: true });
    const wrong = await Promise.all(LOOKS[size].map((look) => walk({ ...look, size })));
    expect(wrong.flat()).toEqual([]);
  },
  180_000,
);

async function walk({ size, language, theme }: Look): Promise<string[]> {
  const reader = await open({ size, language, theme, reducedMotion: language === 'ko' });
  const { page } = reader;
  const wrong: string[] = [];
  const looked = SITUATIONS.filter((one) => IS_PHOTOGRAPHED || size === 'phone' || !isAlone(one));
  for (const { name, arrange, part, leave } of looked) {
    const look = `${name}-${size}-${language}-${theme}`;
    await arrange(reader, size).catch((error: Error) => {
      throw new Error(`${look}: ${error.message}`);
    });
    if (IS_PHOTOGRAPHED) await page.screenshot({ path: `${FOLDER}/${look}.png` });
    wrong.push(...(await axeViolations(page, part)).map((text) => `${look}: ${text}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) wrong.push(`${look}: the page is ${over} px wider than the screen`);
    await leave?.(reader);
  }
  return wrong;
}
