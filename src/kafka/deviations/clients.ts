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
      en: 'A bootstrap connection goes on being used once the broker id behind its address is known. Kafka opens a second connection. Starting over from bootstrap.servers (KIP-899) therefore keeps the reconnect backoff of an address. A broker that is advertised under another name does get a second one.',
      ko: 'bootstrap 연결은 그 주소의 브로커 ID를 안 뒤에도 계속 써요. Kafka는 연결을 하나 더 열어요. 그래서 bootstrap.servers로 다시 시작해도(KIP-899) 주소별 재연결 backoff가 유지돼요. 다른 이름으로 알려지는 브로커에는 연결이 하나 더 생겨요.',
    },
    learnerSees: {
      en: 'One connection from a client to a broker by one name, never two.',
      ko: '같은 이름으로 닿는 클라이언트와 브로커 사이에는 연결이 하나만 보여요.',
    },
  },
  {
    id: 'client-connection-lifetime',
    kafka: 'connections.max.idle.ms, socket.connection.setup.timeout.ms, socket.connection.setup.timeout.max.ms',
    simplified: {
      en: 'Idle connections are not closed. A connection to a broker that does not answer is given up after the time the simulated network sets, the same for every attempt; socket.connection.setup.timeout.ms counts for addresses behind which there is no broker.',
      ko: '쉬고 있는 연결을 닫지 않아요. 브로커가 응답하지 않는 연결 시도는 매번 시뮬레이션 네트워크가 정한 같은 시간 뒤에 포기해요. socket.connection.setup.timeout.ms는 브로커가 없는 주소에만 적용돼요.',
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
    id: 'producer-compression-time',
    kafka: 'MemoryRecordsBuilder, LogValidator.validateMessagesAndAssignOffsetsCompressed',
    simplified: {
      en: 'Compressing takes no simulated time. The CPU time it would cost is told with the fact (BatchCompressed, BatchRecompressed), from a measurement of Kafka’s own streams. A batch is compressed when it is sent, not record by record in send().',
      ko: '압축에 시뮬레이션 시간이 들지 않아요. 실제로 들 CPU 시간은 Kafka의 압축 스트림을 측정한 값으로 사실(BatchCompressed, BatchRecompressed)에 적어요. 배치는 send()에서 레코드마다가 아니라 전송할 때 한꺼번에 압축해요.',
    },
    learnerSees: {
      en: 'gzip slows neither the application nor the broker. Its cost is a number to compare with what it saves.',
      ko: 'gzip을 써도 애플리케이션과 브로커가 느려지지 않아요. 비용은 절약한 바이트와 비교할 수 있는 숫자로 보여요.',
    },
  },
  {
    id: 'compression-levels',
    kafka: 'compression.lz4.level, compression.zstd.level',
    simplified: {
      en: 'With their default levels all four codecs make the very bytes of Kafka’s libraries, and gzip does at every level. lz4 and zstd compress at every level as at their default.',
      ko: '기본 레벨에서는 네 코덱 모두 Kafka 라이브러리와 똑같은 바이트를 만들고, gzip은 모든 레벨에서 그래요. lz4와 zstd는 레벨을 바꿔도 기본 레벨처럼 압축해요.',
    },
    learnerSees: {
      en: 'A higher level makes lz4 and zstd batches no smaller, a lower one no larger. With Kafka, lz4 at level 17 saves about a fifth more, zstd at 22 about a tenth.',
      ko: '레벨을 올려도 lz4와 zstd 배치가 더 작아지지 않고, 내려도 커지지 않아요. 실제 Kafka에서는 lz4 레벨 17이 약 5분의 1, zstd 레벨 22가 약 10분의 1을 더 줄여요.',
    },
  },
  {
    id: 'log-append-time-bytes',
    kafka: 'DefaultRecordBatch.setMaxTimestamp, message.timestamp.type=LogAppendTime',
    simplified: {
      en: 'With LogAppendTime every record of a batch carries the time of the append. In Kafka only the batch’s header does; the records keep the producer’s times, which nobody reads.',
      ko: 'LogAppendTime이면 배치의 모든 레코드가 추가된 시각을 가져요. Kafka에서는 배치 헤더만 바뀌고, 레코드에는 아무도 읽지 않는 프로듀서의 시각이 남아요.',
    },
    learnerSees: {
      en: 'The checksum that kafka-dump-log prints for such a batch is another than Kafka’s.',
      ko: '이런 배치에 대해 kafka-dump-log가 출력하는 체크섬이 Kafka와 달라요.',
    },
  },
  {
    id: 'producer-transaction-manager',
    kafka: 'TransactionManager, Sender.maybeAbortBatches',
    simplified: {
      en: 'Producers have producer ids and sequence numbers, but no transactional ids; errors that end an idempotent producer for good, such as a missing authorization, do not occur.',
      ko: '프로듀서에 프로듀서 ID와 시퀀스 번호는 있지만 transactional.id는 없어요. 권한 부족처럼 멱등 프로듀서를 완전히 멈추는 오류는 생기지 않아요.',
    },
    learnerSees: {
      en: 'An idempotent producer always finds a way to go on: with its sequence, with the next epoch, or with a new producer id.',
      ko: '멱등 프로듀서는 늘 이어 가요. 시퀀스를 이어 쓰거나, 에포크를 올리거나, 프로듀서 ID를 새로 받아요.',
    },
  },
  {
    id: 'producer-load-statistics',
    kafka: 'RecordAccumulator.partitionReady, BuiltInPartitioner.updatePartitionLoadStats (KIP-794)',
    simplified: {
      en: 'Queue lengths are looked at when the sticky partition changes. Kafka’s sender notes them each time it runs, so that a choice may rest on lengths that are a moment old.',
      ko: '큐 길이는 sticky 파티션을 바꿀 때 확인해요. Kafka의 sender는 돌 때마다 기록해 두기 때문에 조금 지난 길이로 고를 수 있어요.',
    },
    learnerSees: {
      en: 'Slow brokers get fewer records, as in Kafka; single choices may differ.',
      ko: 'Kafka처럼 느린 브로커가 레코드를 적게 받아요. 개별 선택은 다를 수 있어요.',
    },
  },
  {
    id: 'producer-application',
    kafka: 'KafkaProducer.send, close; Callback',
    simplified: {
      en: 'Callbacks take no time. With on-failure: resend the application’s thread sends a record again when it is free, not from within the callback. A process whose producer is closed ends.',
      ko: '콜백은 시간이 걸리지 않아요. on-failure: resend이면 콜백 안이 아니라 애플리케이션 스레드가 한가할 때 레코드를 다시 보내요. 프로듀서를 닫으면 프로세스도 끝나요.',
    },
    learnerSees: {
      en: 'A callback never holds up the sender, as a slow one does in Kafka.',
      ko: 'Kafka에서는 느린 콜백이 sender를 붙잡지만, 여기서는 그런 일이 없어요.',
    },
  },
  {
    id: 'client-names',
    kafka: 'ClientUtils.parseAndValidateAddresses, HostResolver, advertised.listeners',
    simplified: {
      en: 'Names lead to brokers at once and never change; there is one address a broker. A broker answers every client with the same advertised address, whatever listener it came through; servers reach each other by their own names.',
      ko: '이름 조회는 즉시 끝나고 결과가 바뀌지 않아요. 브로커마다 주소는 하나예요. 클라이언트가 어느 리스너로 왔든 브로커는 같은 advertised 주소를 알려 주고, 서버끼리는 각자의 이름으로 연결해요.',
    },
    learnerSees: {
      en: 'No DNS look-ups that are slow or stale, and no second listener for another network.',
      ko: '느리거나 오래된 DNS 조회가 없고, 다른 네트워크를 위한 두 번째 리스너도 없어요.',
    },
  },
  {
    id: 'producer-threads',
    kafka: 'KafkaProducer.doSend, Sender.run',
    simplified: {
      en: 'send() and the sender take no time. Each workload is a thread of its own; a record gets its number when it is appended, or has failed.',
      ko: 'send()와 sender는 시간이 걸리지 않아요. 워크로드마다 스레드가 따로 있고, 레코드 번호는 추가되거나 실패한 순간에 정해져요.',
    },
    learnerSees: {
      en: 'A thread that waits in send() sends nothing else. One that is started again goes on with the numbers its schedule has reached.',
      ko: 'send()에서 기다리는 스레드는 다른 것을 보내지 않아요. 다시 시작한 프로듀서는 일정상 도달한 번호부터 이어 가요.',
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
      en: 'poll() waits until there are records; one that comes back with nothing is called again at once. Data is read when it arrives. Lookups, fetches and errors are acted on in poll() alone, and so are the answers of a group while no heartbeat thread is at work.',
      ko: 'poll()은 레코드가 있을 때까지 기다려요. 빈손으로 돌아오면 바로 다시 불려요. 데이터는 도착하는 대로 읽어요. 조회와 fetch 요청, 오류 처리는 poll() 안에서만 하고, 하트비트 스레드가 일하지 않는 동안에는 그룹의 응답도 그래요.',
    },
    learnerSees: {
      en: 'No empty polls. A consumer whose application is busy still takes in what it asked for before.',
      ko: '빈 poll이 없어요. 애플리케이션이 바쁜 컨슈머도 미리 요청한 데이터는 받아요.',
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
