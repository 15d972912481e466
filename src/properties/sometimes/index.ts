/** Every marked state, by the part of Kafka it is about. */
import { CLIENT_MARKS } from './clients.ts';
import { CONTROLLER_MARKS } from './controller.ts';
import { GROUP_MARKS } from './groups.ts';
import { LOG_MARKS } from './logs.ts';
import type { Mark } from './mark.ts';
import { QUORUM_MARKS } from './quorum.ts';
import { REPLICATION_MARKS } from './replication.ts';

export { MarkWatcher } from './markWatcher.ts';

export const MARKS: readonly Mark[] = [
  ...CLIENT_MARKS,
  ...REPLICATION_MARKS,
  ...LOG_MARKS,
  ...GROUP_MARKS,
  ...CONTROLLER_MARKS,
  ...QUORUM_MARKS,
];

export const markNames: readonly string[] = MARKS.map(({ name }) => name);
