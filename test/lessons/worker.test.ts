/** Through the wire and in this thread: the same lesson, the same places, the same marks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WorkerClient } from '../../src/worker/client.ts';
import { localWire } from '../app/localWire.ts';
import { asking } from './support.ts';

const TEXT = readFileSync(join(import.meta.dirname, '../../scenarios/high-watermark-one-fetch-behind.yaml'), 'utf8');

test('a lesson is the same on both sides of the wire', async () => {
  const client = new WorkerClient(localWire(), () => undefined);
  await client.ask({ ask: 'load', name: 'x', text: TEXT, seed: 3 });
  const here = asking(TEXT, { seed: 3 });
  const { lesson } = await client.ask({ ask: 'lesson', branch: 0 });
  expect(lesson).toEqual(here.lesson());
  for (const { name, question } of lesson!.beats) {
    const place = { beat: name, which: 'stop' } as const;
    for (;;) {
      const { spot, more } = await client.ask({ ask: 'lesson-spot', branch: 0, place });
      if (more) continue;
      expect(spot).toEqual(here.spot(place));
      break;
    }
    if (question === null) continue;
    for (;;) {
      const { marked, more } = await client.ask({ ask: 'mark', branch: 0, question: { beat: name }, answer: null });
      if (more) continue;
      expect(marked).toEqual(here.mark(name, null));
      expect(JSON.parse(JSON.stringify(marked))).toEqual(marked);
      break;
    }
  }
  client.close();
});
