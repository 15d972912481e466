/**
 * Groups on a cluster that is too small for `__consumer_offsets`: Kafka starts, the topic is never made, and no group ever
 * finds its coordinator. That is no mistake of the file (it may be the lesson), so it is a warning.
 */
import { configValue, parseConfigValue } from '../../kafka/config/config.ts';
import { brokersOf, type Scenario } from '../scenario.ts';
import type { Names, Report } from './report.ts';

const FACTOR = 'offsets.topic.replication.factor';

export function checkOffsetsTopic(scenario: Scenario, { groups }: Names, report: Report): void {
  const count = brokersOf(scenario).length;
  const written = scenario.cluster.config?.[FACTOR];
  const parsed = written === undefined ? undefined : parseConfigValue('server', FACTOR, written, report.version);
  const factor = parsed?.ok ? (parsed.value as number) : configValue<number>('server', {}, FACTOR);
  const isMade = (scenario.topics ?? []).some(({ name }) => name === '__consumer_offsets');
  if (groups.length === 0 || isMade || count === 0 || factor <= count) return;
  const path = written === undefined ? ['cluster'] : ['cluster', 'config', FACTOR];
  const brokers = count === 1 ? 'there is 1 broker' : `there are ${count} brokers`;
  const why = `${FACTOR} is ${factor}${written === undefined ? ' by default' : ''}, and ${brokers}`;
  const so = `__consumer_offsets cannot be made, and no group finds a coordinator, in Kafka as here`;
  report.warn(path, `${so}: ${why}; set ${FACTOR}: ${count} in cluster.config`);
}
