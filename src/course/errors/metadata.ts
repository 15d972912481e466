/** Errors of brokers, controllers, topics and the quorum. */
import { type ErrorMeaning, error } from './meaning.ts';

export const METADATA_ERRORS: Readonly<Record<string, ErrorMeaning>> = {
  UNKNOWN_TOPIC_OR_PARTITION: error(
    3,
    'refresh',
    'This broker knows of no such topic or partition: it does not exist, or not here yet.',
    '이 브로커는 그런 토픽이나 파티션을 몰라요. 없거나, 아직 여기까지 알려지지 않았어요.',
  ),
  LEADER_NOT_AVAILABLE: error(
    5,
    'refresh',
    'The partition has no leader at the moment.',
    '지금 그 파티션에는 리더가 없어요.',
  ),
  STALE_CONTROLLER_EPOCH: error(
    11,
    'no',
    'The request comes from a controller that has been replaced: the broker has heard of a higher controller epoch.',
    '이미 교체된 컨트롤러가 보낸 요청이에요. 브로커는 더 높은 컨트롤러 에포크를 알고 있어요.',
  ),
  TOPIC_ALREADY_EXISTS: error(36, 'no', 'There is a topic of this name.', '같은 이름의 토픽이 있어요.'),
  INVALID_PARTITIONS: error(
    37,
    'no',
    'The number of partitions cannot be: it must be at least 1, and can only grow.',
    '파티션 수가 맞지 않아요. 1 이상이어야 하고 늘릴 수만 있어요.',
  ),
  INVALID_REPLICATION_FACTOR: error(
    38,
    'no',
    'More replicas were asked for than there are brokers that may take one.',
    '받을 수 있는 브로커보다 많은 레플리카를 요청했어요.',
  ),
  INVALID_REPLICA_ASSIGNMENT: error(
    39,
    'no',
    'The list of brokers for a partition cannot be: one of them is unknown, named twice, or fenced.',
    '파티션에 지정한 브로커 목록이 맞지 않아요. 모르는 브로커거나, 두 번 적었거나, 펜싱된 브로커예요.',
  ),
  INVALID_CONFIG: error(
    40,
    'no',
    'A setting has a value that Kafka does not take.',
    '설정값이 Kafka가 받는 값이 아니에요.',
  ),
  NOT_CONTROLLER: error(
    41,
    'yes',
    'The server that was asked is not the active controller. The sender looks for the one that is.',
    '요청받은 서버가 활성 컨트롤러가 아니에요. 보낸 쪽은 활성 컨트롤러를 찾아 나서요.',
  ),
  STALE_BROKER_EPOCH: error(
    77,
    'no',
    'The request belongs to an earlier life of the broker: it has been registered anew since.',
    '브로커의 이전 생에 속한 요청이에요. 그 뒤에 새로 등록했어요.',
  ),
  PREFERRED_LEADER_NOT_AVAILABLE: error(
    80,
    'refresh',
    'The preferred leader is not alive or not in sync, so that leadership stays where it is.',
    '선호 리더가 살아 있지 않거나 인싱크가 아니어서 리더가 그대로 있어요.',
  ),
  ELIGIBLE_LEADERS_NOT_AVAILABLE: error(
    83,
    'refresh',
    'Nobody who may lead the partition is alive.',
    '리더가 될 수 있는 레플리카가 하나도 살아 있지 않아요.',
  ),
  ELECTION_NOT_NEEDED: error(
    84,
    'refresh',
    'The partition has the leader already that the election would give it.',
    '선출하려는 리더가 이미 리더예요.',
  ),
  INVALID_UPDATE_VERSION: error(
    95,
    'no',
    'The proposal is based on an older state of the partition: somebody else was faster. The leader looks again before it proposes anew.',
    '파티션의 옛 상태를 바탕으로 한 제안이에요. 다른 변경이 먼저 있었어요. 리더는 다시 보고 새로 제안해요.',
  ),
  BROKER_ID_NOT_REGISTERED: error(
    102,
    'no',
    'The controller knows of no broker with this id: it must register first.',
    '컨트롤러가 모르는 브로커 ID예요. 먼저 등록해야 해요.',
  ),
  INELIGIBLE_REPLICA: error(
    107,
    'no',
    'A replica proposed for the ISR may not be in it: its broker is fenced, shutting down, or of an older epoch.',
    'ISR에 넣자고 한 레플리카가 들어갈 수 없어요. 브로커가 펜싱됐거나, 종료 중이거나, 옛 에포크예요.',
  ),
  NEW_LEADER_ELECTED: error(
    108,
    'no',
    'The change took the leadership from the one who proposed it.',
    '그 변경으로 제안한 리더 자신이 리더에서 물러났어요.',
  ),
  DUPLICATE_VOTER: error(126, 'no', 'It has a vote already.', '이미 투표자예요.'),
  VOTER_NOT_FOUND: error(127, 'no', 'It has no vote that could be taken.', '투표자가 아니라서 뺄 수 없어요.'),
};
