/** Every story in `stories`. `npm test -- --rewrite-stories` writes what they print now; review it as prose. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseStory, printStory } from '../stories/storyteller.ts';
import { ControllerTeller } from './controllerTeller.ts';

const FOLDER = join(import.meta.dirname, 'stories');
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

describe('the controller among the brokers', () => {
  for (const file of readdirSync(FOLDER).sort()) {
    test(file.replace('.txt', ''), () => {
      const path = join(FOLDER, file);
      const text = readFileSync(path, 'utf8');
      const teller = new ControllerTeller();
      const told = parseStory(text).map((block) => ({ ...block, expected: teller.tell(block.commands) }));
      if (REWRITE) writeFileSync(path, printStory(told));
      else expect(printStory(told)).toBe(text);
    });
  }
});
