/** Where the producer, the consumer, the admin client and the network side they share are simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const clientsDeviations: readonly Deviation[] = [
  {
    id: 'client-handshake',
    kafka: 'NetworkClient.handleInitiateApiVersionRequests, ApiVersionsRequest',
    simplified: {
      en: 'A client that has connected sends a Metadata request that names no topic, where Kafka sends ApiVersions. The connection is ready when the answer comes.',
      ko: '클라이언트는 연결한 뒤 ApiVersions 대신 토픽 이름이 없는 Metadata 요청을 보내요. 응답이 오면 연결을 쓸 수 있어요.',
    },
    learnerSees: {
      en: 'A Metadata request at the start of each client connection. It takes as long as the real handshake.',
      ko: '클라이언트 연결마다 처음에 Metadata 요청이 하나 보여요. 걸리는 시간은 실제 핸드셰이크와 같아요.',
    },
  },
  {
    id: 'client-bootstrap-connection',
    kafka: 'NetworkClient, ClusterConnectionStates (nodes -1, -2 …)',
    simplified: {
      en: 'A bootstrap connection goes on being used once the broker id behind its address is known. Kafka opens a second connection. Starting over from bootstrap.servers (KIP-899) therefore keeps the reconnect backoff of an address.',
      ko: 'bootstrap 연결은 그 주소의 브로커 ID를 안 뒤에도 계속 써요. Kafka는 연결을 하나 더 열어요. 그래서 bootstrap.servers로 다시 시작해도(KIP-899) 주소별 재연결 backoff가 유지돼요.',
    },
    learnerSees: {
      en: 'One connection from a client to a broker, never two.',
      ko: '클라이언트와 브로커 사이에 연결이 둘이 아니라 하나만 보여요.',
    },
  },
  {
    id: 'client-connection-lifetime',
    kafka: 'connections.max.idle.ms, socket.connection.setup.timeout.ms, socket.connection.setup.timeout.max.ms',
    simplified: {
      en: 'Idle connections are not closed. A connection that gets no answer is given up after the time the simulated network sets, the same for every attempt.',
      ko: '쉬고 있는 연결을 닫지 않아요. 응답이 없는 연결 시도는 매번 시뮬레이션 네트워크가 정한 같은 시간 뒤에 포기해요.',
    },
    learnerSees: {
      en: 'A client that was quiet for nine minutes sends at once, without connecting again.',
      ko: '9분 동안 조용하던 클라이언트도 다시 연결하지 않고 바로 보내요.',
    },
  },
  {
    id: 'client-backoff-jitter',
    kafka: 'ExponentialBackoff (KIP-580)',
    simplified: {
      en: 'The jitter of a backoff is drawn once for each wait. Kafka draws it anew each time it checks whether the wait is over.',
      ko: 'backoff의 jitter를 기다림마다 한 번만 뽑아요. Kafka는 다 기다렸는지 확인할 때마다 새로 뽑아요.',
    },
    learnerSees: {
      en: 'Retries spread evenly within 20 %; in Kafka they tend to come a little early.',
      ko: '재시도가 20% 안에서 고르게 퍼져요. 실제 Kafka에서는 조금 일찍 일어나는 편이에요.',
    },
  },
  {
    id: 'producer-idempotence',
    kafka: 'TransactionManager, enable.idempotence (KIP-98, KIP-679)',
    simplified: {
      en: 'The producer behaves as with enable.idempotence=false, whatever the config says: no producer id, no sequence numbers.',
      ko: '설정과 상관없이 프로듀서는 enable.idempotence=false처럼 동작해요. 프로듀서 ID와 시퀀스 번호가 없어요.',
    },
    learnerSees: {
      en: 'A retry after a lost answer can append a record twice, and with several requests in flight a retried batch can end up behind later ones.',
      ko: '응답을 잃고 재시도하면 레코드가 두 번 추가될 수 있어요. 여러 요청이 동시에 나가 있으면 재시도한 배치가 나중 배치보다 뒤에 놓일 수도 있어요.',
    },
  },
  {
    id: 'producer-adaptive-partitioning',
    kafka: 'BuiltInPartitioner.updatePartitionLoadStats (KIP-794), partitioner.availability.timeout.ms',
    simplified: {
      en: 'The sticky partitioner chooses every available partition with the same probability; it does not look at queue lengths.',
      ko: 'sticky 파티셔너는 쓸 수 있는 파티션을 모두 같은 확률로 골라요. 큐 길이는 보지 않아요.',
    },
    learnerSees: {
      en: 'Records without a key go to a slow broker as often as to the others.',
      ko: '키가 없는 레코드가 느린 브로커에도 다른 브로커만큼 자주 가요.',
    },
  },
  {
    id: 'producer-compression',
    kafka: 'compression.type, MemoryRecordsBuilder',
    simplified: {
      en: 'Batches are not compressed. Their size is that of message format v2 without compression and headers.',
      ko: '배치를 압축하지 않아요. 크기는 압축과 헤더가 없는 메시지 포맷 v2의 크기예요.',
    },
    learnerSees: {
      en: 'batch.size and max.request.size fill up with fewer records than with compression.',
      ko: '압축할 때보다 적은 레코드로 batch.size와 max.request.size가 차요.',
    },
  },
  {
    id: 'producer-threads',
    kafka: 'KafkaProducer.doSend, Sender.run',
    simplified: {
      en: 'send() and the sender take no time. Each workload is a thread of its own; a record gets its number and its timestamp when it is appended, or has failed.',
      ko: 'send()와 sender는 시간이 걸리지 않아요. 워크로드마다 스레드가 따로 있고, 레코드 번호와 타임스탬프는 추가되거나 실패한 순간에 정해져요.',
    },
    learnerSees: {
      en: 'A thread that waits in send() sends nothing else. One that is started again goes on with the numbers its schedule has reached.',
      ko: 'send()에서 기다리는 스레드는 다른 것을 보내지 않아요. 다시 시작한 프로듀서는 일정상 도달한 번호부터 이어 가요.',
    },
  },
  {
    id: 'producer-delivery-timeout',
    kafka: 'KafkaProducer.configureDeliveryTimeout, Sender.sendProducerData',
    simplified: {
      en: 'A delivery.timeout.ms below linger.ms + request.timeout.ms is raised to their sum; Kafka refuses to start when it was set by hand. A batch whose time has just passed is not sent any more; Kafka sends it and ignores the answer.',
      ko: 'delivery.timeout.ms가 linger.ms + request.timeout.ms보다 작으면 그 합으로 올려요. Kafka는 직접 설정한 값이면 시작을 거부해요. 막 시간이 지난 배치는 더 보내지 않아요. Kafka는 보내고 나서 응답을 무시해요.',
    },
    learnerSees: {
      en: 'Nothing, as long as the three settings fit together.',
      ko: '세 설정이 서로 맞으면 차이가 없어요.',
    },
  },
  {
    id: 'producer-outcomes',
    kafka: 'Callback.onCompletion',
    simplified: {
      en: 'An exception in the callback is told as one of two outcomes: failed, when no attempt can be in the log, and unknown, when one may be. Kafka hands over the exception alone.',
      ko: '콜백의 예외를 두 결과로 나눠 알려요. 어떤 시도도 로그에 있을 수 없으면 실패, 있을 수 있으면 알 수 없음이에요. Kafka는 예외만 넘겨줘요.',
    },
    learnerSees: {
      en: 'The same TimeoutException may be failed here and unknown there: it depends on whether the record was ever sent.',
      ko: '같은 TimeoutException이라도 레코드를 보낸 적이 있는지에 따라 실패일 수도, 알 수 없음일 수도 있어요.',
    },
  },
  {
    id: 'record-identity',
    kafka: 'ProducerRecord, DefaultRecord',
    simplified: {
      en: 'Every record carries who sent it and its number there, such as p1#12. It takes no bytes, and no node looks at it.',
      ko: '모든 레코드가 보낸 프로듀서와 그 안에서의 번호를 p1#12처럼 지니고 다녀요. 크기에 들어가지 않고, 어느 노드도 보지 않아요.',
    },
    learnerSees: {
      en: 'Which record a consumer was handed, also where values repeat. In Kafka one would have to write it into the value, as Jepsen does.',
      ko: '값이 같은 레코드가 있어도 컨슈머가 어느 레코드를 받았는지 알 수 있어요. Kafka에서는 Jepsen처럼 값에 직접 적어야 해요.',
    },
  },
  {
    id: 'consumer-poll',
    kafka: 'ClassicKafkaConsumer.poll, max.poll.interval.ms',
    simplified: {
      en: 'poll() waits until there are records, without a limit, and answers are read when they arrive. Lookups, fetches and errors are acted on in poll() alone.',
      ko: 'poll()은 레코드가 있을 때까지 제한 없이 기다리고, 응답은 도착하는 대로 읽어요. 조회와 fetch 요청, 오류 처리는 poll() 안에서만 해요.',
    },
    learnerSees: {
      en: 'No empty polls. A consumer whose application is busy still takes in what it asked for before.',
      ko: '빈 poll이 없어요. 애플리케이션이 바쁜 컨슈머도 미리 요청한 데이터는 받아요.',
    },
  },
  {
    id: 'consumer-assign',
    kafka: 'ConsumerCoordinator, group.id, enable.auto.commit',
    simplified: {
      en: 'Consumers are assigned their partitions, belong to no group and commit nothing. Nothing is paused or revoked.',
      ko: '컨슈머는 파티션을 직접 할당받고, 그룹에 속하지 않으며 오프셋을 커밋하지 않아요. 파티션을 멈추거나 회수하지도 않아요.',
    },
    learnerSees: {
      en: 'A consumer that is started again begins where auto.offset.reset says.',
      ko: '다시 시작한 컨슈머는 auto.offset.reset이 정한 곳에서 읽기 시작해요.',
    },
  },
  {
    id: 'consumer-fetch-sessions',
    kafka: 'FetchSessionHandler (KIP-227)',
    simplified: {
      en: 'Consumers do not use fetch sessions: each Fetch names all partitions it is for.',
      ko: '컨슈머는 fetch 세션을 쓰지 않아요. Fetch 요청마다 대상 파티션을 모두 적어요.',
    },
    learnerSees: {
      en: 'Fetch requests of consumers are longer on the wire; their answers bring the same records.',
      ko: '컨슈머의 Fetch 요청이 더 길어요. 응답으로 오는 레코드는 같아요.',
    },
  },
  {
    id: 'consumer-exceptions',
    kafka: 'OffsetOutOfRangeException, NoOffsetForPartitionException, LogTruncationException',
    simplified: {
      en: 'An application does not catch what poll() throws: its process ends.',
      ko: '애플리케이션은 poll()이 던진 예외를 잡지 않아요. 프로세스가 끝나요.',
    },
    learnerSees: {
      en: 'With auto.offset.reset=none a consumer without a position goes down at once.',
      ko: 'auto.offset.reset=none이면 포지션이 없는 컨슈머는 바로 내려가요.',
    },
  },
  {
    id: 'admin-waits-for-brokers',
    kafka: 'KafkaAdminClient.createTopics',
    simplified: {
      en: 'Topics of a scenario are created once the metadata shows as many brokers as they need, and tried again until they exist. Kafka’s AdminClient sends at once, and leaves it to its caller to try again.',
      ko: '시나리오의 토픽은 메타데이터에 필요한 만큼 브로커가 보이면 만들고, 생길 때까지 다시 시도해요. Kafka의 AdminClient는 바로 보내고, 재시도는 호출한 쪽이 해야 해요.',
    },
    learnerSees: {
      en: 'No INVALID_REPLICATION_FACTOR during start-up, when brokers register one by one.',
      ko: '브로커가 하나씩 등록되는 시작 단계에 INVALID_REPLICATION_FACTOR가 보이지 않아요.',
    },
  },
];
