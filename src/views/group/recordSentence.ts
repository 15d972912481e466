/** A record of __consumer_offsets as a sentence: what the coordinator would know again if it read nothing else. */
import type { CoordinatorRecord, OffsetsLogFrame, OffsetsRecord } from '../../frame/groups/groupFrame.ts';
import type { Language } from '../viewProps.ts';

type Names = Pick<OffsetsLogFrame, 'topics' | 'clients'>;

export function recordSentence({ record }: OffsetsRecord, names: Names, language: Language): string {
  const isKorean = language === 'ko';
  if (record === null) return isKorean ? '알 수 없는 레코드' : 'a record nobody knows';
  const client = (id: string): string => names.clients[id] ?? shortId(id);
  switch (record.type) {
    case 'OffsetCommit': {
      const { group, topic, partition } = record.key;
      const where = `${topic}-${partition}`;
      if (record.value === null)
        return isKorean ? `${group}: ${where} 커밋 삭제` : `${group}: commit of ${where} deleted`;
      return isKorean
        ? `${group}: ${where}를 ${record.value.offset}까지 커밋`
        : `${group}: ${where} committed at ${record.value.offset}`;
    }
    case 'GroupMetadata': {
      const { group } = record.key;
      if (record.value === null) return isKorean ? `${group}: 그룹 삭제` : `${group}: group deleted`;
      const { generation, protocol, leader, members } = record.value;
      if (members.length === 0)
        return isKorean
          ? `${group}: generation ${generation}, 멤버 없음`
          : `${group}: generation ${generation}, no members`;
      const parts = members.map(({ memberId, assignment }) => `${client(memberId)} [${assignment.join(', ')}]`);
      const head = `${group}: generation ${generation}, ${protocol ?? '-'}`;
      const leads = leader === null ? '' : isKorean ? `, 리더 ${client(leader)}` : `, led by ${client(leader)}`;
      return `${head}${leads}: ${parts.join(', ')}`;
    }
    case 'ConsumerGroupMetadata': {
      const { groupId } = record.key;
      if (record.value === null) return isKorean ? `${groupId}: 그룹 삭제` : `${groupId}: group deleted`;
      return isKorean
        ? `${groupId}: 그룹 epoch ${record.value.epoch}`
        : `${groupId}: group epoch ${record.value.epoch}`;
    }
    case 'ConsumerGroupPartitionMetadata':
      return isKorean ? `${record.key.groupId}: 토픽 정보 삭제` : `${record.key.groupId}: topics forgotten`;
    case 'ConsumerGroupMemberMetadata': {
      const head = `${record.key.groupId}: ${client(record.key.memberId)}`;
      if (record.value === null) return isKorean ? `${head} 멤버 삭제` : `${head} is no member any more`;
      const { subscribedTopicNames, subscribedTopicRegex } = record.value;
      const what = [...subscribedTopicNames, ...(subscribedTopicRegex ? [`/${subscribedTopicRegex}/`] : [])].join(', ');
      return isKorean ? `${head}가 ${what} 구독` : `${head} subscribes to ${what}`;
    }
    case 'ConsumerGroupTargetAssignmentMetadata': {
      const { groupId } = record.key;
      if (record.value === null)
        return isKorean ? `${groupId}: 목표 할당 삭제` : `${groupId}: target assignment deleted`;
      const { assignmentEpoch } = record.value;
      return isKorean
        ? `${groupId}: 목표 할당 epoch ${assignmentEpoch}`
        : `${groupId}: target assignment of epoch ${assignmentEpoch}`;
    }
    case 'ConsumerGroupTargetAssignmentMember': {
      const head = `${record.key.groupId}: ${client(record.key.memberId)}`;
      if (record.value === null) return isKorean ? `${head} 목표 삭제` : `${head} has no target any more`;
      const list = partitionsOf(record.value.topicPartitions, names);
      return isKorean ? `${head}의 목표 [${list}]` : `${head} is to have [${list}]`;
    }
    case 'ConsumerGroupCurrentMemberAssignment': {
      const head = `${record.key.groupId}: ${client(record.key.memberId)}`;
      if (record.value === null) return isKorean ? `${head} 할당 삭제` : `${head} holds nothing any more`;
      const { memberEpoch, assignedPartitions, partitionsPendingRevocation } = record.value;
      const held = partitionsOf(assignedPartitions, names);
      const back = partitionsOf(partitionsPendingRevocation, names);
      const pending = back === '' ? '' : isKorean ? `, 반납할 것 [${back}]` : `, to give back [${back}]`;
      return isKorean
        ? `${head} epoch ${memberEpoch}: [${held}] 보유${pending}`
        : `${head} at epoch ${memberEpoch} holds [${held}]${pending}`;
    }
    case 'ConsumerGroupRegularExpression': {
      const { groupId, regularExpression } = record.key;
      if (record.value === null)
        return isKorean
          ? `${groupId}: 패턴 ${regularExpression} 삭제`
          : `${groupId}: pattern ${regularExpression} deleted`;
      const topics = record.value.topics.join(', ');
      return isKorean
        ? `${groupId}: 패턴 ${regularExpression}에 맞는 토픽 [${topics}]`
        : `${groupId}: pattern ${regularExpression} finds [${topics}]`;
    }
  }
}

export function recordTypeOf({ record }: OffsetsRecord): CoordinatorRecord['type'] | '-' {
  return record?.type ?? '-';
}

function partitionsOf(
  topics: readonly { readonly topicId: string; readonly partitions: readonly number[] }[],
  names: Names,
): string {
  return topics
    .flatMap(({ topicId, partitions }) =>
      partitions.map((one) => `${names.topics[topicId] ?? shortId(topicId)}-${one}`),
    )
    .join(', ');
}

export function shortId(id: string): string {
  return id.length > 14 ? `${id.slice(0, 12)}…` : id;
}
