/** Every story of why in this folder. `npm test -- --rewrite-stories` writes what they print now; review it as prose. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Block, parseBlocks, printBlocks, Teller } from './whyStories.ts';

const FOLDER = import.meta.dirname;
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    const path = join(FOLDER, file);
    const teller = new Teller();
    const told: Block[] = [];
    for (const block of parseBlocks(readFileSync(path, 'utf8'))) {
      test(block.title, () => {
        const printed = teller.tell(block);
        told.push({ ...block, expected: printed });
        if (REWRITE) writeFileSync(path, printBlocks(told));
        else expect(printed.join('\n')).toBe(block.expected.join('\n'));
      });
    }
  });
}
