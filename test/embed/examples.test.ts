/** What teachers copy: every parameter, attribute and scenario in the examples and in docs/embedding.md is one that there is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OTHERS, PARAMETERS } from '../../src/embed/element/attributes.ts';
import { readEmbed } from '../../src/embed/parameters.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILES = [
  'docs/embedding.md',
  ...readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(html|md|mdx|jsx|js)$/.test(file) && !file.startsWith('course-repository'))
    .map((file) => `examples/${file}`),
];

test.each(FILES)('%s', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  for (const [, query = '', hash = ''] of text.matchAll(/embed\.html(\?[^#"'`\s]*)?(#[^"'`\s]*)?/g)) {
    // The page itself fills in who it is.
    const plain = (part: string) => part.replaceAll('&amp;', '&').replace(/&?api=1/, '');
    const { bad, address } = readEmbed(plain(query), plain(hash).replace(/&origin=\$.*/, ''), 'player');
    expect(bad, `${query}${hash}`).toEqual([]);
    const { scenario } = address;
    if (scenario !== undefined) expect(existsSync(join(ROOT, 'scenarios', `${scenario}.yaml`)), scenario).toBe(true);
  }
  for (const [, attributes = ''] of text.matchAll(/<(?:tidemark-player|TidemarkPlayer)\s([^>{]*)>/g)) {
    for (const [, name = '', value = ''] of attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) {
      expect(['id', ...PARAMETERS, ...OTHERS]).toContain(name);
      if (name === 'scenario') expect(existsSync(join(ROOT, 'scenarios', `${value}.yaml`)), value).toBe(true);
    }
  }
});
