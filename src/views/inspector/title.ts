/** What a target is called before its details are known. */
import type { Frame } from '../../frame/frame.ts';
import type { Target } from '../../frame/target.ts';
import type { Language } from '../viewProps.ts';

export function targetTitle(target: Target, frame: Frame, language: Language): string {
  const isKorean = language === 'ko';
  switch (target.type) {
    case 'node':
    case 'partition':
      return target.id;
    case 'replica':
      return isKorean ? `b${target.broker}의 ${target.partition}` : `${target.partition} on b${target.broker}`;
    case 'message':
      return frame.messages.find(({ id }) => id === target.id)?.text ?? (isKorean ? '메시지' : 'message');
    case 'link':
      return `${target.from} → ${target.to}`;
    case 'record':
      return isKorean
        ? `b${target.broker}의 ${target.partition} 오프셋 ${target.offset}`
        : `${target.partition} offset ${target.offset} on b${target.broker}`;
    case 'fact':
      return isKorean ? `일어난 일 ${target.index}` : `fact ${target.index}`;
    case 'step':
      return isKorean ? `이벤트 ${target.step}` : `event ${target.step}`;
  }
}
