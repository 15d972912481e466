import { describe, expect, test } from 'vitest';
import { fitting } from './fitting.ts';

const row = (room: number, wanted: readonly string[]) =>
  [...fitting({ ids: ['a', 'b', 'c', 'd', 'e'], widths: [50, 50, 50, 50, 50], more: 40, room, wanted })]
    .sort()
    .join('');

describe('what fits in a row', () => {
  test('all of them where there is room, without a way to the rest', () => {
    expect(row(250, ['a'])).toBe('abcde');
  });
  test('the first ones beside the way to the rest', () => {
    expect(row(249, ['a'])).toBe('abcd');
    expect(row(190, ['a'])).toBe('abc');
  });
  test('what is selected is among them, and what was chosen before it', () => {
    expect(row(190, ['e'])).toBe('abe');
    expect(row(190, ['e', 'd'])).toBe('ade');
  });
  test('however narrow, the selected one is there', () => {
    expect(row(30, ['d', 'e'])).toBe('d');
  });
});
