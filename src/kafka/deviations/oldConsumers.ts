/** What is simplified in the consumer whose group is in ZooKeeper (kafka/consumer/zookeeper). */
import type { Deviation } from './deviation.ts';

export const oldConsumersDeviations: readonly Deviation[] = [
  {
    id: 'old-consumer-fetching',
    kafka: 'kafka.consumer.ConsumerFetcherManager, ConsumerFetcherThread, SimpleConsumer, ConsumerIterator',
    simplified: {
      en: 'One stream for each topic; it fetches as the newer consumers do, one request at a time to each leader. consumer.timeout.ms, queued.max.message.chunks and num.consumer.fetchers have no effect.',
      ko: '토픽마다 스트림은 하나예요. 가져오기는 새 컨슈머처럼 리더마다 요청을 하나씩 보내요. consumer.timeout.ms, queued.max.message.chunks, num.consumer.fetchers는 효과가 없어요.',
    },
    learnerSees: {
      en: 'Owners in ZooKeeper always end in -0, and a consumer reads a little less far ahead of its application.',
      ko: 'ZooKeeper의 소유자 이름이 항상 -0으로 끝나고, 컨슈머가 애플리케이션보다 조금 덜 앞서 읽어요.',
    },
  },
  {
    id: 'old-consumer-leader-finder',
    kafka: 'kafka.consumer.ConsumerFetcherManager.LeaderFinderThread',
    simplified: {
      en: 'The brokers are read from ZooKeeper when the group rebalances, and after that learnt from Metadata answers; Kafka reads them again for each search for a leader.',
      ko: '브로커 목록은 리밸런싱할 때 ZooKeeper에서 읽고, 그 뒤에는 Metadata 응답으로 알아가요. Kafka는 리더를 찾을 때마다 ZooKeeper에서 다시 읽어요.',
    },
    learnerSees: {
      en: 'Fewer reads of /brokers/ids; a consumer that knows only brokers that are gone waits for the next rebalance.',
      ko: '/brokers/ids를 읽는 횟수가 적어요. 사라진 브로커만 아는 컨슈머는 다음 리밸런싱까지 기다려요.',
    },
  },
  {
    id: 'old-offset-requests',
    kafka: 'kafka.server.KafkaApis.handleOffsetCommitRequest, handleOffsetFetchRequest (version 0)',
    simplified: {
      en: 'Offsets get into ZooKeeper by the consumer that writes them there itself; no client sends the versions of OffsetCommit and OffsetFetch by which a broker would do so.',
      ko: '오프셋은 컨슈머가 직접 ZooKeeper에 써요. 브로커가 대신 써 주는 OffsetCommit, OffsetFetch 버전 0을 보내는 클라이언트는 없어요.',
    },
    learnerSees: {
      en: 'Nothing: clients of other languages that did so are not part of the model.',
      ko: '달라 보이는 것은 없어요. 그렇게 하던 다른 언어의 클라이언트는 모델에 없어요.',
    },
  },
];
