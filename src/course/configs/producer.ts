/** Settings of a producer. */
import { type Meanings, says } from './meaning.ts';

export const PRODUCER: Meanings = {
  acks: says(
    'Whose confirmation a write waits for: nobody’s (0), the leader’s (1), or that of the whole ISR (all). With 1 a record can be acknowledged and lost with its leader.',
    '누구의 확인을 기다릴지예요. 아무도 기다리지 않거나(0), 리더만(1), ISR 전체(all)를 기다려요. 1이면 확인 응답을 받은 레코드를 리더와 함께 잃을 수 있어요.',
  ),
  'batch.size': says(
    'At how many bytes a batch counts as full and is sent. Larger means fewer requests and better compression when there is much to send, and nothing when there is little.',
    '배치가 몇 바이트면 가득 찬 것으로 보고 보낼지예요. 보낼 것이 많을 때는 크게 할수록 요청이 줄고 압축이 잘돼요. 적을 때는 차이가 없어요.',
  ),
  'buffer.memory': says(
    'How many bytes may wait in the producer. When they are used up, send() waits for room, up to max.block.ms.',
    '프로듀서 안에서 기다릴 수 있는 바이트예요. 다 차면 send()가 자리가 날 때까지 max.block.ms까지 기다려요.',
  ),
  'compression.type': says(
    'How batches are compressed before they are sent. The broker keeps them so unless the topic asks for another codec.',
    '배치를 보내기 전에 어떻게 압축할지예요. 토픽이 다른 코덱을 정하지 않았으면 브로커가 그대로 보관해요.',
  ),
  'delivery.timeout.ms': says(
    'How long after send() a record’s fate must be told, with all waiting and retrying. Raise it to survive longer outages, lower it to hear of them sooner.',
    '기다림과 재시도를 모두 합쳐, send() 뒤 이 시간 안에는 결과를 알려요. 늘리면 긴 장애를 버티고, 줄이면 빨리 알아요.',
  ),
  'enable.idempotence': says(
    'Whether batches are numbered, so that leaders drop what they already have and keep the order. It wants acks=all, retries, and at most five requests in flight.',
    '배치에 번호를 매겨 리더가 중복을 걸러 내고 순서를 지키게 할지예요. acks=all과 재시도, 5개 이하의 진행 중 요청이 필요해요.',
  ),
  'linger.ms': says(
    'How long a batch that is not full waits for more records. A little adds latency to quiet partitions and makes busy ones cheaper.',
    '덜 찬 배치가 레코드를 더 기다리는 시간이에요. 조금 주면 한가한 파티션은 그만큼 늦어지고 바쁜 파티션은 효율이 좋아져요.',
  ),
  'max.block.ms': says(
    'How long send() itself may wait, for metadata or for room in the buffer. Then it throws, and the record was never taken.',
    '메타데이터나 버퍼 자리를 기다리며 send()가 멈춰 있을 수 있는 시간이에요. 지나면 예외가 나고 그 레코드는 받아들여지지 않아요.',
  ),
  'max.in.flight.requests.per.connection': says(
    'How many requests to one broker may be without an answer. Above 1 and without idempotence, a retry can put records in another order.',
    '브로커 하나에 응답 없이 보내 둘 수 있는 요청 수예요. 2 이상이고 멱등성이 없으면 재시도로 순서가 바뀔 수 있어요.',
  ),
  'max.request.size': says(
    'The largest request, and the largest record, that a producer sends. The broker has a limit of its own.',
    '프로듀서가 보내는 요청과 레코드의 최대 크기예요. 브로커에도 따로 한도가 있어요.',
  ),
  'metadata.max.idle.ms': says(
    'A topic that was not written to for this long is forgotten, and its metadata is asked for anew at the next send().',
    '이 시간 동안 쓰지 않은 토픽은 잊어요. 다음 send() 때 메타데이터를 다시 물어요.',
  ),
  'partitioner.adaptive.partitioning.enable': says(
    'Whether records without a key go less often to partitions whose queue is long because their broker is slow.',
    '키 없는 레코드를, 브로커가 느려서 큐가 길어진 파티션에 덜 보낼지 정해요.',
  ),
  'partitioner.availability.timeout.ms': says(
    'If a broker has taken nothing for this long, records without a key go to partitions of others. 0 turns it off.',
    '브로커가 이 시간 동안 아무것도 받지 못하면 키 없는 레코드를 다른 브로커의 파티션으로 보내요. 0이면 쓰지 않아요.',
  ),
  'partitioner.class': says(
    'Which class chooses the partition. Not set, it is the built-in one: by key, else sticky.',
    '파티션을 고르는 클래스예요. 정하지 않으면 키가 있으면 키로, 없으면 스티키로 고르는 기본 동작이에요.',
  ),
  'partitioner.ignore.keys': says(
    'Whether records with a key are spread like those without. Order by key is then gone.',
    '키가 있어도 없는 것처럼 나눌지 정해요. 켜면 키별 순서가 사라져요.',
  ),
  retries: says(
    'How often a record is sent again. It is meant to stay at its large default, with delivery.timeout.ms as the limit; 0 means that any passing error is final.',
    '레코드를 다시 보내는 횟수예요. 큰 기본값을 두고 delivery.timeout.ms로 제한하는 것이 의도예요. 0이면 잠깐의 오류도 실패로 끝나요.',
  ),
};
