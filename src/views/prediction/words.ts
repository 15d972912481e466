/** Words of the widgets that take a prediction. */
import { words } from '../words.ts';

export const OFFSET = words('Offset', '오프셋');
export const MARK_LABEL = words('A mark on the log of {partition}', '{partition} 로그 위의 표시');
export const MARK_HINT = words(
  'Move the mark, click between two records, or type the offset.',
  '표시를 옮기거나, 레코드 사이를 누르거나, 오프셋을 입력하세요.',
);
export const MARK_NONE = words('not placed yet', '아직 놓지 않음');
export const MARK_AT = words('before offset {value}', '오프셋 {value} 앞');
export const LEADER = words('leader', '리더');
export const LOG_OF = words('{node}: offsets {from} to {to}', '{node}: 오프셋 {from}부터 {to}까지');
export const LOG_EMPTY = words('{node}: empty', '{node}: 비어 있음');
export const NUMBER = words('A number', '숫자');
export const NONE_OF_THEM = words('None of them', '해당 없음');
export const NOBODY = words('Nobody', '아무도 아님');
export const ALL_HINT = words('Any number of them', '여러 개를 고를 수 있어요');
export const ORDER_HINT = words('What comes first stands on top.', '먼저 일어나는 것이 위로 오게 놓으세요.');
export const AS_LISTED = words('It happens in this order', '이 순서대로 일어나요');
export const EARLIER = words('Earlier: {what}', '앞으로: {what}');
export const LATER = words('Later: {what}', '뒤로: {what}');
export const MOVED = words('{what}: place {place} of {count}', '{what}: {count}개 중 {place}번째');
export const STAGE_HINT = words('You can also point at it on the stage.', '무대에서 골라도 돼요.');
export const ACTIVE_WORD = words('active controller', '활성 컨트롤러');
export const LEADS = words('leads {partitions}', '{partitions} 리더');
export const YOURS = words('you', '내 답');
export const TRUTH = words('the run', '실제');
