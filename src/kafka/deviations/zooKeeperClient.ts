/** Where the clients of ZooKeeper are simpler than ZooKeeper's and Kafka's own. */
import type { Deviation } from './deviation.ts';

export const zooKeeperClientDeviations: readonly Deviation[] = [
  {
    id: 'zk-client-connecting',
    kafka: 'org.apache.zookeeper.ClientCnxn.SendThread: startConnect, primeConnection',
    simplified: {
      en: 'Requests follow when the server has answered the ConnectRequest; ClientCnxn may send them right behind it. Every attempt to connect but the first of a session waits up to a second at random, whether or not the one before it got as far as a TCP connection.',
      ko: '서버가 ConnectRequest에 응답한 뒤에 요청을 보내요. ClientCnxn은 응답을 기다리지 않고 바로 이어서 보낼 수 있어요. 그리고 세션의 첫 시도를 뺀 모든 연결 시도는 최대 1초까지 무작위로 기다려요. 앞선 시도에서 TCP 연결이 맺어졌는지는 따지지 않아요.',
    },
    learnerSees: {
      en: 'One round trip more before the first answer on a new connection. While some servers are dead, finding a live one may take up to a second longer for each.',
      ko: '새 연결에서 첫 응답이 왕복 한 번만큼 늦어요. 죽은 서버가 있으면 살아 있는 서버를 찾는 데 하나마다 최대 1초 더 걸릴 수 있어요.',
    },
  },
  {
    id: 'zk-client-features',
    kafka: 'org.apache.zookeeper.ZooKeeper, StaticHostProvider.updateServerList, ZKWatchManager',
    simplified: {
      en: 'No chroot, no authentication and ACLs, no TLS, no read-only mode, no persistent watches, no change of the list of servers. All watches go into one SetWatches, where ZooKeeper splits them into packets of 128 kB.',
      ko: 'chroot, 인증과 ACL, TLS, read-only 모드, persistent watch, 서버 목록 변경이 없어요. 모든 watch를 SetWatches 하나에 담아요. ZooKeeper는 128kB마다 나눠 보내요.',
    },
    learnerSees: {
      en: 'zookeeper.connect lists servers and nothing else; everybody may read and write every znode.',
      ko: 'zookeeper.connect에는 서버만 적을 수 있어요. 누구나 모든 znode를 읽고 쓸 수 있어요.',
    },
  },
  {
    id: 'zk-client-threads',
    kafka: 'kafka.zookeeper.ZooKeeperClient.handleRequests, ClientCnxn.EventThread',
    simplified: {
      en: 'Threads take turns where ZooKeeper has answered, and what stands between two requests takes no time. Permits for requests in flight (zookeeper.max.in.flight.requests) go round in strict order.',
      ko: 'ZooKeeper의 응답이 온 곳에서만 스레드가 바뀌고, 두 요청 사이의 계산에는 시간이 걸리지 않아요. 동시에 보낼 수 있는 요청의 수(zookeeper.max.in.flight.requests)는 스레드들이 엄격하게 차례대로 나눠 써요.',
    },
    learnerSees: {
      en: 'A controller is as slow as its round trips to ZooKeeper make it: real ones also spend time on computing and on garbage collection.',
      ko: '컨트롤러가 느려지는 이유는 ZooKeeper와의 왕복뿐이에요. 실제로는 계산과 GC에도 시간이 들어요.',
    },
  },
  {
    id: 'zk-client-before-1.1',
    kafka: 'org.I0Itec.zkclient.ZkClient, kafka.utils.ZkUtils (Kafka before 1.1)',
    simplified: {
      en: 'Brokers before Kafka 1.1 make the calls of KafkaZkClient, one after the other in each thread, and ask again in the next session as ZkClient does. They do not read every watched znode once more when a session has expired.',
      ko: 'Kafka 1.1 이전의 브로커도 KafkaZkClient의 호출을 써요. 다만 스레드마다 한 번에 하나씩 보내고, ZkClient처럼 세션이 만료되면 다음 세션에서 다시 물어요. 세션이 만료된 뒤 지켜보던 모든 znode를 다시 읽지는 않아요.',
    },
    learnerSees: {
      en: 'The same znodes, and as many round trips; single requests and their order may differ from those of 0.10.2.',
      ko: 'znode와 왕복 횟수는 같아요. 요청 하나하나와 그 순서는 0.10.2와 다를 수 있어요.',
    },
  },
];
