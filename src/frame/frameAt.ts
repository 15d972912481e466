/** One instant of one branch as plain data: the frame. Everything in it is derived from the simulation at the playhead. */
import type { Config } from '../kafka/kinds.ts';
import type { Frame } from './frame.ts';
import { linkFrames, messageFrames } from './messageFrames.ts';
import { newestImage, partitionFrames, quorumFrame } from './metadataFrames.ts';
import { nodeFrame } from './nodeFrames.ts';
import type { Recording } from './recording.ts';
import type { LeaderLog } from './recordLedger.ts';
import { type FoundReplica, replicaFrame, replicasOf } from './replicaFrames.ts';

export function frameAt(recording: Recording): Frame {
  const { kernel, ledger, step, at } = recording;
  const { nodes, world } = kernel;
  const image = newestImage(nodes);
  const context = { step, ledger, image };
  const setups = new Map(world.nodes.map(({ id, setup }) => [id, setup]));
  const found = new Map(nodes.map((node) => [node.id, replicasOf(node)]));
  const leaderLogs = logsOfLeaders([...found.values()]);
  let config: Config = {};
  for (const { setup } of world.nodes) if (setup.kind === 'server') config = setup.config;
  return {
    at,
    step,
    nodes: nodes.map((node) =>
      nodeFrame(node, setups.get(node.id)!, {
        image,
        leaderLogs,
        replicas: ({ id }, brokerId) => found.get(id)!.map((replica) => replicaFrame(replica, brokerId, context)),
      }),
    ),
    partitions: partitionFrames(image, config),
    messages: messageFrames(kernel),
    links: linkFrames(kernel),
    quorum: quorumFrame(nodes),
    properties: recording.properties.frames(step),
    ledger: ledger.frame(step, leaderLogs),
  };
}

/** Of each partition the leader of the highest epoch: while a deposed one does not know it yet, there are two. */
function logsOfLeaders(all: readonly (readonly FoundReplica[])[]): ReadonlyMap<string, LeaderLog> {
  const leaders = new Map<string, FoundReplica>();
  for (const replicas of all) {
    for (const replica of replicas) {
      if (replica.role !== 'leader') continue;
      const known = leaders.get(replica.partition);
      if (known === undefined || known.leaderEpoch < replica.leaderEpoch) leaders.set(replica.partition, replica);
    }
  }
  const logs = new Map<string, LeaderLog>();
  for (const [partition, { log }] of leaders) {
    const { logStartOffset, logEndOffset, leaderEpochs } = log;
    logs.set(partition, { logStartOffset, logEndOffset, epochs: leaderEpochs });
  }
  return logs;
}
