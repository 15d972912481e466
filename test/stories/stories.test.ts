/** Every story in this folder. `npm test -- --rewrite-stories` writes what they print now; review it as prose. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseStory, printStory, Storyteller } from './storyteller.ts';

const FOLDER = import.meta.dirname;
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

describe('stories', () => {
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort()) {
    test(file.replace('.txt', ''), () => {
      const path = join(FOLDER, file);
      const text = readFileSync(path, 'utf8');
      const teller = new Storyteller();
      const told = parseStory(text).map((block) => ({ ...block, expected: teller.tell(block.commands) }));
      if (REWRITE) writeFileSync(path, printStory(told));
      else expect(printStory(told)).toBe(text);
      expect(teller.brokenPromises).toEqual([]);
    });
  }
});
