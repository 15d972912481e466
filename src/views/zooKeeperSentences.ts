/** Facts about ZooKeeper, and about the controller that keeps its metadata there. */
import type { Sentence } from './factWords.ts';
import { broker, object, subject } from './factWords.ts';
import type { Language } from './viewProps.ts';

const STATES_KO: Readonly<Record<string, string>> = {
  LOOKING: '리더를 찾는 중',
  FOLLOWING: 'follower',
  LEADING: '리더',
};

export const ZOOKEEPER_SENTENCES = {
  ZooKeeperStateChanged: {
    en: (f) => `ZooKeeper server z${f.server} went from ${f.from} to ${f.to}.`,
    ko: (f) => `ZooKeeper 서버 z${f.server}: ${f.from} → ${f.to}(${STATES_KO[f.to ?? ''] ?? f.to}).`,
  },
  ZooKeeperLeaderEstablished: {
    en: (f) => `z${f.server} leads the ensemble in epoch ${f.epoch}: a quorum follows it.`,
    ko: (f) => `z${f.server}가 epoch ${f.epoch}에서 앙상블을 이끕니다. 과반수가 따르고 있습니다.`,
  },
  ZooKeeperQuorumLost: {
    en: (f) => `z${f.server} gave up leading: ${f.reason}.`,
    ko: (f) => `z${f.server}가 리더를 그만두었습니다: ${f.reason}.`,
  },
  ZooKeeperSessionCreated: {
    en: (f) => `${f.client} has a ZooKeeper session with a timeout of ${f.timeout} ms.`,
    ko: (f) => `${subject(f.client)} ZooKeeper 세션을 얻었습니다. 타임아웃은 ${f.timeout}ms입니다.`,
  },
  ZooKeeperSessionExpired: {
    en: (f) => `The ZooKeeper session of ${f.client} expired: nothing was heard of it in time.`,
    ko: (f) => `${f.client}의 ZooKeeper 세션이 만료되었습니다. 제때 소식이 없었습니다.`,
  },
  ZooKeeperSessionClosed: {
    en: (f) => `${f.client} closed its ZooKeeper session.`,
    ko: (f) => `${subject(f.client)} ZooKeeper 세션을 닫았습니다.`,
  },
  ZnodeCreated: {
    en: (f) =>
      f.ephemeralOwner === '0' ? `${f.path} was created.` : `${f.path} was created, for as long as its session lives.`,
    ko: (f) => (f.ephemeralOwner === '0' ? `${f.path} 생성.` : `${f.path} 생성. 세션이 살아 있는 동안만 있습니다.`),
  },
  ZnodeChanged: {
    en: (f) => `${f.path} was written: version ${f.version}.`,
    ko: (f) => `${f.path} 변경. 버전 ${f.version}.`,
  },
  ZnodeDeleted: { en: (f) => `${f.path} was deleted.`, ko: (f) => `${f.path} 삭제.` },
  ZnodeChangeRefused: {
    en: (f) => `ZooKeeper refused what ${f.client} wanted of ${f.path}: ${f.code}.`,
    ko: (f) => `ZooKeeper가 ${f.path}에 대한 ${f.client}의 요청을 거절했습니다: ${f.code}.`,
  },
  WatchFired: {
    en: (f) => `z${f.server} told ${f.client}: ${f.event} ${f.path}. The watch is used up.`,
    ko: (f) => `z${f.server}가 ${f.client}에 알렸습니다: ${f.event} ${f.path}. 이 watch는 끝났습니다.`,
  },
  ControllerFailoverCompleted: {
    en: (f) => `The new controller ${broker(f.id)} has read ${f.partitions} partitions and told every broker.`,
    ko: (f) => `새 컨트롤러 ${broker(f.id)}: 파티션 ${f.partitions}개를 읽고 모든 브로커에 알렸습니다.`,
  },
  BrokerFailed: {
    en: (f) => `The controller noticed that ${broker(f.brokerId)} is gone: its znode has disappeared.`,
    ko: (f) => `컨트롤러가 ${object(broker(f.brokerId))} 잃은 것을 알았습니다. znode가 사라졌습니다.`,
  },
  StaleControllerRefused: {
    en: (f) =>
      `${broker(f.broker)} refused ${f.request} from ${broker(f.controllerId)}: controller epoch ${f.controllerEpoch} is over, it knows ${f.knownEpoch}.`,
    ko: (f) =>
      `${subject(broker(f.broker))} ${broker(f.controllerId)}의 ${f.request} 요청을 거절했습니다. controller epoch ${f.controllerEpoch}는 지났고 ${f.knownEpoch}를 압니다.`,
  },
  StaleBrokerEpochRefused: {
    en: (f) => `${broker(f.broker)} refused ${f.request}: it was meant for an earlier life of this broker.`,
    ko: (f) => `${subject(broker(f.broker))} ${f.request} 요청을 거절했습니다. 이 브로커의 이전 생에 보낸 것입니다.`,
  },
  IsrWritten: {
    en: (f) =>
      f.accepted === 'true'
        ? `${broker(f.broker)} wrote the ISR of ${f.partition} to ZooKeeper: [${f.isr}].`
        : `${broker(f.broker)} could not write the ISR of ${f.partition}: its version of the znode is old.`,
    ko: (f) =>
      f.accepted === 'true'
        ? `${subject(broker(f.broker))} ${f.partition}의 ISR [${f.isr}]을 ZooKeeper에 썼습니다.`
        : `${subject(broker(f.broker))} ${f.partition}의 ISR을 쓰지 못했습니다. 알고 있는 znode 버전이 오래되었습니다.`,
  },
  PartitionStateChanged: {
    en: (f) => `The controller moved ${f.partition} from ${f.from} to ${f.to}.`,
    ko: (f) => `컨트롤러: ${f.partition} ${f.from} → ${f.to}.`,
  },
  ReplicaStateChanged: {
    en: (f) => `The controller moved the replica of ${f.partition} on ${broker(f.replica)} from ${f.from} to ${f.to}.`,
    ko: (f) => `컨트롤러: ${f.partition}의 ${broker(f.replica)} replica ${f.from} → ${f.to}.`,
  },
  MetadataReceived: {
    en: (f) => `${broker(f.broker)} was told the metadata of ${f.partitions} partitions by the controller.`,
    ko: (f) => `${subject(broker(f.broker))} 컨트롤러에게서 파티션 ${f.partitions}개의 메타데이터를 받았습니다.`,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
