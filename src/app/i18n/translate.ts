/** Words of the interface. `{name}` is a value; in Korean `{name|이/가}` is a value with its particle. */
import { type Particle, withParticle } from '../../base/korean.ts';
import type { Language } from '../../views/viewProps.ts';
import { EN, type Key } from './en.ts';
import { KO } from './ko.ts';

export type { Key } from './en.ts';
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: Key, values?: Values) => string;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en: EN, ko: KO };

export function translate(language: Language, key: Key, values: Values = {}): string {
  return fill(CATALOGUES[language][key], values);
}

/** Puts values into a sentence. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)(?:\|([^}]+))?\}/g, (whole, name: string, pair?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return pair === undefined ? String(value) : withParticle(String(value), pair as Particle);
  });
}

export const TRANSLATE: Readonly<Record<Language, Translate>> = {
  en: (key, values) => translate('en', key, values),
  ko: (key, values) => translate('ko', key, values),
};
