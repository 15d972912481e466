import { expect, test } from 'vitest';
import { renderTemplate } from '../../src/kafka/producer/template.ts';

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['{n}', '12'],
  ['k{n%5}', 'k2'],
  ['{n}-{n%7}{n}', '12-512'],
  ['{n%0} {n%} {m} {n', '{n%0} {n%} {m} {n'],
  ['a{n%0}b{n}c', 'a{n%0}b12c'],
  ['{n%100000000000000000000}', '12'],
])('%s', (template, text) => {
  expect(renderTemplate(template, 12)).toBe(text);
  expect(renderTemplate(template, 12)).toBe(text);
});
