/** What the group lens asks for: the groups there are, and one of them whole. */

import { leadersOf } from '../biography/leaderLogs.ts';
import { newestImage } from '../metadataFrames.ts';
import type { Recording } from '../recording.ts';
import { replicasOf } from '../replicaFrames.ts';
import { coordinatedGroups } from './coordinators.ts';
import type { GroupLensFrame } from './groupFrame.ts';
import { groupHistoryOf } from './groupHistory.ts';
import { type GroupContext, groupNow, groupSummary } from './groupNow.ts';
import { offsetsLog } from './offsetsLog.ts';

/** `wanted` null: the first one. */
export function groupLensFrame(recording: Recording, wanted: string | null): GroupLensFrame {
  const { kernel, facts, visitedAt, at } = recording;
  const { nodes } = kernel;
  const context: GroupContext = { nodes, image: newestImage(nodes), leaders: leadersOf(nodes.map(replicasOf)), at };
  const history = groupHistoryOf(facts);
  const coordinated = coordinatedGroups(nodes);
  const ids = [...new Set([...coordinated.keys(), ...history.groups(visitedAt)])].sort();
  const id = ids.find((candidate) => candidate === wanted) ?? ids[0];
  const groups = ids.map((each) => groupSummary(each, coordinated.get(each), context));
  if (id === undefined) return { groups, group: null };
  const found = coordinated.get(id);
  return {
    groups,
    group: {
      id,
      history: history.frame(id, visitedAt),
      now: groupNow(found, context),
      log: offsetsLog(found, context),
    },
  };
}
