/** Settings that every client has. */
import { type Meanings, says } from './meaning.ts';

export const CLIENT: Meanings = {
  'bootstrap.servers': says(
    'Where a client begins. It asks one of these for the brokers and from then on uses the addresses that they advertise.',
    '클라이언트가 처음 접속할 주소예요. 여기서 브로커 목록을 받고, 그 뒤로는 브로커가 광고한 주소를 써요.',
  ),
  'client.id': says(
    'The name under which a client appears in logs, metrics and quotas. It changes nothing in what it does.',
    '로그와 지표, 쿼터에 나타나는 클라이언트 이름이에요. 동작은 바뀌지 않아요.',
  ),
  'client.dns.lookup': says(
    'What a client does with a name that has several addresses: try them one after another, or take the canonical name of each bootstrap server.',
    '한 이름에 주소가 여럿일 때 차례로 시도할지, 부트스트랩 서버의 정식 이름으로 바꿀지 정해요.',
  ),
  'metadata.max.age.ms': says(
    'After this long a client asks for metadata again though nothing has gone wrong. New partitions and topics matching a pattern are noticed no sooner.',
    '아무 문제가 없어도 이만큼 지나면 메타데이터를 다시 물어요. 새 파티션이나 패턴에 맞는 새 토픽은 이때 알게 돼요.',
  ),
  'metadata.recovery.rebootstrap.trigger.ms': says(
    'If a client has had no metadata from any broker it knows for this long, it begins again with bootstrap.servers.',
    '아는 브로커 누구에게서도 이 시간 동안 메타데이터를 받지 못하면 bootstrap.servers부터 다시 시작해요.',
  ),
  'metadata.recovery.strategy': says(
    'What a client does when none of the brokers it knows answers: go on asking them, or begin again with bootstrap.servers, as it does by default from 4.0 on.',
    '아는 브로커가 모두 답하지 않을 때 계속 그들에게 물을지, bootstrap.servers부터 다시 시작할지 정해요. 4.0부터는 다시 시작하는 것이 기본이에요.',
  ),
  'reconnect.backoff.max.ms': says(
    'The longest wait before a client tries to connect to the same broker again. It doubles up to here with each failure.',
    '같은 브로커에 다시 접속하기 전에 기다리는 최대 시간이에요. 실패할 때마다 두 배로 늘다가 여기서 멈춰요.',
  ),
  'reconnect.backoff.ms': says(
    'The first wait before a client tries to connect to the same broker again.',
    '같은 브로커에 다시 접속하기 전에 처음으로 기다리는 시간이에요.',
  ),
  'request.timeout.ms': says(
    'How long a client waits for the answer to one request. Then it closes the connection and may try again; the request may have been carried out.',
    '요청 하나의 응답을 기다리는 시간이에요. 지나면 연결을 끊고 다시 시도할 수 있어요. 요청은 이미 처리됐을지도 몰라요.',
  ),
  'retry.backoff.max.ms': says(
    'The longest wait before a failed request is tried again.',
    '실패한 요청을 다시 시도하기 전에 기다리는 최대 시간이에요.',
  ),
  'retry.backoff.ms': says(
    'The first wait before a failed request is tried again; it doubles with each failure.',
    '실패한 요청을 다시 시도하기 전에 처음으로 기다리는 시간이에요. 실패할 때마다 두 배가 돼요.',
  ),
  'socket.connection.setup.timeout.max.ms': says(
    'The longest that a client waits for a connection to come about, after several failures.',
    '실패가 이어질 때 연결이 맺어지기를 기다리는 최대 시간이에요.',
  ),
  'socket.connection.setup.timeout.ms': says(
    'How long a client waits for a connection to come about. With a silent address it is this, and not a refusal, that tells it to try another one.',
    '연결이 맺어지기를 기다리는 시간이에요. 아무 답이 없는 주소라면 거절이 아니라 이 시간이 지나야 다른 주소를 시도해요.',
  ),
};

export const ADMIN: Meanings = {
  'default.api.timeout.ms': says(
    'How long a call of the admin client may take in all, retries included.',
    '관리 클라이언트의 호출 하나가 재시도까지 합쳐 쓸 수 있는 전체 시간이에요.',
  ),
};
