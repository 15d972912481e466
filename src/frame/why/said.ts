/** A sentence in both languages, and the words that such sentences share. */
import { withParticle } from '../../base/korean.ts';
import type { Micros } from '../../base/time.ts';
import { serverName } from '../../scenario/scenario.ts';
import type { Said } from './whyFrames.ts';

export function said(en: string, ko: string): Said {
  return { en, ko };
}

export const subject = (text: string | number): string => withParticle(String(text), '이/가');
export const topic = (text: string | number): string => withParticle(String(text), '은/는');
export const object = (text: string | number): string => withParticle(String(text), '을/를');
/** `b1이에요`: the end of a sentence. */
export const is = (text: string | number): string => withParticle(String(text), '이에요/예요');
export const toward = (text: string | number): string => withParticle(String(text), '으로/로');

export function names(ids: readonly number[]): string {
  return ids.length === 0 ? '∅' : ids.map((id) => serverName(id)).join(', ');
}

/** `1 member`, `2 members`. */
export function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}

/** `12.4 ms`, `3.05 s`: three figures are enough to reason with. */
export function span(micros: Micros): string {
  if (micros < 1_000) return `${micros} us`;
  if (micros < 1_000_000) return `${trimmed(micros, 1_000)} ms`;
  return `${trimmed(micros, 1_000_000)} s`;
}

function trimmed(micros: Micros, unit: number): string {
  const hundredths = Math.floor((micros * 100 + unit / 2) / unit);
  const rest = hundredths % 100;
  const whole = Math.floor(hundredths / 100);
  if (rest === 0) return String(whole);
  return rest % 10 === 0 ? `${whole}.${rest / 10}` : `${whole}.${rest < 10 ? '0' : ''}${rest}`;
}
