/** A moment in words, for those who write lessons: `2nd IsrChanged partition orders-0, 1s later`. */
import { formatDuration } from '../scenario/duration.ts';
import { describePattern } from '../scenario/factPattern.ts';
import type { MomentSection } from '../scenario/lesson/schemaMoment.ts';

export function momentText(moment: MomentSection): string {
  const { fact, where, nth, since, at, later, 'just-before': justBefore } = moment;
  const words = [
    justBefore === true ? 'just before ' : '',
    fact === undefined ? formatDuration(at ?? 0) : describePattern({ fact, where }),
    nth === undefined ? '' : ` number ${nth}`,
    later === undefined ? '' : `, ${formatDuration(later)} later`,
    since === undefined ? '' : ', since the start',
  ];
  return words.join('');
}
