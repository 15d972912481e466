/**
 * What `kafka-storage format` made of the servers before the run begins. With kraft.version 0 the voters stand in every
 * server's `controller.quorum.voters`; with 1 on the disks of the first controllers, and the others know only where to ask
 * (`controller.quorum.bootstrap.servers`).
 */
import { draw } from '../base/draw.ts';
import { randomUuid } from '../kafka/controller/uuid.ts';
import type { Voter } from '../kafka/kinds.ts';
import { formattedDisk } from '../kafka/raft/metaProperties.ts';
import type { Files } from '../sim/protocol.ts';
import { controllersOf, hasDynamicVoters, type Scenario } from './scenario.ts';

export interface FormattedCluster {
  readonly voters: readonly Voter[];
  readonly bootstrapServers: readonly string[] | undefined;
  /** By node. */
  readonly disks: ReadonlyMap<string, Files>;
}

export function formattedCluster(scenario: Scenario, clusterId: string, seed: number): FormattedCluster {
  const controllers = controllersOf(scenario);
  if (!hasDynamicVoters(scenario)) {
    const voters = controllers.map(({ nodeId, name }) => ({ id: nodeId, host: name }));
    return { voters, bootstrapServers: undefined, disks: new Map() };
  }
  const dice = { draw: (name: string, bound: number) => draw(seed, name, bound) };
  const planned = controllers.map(({ nodeId, name, voter: initial }) => {
    const directoryId = randomUuid(dice, `directory.id ${name}`);
    return { initial, voter: { id: nodeId, host: name, directoryId } };
  });
  const initialControllers = planned.flatMap(({ initial, voter }) => (initial ? [voter] : []));
  return {
    voters: [],
    bootstrapServers: controllers.map(({ name }) => name),
    disks: new Map(
      planned.map(({ initial, voter }) => [
        voter.host,
        formattedDisk(clusterId, voter, initial ? initialControllers : undefined),
      ]),
    ),
  };
}
