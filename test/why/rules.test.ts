/** The catalogue of rules covers every fact that is worth a question, in both languages, each with its place in Kafka. */
import { describe, expect, test } from 'vitest';
import { FACT_GROUPS } from '../../src/frame/factGroups.ts';
import type { FactType } from '../../src/frame/frame.ts';
import { DEEDS } from '../../src/frame/why/roots.ts';
import { RULES } from '../../src/frame/why/rules/catalogue.ts';

const TYPES = Object.keys(FACT_GROUPS) as FactType[];

describe('rules', () => {
  test('every fact that is no routine has one, or is said to need none', () => {
    const missing = TYPES.filter(
      (type) => FACT_GROUPS[type] !== 'routine' && !DEEDS.has(type) && !Object.hasOwn(RULES, type),
    );
    expect(missing).toEqual([]);
    expect([...DEEDS].filter((type) => Object.hasOwn(RULES, type))).toEqual([]);
  });

  test('each is said in both languages and names a class, a KIP or a setting', () => {
    for (const [name, { says, source }] of Object.entries(RULES)) {
      expect(says.en, name).toMatch(/[.]$/);
      expect(says.ko, name).toMatch(/[.]$/);
      expect(says.ko, name).toMatch(/[가-힣]/);
      expect(source.length, name).toBeGreaterThan(8);
    }
  });

  test('none is of a fact that does not exist', () => {
    const known = new Set<string>(TYPES);
    const strange = Object.keys(RULES).filter((name) => !name.startsWith('not/') && !known.has(name.split('/')[0]!));
    expect(strange).toEqual([]);
  });
});
