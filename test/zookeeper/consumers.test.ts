/**
 * Stories of consumers whose group is in ZooKeeper: a scenario, the facts it is about, and what they say. `npm test --
 * --rewrite-stories` writes what they print now; review it as prose.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatMicros } from '../../src/base/time.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import { kafkaProtocol } from '../../src/kafka/protocol.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Kernel } from '../../src/sim/kernel.ts';

const FOLDER = join(import.meta.dirname, 'consumerStories');
const REWRITE = process.env['TIDEMARK_REWRITE_STORIES'] === '1';

/** `show:` and a list of facts, perhaps with what must be in them; then a scenario; then what is told. */
function tell(lines: readonly string[]): string[] {
  const shown = lines[0]!.replace('show:', '').trim().split(/\s+/);
  const read = parseScenario(['tidemark: 1', 'title: { en: a story, ko: 이야기 }', ...lines.slice(1)].join('\n'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const kernel = new Kernel(toWorld(read.scenario), { freeze: true });
  const watcher = new PropertyWatcher(PROPERTIES);
  const printed: string[] = [];
  const isShown = (fact: KafkaFact): boolean =>
    shown.some((one) => {
      const [type, part = ''] = one.split('~');
      return type === fact.type && describeFact(fact).includes(part);
    });
  for (let step = kernel.runNext(read.scenario.until); step !== undefined; ) {
    watcher.watch(step, kernel);
    for (const { fact } of step.facts) {
      if (isShown(fact)) printed.push(`${formatMicros(step.at).slice(0, -4)}  ${kafkaProtocol.describeFact(fact)}`);
    }
    step = kernel.runNext(read.scenario.until);
  }
  const broken = watcher.breaks.filter(({ promised }) => promised);
  return [...printed, ...broken.map(({ name, detail }) => `broken: ${name}: ${detail}`)];
}

describe('consumers of the ZooKeeper era', () => {
  for (const file of readdirSync(FOLDER).sort()) {
    test(file.replace('.txt', ''), () => {
      const path = join(FOLDER, file);
      const text = readFileSync(path, 'utf8');
      const [written] = text.split('\n----\n') as [string];
      const lines = written.split('\n').filter((line) => !line.startsWith('#'));
      const now = `${written}\n----\n${tell(lines).join('\n')}\n`;
      if (REWRITE) writeFileSync(path, now);
      else expect(now).toBe(text);
    });
  }
});
