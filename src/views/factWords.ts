/** The words that sentences about facts share: names as the stage writes them, and Korean particles after them. */
import { withParticle } from '../base/korean.ts';

export type Fields = Readonly<Record<string, string>>;
export type Sentence = (fields: Fields) => string;

export const either = (value: string | undefined): string => (value === undefined || value === '' ? '∅' : value);
export const broker = (id: string | undefined): string => (id === undefined ? '?' : `b${id}`);
/** Controllers have the ids after this one; the stage calls them c1, c2, …. A combined server is a broker. */
const CONTROLLER_IDS_AFTER = 3000;
export const server = (id: string | undefined): string =>
  Number(id) > CONTROLLER_IDS_AFTER ? `c${Number(id) - CONTROLLER_IDS_AFTER}` : broker(id);
/** `1,2` as the stage names them: `b1, b2`. */
export const servers = (ids: string | undefined): string =>
  ids === undefined || ids === ''
    ? '∅'
    : ids
        .split(',')
        .map((id) => (/^\d+$/.test(id) ? server(id) : id))
        .join(', ');
export const span = (from: string | undefined, count: string | undefined): string => {
  const first = Number(from);
  return count === '1' ? `${first}` : `${first}–${first + Number(count) - 1}`;
};
/** `orders-0=2` as the stage names it: `orders-0=b2`. */
export const leaders = (text: string | undefined): string => either(text).replace(/=(\d+)/g, '=b$1');
export const plural = (count: string | undefined, one: string, many: string): string => (count === '1' ? one : many);
export const subject = (text: string | undefined): string => withParticle(either(text), '이/가');
export const topic = (text: string | undefined): string => withParticle(either(text), '은/는');
export const object = (text: string | undefined): string => withParticle(either(text), '을/를');
export const toward = (text: string | undefined): string => withParticle(either(text), '으로/로');
/** `b1이에요`: the end of a sentence. */
export const is = (text: string | undefined): string => withParticle(either(text), '이에요/예요');

export function leaderName(id: string | undefined): string {
  return id === '-1' || id === undefined ? '–' : broker(id);
}

export function acks(value: string | undefined): string {
  return value === '-1' ? 'all' : (value ?? '?');
}
