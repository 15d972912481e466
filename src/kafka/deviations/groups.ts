/** Where the coordinator of groups is simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const groupsDeviations: readonly Deviation[] = [
  {
    id: 'group-no-threads',
    kafka: 'org.apache.kafka.coordinator.common.runtime.{CoordinatorRuntime,MultiThreadedEventProcessor}',
    simplified: {
      en: 'An operation on a group is done the moment its request arrives: there are no coordinator threads and no queue of events. So append.linger.ms=-1, which gathers what is queued, gathers nothing.',
      ko: '그룹에 대한 작업은 요청이 도착한 순간 바로 처리해요. 코디네이터 스레드와 이벤트 큐가 없어요. 그래서 큐에 쌓인 것을 모아 쓰는 append.linger.ms=-1은 아무것도 모으지 않아요.',
    },
    learnerSees: {
      en: 'Every commit and every assignment is a batch of its own in __consumer_offsets, unless append.linger.ms is set; a coordinator is never slow by itself.',
      ko: 'append.linger.ms를 지정하지 않으면 커밋과 할당이 각각 __consumer_offsets의 배치 하나가 돼요. 코디네이터 자체가 느려지는 일은 없어요.',
    },
  },
  {
    id: 'group-loading-time',
    kafka: 'org.apache.kafka.coordinator.common.runtime.CoordinatorLoaderImpl',
    simplified: {
      en: 'Loading a partition of __consumer_offsets takes 5 ms and what a disk of 100 MB/s takes for its log, each partition by itself.',
      ko: '__consumer_offsets 파티션 하나를 읽는 데 5ms와 100MB/s 디스크로 로그를 읽는 시간이 걸려요. 파티션마다 따로 읽어요.',
    },
    learnerSees: {
      en: 'COORDINATOR_LOAD_IN_PROGRESS is answered for a few milliseconds; on a real cluster it may be seconds.',
      ko: 'COORDINATOR_LOAD_IN_PROGRESS 응답이 몇 밀리초만 이어져요. 실제 클러스터에서는 몇 초가 되기도 해요.',
    },
  },
  {
    id: 'group-newest-requests',
    kafka: 'kafka.server.KafkaApis, org.apache.kafka.common.protocol.ApiKeys',
    simplified: {
      en: 'Requests of groups are always of the newest version, in every release that can be chosen: a member always needs an id before it joins, a static leader skips the assignment, OffsetCommit knows GROUP_ID_NOT_FOUND.',
      ko: '어느 릴리스를 고르든 그룹 요청은 항상 최신 버전이에요. 멤버는 참여 전에 ID를 받아야 하고, 정적 리더는 할당을 건너뛰고, OffsetCommit은 GROUP_ID_NOT_FOUND를 알아요.',
    },
    learnerSees: {
      en: 'Groups of a 3.6 cluster behave as those of today.',
      ko: '3.6 클러스터의 그룹도 지금 버전처럼 동작해요.',
    },
  },
  {
    id: 'group-topics-by-name',
    kafka: 'kafka.server.KafkaApis.handleOffsetCommitRequest, handleOffsetFetchRequest (KIP-848)',
    simplified: {
      en: 'Clients name topics in OffsetCommit and OffsetFetch; Kafka 4.1 and later send topic ids. The coordinator keeps the id, and does not answer an offset of an earlier topic of the same name.',
      ko: '클라이언트는 OffsetCommit과 OffsetFetch에 토픽 이름을 써요. Kafka 4.1부터는 토픽 ID를 보내요. 코디네이터는 ID를 함께 저장하고, 같은 이름이었던 예전 토픽의 오프셋은 돌려주지 않아요.',
    },
    learnerSees: {
      en: 'A partition that is not there is UNKNOWN_TOPIC_OR_PARTITION, where a new client would hear UNKNOWN_TOPIC_ID.',
      ko: '없는 파티션에는 UNKNOWN_TOPIC_OR_PARTITION이 와요. 최신 클라이언트라면 UNKNOWN_TOPIC_ID를 받아요.',
    },
  },
  {
    id: 'group-record-size',
    kafka: 'org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde',
    simplified: {
      en: 'Records of __consumer_offsets lie in the log as the JSON that Kafka’s formatters print of them, not as the bytes those are made from.',
      ko: '__consumer_offsets의 레코드는 Kafka의 formatter가 출력하는 JSON 그대로 로그에 있어요. 원래의 바이너리 형식이 아니에요.',
    },
    learnerSees: {
      en: 'A committed offset takes about three times as many bytes there.',
      ko: '커밋된 오프셋 하나가 차지하는 바이트가 약 세 배예요.',
    },
  },
  {
    id: 'group-client-host',
    kafka: 'org.apache.kafka.server.authorizer.AuthorizableRequestContext.clientAddress',
    simplified: {
      en: 'The address of a client is the name of its node.',
      ko: '클라이언트의 주소는 노드 이름이에요.',
    },
    learnerSees: {
      en: 'HOST of a member is /billing-1 where a real tool prints /10.0.3.17.',
      ko: '멤버의 HOST가 /billing-1처럼 나와요. 실제 도구는 /10.0.3.17처럼 출력해요.',
    },
  },
  {
    id: 'group-no-transactional-offsets',
    kafka: 'org.apache.kafka.coordinator.group.OffsetMetadataManager.commitTransactionalOffset (KIP-98, KIP-447)',
    simplified: {
      en: 'There are no transaction coordinators and no transactional offset commits yet, and so no offset that requireStable would have to wait for.',
      ko: '트랜잭션 코디네이터와 트랜잭션 오프셋 커밋이 아직 없어요. 그래서 requireStable이 기다릴 오프셋도 없어요.',
    },
    learnerSees: {
      en: 'FindCoordinator of a transactional id is always COORDINATOR_NOT_AVAILABLE. UNSTABLE_OFFSET_COMMIT never comes; OffsetFetch still waits until earlier commits are replicated.',
      ko: '트랜잭션 ID로 FindCoordinator를 보내면 항상 COORDINATOR_NOT_AVAILABLE이에요. UNSTABLE_OFFSET_COMMIT은 나오지 않아요. OffsetFetch가 앞선 커밋의 복제를 기다리는 것은 같아요.',
    },
  },
];
