/** Facts about ZooKeeper, and about the controller that keeps its metadata there. */
import type { Sentence } from './factWords.ts';
import { broker, is, object, server, subject } from './factWords.ts';
import type { Language } from './viewProps.ts';

const STATES_KO: Readonly<Record<string, string>> = {
  LOOKING: '리더를 찾는 중',
  FOLLOWING: '팔로워',
  LEADING: '리더',
};

/** What a client knows of its session (KeeperState). */
const CONNECTION_EN: Readonly<Record<string, (client: string, server: string) => string>> = {
  SyncConnected: (client, server) => `${client} is connected to ${server}: its session goes on there.`,
  Disconnected: (client, server) => `${client} lost its connection to ${server}. Its session lives on for now.`,
  Expired: (client, server) => `${client} learnt from ${server} that its ZooKeeper session is over.`,
  Closed: (client) => `${client} is done with ZooKeeper.`,
};

const CONNECTION_KO: typeof CONNECTION_EN = {
  SyncConnected: (client, server) => `${subject(client)} ${server}에 연결되었어요. 세션은 여기서 이어져요.`,
  Disconnected: (client, server) => `${client}: ${server} 연결이 끊겼어요. 세션은 아직 살아 있어요.`,
  Expired: (client, server) => `${subject(client)} ${server}에 연결하고서야 ZooKeeper 세션이 만료된 것을 알았어요.`,
  Closed: (client) => `${subject(client)} ZooKeeper 연결을 닫았어요.`,
};

const SYNC_EN: Readonly<Record<string, string>> = {
  DIFF: 'it was sent the changes it lacked',
  TRUNC: 'it gave up changes that no quorum had',
  SNAP: 'it was sent the whole database',
};

const SYNC_KO: Readonly<Record<string, string>> = {
  DIFF: '빠진 변경만 받았어요',
  TRUNC: '과반수에 없던 변경을 버렸어요',
  SNAP: '데이터 전체를 받았어요',
};

/** ZkMigrationState, as it comes to stand in the metadata log. */
const MIGRATION_EN: Readonly<Record<string, string>> = {
  PRE_MIGRATION: 'The quorum of controllers waits: its log says that the metadata is still in ZooKeeper.',
  MIGRATION: 'The metadata is in the log of the quorum now, and is written to ZooKeeper as well.',
  POST_MIGRATION: 'The migration is over, for good: nothing is written to ZooKeeper any more.',
};

const MIGRATION_KO: Readonly<Record<string, string>> = {
  PRE_MIGRATION: '컨트롤러 쿼럼이 기다리고 있어요. 메타데이터는 아직 ZooKeeper에 있다고 로그에 적었어요.',
  MIGRATION: '이제 메타데이터는 쿼럼의 로그에 있고, ZooKeeper에도 함께 써요.',
  POST_MIGRATION: '마이그레이션이 끝났어요. 되돌릴 수 없고, ZooKeeper에는 더 쓰지 않아요.',
};

