/** Every story of an ensemble, told by clients that speak by hand; and what must hold after every event of it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseStory, printStory } from '../stories/storyteller.ts';
import { ZooKeeperTeller } from './zooKeeperTeller.ts';

const FOLDER = join(import.meta.dirname, 'ensembleStories');
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

for (const file of readdirSync(FOLDER).sort()) {
  test(file.replace('.txt', ''), () => {
    const path = join(FOLDER, file);
    const text = readFileSync(path, 'utf8');
    const teller = new ZooKeeperTeller();
    const told = parseStory(text).map((block) => ({ ...block, expected: teller.tell(block.commands) }));
    if (REWRITE) writeFileSync(path, printStory(told));
    else expect(printStory(told)).toBe(text);
    expect(teller.brokenPromises).toEqual([]);
  });
}
