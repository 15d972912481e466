/** Where the ensemble is simpler than ZooKeeper's (3.8, as Kafka 3.9 ships it). */
import type { Deviation } from './deviation.ts';

export const zooKeeperDeviations: readonly Deviation[] = [
  {
    id: 'zookeeper-left-out',
    kafka:
      'org.apache.zookeeper: ACLs, SASL, quotas, containers, TTL nodes, observers, reconfig, local sessions, persistent watches',
    simplified: {
      en: 'The ensemble has voting members only, set when it starts. There are no ACLs, no authentication, no quotas, no container or TTL znodes, no persistent watches, no limit to outstanding requests.',
      ko: '앙상블에는 투표하는 서버만 있고 시작할 때 정한 구성이 그대로 유지돼요. ACL, 인증, quota, container·TTL znode, persistent watch, 처리 중인 요청 수 제한은 없어요.',
    },
    learnerSees: {
      en: 'All znodes are open to everybody. getAcl, setAcl and reconfig are not there.',
      ko: '모든 znode를 누구나 읽고 쓸 수 있어요. getAcl, setAcl, reconfig는 쓸 수 없어요.',
    },
  },
  {
    id: 'zookeeper-numbers-of-53-bits',
    kafka: 'ZxidUtils, SessionTrackerImpl.initializeNextSessionId, ZooKeeperServer.generatePasswd',
    simplified: {
      en: 'A zxid has 21 bits for the epoch in place of 32; a session id has the server in its uppermost digits, then 32 bits of the time in place of 40, then the same count. The password of a session can be reckoned from its id.',
      ko: 'zxid에서 에포크는 32비트가 아니라 21비트예요. 세션 ID는 맨 앞에 서버 번호가 오고, 시각은 40비트가 아니라 32비트, 그다음 번호는 그대로예요. 세션 비밀번호는 id에서 계산할 수 있어요.',
    },
    learnerSees: {
      en: 'Session ids are three hexadecimal digits shorter than those in real logs. Zxids look the same.',
      ko: '세션 ID가 실제 로그보다 16진수로 세 자리쯤 짧아요. zxid는 똑같이 보여요.',
    },
  },
  {
    id: 'zookeeper-newleader-waits-for-disk',
    kafka: 'Learner.syncWithLeader (ZOOKEEPER-4643, ZOOKEEPER-4646)',
    simplified: {
      en: 'A follower writes its new epoch and acknowledges NEWLEADER when all it was sent is on its disk, as the ZAB protocol demands and later releases do. ZooKeeper 3.8.4 writes the epoch first and does not wait.',
      ko: '팔로워는 받은 변경이 모두 디스크에 기록된 다음에 새 에포크를 쓰고 NEWLEADER에 응답해요. ZAB 프로토콜이 요구하고 이후 버전이 하는 방식이에요. ZooKeeper 3.8.4는 에포크를 먼저 쓰고 기다리지 않아요.',
    },
    learnerSees: {
      en: 'A power loss in the moment after an election loses no committed change. In 3.8.4 it can, rarely.',
      ko: '리더 선출 직후에 전원이 나가도 commit된 변경은 사라지지 않아요. 3.8.4에서는 드물게 사라질 수 있어요.',
    },
  },
  {
    id: 'zookeeper-snapshots-and-log',
    kafka: 'FileTxnSnapLog, SyncRequestProcessor, ZooKeeperServer.takeSnapshot, ZKDatabase.getProposalsFromTxnLog',
    simplified: {
      en: 'A snapshot is exact and takes no time; the two latest are kept, and one log since the older of them. No snapshot is taken when a server begins to lead. A learner that lacks more than the latest 500 changes gets the whole database; the log on disk is not read for it.',
      ko: '스냅샷은 한순간의 정확한 상태이고 시간이 걸리지 않아요. 최근 두 개와, 그중 오래된 것 이후의 로그 하나만 남겨요. 리더가 될 때 스냅샷을 만들지 않아요. 최근 변경 500개보다 더 뒤처진 서버에는 디스크의 로그를 읽지 않고 데이터 전체(SNAP)를 보내요.',
    },
    learnerSees: {
      en: 'No pause while a snapshot is written. SNAP in place of a long DIFF only where the database is far larger than its log.',
      ko: '스냅샷을 쓰는 동안의 멈춤이 없어요. 데이터가 로그보다 훨씬 클 때 실제로는 긴 DIFF가 올 자리에 SNAP이 와요.',
    },
  },
  {
    id: 'zookeeper-election-connections',
    kafka: 'QuorumCnxManager',
    simplified: {
      en: 'Two servers have two connections for votes, one for each direction. ZooKeeper has one, opened by the server with the greater number; the other one closes its own attempt. A notification for a server that is down is kept and sent when that server shows up.',
      ko: '두 서버 사이에 투표용 연결이 방향마다 하나씩, 두 개 있어요. ZooKeeper는 번호가 큰 서버가 연 연결 하나만 쓰고 반대쪽 시도는 닫아요. 꺼진 서버에 보낼 notification은 가지고 있다가 그 서버가 나타나면 보내요.',
    },
    learnerSees: {
      en: 'No connection that is closed and opened the other way round at the start of an election.',
      ko: '리더 선출을 시작할 때 연결이 닫혔다가 반대 방향으로 다시 열리는 모습이 보이지 않아요.',
    },
  },
  {
    id: 'zookeeper-one-thread',
    kafka: 'PrepRequestProcessor, SyncRequestProcessor, CommitProcessor, FinalRequestProcessor',
    simplified: {
      en: 'A server handles an event at once: only its disk and the network take time. In a server alone, a read of another session does not wait behind a write that is being flushed. Children are listed in the order in which they were created; Java lists them in that of a hash set.',
      ko: '서버는 이벤트를 바로 처리해요. 디스크와 네트워크만 시간이 걸려요. 단독 서버에서 다른 세션의 읽기는 디스크에 기록 중인 쓰기를 기다리지 않아요. 자식 znode는 만들어진 순서로 나와요. Java에서는 hash set 순서예요.',
    },
    learnerSees: {
      en: 'Latencies have no queueing inside a server. getChildren has an order that nobody should count on.',
      ko: '지연 시간에 서버 안의 대기열이 들어 있지 않아요. getChildren의 순서는 믿으면 안 돼요.',
    },
  },
  {
    id: 'zookeeper-retry-and-bytes',
    kafka: 'Learner.registerWithLeader, QuorumPeer.run; org.apache.jute',
    simplified: {
      en: 'A server that has accepted a later epoch than its leader has tries again five times, 100 ms apart, before it looks for a leader again; ZooKeeper looks again at once, over and over. The size of a message is about that of its jute form.',
      ko: '리더보다 나중 에포크를 이미 받아들인 서버는 100ms 간격으로 다섯 번 다시 시도한 다음 리더를 다시 찾아요. ZooKeeper는 쉬지 않고 곧바로 다시 찾기를 되풀이해요. 메시지 크기는 jute 형식과 비슷하게 어림한 값이에요.',
    },
    learnerSees: {
      en: 'Two elections a second of a server that cannot join, not hundreds. Slow links take about as long as they would.',
      ko: '합류하지 못하는 서버의 리더 선출이 초당 수백 번이 아니라 두 번쯤 보여요. 느린 링크에서 걸리는 시간은 실제와 비슷해요.',
    },
  },
];
