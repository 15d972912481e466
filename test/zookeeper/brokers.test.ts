/** Every story of clusters that keep their metadata in ZooKeeper, told as those of stories/ are. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseStory, printStory, Storyteller } from '../stories/storyteller.ts';

const FOLDER = join(import.meta.dirname, 'brokers');
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

for (const file of readdirSync(FOLDER).sort()) {
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
