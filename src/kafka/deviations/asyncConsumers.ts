/** Where consumers of the new protocol of groups (KIP-848) are simpler than Kafka's AsyncKafkaConsumer. */
import type { Deviation } from './deviation.ts';

export const asyncConsumersDeviations: readonly Deviation[] = [
  {
    id: 'async-consumer-threads',
    kafka: 'AsyncKafkaConsumer, ConsumerNetworkThread, ApplicationEventHandler',
    simplified: {
      en: 'The application’s thread and the background thread take no time of their own: what one puts into a queue the other reads in the same instant. When a poll with data at hand sets both to work, chance decides by name which is first.',
      ko: '애플리케이션 스레드와 백그라운드 스레드는 시간을 쓰지 않아요. 한쪽이 큐에 넣은 것을 다른 쪽이 같은 순간에 읽어요. 데이터가 이미 있는 poll이 두 스레드를 함께 깨우면 누가 먼저인지는 이름 붙은 난수로 정해요.',
    },
    learnerSees: {
      en: 'An automatic commit has the records in it that the same poll hands out in half of the cases. In Kafka that depends on the machine.',
      ko: '자동 커밋에 같은 poll이 건네는 레코드가 들어갈 확률이 반반이에요. Kafka에서는 장비에 따라 달라요.',
    },
  },
  {
    id: 'async-consumer-blocking-calls',
    kafka: 'AsyncKafkaConsumer.unsubscribe, subscribe, seek, pause, resume; SeekUnvalidatedEvent, UnsubscribeEvent',
    simplified: {
      en: 'subscribe, seek, pause and resume are done at once and not through the queue; unsubscribe() does not wait for the answer to the heartbeat that leaves.',
      ko: 'subscribe, seek, pause, resume은 큐를 거치지 않고 바로 처리해요. unsubscribe()는 그룹을 나가는 heartbeat의 응답을 기다리지 않아요.',
    },
    learnerSees: {
      en: 'These calls return a network round trip or less earlier than in Kafka.',
      ko: '이 호출들이 Kafka보다 네트워크 왕복 한 번 이내만큼 일찍 돌아와요.',
    },
  },
  {
    id: 'async-consumer-listener',
    kafka: 'ConsumerRebalanceListener, ConsumerRebalanceListenerInvoker; SubscriptionState.pendingOnAssignedCallback',
    simplified: {
      en: 'Every application has a rebalance listener: it is called in poll() or close(), takes no time and never throws.',
      ko: '모든 애플리케이션에 리밸런스 리스너가 있어요. poll()이나 close() 안에서 불리고, 시간이 들지 않으며, 예외를 던지지 않아요.',
    },
    learnerSees: {
      en: 'A member that has to give something up waits for the next poll, as with a listener; Kafka without one gives it up in the background.',
      ko: '파티션을 내려놓아야 하는 멤버는 리스너가 있을 때처럼 다음 poll을 기다려요. 리스너가 없는 Kafka는 백그라운드에서 바로 내려놓아요.',
    },
  },
  {
    id: 'async-consumer-close-options',
    kafka: 'CloseOptions.GroupMembershipOperation (KIP-1092)',
    simplified: {
      en: 'close() is called without options: a dynamic member leaves with epoch -1, a static one with -2.',
      ko: 'close()를 옵션 없이 불러요. 동적 멤버는 epoch -1, 정적 멤버는 -2로 나가요.',
    },
    learnerSees: {
      en: 'Nobody stays in its group on close, and no static member gives its place up for good.',
      ko: '닫으면서 그룹에 남거나, 정적 멤버가 자리를 완전히 내놓는 경우는 보이지 않아요.',
    },
  },
];
