/** Settings of a server: groups and their offsets, producers as brokers remember them. */
import { type Meanings, says } from './meaning.ts';

export const SERVER_GROUPS: Meanings = {
  'group.consumer.assignment.interval.ms': says(
    'How long a coordinator waits after an assignment before it computes the next one of a group (consumer protocol).',
    '코디네이터가 그룹의 할당을 계산한 뒤 다음 계산까지 두는 간격이에요(컨슈머 프로토콜).',
  ),
  'group.consumer.assignors': says(
    'Which assignors a coordinator offers for the consumer protocol; the first is the default.',
    '컨슈머 프로토콜에서 코디네이터가 내놓는 할당자 목록이에요. 첫 번째가 기본이에요.',
  ),
  'group.consumer.heartbeat.interval.ms': says(
    'How often members send heartbeats in the consumer protocol; the coordinator tells them.',
    '컨슈머 프로토콜에서 멤버가 하트비트를 보내는 간격이고, 코디네이터가 알려 줘요.',
  ),
  'group.consumer.max.size': says(
    'How many members a group of the consumer protocol may have; one more is refused.',
    '컨슈머 프로토콜 그룹의 최대 멤버 수예요. 넘으면 거절돼요.',
  ),
  'group.consumer.migration.policy': says(
    'Whether a group may change from one protocol to the other while it has members, in which direction.',
    '멤버가 있는 그룹이 프로토콜을 바꿀 수 있는지, 어느 방향으로 되는지 정해요.',
  ),
  'group.consumer.regex.refresh.interval.ms': says(
    'How often the coordinator resolves patterns of topics anew, if nothing else makes it do so.',
    '다른 계기가 없어도 코디네이터가 토픽 패턴을 다시 풀어 보는 간격이에요.',
  ),
  'group.consumer.session.timeout.ms': says(
    'After so long without a heartbeat a member of the consumer protocol is put out. The broker decides, not the client.',
    '하트비트가 이 시간 동안 없으면 컨슈머 프로토콜의 멤버를 내보내요. 클라이언트가 아니라 브로커가 정해요.',
  ),
  'group.coordinator.append.linger.ms': says(
    'How long a coordinator gathers changes of its groups before it writes them to __consumer_offsets.',
    '코디네이터가 그룹의 변경을 __consumer_offsets에 쓰기 전에 모으는 시간이에요.',
  ),
  'group.coordinator.rebalance.protocols': says(
    'Which group protocols the broker offers at all.',
    '브로커가 지원하기로 한 그룹 프로토콜이에요.',
  ),
  'group.initial.rebalance.delay.ms': says(
    'How long an empty classic group waits for more members after the first has come. It spares rebalances when many start together, and delays the first record.',
    '빈 클래식 그룹에 첫 멤버가 온 뒤 다른 멤버를 더 기다리는 시간이에요. 여럿이 함께 시작할 때 리밸런싱을 줄이고, 첫 레코드는 그만큼 늦어져요.',
  ),
  'group.max.session.timeout.ms': says(
    'The longest session timeout that a member of a classic group may ask for.',
    '클래식 그룹의 멤버가 요청할 수 있는 가장 긴 세션 타임아웃이에요.',
  ),
  'group.min.session.timeout.ms': says(
    'The shortest session timeout that a member of a classic group may ask for.',
    '클래식 그룹의 멤버가 요청할 수 있는 가장 짧은 세션 타임아웃이에요.',
  ),
  'group.max.size': says('How many members a classic group may have.', '클래식 그룹의 최대 멤버 수예요.'),
  'offset.metadata.max.bytes': says(
    'How long the note may be that a commit can carry.',
    '커밋에 덧붙일 수 있는 메모의 최대 길이예요.',
  ),
  'offsets.commit.timeout.ms': says(
    'How long a commit waits until its record is on the replicas of __consumer_offsets.',
    '커밋 레코드가 __consumer_offsets의 레플리카에 적힐 때까지 기다리는 시간이에요.',
  ),
  'offsets.retention.check.interval.ms': says(
    'How often a coordinator looks for offsets that have expired.',
    '코디네이터가 만료된 오프셋을 찾는 간격이에요.',
  ),
  'offsets.retention.minutes': says(
    'How long offsets stay after their group has lost its last member (or, for a consumer that assigns by itself, after the commit). Then the group begins as auto.offset.reset says.',
    '그룹의 마지막 멤버가 떠난 뒤(직접 할당한 컨슈머라면 커밋한 뒤) 오프셋을 두는 기간이에요. 지나면 auto.offset.reset에 따라 시작해요.',
  ),
  'offsets.topic.num.partitions': says(
    'How many partitions __consumer_offsets gets. It decides which broker coordinates which group, and cannot be changed later without losing groups.',
    '__consumer_offsets의 파티션 수예요. 어느 브로커가 어느 그룹을 맡을지 정하며, 나중에 바꾸면 그룹이 오프셋을 찾지 못해요.',
  ),
  'offsets.topic.replication.factor': says(
    'How many replicas __consumer_offsets gets. With fewer brokers than this it cannot be created, and no group works.',
    '__consumer_offsets의 레플리카 수예요. 브로커가 이보다 적으면 만들 수 없어서 어떤 그룹도 움직이지 못해요.',
  ),
  'offsets.topic.segment.bytes': says(
    'The size of its segments: small, so that they are compacted soon and a coordinator loads quickly.',
    '그 토픽의 세그먼트 크기예요. 작게 두어 빨리 컴팩션하고 코디네이터가 빨리 읽게 해요.',
  ),
  'producer.id.expiration.check.interval.ms': says(
    'How often a leader looks for producer ids to forget.',
    '잊어도 될 프로듀서 ID를 찾는 간격이에요.',
  ),
  'producer.id.expiration.ms': says(
    'How long a leader remembers a producer id after its last write. A retry that comes later is not recognised as a duplicate.',
    '마지막 쓰기 뒤 리더가 프로듀서 ID를 기억하는 기간이에요. 그보다 늦은 재시도는 중복인 줄 몰라요.',
  ),
};
