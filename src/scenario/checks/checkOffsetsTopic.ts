/**
 * Groups on a cluster that is too small for `__consumer_offsets`: Kafka starts, the topic is never made, and no group ever
 * finds its coordinator. That is no mistake of the file (it may be the lesson), so it is a warning.
 */
import { configValue, parseConfigValue } from '../../kafka/config/config.ts';
import { CLUSTER_SAYS } from '../says/cluster.ts';
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
  report.warn(path, CLUSTER_SAYS.offsetsTopic(factor, written === undefined, count));
}
