/** Where consumers of classic groups and the applications around them are simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const consumersDeviations: readonly Deviation[] = [
  {
    id: 'consumer-application',
    kafka: 'KafkaConsumer.poll, commitSync, commitAsync, ConsumerRebalanceListener, OffsetCommitCallback',
    simplified: {
      en: 'The application is a loop: poll, process, commit. It catches what a commit throws unless that is fatal, sends no failed commit again, and does nothing in a rebalance listener. What it is told to do waits until its thread is out of a commit or of its processing.',
      ko: '애플리케이션은 poll, 처리, 커밋을 반복하는 루프예요. 치명적이지 않은 커밋 예외는 잡고, 실패한 커밋을 다시 보내지 않으며, 리밸런스 리스너에서는 아무것도 하지 않아요. 지시받은 일은 커밋이나 처리가 끝난 뒤에 해요.',
    },
    learnerSees: {
      en: 'A CommitFailedException is a fact, and the next poll goes on. With the default assignors nothing is committed before partitions are revoked, unless auto commit does it.',
      ko: 'CommitFailedException이 사건으로 보이고 다음 poll이 이어져요. 기본 assignor에서는 자동 커밋이 아니면 파티션을 내려놓기 전에 아무것도 커밋하지 않아요.',
    },
  },
  {
    id: 'consumer-heartbeat-thread',
    kafka: 'AbstractCoordinator.HeartbeatThread',
    simplified: {
      en: 'The heartbeat thread wakes exactly when a heartbeat, the end of the session or of max.poll.interval.ms is due. Kafka looks every retry.backoff.ms. It reads answers as they arrive.',
      ko: '하트비트 스레드는 하트비트, 세션 만료, max.poll.interval.ms 만료 시각에 정확히 깨어나요. Kafka는 retry.backoff.ms마다 확인해요. 응답은 도착하는 대로 읽어요.',
    },
    learnerSees: {
      en: 'Heartbeats are up to 100 ms earlier than in Kafka.',
      ko: '하트비트가 Kafka보다 최대 100ms 일찍 나가요.',
    },
  },
  {
    id: 'consumer-rejoin-wait',
    kafka: 'AbstractCoordinator.joinGroupIfNeeded, ConsumerNetworkClient.poll',
    simplified: {
      en: 'After an error that is retried, JoinGroup waits one retry.backoff.ms. In Kafka it waits for as long as poll() blocks, which ends with any answer that arrives. While an auto commit is due and a rebalance holds it up, Kafka’s loop spins; here it waits.',
      ko: '재시도할 오류 뒤에 JoinGroup은 retry.backoff.ms 한 번만큼 기다려요. Kafka에서는 poll()이 막혀 있는 동안 기다리고, 아무 응답이나 오면 끝나요. 리밸런스 때문에 자동 커밋이 밀린 동안 Kafka의 루프는 헛돌지만 여기서는 기다려요.',
    },
    learnerSees: {
      en: 'Joining after a failed attempt may be some milliseconds later or earlier.',
      ko: '실패한 뒤 다시 참여하는 시각이 몇 밀리초 다를 수 있어요.',
    },
  },
  {
    id: 'consumer-pattern',
    kafka: 'java.util.regex.Pattern, KafkaConsumer.subscribe(Pattern)',
    simplified: {
      en: 'A pattern is read as a JavaScript regular expression.',
      ko: '패턴을 JavaScript 정규식으로 읽어요.',
    },
    learnerSees: {
      en: 'What only Java knows, such as possessive quantifiers, is refused.',
      ko: '소유 수량자처럼 Java에만 있는 문법은 거부돼요.',
    },
  },
  {
    id: 'consumer-timers-and-telemetry',
    kafka: 'ConsumerInterceptor, KafkaConsumer.wakeup, KafkaConsumer.enforceRebalance, ClientTelemetryReporter',
    simplified: {
      en: 'No interceptors, no wakeup(), no enforceRebalance(), no telemetry, and no custom assignors.',
      ko: '인터셉터, wakeup(), enforceRebalance(), 텔레메트리, 사용자 정의 assignor가 없어요.',
    },
    learnerSees: { en: 'Nothing of these.', ko: '이런 기능은 보이지 않아요.' },
  },
];
