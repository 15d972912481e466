/** Where the migration from ZooKeeper to KRaft (KIP-866) is simpler than that of Kafka 3.9. */
import type { Deviation } from './deviation.ts';

export const migrationDeviations: readonly Deviation[] = [
  {
    id: 'migration-controllers-ready',
    kafka: 'QuorumFeatures.reasonAllControllersZkMigrationNotReady, ControllerRegistrationManager (KIP-919)',
    simplified: {
      en: 'Controllers do not register with the active one, so it does not wait until every controller of the quorum has said that it is ready for a migration.',
      ko: '컨트롤러가 활성 컨트롤러에 등록하지 않아요. 그래서 쿼럼의 모든 컨트롤러가 마이그레이션 준비를 마쳤는지 기다리지 않아요.',
    },
    learnerSees: {
      en: 'WAIT_FOR_CONTROLLER_QUORUM is over at once, also while a controller is down.',
      ko: '컨트롤러 하나가 꺼져 있어도 WAIT_FOR_CONTROLLER_QUORUM이 바로 끝나요.',
    },
  },
  {
    id: 'migration-one-batch',
    kafka: 'QuorumController.MigrationRecordConsumer, BeginTransactionRecord, EndTransactionRecord (KIP-868)',
    simplified: {
      en: 'What is read in ZooKeeper goes into the metadata log as one atomic batch, where Kafka writes batches of 200 records within a metadata transaction.',
      ko: 'ZooKeeper에서 읽은 내용을 하나의 원자적 배치로 메타데이터 로그에 써요. Kafka는 메타데이터 트랜잭션 안에서 레코드 200개씩 나눠 써요.',
    },
    learnerSees: {
      en: 'There are no transaction records in the log, and a controller that dies in the middle leaves nothing to be aborted.',
      ko: '로그에 트랜잭션 레코드가 없고, 도중에 컨트롤러가 죽어도 취소할 것이 남지 않아요.',
    },
  },
  {
    id: 'migration-what-is-moved',
    kafka: 'ZkMigrationClient.readAllMetadata: ACLs, quotas, SCRAM credentials, delegation tokens',
    simplified: {
      en: 'Topics, partitions, the settings of topics and brokers and the next producer id are moved. There is nothing else in this cluster.',
      ko: '토픽, 파티션, 토픽과 브로커의 설정, 다음 producer id를 옮겨요. 이 클러스터에는 그 밖의 것이 없어요.',
    },
    learnerSees: {
      en: 'No ACLs, quotas and users, neither before nor after.',
      ko: 'ACL, quota, 사용자는 옮기기 전에도 후에도 없어요.',
    },
  },
  {
    id: 'migration-no-forwarding-before',
    kafka: 'KafkaApis.handleEnvelope of a broker with ZooKeeper; KafkaServer.enableForwarding (KIP-590)',
    simplified: {
      en: 'As long as a broker is the controller, one that is ready for the migration does not pass requests of administrators on to it, but answers NOT_CONTROLLER, as a broker with ZooKeeper alone does.',
      ko: '컨트롤러가 아직 브로커인 동안에는, 마이그레이션 준비가 된 브로커도 관리 요청을 컨트롤러에 전달하지 않아요. ZooKeeper만 쓰는 브로커처럼 NOT_CONTROLLER로 답해요.',
    },
    learnerSees: {
      en: 'A client takes one more round to reach the controller. Once the controller is of the quorum, requests are passed on.',
      ko: '클라이언트가 컨트롤러를 찾기까지 한 번 더 오가요. 컨트롤러가 쿼럼으로 넘어간 뒤에는 요청을 전달해요.',
    },
  },
  {
    id: 'migration-metadata-log-kept',
    kafka: 'KafkaRaftManager.maybeDeleteMetadataLogDir (KAFKA-16463)',
    simplified: {
      en: 'A broker in migration mode keeps what it has of the metadata log when it starts again, where Kafka deletes and fetches it anew.',
      ko: '마이그레이션 모드의 브로커가 다시 시작할 때 가지고 있던 메타데이터 로그를 그대로 써요. Kafka는 지우고 새로 받아요.',
    },
    learnerSees: {
      en: 'Its first fetch asks for the end of the log and not for offset 0.',
      ko: '첫 fetch가 오프셋 0이 아니라 로그 끝부터 요청해요.',
    },
  },
  {
    id: 'migration-state-none',
    kafka: 'ActivationRecordsGenerator, FeaturesImage.write: ZkMigrationStateRecord(NONE)',
    simplified: {
      en: 'A cluster that began with KRaft has no ZkMigrationStateRecord in its log.',
      ko: '처음부터 KRaft로 시작한 클러스터의 로그에는 ZkMigrationStateRecord가 없어요.',
    },
    learnerSees: {
      en: 'One record less at the start of the metadata log of Kafka 3.4 to 3.9.',
      ko: 'Kafka 3.4부터 3.9까지의 메타데이터 로그 첫머리에 레코드가 하나 적어요.',
    },
  },
];
