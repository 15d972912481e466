/**
 * Settings of one group: its own (the config resource GROUP), else the broker's
 * (org.apache.kafka.coordinator.group.{GroupConfig,GroupConfigManager,GroupCoordinatorConfig}).
 */
import { get } from '../../../base/table.ts';
import { withinBounds } from '../../config/groupProblems.ts';
import type { ShardContext } from '../shardContext.ts';

export type GroupSetting =
  | 'consumer.session.timeout.ms'
  | 'consumer.heartbeat.interval.ms'
  | 'consumer.assignment.interval.ms';

/** What the broker calls it, for all groups. */
const OF_BROKER: Readonly<Record<GroupSetting, string>> = {
  'consumer.session.timeout.ms': 'group.consumer.session.timeout.ms',
  'consumer.heartbeat.interval.ms': 'group.consumer.heartbeat.interval.ms',
  'consumer.assignment.interval.ms': 'group.consumer.assignment.interval.ms',
};

/** A broker older than a setting of numbers does without: 0. */
export function groupConfigNumber({ config, image }: ShardContext, groupId: string, name: GroupSetting): number {
  const ofGroup = get(image.configs, `GROUP:${groupId}`);
  const own = ofGroup === undefined ? undefined : get(ofGroup, name);
  if (typeof own === 'number') return withinBounds(config, name, own);
  return (config[OF_BROKER[name]] ?? 0) as number;
}

export type MigrationPolicy = 'bidirectional' | 'upgrade' | 'downgrade' | 'disabled';

/** ConsumerGroupMigrationPolicy; where there is no such setting no group changes its protocol. */
export function migrationPolicy({ config }: ShardContext): MigrationPolicy {
  return ((config['group.consumer.migration.policy'] as string | null) ?? 'disabled').toLowerCase() as MigrationPolicy;
}
