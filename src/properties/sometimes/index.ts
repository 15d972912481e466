/** Every marked state, by the part of Kafka it is about. */
import { CLIENT_MARKS } from './clients.ts';
import { CONTROLLER_MARKS } from './controller.ts';
import { GROUP_MARKS } from './groups.ts';
import { LOG_MARKS } from './logs.ts';
import type { Mark } from './mark.ts';
import { QUORUM_MARKS } from './quorum.ts';
import { REPLICATION_MARKS } from './replication.ts';
import { ZOOKEEPER_MARKS } from './zooKeeper.ts';

export { MarkWatcher } from './markWatcher.ts';

const MARKS_OF_QUORUM: readonly Mark[] = [
  ...CLIENT_MARKS,
  ...REPLICATION_MARKS,
  ...LOG_MARKS,
  ...GROUP_MARKS,
  ...CONTROLLER_MARKS,
  ...QUORUM_MARKS,
];

export const MARKS: readonly Mark[] = [...MARKS_OF_QUORUM, ...ZOOKEEPER_MARKS];

/** What runs with a quorum of controllers come to. */
export const markNames: readonly string[] = MARKS_OF_QUORUM.map(({ name }) => name);

/** What only runs with ZooKeeper come to. */
export const zooKeeperMarkNames: readonly string[] = ZOOKEEPER_MARKS.map(({ name }) => name);

/** What runs of an era may come to, by name. */
export function markNamesOf(era: 'kraft' | 'zookeeper'): readonly string[] {
  if (era === 'kraft') return markNames;
  const ofQuorum = new Set(QUORUM_MARKS.map(({ name }) => name));
  return [...markNames.filter((name) => !ofQuorum.has(name)), ...zooKeeperMarkNames];
}
