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

  const NAMES = {
    billing: 'billing이 billing은 billing을 billing으로',
    orders: 'orders가 orders는 orders를 orders로',
    search: 'search가 search는 search를 search로',
    'audit-v2': 'audit-v2가 audit-v2는 audit-v2를 audit-v2로',
    audit: 'audit이 audit은 audit을 audit으로',
    b1: 'b1이 b1은 b1을 b1로',
    p1: 'p1이 p1은 p1을 p1로',
    reader: 'reader가 reader는 reader를 reader로',
    mail: 'mail이 mail은 mail을 mail로',
    table: 'table이 table은 table을 table로',
    pipeline: 'pipeline이 pipeline은 pipeline을 pipeline으로',
    topic: 'topic이 topic은 topic을 topic으로',
    group: 'group이 group은 group을 group으로',
    payments: 'payments가 payments는 payments를 payments로',
    network: 'network가 network는 network를 network로',
    event: 'event가 event는 event를 event로',
    dashboard: 'dashboard가 dashboard는 dashboard를 dashboard로',
    cache: 'cache가 cache는 cache를 cache로',
    RUNNING: 'RUNNING이 RUNNING은 RUNNING을 RUNNING으로',
    NOT_ENOUGH_REPLICAS: 'NOT_ENOUGH_REPLICAS가 NOT_ENOUGH_REPLICAS는 NOT_ENOUGH_REPLICAS를 NOT_ENOUGH_REPLICAS로',
    ELR: 'ELR이 ELR은 ELR을 ELR로',
    sql: 'sql이 sql은 sql을 sql로',
  };
  test.each(Object.entries(NAMES))('%s is read aloud', (name, expected) => {
    const pairs: readonly Particle[] = ['이/가', '은/는', '을/를', '으로/로'];
    expect(pairs.map((pair) => withParticle(name, pair)).join(' ')).toBe(expected);
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
