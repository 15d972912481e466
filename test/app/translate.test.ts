import { describe, expect, test } from 'vitest';
import { EN, type Key } from '../../src/app/i18n/en.ts';
import { KO } from '../../src/app/i18n/ko.ts';
import { translate } from '../../src/app/i18n/translate.ts';

const keys = Object.keys(EN) as Key[];
const names = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

describe('the catalogues', () => {
  test('have the same keys, none of them empty', () => {
    expect(Object.keys(KO).sort()).toEqual([...keys].sort());
    for (const key of keys) expect(KO[key].trim().length * EN[key].trim().length, key).toBeGreaterThan(0);
  });

  test('name the same values', () => {
    for (const key of keys) expect(names(KO[key]), key).toEqual(names(EN[key]));
  });

  test('put a value with its particle into a Korean sentence', () => {
    expect(translate('ko', 'properties.go', { step: 10 })).toBe('이벤트 10으로 가기');
    expect(translate('ko', 'properties.go', { step: 7 })).toBe('이벤트 7로 가기');
    expect(translate('en', 'properties.go', { step: 7 })).toBe('Go to event 7');
  });

  test('leave a value that is missing to be seen', () => {
    expect(translate('en', 'properties.go')).toBe('Go to event {step}');
  });
});
