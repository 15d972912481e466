/** Words of why and why-not. The sentences themselves come with the answers, in both languages. */
import type { WhyAspect, WhyFrame } from '../../frame/why/whyFrames.ts';
import type { Words } from '../words.ts';
import { words } from '../words.ts';

export const ASPECT_WORDS: Readonly<Record<WhyAspect, Words>> = {
  newest: words('newest', '최근'),
  status: words('status', '상태'),
  'quorum-role': words('role in the quorum', '쿼럼에서의 역할'),
  leader: words('leader', '리더'),
  isr: words('ISR', 'ISR'),
  elr: words('ELR', 'ELR'),
  'high-watermark': words('high watermark', '하이 워터마크'),
  'log-end': words('log end', '로그 끝(LEO)'),
  role: words('role', '역할'),
  fate: words('what became of it', '레코드의 결과'),
  assignment: words('assignment', '할당'),
  position: words('position', '읽는 위치'),
  committed: words('committed offset', '커밋된 오프셋'),
  lag: words('lag', '랙'),
  rebalance: words('rebalance', '리밸런싱'),
  members: words('members', '멤버'),
  state: words('state', '상태'),
};

export const ROOT_WORDS: Readonly<Record<WhyFrame['root'], Words>> = {
  command: words(
    'Here it begins: a person or the script did this.',
    '여기서 시작해요. 사람이나 스크립트가 한 일이에요.',
  ),
  plan: words(
    'Here it begins: an application does this by its plan.',
    '여기서 시작해요. 애플리케이션이 계획대로 한 일이에요.',
  ),
  start: words('Here it begins: with the start of the run.', '여기서 시작해요. 실행이 시작될 때의 일이에요.'),
  timer: words(
    'Here it begins: with a timer of its own, not with anything that happened before.',
    '여기서 시작해요. 앞서 일어난 일이 아니라 스스로 정해 둔 타이머에서 비롯되었어요.',
  ),
  cut: words(
    'It goes on further back; choose the last step and ask again.',
    '더 앞으로 이어져요. 마지막 단계를 골라 다시 물어보세요.',
  ),
};

export const ASPECTS_LABEL = words('Why this', '무엇의 이유인지');
export const BECAUSE = words('because, {span} before', '원인 · {span} 전');
export const AT_ONCE = words('because, in the same event', '원인 · 같은 이벤트');
export const RULE = words('The rule', '규칙');
export const SOURCE = words('In Kafka', 'Kafka 소스');
export const ROUTINE = words('{count} routine events between', '사이의 일상적인 이벤트 {count}개');
export const ONE_ROUTINE = words('1 routine event between', '사이의 일상적인 이벤트 1개');
export const HERE = words('here', '지금 여기');
export const WORLD = words('by hand or by the script', '사람 또는 스크립트');
export const NO_CAUSE = words('Nothing before it: the run started this way.', '앞선 원인이 없어요. 처음부터 그랬어요.');
export const LOADING = words('Looking it up …', '찾는 중 …');
export const HINT = words(
  'Newest first. Each step came about because of the one under it; choose one to go there.',
  '최근 것부터. 각 단계는 바로 아래 단계 때문에 일어났어요. 고르면 그때로 가요.',
);
export const WHY_NOT = words('Why not?', '왜 안 됐을까요?');
export const WHY_OF = words('Why: {thing}', '왜: {thing}');
export const ASKED_AT = words('At {time}', '{time} 시점');
export const CONDITIONS = words('What has to be true, in Kafka’s order', '충족해야 할 조건, Kafka가 보는 순서');
export const MET = words('met', '충족');
export const NOT_MET = words('not met', '불충족');
export const NOT_KNOWN = words('not looked at', '해당 없음');
export const SINCE = words('since {time}', '{time}부터');
export const CLOSE = words('Close', '닫기');
