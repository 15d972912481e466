/** What the metrics of producers and consumers mean. */
import { type Explanation, explain } from './explanation.ts';

export const CLIENT_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  // producer
  'record-send-rate': explain(
    'Records sent a second, each attempt counted again.',
    'falls to 0 while the application sends: nothing goes out.',
    '초당 보낸 레코드 수예요. 다시 보낸 것도 또 세요.',
    '애플리케이션은 보내는데 0이면 아무것도 나가지 못하는 거예요.',
  ),
  'record-error-rate': explain(
    'Records a second that the application was told have failed, or that nobody knows of.',
    'anything above 0: somebody has to send them again.',
    '애플리케이션이 실패했다고, 또는 결과를 모른다고 들은 초당 레코드 수예요.',
    '0보다 크면 누군가 다시 보내야 해요.',
  ),
  'record-retry-rate': explain(
    'Records a second that the client sends again by itself.',
    'stays above 0: a leader is gone, slow, or has too small an ISR.',
    '클라이언트가 스스로 다시 보내는 초당 레코드 수예요.',
    '계속 0보다 크면 리더가 없거나 느리거나 ISR이 모자란 거예요.',
  ),
  'request-latency-avg': explain(
    'From sending a Produce request to its answer; with acks=all that includes replication.',
    'several times its usual value, or none at all: nobody answers.',
    'Produce 요청을 보내고 응답을 받기까지 걸린 시간이에요. acks=all이면 복제 시간도 들어가요.',
    '평소의 몇 배가 되거나 값이 사라지면 응답이 오지 않는 거예요.',
  ),
  'request-latency-max': explain(
    'The longest of them: what the unlucky records waited.',
    'near request.timeout.ms: the next step is a retry.',
    '그중 가장 길게 걸린 시간이에요. 운 나쁜 레코드가 기다린 만큼이에요.',
    'request.timeout.ms에 가까우면 곧 재시도해요.',
  ),
  'batch-size-avg': explain(
    'Bytes of a batch as it goes out.',
    'far below batch.size under load: many small requests, and little to compress.',
    '나가는 배치의 크기예요.',
    '부하가 큰데 batch.size보다 훨씬 작으면 작은 요청이 많고 압축 효과도 작아요.',
  ),
  'records-per-request-avg': explain(
    'Records in one request.',
    '1 under load: linger.ms gives batches no time to fill.',
    '요청 하나에 담긴 레코드 수예요.',
    '부하가 큰데 1이면 linger.ms가 배치를 채울 시간을 주지 않는 거예요.',
  ),
  'record-queue-time-avg': explain(
    'How long a batch stood in the accumulator before it was sent.',
    'far above linger.ms: its leader is unknown, or too many requests are in flight.',
    '배치가 보내지기 전에 accumulator에서 기다린 시간이에요.',
    'linger.ms보다 훨씬 길면 리더를 모르거나 in-flight 요청이 꽉 찬 거예요.',
  ),
  'compression-rate-avg': explain(
    'What compression left of a batch: 1 is nothing saved.',
    'near 1 with compression on: batches are too small, or the data is compressed already.',
    '압축하고 남은 배치의 비율이에요. 1이면 줄어든 게 없어요.',
    '압축을 켰는데 1에 가까우면 배치가 너무 작거나 이미 압축된 데이터예요.',
  ),
  'requests-in-flight': explain(
    'Requests that wait for an answer.',
    'stays at max.in.flight.requests.per.connection: the broker does not keep up.',
    '응답을 기다리는 요청 수예요.',
    'max.in.flight.requests.per.connection에 머물면 브로커가 따라오지 못하는 거예요.',
  ),
  'buffer-available-bytes': explain(
    'What is left of buffer.memory.',
    'near 0: send() blocks, and throws after max.block.ms.',
    'buffer.memory 중 남은 크기예요.',
    '0에 가까우면 send()가 막히고 max.block.ms 뒤에 예외를 던져요.',
  ),
  'bufferpool-wait-ratio': explain(
    'The part of time in which a thread stood in send() for want of memory.',
    'above 0: the application is slowed down by Kafka.',
    '메모리가 없어 스레드가 send()에서 기다린 시간의 비율이에요.',
    '0보다 크면 애플리케이션이 Kafka 때문에 느려지고 있는 거예요.',
  ),
  // consumer
  'records-lag-max': explain(
    'How many records lie between its position and the high watermark, in its worst partition.',
    'keeps growing: it is slower than its producers.',
    '가장 뒤처진 파티션에서 현재 위치와 하이 워터마크 사이의 레코드 수예요.',
    '계속 커지면 프로듀서보다 느린 거예요.',
  ),
  'records-consumed-rate': explain(
    'Records a second that poll() handed out.',
    '0 while lag grows: it is stuck, or owns nothing.',
    'poll()이 넘겨준 초당 레코드 수예요.',
    'lag이 커지는데 0이면 막혔거나 맡은 파티션이 없는 거예요.',
  ),
  'bytes-consumed-rate': explain(
    'Bytes a second of those records.',
    'near fetch.max.bytes for each fetch: fetches are cut short.',
    '그 레코드들의 초당 바이트 수예요.',
    'fetch마다 fetch.max.bytes에 가까우면 fetch가 잘리고 있는 거예요.',
  ),
  'fetch-latency-avg': explain(
    'From a Fetch to its answer. An idle broker waits up to fetch.max.wait.ms for records.',
    'above fetch.max.wait.ms: the network or the broker is slow.',
    'Fetch를 보내고 응답을 받기까지 걸린 시간이에요. 새 레코드가 없으면 브로커가 fetch.max.wait.ms까지 기다려요.',
    'fetch.max.wait.ms보다 길면 네트워크나 브로커가 느린 거예요.',
  ),
  'fetch-rate': explain(
    'Fetch requests answered a second.',
    'falls to 0: no leader answers, or the application does not poll.',
    '초당 응답받은 Fetch 요청 수예요.',
    '0이 되면 리더가 응답하지 않거나 애플리케이션이 poll()을 하지 않는 거예요.',
  ),
  'assigned-partitions': explain(
    'Partitions it owns now.',
    '0 in a stable group: more consumers than partitions, or it was thrown out.',
    '지금 맡은 파티션 수예요.',
    '그룹이 안정된 상태에서 0이면 컨슈머가 파티션보다 많거나 그룹에서 쫓겨난 거예요.',
  ),
  'rebalance-total': explain(
    'Rebalances it came through.',
    'grows without anybody joining or leaving: members are thrown out for being slow.',
    '지금까지 마친 리밸런스 횟수예요.',
    '들고 나는 멤버가 없는데 늘면 느린 멤버가 쫓겨나고 있는 거예요.',
  ),
  'rebalance-latency-avg': explain(
    'How long one took: with an eager assignor nothing is read meanwhile.',
    'near max.poll.interval.ms: everybody waits for one slow member.',
    '리밸런스 한 번에 걸린 시간이에요. eager 할당이면 그동안 아무것도 읽지 못해요.',
    'max.poll.interval.ms에 가까우면 모두가 느린 멤버 하나를 기다리는 거예요.',
  ),
  'failed-rebalance-total': explain(
    'Attempts to join that failed. The first JoinGroup counts too: it only fetches a member id.',
    'keeps growing.',
    '실패한 참여 시도 횟수예요. 멤버 ID만 받아오는 첫 JoinGroup도 세요.',
    '계속 늘어나면 문제예요.',
  ),
  'commit-rate': explain(
    'Offset commits answered a second.',
    '0 while records are consumed: after a crash all of them come again.',
    '초당 응답받은 오프셋 커밋 수예요.',
    '레코드를 읽는데 0이면 장애 뒤에 전부 다시 받게 돼요.',
  ),
  'commit-latency-avg': explain(
    'From a commit to its answer: the coordinator writes it to __consumer_offsets first.',
    'grows: commitSync() holds the application up.',
    '커밋하고 응답을 받기까지 걸린 시간이에요. 코디네이터가 먼저 __consumer_offsets에 써요.',
    '길어지면 commitSync()가 애플리케이션을 붙잡아요.',
  ),
  'heartbeat-rate': explain(
    'Heartbeats answered a second.',
    '0: the coordinator will remove it after session.timeout.ms.',
    '초당 응답받은 하트비트 수예요.',
    '0이면 session.timeout.ms 뒤에 코디네이터가 이 멤버를 빼요.',
  ),
  'heartbeat-response-time-max': explain(
    'The slowest answer to a heartbeat.',
    'near session.timeout.ms.',
    '가장 느린 하트비트 응답 시간이에요.',
    'session.timeout.ms에 가까우면 위험해요.',
  ),
  'time-between-poll-avg': explain(
    'Time from one poll() to the next: what processing takes.',
    'near max.poll.interval.ms: the consumer leaves its group by itself.',
    'poll()과 다음 poll() 사이의 시간이에요. 처리에 걸린 시간을 보여줘요.',
    'max.poll.interval.ms에 가까우면 컨슈머가 스스로 그룹을 떠나요.',
  ),
  'time-between-poll-max': explain(
    'The longest of them.',
    'above max.poll.interval.ms: it was out of its group.',
    '그중 가장 긴 시간이에요.',
    'max.poll.interval.ms를 넘으면 그룹에서 빠졌던 거예요.',
  ),
  'last-poll-seconds-ago': explain(
    'Seconds since poll() was called last.',
    'keeps growing: the application is stuck in its processing, heartbeats go on all the same.',
    '마지막 poll() 뒤로 지난 초예요.',
    '계속 커지면 처리 중에 멈춘 거예요. 그래도 하트비트는 계속 나가요.',
  ),
};
