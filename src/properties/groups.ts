/** Properties of consumer groups, as their members see them. */
import { get } from '../base/table.ts';
import type { ConsumerFact } from '../kafka/facts/consumers.ts';
import { resourceConfig } from '../kafka/metadata/configurationsImage.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { type TopicPartition, topicOf } from '../kafka/topicPartition.ts';
import type { Property } from './property.ts';

/** What a member holds, and since which generation it knows that. */
interface Holding {
  readonly group: string;
  readonly generation: number;
  readonly partitions: readonly TopicPartition[];
}

const WHOLE_GUARD = {
  en: 'No disk lost power or data: a coordinator that lost its records counts generations anew.',
  ko: '전원이나 데이터를 잃은 디스크가 없을 때. 기록을 잃은 코디네이터는 세대를 처음부터 다시 세요.',
};

export const oneOwnerPerGeneration: Property = {
  name: 'OneOwnerPerGeneration',
  source: 'ConsumerPartitionAssignor, KIP-429',
  statement: {
    en: 'In one generation of a group a partition has at most one owner.',
    ko: '그룹의 한 세대에서 파티션의 주인은 많아야 하나예요.',
  },
  guard: WHOLE_GUARD,
  promised: ({ lossyBrokers, uncleanElections }) => lossyBrokers.size === 0 && uncleanElections.size === 0,
  start: (memory) => {
    const holdings = memory.map<string, Holding>();
    return {
      fact: (fact) => {
        switch (fact.type) {
          case 'PartitionsAssigned': {
            const { client, group, generation } = fact;
            const kept = holdings.get(client)?.partitions ?? [];
            const partitions = [...new Set([...kept, ...fact.partitions])];
            holdings.set(client, { group, generation, partitions });
            return otherOwner(holdings, client, { group, generation, partitions });
          }
          case 'PartitionsRevoked':
          case 'PartitionsLost': {
            const known = holdings.get(fact.client);
            if (known === undefined) return undefined;
            const partitions = known.partitions.filter((partition) => !fact.partitions.includes(partition));
            holdings.set(fact.client, { ...known, partitions });
            return undefined;
          }
          case 'GroupMemberRemoved':
            // Another may have taken its place: it only does not know yet.
            holdings.delete(fact.client);
            return undefined;
          case 'ProcessKilled':
          case 'ProcessExited':
          case 'PowerLost':
            holdings.delete(fact.node);
            return undefined;
          default:
            return undefined;
        }
      },
    };
  },
};

function otherOwner(
  holdings: ReadonlyMap<string, Holding>,
  client: string,
  { group, generation, partitions }: Holding,
): string | undefined {
  // A group in ZooKeeper counts no generations: who has lost its session reads on until it hears of that.
  if (generation < 0) return undefined;
  for (const [other, held] of holdings) {
    if (other === client || held.group !== group || held.generation !== generation) continue;
    const both = partitions.find((partition) => held.partitions.includes(partition));
    if (both !== undefined)
      return `${both}: ${other} and ${client} both own it in generation ${generation} of ${group}`;
  }
  return undefined;
}

export const committedNotAheadOfDelivered: Property = {
  name: 'CommittedNotAheadOfDelivered',
  source: 'ClassicKafkaConsumer.poll, ConsumerCoordinator.maybeAutoCommitOffsetsAsync',
  statement: {
    en: 'A consumer commits nothing that poll() has not handed out before.',
    ko: '컨슈머는 poll()이 내어 준 적 없는 것을 커밋하지 않아요.',
  },
  guard: {
    en: 'It says nothing about processing: what was handed out may still be in the hands of the application.',
    ko: '처리가 끝났다는 뜻은 아니에요. 내어 준 레코드가 아직 애플리케이션 손에 있을 수 있어요.',
  },
  promised: () => true,
  start: (memory) => {
    // By client and partition: how far it was handed records, or was put.
    const reached = memory.map<string, number>();
    const raise = (client: string, partition: TopicPartition, offset: number) => {
      const key = `${client} ${partition}`;
      reached.set(key, Math.max(offset, reached.get(key) ?? 0));
    };
    return {
      fact: (fact, _node, witness) => {
        switch (fact.type) {
          case 'RecordsConsumed':
            raise(fact.client, fact.partition, fact.from + fact.count);
            return undefined;
          case 'OffsetReset':
            raise(fact.client, fact.partition, fact.offset);
            return undefined;
          case 'PositionSought':
            raise(fact.client, fact.partition, Number(fact.to) >= 0 ? Number(fact.to) : 0);
            return undefined;
          case 'CommittedOffsetFound':
            raise(fact.client, fact.partition, fact.offset);
            return undefined;
          case 'OffsetCommitSent':
            return ahead(fact, reached, (partition) => mayHaveGaps(witness.metadata, partition));
          default:
            return undefined;
        }
      },
    };
  },
};

function ahead(
  { client, offsets }: Extract<ConsumerFact, { type: 'OffsetCommitSent' }>,
  reached: ReadonlyMap<string, number>,
  hasGaps: (partition: TopicPartition) => boolean,
): string | undefined {
  for (const partition of Object.keys(offsets)) {
    const known = reached.get(`${client} ${partition}`) ?? 0;
    const offset = offsets[partition]!;
    if (offset <= known || hasGaps(partition)) continue;
    return `${partition}: ${client} commits ${offset} and has been handed nothing behind ${known}`;
  }
  return undefined;
}

/** Behind the last record of a batch there may be a gap, which the position goes over with nothing handed out. */
function mayHaveGaps({ configs }: MetadataImage, partition: TopicPartition): boolean {
  const policy = get(resourceConfig(configs, 'TOPIC', topicOf(partition)), 'cleanup.policy');
  return String(policy ?? '').includes('compact');
}
