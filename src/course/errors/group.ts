/** Errors of groups and their coordinators. */
import { type ErrorMeaning, error } from './meaning.ts';

export const GROUP_ERRORS: Readonly<Record<string, ErrorMeaning>> = {
  COORDINATOR_LOAD_IN_PROGRESS: error(
    14,
    'yes',
    'The new coordinator is still reading the group’s partition of __consumer_offsets.',
    '새 코디네이터가 __consumer_offsets의 파티션을 아직 읽는 중이에요.',
  ),
  COORDINATOR_NOT_AVAILABLE: error(
    15,
    'yes',
    'The group has no coordinator at the moment, or it cannot get its records written.',
    '지금 그룹의 코디네이터가 없거나, 코디네이터가 레코드를 쓸 수 없어요.',
  ),
  NOT_COORDINATOR: error(
    16,
    'yes',
    'Another broker looks after this group (now). The client asks again who.',
    '이 그룹은 (이제) 다른 브로커가 맡고 있어요. 클라이언트는 누구인지 다시 물어요.',
  ),
  ILLEGAL_GENERATION: error(
    22,
    'no',
    'The member speaks for a generation that is over: the group has rebalanced without it. Its commit is refused.',
    '이미 끝난 세대의 멤버예요. 그룹이 그 멤버 없이 리밸런싱했어요. 커밋은 거절돼요.',
  ),
  INCONSISTENT_GROUP_PROTOCOL: error(
    23,
    'no',
    'The member has no assignor in common with the others, or speaks another group protocol.',
    '다른 멤버와 함께 쓸 할당자가 없거나, 그룹 프로토콜이 달라요.',
  ),
  UNKNOWN_MEMBER_ID: error(
    25,
    'no',
    'The coordinator knows of no such member: it has been put out, or the group is another one. It must join anew.',
    '코디네이터가 모르는 멤버예요. 쫓겨났거나 그룹이 달라요. 다시 참여해야 해요.',
  ),
  INVALID_SESSION_TIMEOUT: error(
    26,
    'no',
    'session.timeout.ms is outside of what the broker allows.',
    'session.timeout.ms가 브로커가 허용하는 범위를 벗어났어요.',
  ),
  REBALANCE_IN_PROGRESS: error(
    27,
    'no',
    'The group is being divided anew: the member shall join, and then go on.',
    '그룹을 다시 나누는 중이에요. 멤버는 다시 참여한 뒤 계속해야 해요.',
  ),
  NON_EMPTY_GROUP: error(
    68,
    'no',
    'The group has members, and what was asked for is done to an empty one only.',
    '그룹에 멤버가 있어요. 요청한 일은 빈 그룹에만 할 수 있어요.',
  ),
  GROUP_ID_NOT_FOUND: error(69, 'no', 'There is no such group.', '그런 그룹이 없어요.'),
  MEMBER_ID_REQUIRED: error(
    79,
    'no',
    'The coordinator has given the newcomer an id, with which it must join again. It guards against members that nobody remembers.',
    '코디네이터가 새 멤버에게 ID를 주었고, 그 ID로 다시 참여해야 해요. 아무도 기억 못 하는 멤버가 쌓이지 않게 해요.',
  ),
  GROUP_MAX_SIZE_REACHED: error(81, 'no', 'The group is full.', '그룹의 멤버가 가득 찼어요.'),
  FENCED_INSTANCE_ID: error(
    82,
    'no',
    'Another process has joined with the same group.instance.id; this one is out.',
    '다른 프로세스가 같은 group.instance.id로 참여했어요. 이쪽은 밀려났어요.',
  ),
  UNSTABLE_OFFSET_COMMIT: error(
    88,
    'yes',
    'There are offsets of a transaction that has not been decided.',
    '아직 결정되지 않은 트랜잭션의 오프셋이 있어요.',
  ),
  FENCED_MEMBER_EPOCH: error(
    110,
    'no',
    'The coordinator has a different epoch for this member: it must give up its partitions and join anew.',
    '코디네이터가 아는 멤버 에포크와 달라요. 파티션을 내놓고 다시 참여해야 해요.',
  ),
  UNRELEASED_INSTANCE_ID: error(
    111,
    'no',
    'The group.instance.id is still held by another member.',
    '그 group.instance.id를 다른 멤버가 아직 쓰고 있어요.',
  ),
  UNSUPPORTED_ASSIGNOR: error(
    112,
    'no',
    'The coordinator has no assignor of this name.',
    '코디네이터에 그런 이름의 할당자가 없어요.',
  ),
  STALE_MEMBER_EPOCH: error(
    113,
    'no',
    'The commit names an older member epoch than the coordinator has: the member hears of the newer one with its next heartbeat.',
    '커밋에 담긴 멤버 에포크가 코디네이터가 아는 것보다 옛것이에요. 멤버는 다음 하트비트에서 새 에포크를 알게 돼요.',
  ),
};
