/**
 * Values in the texts of a lesson: `{name}` shows what the run says under that name; in Korean `{name:이/가}` gives it the
 * particle that it needs.
 */
import { type Particle, withParticle } from '../../base/korean.ts';
import type { Both } from './schemaLesson.ts';

export const PARTICLES: readonly Particle[] = ['은/는', '이/가', '을/를', '과/와', '으로/로', '이에요/예요'];

const SHOWN = /\{([a-z][a-z0-9-]{0,39})(?::([^{}]{1,12}))?\}/g;

export interface Shown {
  readonly name: string;
  readonly particle: string | undefined;
}

export function shownIn(text: string): readonly Shown[] {
  return [...text.matchAll(SHOWN)].map(([, name, particle]) => ({ name: name!, particle }));
}

export type Values = Readonly<Record<string, Both>>;

/** What is not known yet is a gap. The same object where there is nothing to show. */
export function withValues(text: Both, values: Values): Both {
  if (!text.en.includes('{') && !text.ko.includes('{')) return text;
  return { en: filled(text.en, values, 'en'), ko: filled(text.ko, values, 'ko') };
}

function filled(text: string, values: Values, language: keyof Both): string {
  return text.replace(SHOWN, (_, name: string, particle: string | undefined) => {
    const value = Object.hasOwn(values, name) ? values[name]![language] : '…';
    return isParticle(particle) ? withParticle(value, particle) : value;
  });
}

function isParticle(text: string | undefined): text is Particle {
  return PARTICLES.some((one) => one === text);
}

/** Each text in it, with its place. */
export function eachText(
  part: unknown,
  path: readonly (string | number)[],
  visit: (text: Both, path: readonly (string | number)[]) => void,
): void {
  if (Array.isArray(part)) {
    for (const [place, item] of part.entries()) eachText(item, [...path, place], visit);
  } else if (typeof part === 'object' && part !== null) {
    const group = part as Readonly<Record<string, unknown>>;
    if (typeof group.en === 'string' && typeof group.ko === 'string') visit(group as unknown as Both, path);
    else for (const key of Object.keys(group)) eachText(group[key], [...path, key], visit);
  }
}

/** With its values in every text of it. The same object where there is none. */
export function filledIn<T>(part: T, values: Values): T {
  if (Array.isArray(part)) {
    const items = part.map((item) => filledIn(item, values));
    return items.every((item, place) => item === part[place]) ? part : (items as T);
  }
  if (typeof part !== 'object' || part === null) return part;
  const group = part as Readonly<Record<string, unknown>>;
  if (typeof group.en === 'string' && typeof group.ko === 'string') {
    const shown = withValues({ en: group.en, ko: group.ko }, values);
    return shown.en === group.en && shown.ko === group.ko ? part : ({ ...group, ...shown } as T);
  }
  const entries = Object.entries(group).map(([key, value]) => [key, filledIn(value, values)] as const);
  return entries.every(([key, value]) => value === group[key]) ? part : (Object.fromEntries(entries) as T);
}
