/**
 * What two runs say alike whoever keeps their metadata: the fate of records, and who leads a partition with whom. Leases,
 * elections of a quorum, sessions and registrations belong to one era, and are told by others in the other one.
 */
import { describeFact } from '../kafka/describeFact.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { KafkaSetup } from '../kafka/kinds.ts';

/** Undefined: the two eras cannot be compared by it. */
export function saidInEveryEra(fact: KafkaFact): string | undefined {
  switch (fact.type) {
    case 'RecordAcknowledged':
      // Not where: two producers that write at the same moment come in one order here and in the other there.
      return `RecordAcknowledged ${fact.client} #${fact.record}`;
    case 'RecordFailed':
    case 'RecordUnknown':
    case 'TopicDeleted':
    case 'PartitionsAdded':
    case 'ReassignmentCompleted':
    case 'LeaderElected':
    case 'UncleanShutdownDetected':
      return isInternal(fact) ? undefined : describeFact(fact);
    case 'IsrChanged':
      // A partition epoch is the version of a znode in one era, and counts from another change on in the other.
      return isInternal(fact) ? undefined : `IsrChanged ${fact.partition} -> ${[...fact.isr].sort((a, b) => a - b)}`;
    default:
      return undefined;
  }
}

/** From its first one on, a cluster does its work. */
export function isLeadership(fact: KafkaFact): boolean {
  return fact.type === 'BecameLeader' && !isInternal(fact);
}

/** Its partitions are made when the first group asks, which is another moment in every run. */
function isInternal(fact: KafkaFact): boolean {
  const name = 'partition' in fact ? fact.partition : 'topic' in fact ? fact.topic : undefined;
  return typeof name === 'string' && name.startsWith('__');
}

/** Which things keep the metadata: two runs of which this differs are of two eras. */
export function keepersOf(nodes: readonly { readonly setup: KafkaSetup }[]): string {
  const hasEnsemble = nodes.some(({ setup }) => setup.kind === 'zookeeper');
  const hasQuorum = nodes.some(({ setup }) => setup.kind === 'server' && setup.roles.controller);
  return `${hasEnsemble ? 'ensemble ' : ''}${hasQuorum ? 'quorum' : ''}`;
}
