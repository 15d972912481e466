/** Log lines of a real cluster: the simulation writes each of them, word for word, with its own names and numbers. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import { Session } from '../../src/worker/session.ts';
import { readRecorded } from './recorded.ts';

const { cases } = readRecorded<string>('server-log-lines.json');

/** Runs in which everything happens that happened in the recorded cluster. */
const SCENARIOS = [
  'leader-failover',
  'slow-follower',
  'kicked-out-while-heartbeating',
  'controlled-shutdown-against-kill',
  'coordinator-failover',
  'acks-and-min-insync-replicas',
];

function linesOf(scenario: string): readonly string[] {
  const text = readFileSync(new URL(`../../scenarios/${scenario}.yaml`, import.meta.url), 'utf8');
  const session = new Session({ clock: () => 0 });
  const loaded = session.answer({ ask: 'load', name: scenario, text });
  if (loaded.answer !== 'loaded') throw new Error(JSON.stringify(loaded));
  session.answer({ ask: 'seek', branch: 0, to: { at: loaded.scenario.until } });
  const ask = { node: null, level: 'INFO', logger: '', to: seconds(3600) } as const;
  const lines: string[] = [];
  // An answer is bounded: asked for a while at a time.
  for (let from = 0; from < loaded.scenario.until; from += seconds(10)) {
    const answer = session.answer({ ask: 'server-log', branch: 0, ...ask, search: '', from, to: from + seconds(10) });
    if (answer.answer !== 'server-log') throw new Error(JSON.stringify(answer));
    lines.push(...answer.log.lines.map((line) => line.text));
  }
  return lines;
}

/** What is left of a line when names, numbers, addresses and ids are taken out of it. */
function skeleton(line: string): string {
  return line
    .replace(/^\[[\d-]{10} [\d:,]{12}\]/, 'TIME')
    .replace(/(topic ID|ID is|ID was) (…|[\w-]{22})/g, '$1 ID')
    .replace(/Generated \S+ record/, 'Generated N record')
    .replace(/[\w-]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'MEMBER')
    .replace(/\((localhost\/127\.0\.0\.1|[bc]\d\/…):\d+\)/g, '(ADDRESS)')
    .replace(/host=(localhost|[bc]\d)\b/g, 'host=HOST')
    .replace(/\b(localhost|[bc]\d):\d+/g, 'HOST')
    .replace(/clientId=[\w-]+/g, 'clientId=CLIENT')
    .replace(/groupId=[\w-]+/g, 'groupId=GROUP')
    .replace(/\bgroup [a-z-]+ (in|for|generation)/g, 'group GROUP $1')
    .replace(/\b(orders|payments|readings|events|__consumer_offsets)-\d+/g, 'PARTITION')
    .replace(/\btopic (orders|payments|readings|events) /g, 'topic TOPIC ')
    .replace(/protocol='[\w-]+'/g, "protocol='NAME'")
    .replace(/(\(|\b)(?=[\w-]*\d)(?=[\w-]*[A-Za-z_])[\w-]{22}(?=[):. ]|$)/g, '$1ID')
    .replace(/\d+ms\b/g, 'Nms')
    .replace(/-?\b\d+\b/g, 'N')
    .replace(/N(,N)+/g, 'N')
    .replace(/PARTITION(, PARTITION)+/g, 'PARTITION')
    .replace(
      /(MEMBER=Assignment\(partitions=\[PARTITION\]\))(, MEMBER=Assignment\(partitions=\[(PARTITION)?\]\))+/g,
      '$1',
    );
}

const WRITTEN = new Set(SCENARIOS.flatMap(linesOf).map(skeleton));

test.each(cases)('%s', (line) => {
  expect([...WRITTEN]).toContain(skeleton(line));
});
