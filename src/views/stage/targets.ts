/** From an element back to what it stands for. */
import type { Target } from '../../frame/target.ts';

export function targetOfElement(element: EventTarget): Target | null {
  if (!(element instanceof Element)) return null;
  const key = element.closest('[data-target]')?.getAttribute('data-target');
  return key === null || key === undefined ? null : targetOfKey(key);
}

/** The inverse of `targetKey` for what stands on the stage. */
export function targetOfKey(key: string): Target | null {
  const [type = '', first = '', second = ''] = key.split(' ');
  switch (type) {
    case 'node':
    case 'partition':
      return { type, id: first };
    case 'replica':
      return { type, partition: first, broker: Number(second) };
    case 'message':
      return { type, id: Number(first) };
    case 'link':
      return { type, from: first, to: second };
    default:
      return null;
  }
}
