/**
 * Which logger a line is from, and which file it ends in. The names of classes have moved: from 4.0 on what was Scala in
 * `kafka.*` is Java in `org.apache.kafka.*`, one class after the other, as the jars of 3.9.1 to 4.3.1 have it. Files:
 * config/log4j2.yaml, before 4.0 config/log4j.properties.
 */
import type { KafkaVersion } from '../../kafka/versions.ts';

/** The first two numbers of a release. */
function release({ name }: KafkaVersion): readonly [number, number] {
  const [major, minor] = name.split('.').map(Number);
  return [major!, minor!];
}

export function isSince(version: KafkaVersion, major: number, minor: number): boolean {
  const [ofMajor, ofMinor] = release(version);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}

/** By class, the name of its logger in a release. */
export function loggerOf(name: MovedClass, version: KafkaVersion): string {
  const { since, now, before } = MOVED[name];
  return isSince(version, since[0], since[1]) ? now : before;
}

export type MovedClass = keyof typeof MOVED;

const MOVED = {
  UnifiedLog: {
    since: [4, 1],
    now: 'org.apache.kafka.storage.internals.log.UnifiedLog',
    before: 'kafka.log.UnifiedLog',
  },
  LocalLog: { since: [4, 0], now: 'org.apache.kafka.storage.internals.log.LocalLog', before: 'kafka.log.LocalLog' },
  LogLoader: { since: [4, 0], now: 'org.apache.kafka.storage.internals.log.LogLoader', before: 'kafka.log.LogLoader' },
  CleanerThread: {
    since: [4, 1],
    now: 'org.apache.kafka.storage.internals.log.LogCleaner$CleanerThread',
    before: 'kafka.log.LogCleaner$CleanerThread',
  },
  BrokerLifecycleManager: {
    since: [4, 3],
    now: 'org.apache.kafka.server.BrokerLifecycleManager',
    before: 'kafka.server.BrokerLifecycleManager',
  },
  GroupCoordinator: {
    since: [4, 0],
    now: 'org.apache.kafka.coordinator.group.GroupMetadataManager',
    before: 'kafka.coordinator.group.GroupCoordinator',
  },
} as const;

export const STATE_CHANGE = 'state.change.logger';

/** What has an appender of its own writes into no other file. */
export function fileOf(logger: string): string {
  if (logger === STATE_CHANGE) return 'state-change.log';
  if (logger.startsWith('org.apache.kafka.controller') || logger.startsWith('kafka.controller'))
    return 'controller.log';
  if (/\.log\.(LogCleaner|Cleaner)\b/.test(logger)) return 'log-cleaner.log';
  if (logger.startsWith('org.apache.zookeeper.server')) return 'zookeeper.log';
  return 'server.log';
}
