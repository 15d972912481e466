/** Rules that only a why-not names: what has to be so before something can happen. */
import { type Rules, rule } from './rule.ts';

export const NOT_RULES: Rules = {
  'not/active-broker': rule(
    'org.apache.kafka.controller.ClusterControlManager.isActive; KIP-841',
    'A broker that is fenced or shutting down may neither lead nor be in an ISR.',
    '펜싱되었거나 종료 중인 브로커는 리더가 될 수도, ISR에 들 수도 없어요.',
  ),
  'not/isr-in-flight': rule(
    'kafka.cluster.Partition.canAddReplicaToIsr; KIP-497',
    'A leader asks for one change of an ISR at a time: the next waits for the answer.',
    '리더는 ISR 변경을 한 번에 하나만 요청해요. 다음 변경은 응답을 기다려요.',
  ),
  'not/below-min-isr': rule(
    'kafka.cluster.Partition.maybeIncrementLeaderHW, isUnderMinIsr; KAFKA-15583, KIP-966',
    'While the ISR has fewer than min.insync.replicas members the high watermark stands still, for acks=1 as well: what is appended cannot be read yet.',
    'ISR이 min.insync.replicas보다 작은 동안 하이 워터마크는 움직이지 않아요. acks=1이어도 마찬가지라서, 기록된 것을 아직 읽을 수 없어요.',
  ),
  'not/below-min-isr-before': rule(
    'kafka.cluster.Partition.maybeIncrementLeaderHW before KAFKA-15583',
    'Before KAFKA-15583 the high watermark advanced with whatever the ISR was, down to the leader alone.',
    'KAFKA-15583 이전에는 ISR이 리더 하나뿐이어도 하이 워터마크가 올라갔어요.',
  ),
  'not/preferred': rule(
    'org.apache.kafka.metadata.PartitionRegistration.hasPreferredLeader',
    'The first replica of the assignment is the preferred leader. Only there does a leadership come back by itself.',
    '할당의 첫 레플리카가 우선 리더예요. 리더 역할이 저절로 돌아오는 곳은 거기뿐이에요.',
  ),
  'not/position': rule(
    'org.apache.kafka.clients.consumer.internals.SubscriptionState.FetchStates; KIP-320',
    'A partition is fetched in the state FETCHING alone: the position is known, and checked against the leader’s epochs.',
    '위치를 알고 리더의 에포크와 맞춰 본 FETCHING 상태에서만 가져와요.',
  ),
  'not/past': rule(
    'org.apache.kafka.clients.consumer.KafkaConsumer.poll',
    'A consumer goes forward from its position and hands out nothing before it.',
    '컨슈머는 위치에서 앞으로만 나아가고, 그 앞의 레코드는 넘겨주지 않아요.',
  ),
  'not/poll': rule(
    'org.apache.kafka.clients.consumer.KafkaConsumer.poll; max.poll.interval.ms',
    'Records are handed out, and a classic group is joined, in poll() alone: while the application is at work nothing of that happens.',
    '레코드를 넘겨주고 클래식 그룹에 조인하는 일은 poll() 안에서만 일어나요. 애플리케이션이 처리 중이면 멈춰 있어요.',
  ),
  'not/fetch': rule(
    'kafka.server.DelayedFetch, org.apache.kafka.clients.consumer.internals.FetchCollector; fetch.min.bytes, fetch.max.wait.ms',
    'A fetch waits at the leader until fetch.min.bytes are there or fetch.max.wait.ms has passed; poll() hands out what came.',
    'Fetch는 fetch.min.bytes가 모이거나 fetch.max.wait.ms가 지날 때까지 리더에서 기다려요. 도착한 것은 poll()이 넘겨줘요.',
  ),
  'not/send': rule(
    'org.apache.kafka.clients.producer.KafkaProducer.doSend; max.block.ms',
    'send() waits up to max.block.ms for metadata and for room in buffer.memory.',
    'send()는 메타데이터와 buffer.memory의 자리를 max.block.ms까지 기다려요.',
  ),
  'not/batch': rule(
    'org.apache.kafka.clients.producer.internals.RecordAccumulator.ready',
    'A batch goes when it is full or has waited linger.ms, its leader is known, and the connection may take another request.',
    '배치는 가득 차거나 linger.ms만큼 기다렸고, 리더를 알며, 연결이 요청을 더 받을 수 있을 때 나가요.',
  ),
  'not/delivery-timeout': rule(
    'org.apache.kafka.clients.producer.internals.ProducerBatch.hasReachedDeliveryTimeout; KIP-91',
    'From send() to the answer a record has delivery.timeout.ms, retries and all.',
    'send()부터 응답까지, 재시도를 포함해 delivery.timeout.ms 안에 끝나야 해요.',
  ),
  'not/idle-member': rule(
    'org.apache.kafka.clients.consumer.ConsumerPartitionAssignor, org.apache.kafka.coordinator.group.assignor',
    'A partition has at most one owner in a group: members beyond the number of partitions have nothing to do.',
    '한 그룹에서 파티션의 소유자는 최대 하나이므로, 파티션 수보다 많은 멤버는 할 일이 없어요.',
  ),
};
