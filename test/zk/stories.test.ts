/** Every story in `stories`. `npm test -- --rewrite-stories` writes what they print now; review it as prose. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseStory, printStory } from '../stories/storyteller.ts';
import { ClientTeller } from './clientTeller.ts';

const FOLDER = join(import.meta.dirname, 'stories');
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

describe('clients of ZooKeeper', () => {
  for (const file of readdirSync(FOLDER).sort()) {
    test(file.replace('.txt', ''), () => {
      const path = join(FOLDER, file);
      const text = readFileSync(path, 'utf8');
      const teller = new ClientTeller();
      const told = parseStory(text).map((block) => ({ ...block, expected: teller.tell(block.commands) }));
      if (REWRITE) writeFileSync(path, printStory(told));
      else expect(printStory(told)).toBe(text);
    });
  }
});
