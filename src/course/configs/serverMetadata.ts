/** Settings of a server: controllers, the quorum and its log, brokers as controllers see them. */
import { type Meanings, says } from './meaning.ts';

export const SERVER_METADATA: Meanings = {
  'broker.heartbeat.interval.ms': says(
    'How often a broker tells the active controller that it lives.',
    '브로커가 활성 컨트롤러에 하트비트를 보내는 간격이에요.',
  ),
  'broker.session.timeout.ms': says(
    'After so long without a heartbeat the controller fences a broker and elects other leaders. It is how long a killed broker’s partitions have none.',
    '하트비트가 이 시간 동안 없으면 컨트롤러가 브로커를 펜싱하고 다른 리더를 뽑아요. 죽은 브로커의 파티션은 이만큼 리더가 없어요.',
  ),
  'initial.broker.registration.timeout.ms': says(
    'How long a starting broker tries to register before it gives up and exits.',
    '시작한 브로커가 등록을 시도하는 시간이에요. 지나면 포기하고 종료해요.',
  ),
  'controller.quorum.voters': says(
    'The voters, in a quorum whose set of voters does not change. Since KIP-853 they can be in the log instead.',
    '투표자 목록이 고정된 쿼럼에서 그 목록이에요. KIP-853부터는 로그 안에 둘 수 있어요.',
  ),
  'controller.quorum.bootstrap.servers': says(
    'Where a server looks for the quorum when the voters are in the log.',
    '투표자가 로그 안에 있을 때 쿼럼을 찾아갈 주소예요.',
  ),
  'controller.quorum.auto.join.enable': says(
    'Whether a controller that is no voter asks by itself to become one.',
    '투표자가 아닌 컨트롤러가 스스로 투표자로 넣어 달라고 할지예요.',
  ),
  'controller.quorum.append.linger.ms': says(
    'How long the leader of the quorum gathers records before it writes them.',
    '쿼럼의 리더가 레코드를 쓰기 전에 모으는 시간이에요.',
  ),
  'controller.quorum.election.backoff.max.ms': says(
    'The longest a candidate that has lost waits before it stands again. Chance keeps two from standing at the same moment for ever.',
    '떨어진 후보가 다시 나서기 전에 기다리는 최대 시간이에요. 무작위로 정해서 둘이 계속 동시에 나서지 않게 해요.',
  ),
  'controller.quorum.election.timeout.ms': says(
    'How long a candidate waits for votes, and how long a server without a leader waits before it stands.',
    '후보가 표를 기다리는 시간이고, 리더를 모르는 서버가 나서기 전에 기다리는 시간이에요.',
  ),
  'controller.quorum.fetch.timeout.ms': says(
    'After so long without a fetch that succeeded a follower stands for election. A leader from whom no majority has fetched for half as long again resigns.',
    '이 시간 동안 성공한 페치가 없으면 팔로워가 선거에 나서요. 그 1.5배 동안 과반이 페치하지 않는 리더는 물러나요.',
  ),
  'controller.quorum.fetch.snapshot.max.bytes': says(
    'How much of a snapshot is fetched at a time.',
    '스냅샷을 한 번에 가져오는 크기예요.',
  ),
  'controller.quorum.request.timeout.ms': says(
    'How long members of the quorum wait for one another’s answers.',
    '쿼럼의 구성원이 서로의 응답을 기다리는 시간이에요.',
  ),
  'controller.quorum.retry.backoff.ms': says(
    'The wait before a request to another member is tried again.',
    '다른 구성원에 보낸 요청을 다시 시도하기 전에 기다리는 시간이에요.',
  ),
  'controller.socket.timeout.ms': says(
    'How long the controller of the ZooKeeper era, or a broker that asks a controller, waits for an answer.',
    'ZooKeeper 시대의 컨트롤러나, 컨트롤러에 묻는 브로커가 응답을 기다리는 시간이에요.',
  ),
  'metadata.log.max.record.bytes.between.snapshots': says(
    'After so many bytes of new records a snapshot of the metadata is written.',
    '새 레코드가 이만큼의 바이트가 되면 메타데이터 스냅샷을 써요.',
  ),
  'metadata.log.max.snapshot.interval.ms': says(
    'After so long a snapshot is written though fewer bytes have come.',
    '바이트가 덜 쌓였어도 이 시간이 지나면 스냅샷을 써요.',
  ),
  'metadata.max.idle.interval.ms': says(
    'How often the active controller writes a record that says nothing, so that all can see the log move when nothing happens.',
    '활성 컨트롤러가 아무 내용 없는 레코드를 쓰는 간격이에요. 별일이 없어도 로그가 움직이는 것을 모두가 볼 수 있어요.',
  ),
  'metadata.max.retention.bytes': says(
    'How large the metadata log and its snapshots may be together before the oldest go.',
    '메타데이터 로그와 스냅샷을 합쳐 이보다 커지면 오래된 것부터 지워요.',
  ),
  'metadata.max.retention.ms': says(
    'How old a snapshot of the metadata and the log before it may get.',
    '메타데이터 스냅샷과 그 앞의 로그를 두는 기간이에요.',
  ),
  'max.request.partition.size.limit': says(
    'How many partitions one request to describe topics may ask for.',
    '토픽 설명 요청 하나로 물을 수 있는 파티션 수예요.',
  ),
};
