/** What the model of consumer groups (KIP-848) simplifies on the coordinator's side. */
import type { Deviation } from './deviation.ts';

export const consumerGroupsDeviations: readonly Deviation[] = [
  {
    id: 'topics-by-name-on-the-wire',
    kafka: 'ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse; Uuid',
    simplified: {
      en: 'A heartbeat names topics, where Kafka sends their ids.',
      ko: 'heartbeat가 토픽을 id가 아니라 이름으로 주고받아요. Kafka는 topic id를 보내요.',
    },
    learnerSees: {
      en: 'A member that still holds partitions of a deleted topic counts as having given them back at once; a topic deleted and made again under its name is not told apart in a heartbeat.',
      ko: '지운 토픽의 파티션을 아직 쥔 멤버는 곧바로 반납한 것으로 쳐요. 지웠다가 같은 이름으로 다시 만든 토픽을 heartbeat에서 구별하지 않아요.',
    },
  },
  {
    id: 'patterns-of-the-host',
    kafka: 'com.google.re2j.Pattern; TopicRegexResolver, CoordinatorExecutor',
    simplified: {
      en: 'A pattern of RE2/J is turned into one of the host. It is resolved in no time, and topics that one may not describe are not filtered out.',
      ko: 'RE2/J 정규식을 실행 환경의 정규식으로 바꿔서 써요. 해석에는 시간이 걸리지 않고, Describe 권한이 없는 토픽을 걸러 내지 않아요.',
    },
    learnerSees: {
      en: 'The same topics, and the same words for what is no pattern; classes of Unicode only under the names that the host knows.',
      ko: '찾는 토픽과 잘못된 정규식에 대한 오류 문구는 같아요. 유니코드 클래스는 실행 환경이 아는 이름만 쓸 수 있어요.',
    },
  },
  {
    id: 'partition-epochs-looked-up',
    kafka: 'ConsumerGroup.currentPartitionEpoch',
    simplified: {
      en: 'Whether a partition is free is looked up among the members. Kafka keeps an epoch for each, and refuses a record that would give it to two.',
      ko: '파티션이 비었는지는 멤버들을 뒤져서 알아내요. Kafka는 파티션마다 epoch를 두고, 둘에게 주는 레코드를 거부해요.',
    },
    learnerSees: {
      en: 'Nothing else: in a sound log no record gives a partition to two. The property NoDoubleClientAssignment watches it.',
      ko: '다르게 보이는 것은 없어요. 온전한 로그에는 한 파티션을 둘에게 주는 레코드가 없고, NoDoubleClientAssignment 속성이 이를 지켜봐요.',
    },
  },
  {
    id: 'consumer-groups-of-4.3',
    kafka: 'GroupMetadataManager of 3.7 to 4.2; KIP-1101, KIP-1251, KIP-1263',
    simplified: {
      en: 'Every release has the consumer groups of 4.3.1: a hash of the topics in the record of the epoch, epochs of partitions with each member, epoch 2 for the first member, ids from the members. Settings are those of the release.',
      ko: '모든 릴리스가 4.3.1의 consumer 그룹을 써요. epoch 레코드 안의 토픽 해시, 멤버별 파티션 epoch, 첫 멤버의 epoch 2, 멤버가 직접 만드는 id가 그래요. 설정값은 릴리스마다 달라요.',
    },
    learnerSees: {
      en: 'In a cluster of 4.0 a first member is at epoch 1, and __consumer_offsets keeps the topics of a group in a record of its own.',
      ko: '실제 4.0 클러스터에서는 첫 멤버의 epoch가 1이고, __consumer_offsets에 그룹의 토픽 정보가 별도 레코드로 있어요.',
    },
  },
  {
    id: 'assignors-of-kafka-only',
    kafka: 'group.consumer.assignors, group.consumer.assignor.offload.enable; ConsumerGroupPartitionAssignor',
    simplified: {
      en: 'The server has the assignors uniform and range; an assignor of your own counts as uniform. They take no time, on no thread of their own. No share groups and no streams groups.',
      ko: '서버 assignor는 uniform과 range만 있어요. 직접 만든 assignor는 uniform으로 쳐요. 계산에 시간이 걸리지 않고 별도 스레드도 없어요. share 그룹과 streams 그룹은 없어요.',
    },
    learnerSees: {
      en: 'A target assignment is there with the heartbeat that asked for it, however large the group is.',
      ko: '그룹이 아무리 커도 목표 할당은 그것을 요청한 heartbeat와 함께 나와요.',
    },
  },
  {
    id: 'walks-of-timeline-maps',
    kafka: 'org.apache.kafka.timeline.TimelineHashMap; GroupCoordinatorRecordHelpers',
    simplified: {
      en: 'The order in which Kafka walks the members of a consumer group is followed, but for rare collisions after members have left; partitions in a CurrentMemberAssignment record are in rising order.',
      ko: 'Kafka가 consumer 그룹의 멤버를 훑는 순서를 따르지만, 멤버가 떠난 뒤 드물게 생기는 해시 충돌은 예외예요. CurrentMemberAssignment 레코드의 파티션은 오름차순이에요.',
    },
    learnerSees: {
      en: 'Once in a great while another member leads the classic group that a consumer group has become.',
      ko: '아주 드물게, consumer 그룹이 classic 그룹으로 바뀔 때 다른 멤버가 리더가 돼요.',
    },
  },
];
