/**
 * The proof: the scenario is run to the moment at which it is to stand as described, its own tools are asked, and what
 * they print is read as the pasted text was.
 */
import { ConsoleSession } from '../../console/session.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import { History } from '../../record/history.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { toWorld } from '../../scenario/toWorld.ts';
import type { DescribedCluster } from './described.ts';
import { readDescription } from './read.ts';

const ASKED = [
  'kafka-topics --describe',
  'kafka-consumer-groups --describe --all-groups',
  'kafka-consumer-groups --describe --all-groups --members --verbose',
  'kafka-consumer-groups --describe --all-groups --state',
];

/** What its own tools print of it then. Undefined: the run ended before. */
export function standsAs(scenario: Scenario, atMs: number): DescribedCluster | undefined {
  const history = new History<Kafka>(toWorld(scenario));
  history.runUntil(atMs * 1000);
  if (history.kernel.now < atMs * 1000 - 1_000_000) return undefined;
  const session = new ConsoleSession(scenario, history);
  const printed = ASKED.map((line) => (session.type(line) ?? []).map(({ text }) => text).join(''));
  return readDescription(printed.join('\n\n'));
}
