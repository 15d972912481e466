/** Columns of kafka-consumer-groups, in its words and order, and what they mean; below, what the tool does not show. */
import { words } from '../words.ts';

export const GROUP_COLUMNS = {
  GROUP: words('group.id', 'group.id'),
  TOPIC: words('Topic', '토픽'),
  PARTITION: words('Number of the partition', '파티션 번호'),
  'CURRENT-OFFSET': words(
    'Committed: where the group goes on after a restart',
    '커밋된 오프셋. 다시 시작하면 여기서 이어짐',
  ),
  'LOG-END-OFFSET': words('Offset the next record will get', '다음 레코드가 받을 오프셋'),
  LAG: words('Log end minus committed offset', '로그 끝에서 커밋된 오프셋을 뺀 값'),
  'CONSUMER-ID': words('Member id', '멤버 ID'),
  HOST: words('Where the member is', '멤버가 있는 호스트'),
  'CLIENT-ID': words('client.id', 'client.id'),
  POSITION: words(
    'Where the consumer is, committed or not: no tool knows it',
    '커밋과 상관없이 컨슈머가 읽고 있는 위치. 도구로는 볼 수 없음',
  ),
  HW: words('Consumers read up to here', '컨슈머는 여기까지 읽음'),
  'GROUP-INSTANCE-ID': words('Of a static member', '정적 멤버의 ID'),
  '#PARTITIONS': words('How many it holds', '가진 파티션 수'),
  'CURRENT-EPOCH': words('Member epoch', '멤버 epoch'),
  'CURRENT-ASSIGNMENT': words('What it holds', '지금 가진 파티션'),
  'TARGET-ASSIGNMENT': words('What it is to hold', '가져야 할 파티션'),
  STATE: words('As the coordinator has it', '코디네이터가 아는 상태'),
  DOING: words('What the consumer itself is at', '컨슈머가 실제로 하는 일'),
  'COORDINATOR (ID)': words(
    'The broker that leads its partition of __consumer_offsets',
    '__consumer_offsets의 해당 파티션을 이끄는 브로커',
  ),
  'ASSIGNMENT-STRATEGY': words('The assignor that was chosen', '선택된 assignor'),
  '#MEMBERS': words('How many members it has', '멤버 수'),
  'GROUP-EPOCH': words('Generation of a classic group', 'classic 그룹이면 generation'),
  'TARGET-ASSIGNMENT-EPOCH': words('The epoch that the target was made for', '목표 할당이 만들어진 epoch'),
  OFFSET: words('In __consumer_offsets', '__consumer_offsets 안의 오프셋'),
  TYPE: words('Type of the record', '레코드 종류'),
} as const;

export type GroupColumn = keyof typeof GROUP_COLUMNS;
