/** A rule of Kafka's with its place in Kafka. */
import type { RuleFrame } from '../whyFrames.ts';

export type Rules = Readonly<Record<string, RuleFrame>>;

export function rule(source: string, en: string, ko: string): RuleFrame {
  return { says: { en, ko }, source };
}
