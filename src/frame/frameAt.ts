/** One instant of one branch as plain data: the frame. Everything in it is derived from the simulation at the playhead. */
import type { Config } from '../kafka/kinds.ts';
import { logsOfLeaders } from './biography/leaderLogs.ts';
import type { Frame } from './frame.ts';
import { coordinatedGroups } from './groups/coordinators.ts';
import { linkFrames, messageFrames } from './messageFrames.ts';
import { newestImage, partitionFrames, quorumFrame } from './metadataFrames.ts';
import { nodeFrame } from './nodeFrames.ts';
import type { Recording } from './recording.ts';
import { replicaFrame, replicasOf } from './replicaFrames.ts';

export function frameAt(recording: Recording): Frame {
  const { kernel, ledger, step, at } = recording;
  const { nodes, world } = kernel;
  const image = newestImage(nodes);
  const context = { step, ledger, image };
  const found = new Map(nodes.map((node) => [node.id, replicasOf(node)]));
  const leaderLogs = logsOfLeaders([...found.values()]);
  const coordinated = new Map<number, string[]>();
  for (const { id, broker } of coordinatedGroups(nodes).values())
    coordinated.set(broker, [...(coordinated.get(broker) ?? []), id].sort());
  let config: Config = {};
  for (const { setup } of world.nodes) if (setup.kind === 'server') config = setup.config;
  return {
    at,
    step,
    // A tool that has ended is no part of the cluster any more.
    nodes: nodes
      .filter(({ setup, status }) => setup.kind !== 'tool' || status !== 'down')
      .map((node) => {
        const frame = nodeFrame(node, {
          now: at,
          coordinated,
          image,
          leaderLogs,
          replicas: ({ id }, brokerId) => found.get(id)!.map((replica) => replicaFrame(replica, brokerId, context)),
        });
        const isClosed = node.status === 'down' && recording.lives.endedInOrder(node.id, step);
        return isClosed ? { ...frame, closed: true } : frame;
      }),
    partitions: partitionFrames(image, config),
    messages: messageFrames(kernel),
    links: linkFrames(kernel),
    quorum: quorumFrame(nodes),
    properties: recording.properties.frames(step),
    ledger: ledger.frame(step, leaderLogs),
  };
}
