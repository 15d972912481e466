/** What error codes mean: their numbers and whether a client tries again are Kafka's own. */
import { expect, test } from 'vitest';
import { ERROR_NAMES, errorMeaning } from '../../src/course/errors/index.ts';
import { ERRORS } from '../../src/kafka/errors.ts';

test('each is one of Kafka’s, with its number and its kind', () => {
  const wrong = ERROR_NAMES.filter((name) => {
    const { code, retriable } = errorMeaning(name)!;
    const known = ERRORS.find((one) => one.name === name);
    const kind = known?.invalidMetadata ? 'refresh' : known?.retriable ? 'yes' : 'no';
    return known?.code !== code || kind !== retriable;
  });
  expect(wrong).toEqual([]);
});

test('both languages, whole sentences', () => {
  const wrong = ERROR_NAMES.filter((name) => {
    const { en, ko } = errorMeaning(name)!.means;
    return en === ko || !/\.$/.test(en) || !/요\.$/.test(ko);
  });
  expect(wrong).toEqual([]);
});

test('nothing else is one', () => {
  expect(errorMeaning('PRE_MIGRATION')).toBeUndefined();
  expect(errorMeaning('constructor')).toBeUndefined();
});
