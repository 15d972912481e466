/** The deviation ledger: one entry a thing, every entry in both languages, every file of it united. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEVIATIONS } from '../../src/kafka/deviations/index.ts';

const FOLDER = join(import.meta.dirname, '../../src/kafka/deviations');
const HANGUL = /[가-힣]/;

describe('the deviation ledger', () => {
  test('has no id twice', () => {
    const ids = DEVIATIONS.map(({ id }) => id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  test('has every entry of its files', () => {
    const written = readdirSync(FOLDER).flatMap((name) =>
      [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/^ {4}id: '(.*)',$/gm)].map(([, id]) => id),
    );
    expect([...written].sort()).toEqual(DEVIATIONS.map(({ id }) => id).sort());
  });

  test.each(DEVIATIONS)('$id names Kafka, and says both things in both languages', ({ kafka, ...said }) => {
    expect(kafka).not.toBe('');
    for (const { en, ko } of [said.simplified, said.learnerSees]) {
      expect(en).toMatch(/^[^가-힣]+[.:?]$/);
      expect(ko).toMatch(HANGUL);
      expect(ko).toMatch(/요\.$/);
    }
  });
});
