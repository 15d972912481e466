/** Properties of groups of the new protocol (KIP-848), under the names of the TLA+ model of it. */
import type { KafkaFact } from '../kafka/facts.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import { lastWritten } from './groupLog.ts';
import type { JudgedFinding, Property, Witness } from './property.ts';

const SOURCE = 'KIP-848; TLA+ kip_848 (Vanlightly/kafka-tlaplus)';

const WHOLE_GUARD = {
  en: 'No disk lost power or data and no unclean election: a coordinator that lost its records counts epochs anew.',
  ko: '전원이나 데이터를 잃은 디스크도, 언클린 리더 선출도 없을 때. 기록을 잃은 코디네이터는 epoch를 처음부터 다시 세요.',
};

function isWhole({ lossyBrokers, uncleanElections }: Witness): boolean {
  return lossyBrokers.size === 0 && uncleanElections.size === 0;
}

/** What a client holds of a group. */
interface Holding {
  readonly group: string;
  readonly partitions: readonly TopicPartition[];
  /** Its coordinator has given up on it, and it does not know yet. */
  readonly isZombie: boolean;
}

export const noDoubleClientAssignment: Property = {
  name: 'NoDoubleClientAssignment',
  source: SOURCE,
  statement: {
    en: 'A partition is in the hands of one client of a consumer group at a time, whatever the epochs.',
    ko: 'consumer 그룹에서 한 파티션은 epoch와 상관없이 한 번에 한 클라이언트만 쥐고 있어요.',
  },
  guard: {
    en: 'No client goes on after its session is over: the coordinator has given its partitions to others by then. It may process their records, and cannot commit them. And no disk lost power or data.',
    ko: '세션이 끝난 뒤에도 계속 도는 클라이언트가 없을 때. 그때쯤 코디네이터는 그 파티션을 다른 멤버에게 넘겼어요. 그런 클라이언트는 레코드를 처리할 수는 있어도 커밋은 못 해요. 그리고 전원이나 데이터를 잃은 디스크가 없을 때.',
  },
  promised: isWhole,
  start: (memory) => {
    const holdings = memory.map<string, Holding>();
    // Groups in which a member's own step was seen: classic groups go by generations.
    const isModern = memory.map<string, true>();
    const memberIds = memory.map<string, string>();
    return {
      fact: (fact, _node, witness) => {
        if (fact.type === 'MemberAssignmentChanged') {
          isModern.set(fact.group, true);
          memberIds.set(fact.client, fact.member);
        } else if (fact.type === 'GroupConverted' && fact.to === 'classic') isModern.delete(fact.group);
        const found = held(fact, holdings, isModern);
        return found === undefined ? undefined : judged(found, memberIds.get(found.other), witness);
      },
    };
  },
};

function held(
  fact: KafkaFact,
  holdings: Map<string, Holding>,
  isModern: ReadonlyMap<string, true>,
): Shared | undefined {
  switch (fact.type) {
    case 'PartitionsAssigned': {
      const { client, group } = fact;
      const known = holdings.get(client);
      const kept = known?.isZombie === false ? known.partitions : [];
      const partitions = [...new Set([...kept, ...fact.partitions])];
      holdings.set(client, { group, partitions, isZombie: false });
      return isModern.has(group) ? sharedWithAnother(holdings, client) : undefined;
    }
    case 'PartitionsRevoked':
    case 'PartitionsLost': {
      const known = holdings.get(fact.client);
      if (known === undefined) return undefined;
      const partitions = known.partitions.filter((partition) => !fact.partitions.includes(partition));
      holdings.set(fact.client, { ...known, partitions });
      return undefined;
    }
    case 'GroupMemberRemoved': {
      const known = holdings.get(fact.client);
      if (known !== undefined) holdings.set(fact.client, { ...known, isZombie: true });
      return undefined;
    }
    case 'ProcessKilled':
    case 'ProcessExited':
    case 'PowerLost':
      holdings.delete(fact.node);
      return undefined;
    default:
      return undefined;
  }
}

interface Shared {
  readonly group: string;
  readonly partition: TopicPartition;
  /** Who has it, and who had it before. */
  readonly client: string;
  readonly other: string;
  readonly isZombie: boolean;
}

function sharedWithAnother(holdings: ReadonlyMap<string, Holding>, client: string): Shared | undefined {
  const { group, partitions } = holdings.get(client)!;
  for (const [other, { group: another, partitions: theirs, isZombie }] of holdings) {
    if (other === client || another !== group) continue;
    const partition = partitions.find((one) => theirs.includes(one));
    if (partition !== undefined) return { group, partition, client, other, isZombie };
  }
  return undefined;
}

/** A coordinator may have died after it wrote that a member is gone, and before it could tell. */
function judged(
  { group, partition, client, other, isZombie }: Shared,
  otherId: string | undefined,
  witness: Witness,
): JudgedFinding {
  const isGone = isZombie || (otherId !== undefined && isRemoved(witness, group, otherId));
  const zombie = isGone ? ', which does not know that its session is over,' : '';
  const detail = `${partition}: ${other}${zombie} and ${client} both hold it in ${group}`;
  return { detail, promised: !isGone && isWhole(witness) };
}

function isRemoved(witness: Witness, group: string, memberId: string): boolean {
  return lastWritten(witness, group, 'ConsumerGroupMemberMetadata', memberId)?.value === null;
}

export const validMemberEpoch: Property = {
  name: 'ValidMemberEpoch',
  source: SOURCE,
  statement: {
    en: 'No member of a consumer group is at an epoch beyond that of its group.',
    ko: 'consumer 그룹의 멤버 epoch는 그룹 epoch를 넘지 않아요.',
  },
  guard: WHOLE_GUARD,
  promised: isWhole,
  start: (memory) => {
    const epochs = memory.map<string, number>();
    return {
      fact: (fact, _node, witness) => {
        if (fact.type === 'GroupDeleted') epochs.delete(fact.group);
        if (fact.type === 'GroupConverted') epochs.set(fact.group, fact.generation);
        if (fact.type === 'GroupEpochBumped') epochs.set(fact.group, fact.epoch);
        if (fact.type !== 'MemberAssignmentChanged') return undefined;
        const { group, member, epoch } = fact;
        const ofGroup = epochs.get(group);
        // A member that names nothing joins a group of epoch 1 without a bump.
        if (ofGroup === undefined || epoch <= ofGroup) return undefined;
        const written = lastWritten(witness, group, 'ConsumerGroupMetadata')?.value?.epoch ?? 0;
        return epoch > written ? `${member} is at epoch ${epoch} of ${group}, which is at epoch ${ofGroup}` : undefined;
      },
    };
  },
};

export const memberEpochIsMonotonic: Property = {
  name: 'MemberEpochIsMonotonic',
  source: SOURCE,
  statement: {
    en: "A member's epoch never falls, but when the member leaves.",
    ko: '멤버의 epoch는 떠날 때를 빼면 줄어들지 않아요.',
  },
  guard: WHOLE_GUARD,
  promised: isWhole,
  start: (memory) => {
    const epochs = memory.map<string, number>();
    return {
      fact: (fact) => {
        if (fact.type === 'GroupMemberRemoved') epochs.delete(`${fact.group} ${fact.member}`);
        if (fact.type !== 'MemberAssignmentChanged') return undefined;
        const { group, member, epoch } = fact;
        const key = `${group} ${member}`;
        const before = epochs.get(key) ?? 0;
        epochs.set(key, epoch);
        return epoch >= 0 && epoch < before
          ? `${member} of ${group} was at epoch ${before} and is at epoch ${epoch}`
          : undefined;
      },
    };
  },
};
