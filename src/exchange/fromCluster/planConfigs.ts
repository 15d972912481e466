/** Settings: of topics, of single brokers, and of all of them. What would be refused here is left out and listed. */
import { says } from '../../base/says.ts';
import { problemOf } from '../../scenario/checks/checkConfig.ts';
import { hasEffect } from '../../scenario/modelledConfigs.ts';
import type { DescribedCluster, DescribedConfig } from './described.ts';
import type { Notes } from './notes.ts';
import type { PlannedTopic } from './planTopics.ts';
import { REASONS } from './reasons.ts';

const TOO_LONG = says('it is too long', '너무 길어요');

export type Section = Readonly<Record<string, string>>;

export interface PlannedConfigs {
  readonly topics: ReadonlyMap<string, Section>;
  readonly brokers: ReadonlyMap<number, Section>;
  readonly cluster: Section;
}

export function planConfigs(
  cluster: DescribedCluster,
  topics: readonly PlannedTopic[],
  version: string,
  withServers: boolean,
  notes: Notes,
): PlannedConfigs {
  const throttles = new Set<string>();
  const read = (scope: 'topic' | 'server', configs: Iterable<DescribedConfig>): Section => {
    const section: Record<string, string> = {};
    for (const { name, value, line } of configs) {
      if (name.endsWith('.throttled.rate')) {
        if (!throttles.has(name)) notes.leave(line, `${name}=${value}`, REASONS.throttle);
        throttles.add(name);
        continue;
      }
      const problem = value.length > 900 ? { says: TOO_LONG } : problemOf(scope, name, value, version);
      if (problem !== undefined) notes.leave(line, `${name}=${value}`, REASONS.configRefused(problem.says));
      else if (scope === 'server' && !withServers) notes.leave(line, `${name}=${value}`, REASONS.refusedConfigs);
      else {
        section[name] = value;
        if (!hasEffect(scope, name)) notes.leave(line, `${name}=${value}`, REASONS.configWithoutEffect);
      }
    }
    return section;
  };
  return {
    topics: new Map(topics.map(({ name, described }) => [name, read('topic', described.configs.values())])),
    brokers: new Map([...cluster.brokers].map(([id, { configs }]) => [id, read('server', configs.values())])),
    cluster: read('server', cluster.brokerDefaults.values()),
  };
}
