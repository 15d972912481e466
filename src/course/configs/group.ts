/** Settings of a group, kept by the cluster. */
import { type Meanings, says } from './meaning.ts';

export const GROUP: Meanings = {
  'consumer.assignment.interval.ms': says(
    'How long the coordinator waits after an assignment before it computes the next one for this group.',
    '코디네이터가 이 그룹의 할당을 계산한 뒤 다음 계산까지 두는 간격이에요.',
  ),
  'consumer.heartbeat.interval.ms': says(
    'How often members of this group (consumer protocol) send heartbeats; the coordinator tells them so. It is also the pace at which partitions change hands.',
    '이 그룹의 멤버가 하트비트를 보내는 간격이고(컨슈머 프로토콜), 코디네이터가 알려 줘요. 파티션을 주고받는 속도도 여기에 달렸어요.',
  ),
  'consumer.session.timeout.ms': says(
    'After so long without a heartbeat the coordinator puts a member of this group out (consumer protocol).',
    '하트비트가 이 시간 동안 없으면 코디네이터가 이 그룹의 멤버를 내보내요(컨슈머 프로토콜).',
  ),
};
