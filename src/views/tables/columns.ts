/** Columns in Kafka's own words, in every language; what they mean is said in both. */
import { words } from '../words.ts';

export const COLUMN_TIPS = {
  Partition: words('Topic and partition number', '토픽과 파티션 번호'),
  Leader: words('Broker that takes writes; none while nobody may', '쓰기를 받는 브로커. 없으면 none'),
  Replicas: words('Brokers that hold a copy, preferred leader first', '복제본을 가진 브로커. 맨 앞이 선호 리더'),
  Isr: words('In-sync replicas', '인싱크 레플리카(ISR)'),
  Elr: words(
    'Eligible leader replicas: left the ISR, but have all that is committed',
    '적격 리더 레플리카. ISR에서 나갔지만 커밋된 것을 모두 가짐',
  ),
  LastKnownElr: words(
    'Left the ISR in an unclean way, or were the last to go',
    '비정상적으로 ISR을 떠났거나 마지막까지 남았던 레플리카',
  ),
  LeaderEpoch: words('Counts the leaderships of this partition', '이 파티션의 리더가 바뀐 횟수'),
  PartitionEpoch: words('Counts the changes of this partition’s metadata', '이 파티션의 메타데이터가 바뀐 횟수'),
  Broker: words('Broker', '브로커'),
  Role: words('Leader or follower; in the quorum, the raft role', '리더 또는 팔로워. 쿼럼에서는 raft 역할'),
  LogStartOffset: words('First offset that can be read', '읽을 수 있는 첫 오프셋'),
  LogEndOffset: words('Offset the next record will get', '다음 레코드가 받을 오프셋(LEO)'),
  HighWatermark: words('Records below are on every in-sync replica', '이 아래 레코드는 모든 ISR에 있음(HW)'),
  NodeId: words('Id of the node', '노드 ID'),
  Status: words('Of the process', '프로세스 상태'),
  BrokerState: words('The broker’s own state', '브로커 스스로의 상태'),
  Fenced: words('The controller lets it lead nothing', '컨트롤러가 리더를 맡기지 않음'),
  BrokerEpoch: words('New with every registration', '등록할 때마다 새로 받음'),
  MetadataOffset: words('Metadata applied up to here', '여기까지 메타데이터를 적용'),
  Epoch: words('Raft epoch', 'raft 에포크'),
  Lag: words('Behind the leader, in records', '리더보다 뒤처진 레코드 수'),
  Client: words('Id of the client', '클라이언트 ID'),
  Group: words('group.id', 'group.id'),
  Doing: words('What the consumer is at', '컨슈머가 하는 일'),
  Position: words('Next offset it will read', '다음에 읽을 오프셋'),
  Acks: words('Whose confirmation the producer waits for', '프로듀서가 누구의 확인을 기다리는지'),
  Acknowledged: words('Records the cluster confirmed', '클러스터가 확인한 레코드'),
  Failed: words('Records the producer was told were not written', '기록되지 않았다고 알게 된 레코드'),
  Unknown: words('Records given up without knowing', '결과를 모른 채 포기한 레코드'),
  InFlight: words('Records on the wire without an answer', '응답을 기다리며 전송 중인 레코드'),
  Message: words('API and direction', 'API와 방향'),
  From: words('Sender', '보낸 쪽'),
  To: words('Receiver', '받는 쪽'),
  ETA: words('Simulated time until it arrives', '도착까지 남은 시뮬레이션 시간'),
  Text: words('What it says', '내용'),
  Rule: words('What happens to what is sent over it', '이 링크로 보낸 것이 겪는 일'),
} as const;

export type ColumnName = keyof typeof COLUMN_TIPS;
