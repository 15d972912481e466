/** What there is in a cluster at this instant, for completion: as its newest metadata and its coordinators have it. */
import type { Kafka } from '../kafka/kinds.ts';
import { FACT_FIELDS } from '../scenario/factFields.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Surroundings } from './completion.ts';

export function surroundings(
  kernel: Kernel<Kafka>,
  files: readonly string[],
  commands: readonly string[],
): Surroundings {
  const topics = new Set<string>();
  const groups = new Set<string>();
  const brokers: string[] = [];
  for (const { id, setup, state } of kernel.nodes) {
    if (setup.kind === 'server' && setup.roles.broker) brokers.push(id);
    if (setup.kind === 'consumer' && typeof setup.config['group.id'] === 'string') groups.add(setup.config['group.id']);
    if (state?.kind === 'server') for (const name of state.broker?.image.topics.keys ?? []) topics.add(name);
    if (state?.kind === 'tool' && state.type === 'consumer') groups.add(state.options.config['group.id']!);
  }
  const nodes = kernel.nodes.filter(({ setup }) => setup.kind !== 'tool').map(({ id }) => id);
  const facts = Object.keys(FACT_FIELDS);
  return { topics: [...topics], groups: [...groups], brokers, nodes, facts, files, commands };
}
