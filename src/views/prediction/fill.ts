/** Values into a sentence of this folder; `{name|이/가}` is a value with its particle. */
import { type Particle, withParticle } from '../../base/korean.ts';
import type { Language } from '../viewProps.ts';
import type { Words } from '../words.ts';

export function filled(
  sentence: Words,
  language: Language,
  values: Readonly<Record<string, string | number | boolean>>,
): string {
  return sentence[language].replace(/\{(\w+)(?:\|([^}]+))?\}/g, (whole, name: string, pair?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return pair === undefined ? String(value) : withParticle(String(value), pair as Particle);
  });
}
