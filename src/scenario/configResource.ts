/** What an `alter-config` of the timeline is about: a topic, a group, a broker, or the default of all brokers. */
import type { ConfigResourceType } from '../kafka/records.ts';
import { serverId } from './scenario.ts';
import type { TimelineLine } from './schema.ts';

/** `broker: all` is the cluster's default. */
const ALL = 'all';

export function configResource(line: TimelineLine): { resourceType: ConfigResourceType; resourceName: string } {
  const { topic, broker = ALL, group } = line['alter-config']!;
  if (topic !== undefined) return { resourceType: 'TOPIC', resourceName: topic };
  if (group !== undefined) return { resourceType: 'GROUP', resourceName: group };
  return { resourceType: 'BROKER', resourceName: broker === ALL ? '' : `${serverId(broker)}` };
}

export function describeConfigChange(line: TimelineLine): string {
  const { topic, broker, group } = line['alter-config']!;
  return `alter config of ${topic ?? group ?? (broker === ALL ? 'all brokers' : broker)}`;
}