export const ZOOKEEPER_SENTENCES = {
  ZooKeeperStateChanged: {
    en: (f) => `ZooKeeper server z${f.server} went from ${f.from} to ${f.to}.`,
    ko: (f) => `ZooKeeper 서버 z${f.server}: ${f.from} → ${f.to}(${STATES_KO[f.to ?? ''] ?? f.to}).`,
  },
  ZooKeeperLeaderEstablished: {
    en: (f) => `z${f.server} leads the ensemble in epoch ${f.epoch}: a quorum follows it.`,
    ko: (f) => `${subject(`z${f.server}`)} 에포크 ${f.epoch}의 앙상블 리더가 되었어요. 과반수가 따라요.`,
  },
  ZooKeeperFollowerSynced: {
    en: (f) => `z${f.server} has caught up with z${f.leader} and serves: ${SYNC_EN[f.mode ?? '']}.`,
    ko: (f) =>
      `${subject(`z${f.server}`)} ${object(`z${f.leader}`)} 따라잡고 요청을 받기 시작했어요. ${SYNC_KO[f.mode ?? '']}.`,
  },
  ZooKeeperQuorumLost: {
    en: (f) => `z${f.server} gave up leading: ${f.reason}.`,
    ko: (f) => `${subject(`z${f.server}`)} 리더를 그만두었어요: ${f.reason}.`,
  },
  ZooKeeperSessionCreated: {
    en: (f) => `${f.client} has a ZooKeeper session with a timeout of ${f.timeout} ms.`,
    ko: (f) => `${subject(f.client)} ZooKeeper 세션을 얻었어요. 타임아웃은 ${f.timeout}ms예요.`,
  },
  ZooKeeperSessionExpired: {
    en: (f) => `The ZooKeeper session of ${f.client} expired: nothing was heard of it in time.`,
    ko: (f) => `${f.client}의 ZooKeeper 세션이 만료되었어요. 타임아웃 안에 아무 소식도 없었어요.`,
  },
  ZooKeeperSessionClosed: {
    en: (f) => `${f.client} closed its ZooKeeper session.`,
    ko: (f) => `${subject(f.client)} ZooKeeper 세션을 닫았어요.`,
  },
  ZooKeeperConnectionChanged: {
    en: (f) => CONNECTION_EN[f.state ?? '']!(f.client ?? '', f.server ?? ''),
    ko: (f) => CONNECTION_KO[f.state ?? '']!(f.client ?? '', f.server ?? ''),
  },
  ZnodeCreated: {
    en: (f) =>
      f.ephemeralOwner === '0' ? `${f.path} was created.` : `${f.path} was created, for as long as its session lives.`,
    ko: (f) => (f.ephemeralOwner === '0' ? `${f.path} 생성.` : `${f.path} 생성. 세션이 살아 있는 동안만 있어요.`),
  },
  ZnodeChanged: {
    en: (f) => `${f.path} was written: version ${f.version}.`,
    ko: (f) => `${f.path} 변경. 버전 ${f.version}.`,
  },
  ZnodeDeleted: { en: (f) => `${f.path} was deleted.`, ko: (f) => `${f.path} 삭제.` },
  ZnodeChangeRefused: {
    en: (f) => `ZooKeeper refused what ${f.client} wanted of ${f.path}: ${f.code}.`,
    ko: (f) => `ZooKeeper가 ${f.path}에 대한 ${f.client}의 요청을 거절했어요: ${f.code}.`,
  },
  WatchFired: {
    en: (f) => `z${f.server} told ${f.client}: ${f.event} ${f.path}. The watch is used up.`,
    ko: (f) =>
      `${subject(`z${f.server}`)} ${f.client}에 알렸어요: ${f.event} ${f.path}. watch는 한 번뿐이라 이제 없어요.`,
  },
  ControllerFailoverCompleted: {
    en: (f) => `The new controller ${broker(f.id)} has read ${f.partitions} partitions and told every broker.`,
    ko: (f) => `새 컨트롤러 ${broker(f.id)}: 파티션 ${f.partitions}개를 읽고 모든 브로커에 알렸어요.`,
  },
  ServerReconfigured: {
    en: (f) => `The settings file of ${f.node} now says ${f.to}: in force from its next start.`,
    ko: (f) =>
      (f.to ?? '').includes('=')
        ? `${f.node}의 server.properties를 고쳤어요: ${f.to}. 다음 시작부터 적용돼요.`
        : `${f.node}의 설정 파일을 ${f.to}용으로 바꿨어요. 다음 시작부터 적용돼요.`,
  },
  MigrationDriverStateChanged: {
    en: (f) => `Migration driver of ${server(f.id)}: ${f.from} to ${f.to}.`,
    ko: (f) => `${server(f.id)}의 마이그레이션 드라이버: ${f.from} → ${f.to}.`,
  },
  ZkMigrationStateChanged: {
    en: (f) => MIGRATION_EN[f.to ?? ''] ?? `The migration is at ${f.to}.`,
    ko: (f) => MIGRATION_KO[f.to ?? ''] ?? `마이그레이션 상태: ${f.to}.`,
  },
  ZkControllerClaimed: {
    en: (f) =>
      `${server(f.id)} of the quorum took /controller, with controller epoch ${f.zkEpoch} in ZooKeeper: no broker can be the controller any more.`,
    ko: (f) =>
      `쿼럼의 ${subject(server(f.id))} /controller를 차지했어요. ZooKeeper의 controller epoch은 ${f.zkEpoch}. 이제 브로커는 컨트롤러가 될 수 없어요.`,
  },
  MetadataMigrated: {
    en: (f) =>
      `${server(f.id)} copied what is in ZooKeeper into the metadata log: ${f.records} records, ${f.topics} topics, ${f.partitions} partitions.`,
    ko: (f) =>
      `${subject(server(f.id))} ZooKeeper의 내용을 메타데이터 로그로 옮겼어요. 레코드 ${f.records}개, 토픽 ${f.topics}개, 파티션 ${f.partitions}개.`,
  },
  DualWriteCompleted: {
    en: (f) => `${server(f.id)} wrote to ZooKeeper, too, what the metadata log says up to offset ${f.offset}.`,
    ko: (f) => `${subject(server(f.id))} 메타데이터 로그 offset ${f.offset}까지를 ZooKeeper에도 썼어요.`,
  },
  DualWriteRefused: {
    en: (f) => `ZooKeeper refused a write of ${server(f.id)}: another controller has taken over since.`,
    ko: (f) => `ZooKeeper가 ${server(f.id)}의 쓰기를 거절했어요. 그 사이 다른 컨트롤러가 이어받았어요.`,
  },
  KRaftControllerFollowed: {
    en: (f) =>
      `${broker(f.broker)} heard from ${server(f.controllerId)}: from now on it asks the quorum, and no broker.`,
    ko: (f) =>
      `${subject(broker(f.broker))} ${server(f.controllerId)}의 지시를 받았어요. 이제 브로커가 아니라 쿼럼에 요청해요.`,
  },
  BrokerFailed: {
    en: (f) => `The controller noticed that ${broker(f.brokerId)} is gone: its znode has disappeared.`,
    ko: (f) => `컨트롤러가 ${broker(f.brokerId)}의 znode가 사라진 것을 보고 죽은 브로커로 처리해요.`,
  },
  StaleControllerRefused: {
    en: (f) =>
      `${broker(f.broker)} refused ${f.request} from ${broker(f.controllerId)}: controller epoch ${f.controllerEpoch} is over, it knows ${f.knownEpoch}.`,
    ko: (f) =>
      `${subject(broker(f.broker))} ${broker(f.controllerId)}의 ${f.request} 요청을 거절했어요. 요청의 controller epoch은 ${f.controllerEpoch}, 이 브로커가 아는 것은 ${is(f.knownEpoch)}.`,
  },
  StaleBrokerEpochRefused: {
    en: (f) => `${broker(f.broker)} refused ${f.request}: it was meant for an earlier life of this broker.`,
    ko: (f) =>
      `${subject(broker(f.broker))} ${f.request} 요청을 거절했어요. 이 브로커가 다시 등록되기 전의 broker epoch으로 보낸 요청이에요.`,
  },
  ZooKeeperRequestCompleted: {
    en: (f) => `ZooKeeper answered ${f.op} of ${f.client} after ${f.took} µs.`,
    ko: (f) => `ZooKeeper가 ${f.client}의 ${f.op} 요청에 ${f.took} µs 만에 응답했어요.`,
  },
  ControllerEventProcessed: {
    en: (f) =>
      `The controller was done with ${f.event}: ${f.queued} µs in its queue, ${f.took} µs at it; ${f.left} wait.`,
    ko: (f) => `컨트롤러가 ${f.event} 처리를 마쳤어요. 큐에서 ${f.queued} µs, 처리에 ${f.took} µs. 대기 ${f.left}개.`,
  },
  IsrWritten: {
    en: (f) =>
      f.accepted === 'true'
        ? `${broker(f.broker)} wrote the ISR of ${f.partition} to ZooKeeper: [${f.isr}].`
        : `${broker(f.broker)} could not write the ISR of ${f.partition}: its version of the znode is old.`,
    ko: (f) =>
      f.accepted === 'true'
        ? `${subject(broker(f.broker))} ${f.partition}의 ISR [${f.isr}]을 ZooKeeper에 썼어요.`
        : `${subject(broker(f.broker))} ${f.partition}의 ISR을 쓰지 못했어요. 알고 있는 znode 버전이 오래되었어요.`,
  },
  PartitionStateChanged: {
    en: (f) => `The controller moved ${f.partition} from ${f.from} to ${f.to}.`,
    ko: (f) => `컨트롤러: ${f.partition} ${f.from} → ${f.to}.`,
  },
  ReplicaStateChanged: {
    en: (f) => `The controller moved the replica of ${f.partition} on ${broker(f.replica)} from ${f.from} to ${f.to}.`,
    ko: (f) => `컨트롤러: ${f.partition}의 ${broker(f.replica)} 레플리카 ${f.from} → ${f.to}.`,
  },
  MetadataReceived: {
    en: (f) => `${broker(f.broker)} was told the metadata of ${f.partitions} partitions by the controller.`,
    ko: (f) => `${subject(broker(f.broker))} 컨트롤러에게서 파티션 ${f.partitions}개의 메타데이터를 받았어요.`,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
