/** What a browser fetches before anything is seen: the scripts that the page names, as they travel. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../dist');
const MOST_KILOBYTES = 180;

test(`the scripts of the first load are at most ${MOST_KILOBYTES} kB, gzipped`, () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map((match) => match[1]!);
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.map((path) => gzipSync(readFileSync(join(DIST, path)), { level: 9 }).length);
  expect(bytes.reduce((sum, one) => sum + one, 0) / 1000).toBeLessThanOrEqual(MOST_KILOBYTES);
});
