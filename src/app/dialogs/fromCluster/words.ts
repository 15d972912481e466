/** Words of the dialog, which come with it. */
import { words } from '../words.ts';

export const TITLE = words('From a real cluster', '실제 클러스터에서 가져오기');
export const HINT = words(
  'Paste what these tools print, one after the other, or drop files with it. Nothing leaves this page.',
  '아래 도구의 출력을 이어서 붙여 넣거나 파일을 끌어다 놓으세요. 이 페이지 밖으로는 아무것도 보내지 않습니다.',
);
export const TEXT = words('Output of the tools', '도구의 출력');
export const CHOOSE = words('Choose files…', '파일 선택…');
export const OPEN = words('Open as a scenario', '시나리오로 열기');
export const UNDERSTOOD = words('Understood', '옮긴 것');
export const NOT_CARRIED = words('Not carried over, or not as it was', '옮기지 못했거나 달라진 것');
export const NOT_READ = words('Lines that were not understood', '알아보지 못한 줄');
export const WHAT = words('What', '대상');
export const NAME = words('Name', '이름');
export const STATE = words('State', '상태');
export const LINE = words('Line', '줄');
export const TEXT_OF = words('Text', '내용');
export const REASON = words('Why', '이유');
export const READY = words(
  'At {time} s the cluster stands as described. It opens there; what comes before is the way there.',
  '{time}초에 클러스터가 출력과 같은 상태가 됩니다. 그 시점에서 열리며, 그전은 준비 과정입니다.',
);
export const COMPARE = words('Run it and compare', '실행해서 비교');
export const COMPARING = words(
  'It is being run, to compare it with the text…',
  '붙여 넣은 출력과 비교하려고 실행하는 중…',
);
export const NOT_COMPARED = words(
  'More than {count} partitions take a while: it was not run yet.',
  '파티션이 {count}개를 넘으면 실행에 시간이 걸려서 아직 비교하지 않았습니다.',
);
export const COMPARED = words(
  'It was run: whatever its own tools print differently is listed.',
  '실행해 비교했습니다. 도구의 출력이 다르게 나오는 부분은 모두 아래에 있습니다.',
);
export const FOUND = words(
  '{count} things understood, {left} not carried over.',
  '옮긴 것 {count}개, 옮기지 못했거나 달라진 것 {left}개.',
);
export const TOO_LARGE = words(
  'That is too large: 1 MiB is read. Nothing of it was taken; describe fewer topics or groups at a time.',
  '너무 큽니다. 1 MiB까지 읽으므로 아무것도 가져오지 않았습니다. 토픽이나 그룹을 나누어 넣으세요.',
);
export const KINDS = {
  broker: words('broker', '브로커'),
  topic: words('topic', '토픽'),
  group: words('group', '그룹'),
} as const;
export const EMPTY = words('There is nothing in what was chosen.', '고른 파일이 비어 있습니다.');
