/** Every story of this folder, told by members that speak by hand; and what all of them together have seen. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLASSIC_GROUP_TRANSITIONS } from '../../src/kafka/group/classic/classicGroupChart.ts';
import { parseStory, printStory } from '../stories/storyteller.ts';
import { GroupTeller } from './groupTeller.ts';

const FOLDER = join(import.meta.dirname, 'stories');
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

describe('groups', () => {
  const seen = new Set<string>();
  for (const file of readdirSync(FOLDER).sort()) {
    test(file.replace('.txt', ''), () => {
      const path = join(FOLDER, file);
      const text = readFileSync(path, 'utf8');
      const teller = new GroupTeller();
      const told = parseStory(text).map((block) => ({
        ...block,
        expected: teller.tell(block.commands).flatMap((line) => line.split('\n')),
      }));
      for (const fact of teller.facts) if (fact.type === 'GroupStateChanged') seen.add(`${fact.from} -> ${fact.to}`);
      if (REWRITE) writeFileSync(path, printStory(told));
      else expect(printStory(told)).toBe(text);
      expect(teller.brokenPromises).toEqual([]);
    });
  }

  test('groups take the edges of their chart, every one of them, and no other', () => {
    expect([...seen].sort()).toEqual(CLASSIC_GROUP_TRANSITIONS.map(({ from, to }) => `${from} -> ${to}`).sort());
  });
});
