/** Which events are worth a fault of their own, and which of them are looked at first. */
import type { FactType } from '../../kafka/facts.ts';
import type { Kafka, KafkaState } from '../../kafka/kinds.ts';
import type { Step } from '../../sim/world.ts';

/** What is told in every quiet second as well. */
const ROUTINE: ReadonlySet<FactType> = new Set<FactType>(['QuorumHighWatermarkAdvanced', 'MetadataUpdated']);

/** Where records are, and who leads them. */
const OF_THE_DATA: ReadonlySet<FactType> = new Set<FactType>([
  'RecordsAppended',
  'RecordsReplicated',
  'HighWatermarkAdvanced',
  'BecameLeader',
  'BecameFollower',
  'LogTruncated',
  'LeaderElected',
  'IsrChanged',
]);

/** 0 for what moved records, high watermarks or leaders; 1 for all else that was told, or learned about topics. */
export function rankOf({ facts, before, after }: Step<Kafka>): number | undefined {
  let rank: number | undefined;
  for (const { fact } of facts) {
    if (OF_THE_DATA.has(fact.type)) return 0;
    if (!ROUTINE.has(fact.type)) rank = 1;
  }
  return rank ?? (topicsOf(before) === topicsOf(after) ? undefined : 1);
}

function topicsOf(state: KafkaState | undefined): unknown {
  return state?.kind === 'server' ? state.broker?.image.topics : undefined;
}
