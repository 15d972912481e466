/** Errors of writing and reading records. */
import { type ErrorMeaning, error } from './meaning.ts';

export const RECORD_ERRORS: Readonly<Record<string, ErrorMeaning>> = {
  OFFSET_OUT_OF_RANGE: error(
    1,
    'no',
    'The offset lies before the log start or beyond what can be read: retention or a truncation has taken it. A consumer does then what auto.offset.reset says.',
    '오프셋이 로그 시작보다 앞이거나 읽을 수 있는 끝보다 뒤예요. 보존 정책이나 로그 잘라내기로 사라진 자리예요. 컨슈머는 auto.offset.reset대로 해요.',
  ),
  NOT_LEADER_OR_FOLLOWER: error(
    6,
    'refresh',
    'The broker that was asked does not lead the partition (any more). Ordinary after each change of leader.',
    '요청받은 브로커가 그 파티션의 리더가 아니에요(또는 더 이상 아니에요). 리더가 바뀔 때마다 흔히 봐요.',
  ),
  REQUEST_TIMED_OUT: error(
    7,
    'yes',
    'The broker waited in vain for what the request needs, mostly for followers. What was written stays in the log: it may still be confirmed.',
    '브로커가 요청에 필요한 것을 끝내 얻지 못했어요. 대개 팔로워를 기다리다가 그래요. 쓴 것은 로그에 남아 있고 나중에 확정될 수 있어요.',
  ),
  MESSAGE_TOO_LARGE: error(
    10,
    'no',
    'A batch is larger than max.message.bytes. A producer splits a batch of several records and tries again.',
    '배치가 max.message.bytes보다 커요. 레코드가 여럿이면 프로듀서가 쪼개서 다시 보내요.',
  ),
  NETWORK_EXCEPTION: error(
    13,
    'refresh',
    'The connection broke before the answer came. Nobody on this side knows whether the request was carried out.',
    '응답이 오기 전에 연결이 끊겼어요. 요청이 처리됐는지 이쪽에서는 알 수 없어요.',
  ),
  NOT_ENOUGH_REPLICAS: error(
    19,
    'yes',
    'The ISR is smaller than min.insync.replicas, and the write asked for acks=all. Nothing was written.',
    'ISR이 min.insync.replicas보다 적은데 acks=all로 쓰려고 했어요. 아무것도 쓰이지 않았어요.',
  ),
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: error(
    20,
    'yes',
    'The ISR became too small while the write was waiting. It is in the leader’s log, and a retry without idempotence writes it again.',
    '쓰기가 기다리는 동안 ISR이 너무 작아졌어요. 리더의 로그에는 있으므로, 멱등성 없이 재시도하면 또 쓰여요.',
  ),
  INVALID_TIMESTAMP: error(
    32,
    'no',
    'The record’s own time is too far from the leader’s clock for this topic.',
    '레코드의 시각이 이 토픽이 허용하는 것보다 리더의 시계에서 많이 벗어났어요.',
  ),
  OUT_OF_ORDER_SEQUENCE_NUMBER: error(
    45,
    'no',
    'A batch does not begin where the producer’s last one ended: one in between is missing. An idempotent producer sends the missing one first and then this one again.',
    '배치가 프로듀서의 지난 배치가 끝난 곳에서 시작하지 않아요. 중간이 빠졌다는 뜻이에요. 멱등성 프로듀서는 빠진 것을 먼저 보내고 이것을 다시 보내요.',
  ),
  INVALID_PRODUCER_EPOCH: error(
    47,
    'no',
    'There is a newer epoch of this producer id: whoever sends under the older one is fenced.',
    '이 프로듀서 ID에 더 새로운 에포크가 있어요. 옛 에포크로 보내는 쪽은 펜싱돼요.',
  ),
  KAFKA_STORAGE_ERROR: error(
    56,
    'refresh',
    'The disk with this replica has failed. Another broker will lead.',
    '이 레플리카가 있는 디스크가 고장 났어요. 다른 브로커가 리더가 될 거예요.',
  ),
  UNKNOWN_PRODUCER_ID: error(
    59,
    'no',
    'The leader has forgotten this producer id, since its records have been deleted or it was silent for too long.',
    '레코드가 지워졌거나 너무 오래 조용해서 리더가 이 프로듀서 ID를 잊었어요.',
  ),
  FENCED_LEADER_EPOCH: error(
    74,
    'refresh',
    'The request names an older leader epoch than the broker knows: its sender has missed a change of leader.',
    '요청에 담긴 리더 에포크가 브로커가 아는 것보다 옛것이에요. 보낸 쪽이 리더 교체를 놓쳤어요.',
  ),
  UNKNOWN_LEADER_EPOCH: error(
    75,
    'yes',
    'The request names a newer leader epoch than the broker knows yet: the broker is the one behind.',
    '요청에 담긴 리더 에포크가 브로커가 아는 것보다 새것이에요. 뒤처진 쪽은 브로커예요.',
  ),
  OFFSET_NOT_AVAILABLE: error(
    78,
    'yes',
    'A new leader cannot yet say where the high watermark is: it waits for its followers.',
    '새 리더가 아직 하이 워터마크를 말할 수 없어요. 팔로워를 기다리는 중이에요.',
  ),
};
