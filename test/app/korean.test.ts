import { describe, expect, test } from 'vitest';
import { type Particle, particle, withParticle } from '../../src/base/korean.ts';

const TABLE: Readonly<Record<string, readonly string[]>> = {
  '은/는': ['은', '은', '는', '은', '는', '는', '은', '은', '은', '는'],
  '이/가': ['이', '이', '가', '이', '가', '가', '이', '이', '이', '가'],
  '을/를': ['을', '을', '를', '을', '를', '를', '을', '을', '을', '를'],
  '으로/로': ['으로', '로', '로', '으로', '로', '로', '으로', '로', '로', '로'],
};

describe('Korean particles', () => {
  for (const [pair, forms] of Object.entries(TABLE)) {
    test.each(forms.map((form, digit) => [digit, form] as const))(`파티션 %i with ${pair}: %s`, (digit, form) => {
      expect(particle(`파티션 ${digit}`, pair as Particle)).toBe(form);
      expect(particle(`b${digit}`, pair as Particle)).toBe(form);
    });
  }

  test('round numbers end in their unit: 십, 백, 천, 만', () => {
    for (const round of ['10', '100', '2000', '30000', '100000000']) {
      expect(withParticle(`오프셋 ${round}`, '을/를')).toBe(`오프셋 ${round}을`);
      expect(particle(round, '으로/로')).toBe('으로');
    }
    expect(particle('0', '으로/로')).toBe('으로');
  });

  test('Hangul, letters and what stands behind them', () => {
    expect(withParticle('브로커', '은/는')).toBe('브로커는');
    expect(withParticle('레코드들', '으로/로')).toBe('레코드들로');
    expect(withParticle('오프셋', '이/가')).toBe('오프셋이');
    expect(withParticle('ISR', '은/는')).toBe('ISR은');
    expect(withParticle('LEO', '은/는')).toBe('LEO는');
    expect(withParticle('orders-3', '이/가')).toBe('orders-3이');
    expect(withParticle('“b2”', '이/가')).toBe('“b2”가');
    expect(withParticle('', '이/가')).toBe('가');
  });
});
