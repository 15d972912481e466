/** What is read of a run, where it is easily read wrong. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Session } from '../../src/worker/session.ts';

const COMPACTION = readFileSync(
  join(import.meta.dirname, '../../scenarios/compaction-is-not-a-unique-key.yaml'),
  'utf8',
);

/** Who has the first address of ada, which the cleaner removes at half a minute. */
function copiesAt(at: string): readonly string[] {
  const lesson = `lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 1
  beats:
    - name: who
      say: { en: Look., ko: 보세요. }
      predict:
        ask: { en: Who?, ko: 누구? }
        node: { of: brokers, none: { en: nobody, ko: 없음 }, is: { state: { partition: addresses-0, read: copies, offset: 0 } } }
      reveal: { at: ${at} }
`;
  const session = new Session({ clock: () => 0 });
  const text = COMPACTION.replace(/^lesson:\n(?:[ \t].*\n|\n)*/m, lesson);
  session.answer({ ask: 'load', name: 'a', text });
  const answer = session.answer({ ask: 'mark', branch: 0, question: { beat: 'who' }, answer: null });
  if (answer.answer !== 'mark' || answer.marked?.truth.kind !== 'node') throw new Error(JSON.stringify(answer));
  return answer.marked.truth.nodes;
}

test('a record that the cleaner has removed has no copy, though its offset is in the log', () => {
  expect(copiesAt('20s')).toEqual(['b1']);
  expect(copiesAt('35s')).toEqual([]);
});
