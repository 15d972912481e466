/** The rows of a selected thing in Korean: whatever a run of either era shows there in words has its Korean. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { koreanLabel, koreanValue } from '../../src/views/inspector/rowWords.ts';
import { Session } from '../../src/worker/session.ts';

/** Several words with a space between them; a name of a class, a field or a setting has none. */
const IN_WORDS = /^[a-z]+(?: [a-z]+)+$/;
const ENGLISH = /\b(?:of|started|sent|leads|leader none|not registered|none yet|directories)\b/;

test.each(['leader-failover', 'zookeeper-broker-dies', 'static-members-restart'])(
  '%s: no row is left in English',
  (name) => {
    const text = readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8');
    const session = new Session({ clock: () => 0 });
    expect(session.answer({ ask: 'load', name, text }).answer).toBe('loaded');
    let rowsSeen = 0;
    let nodes: readonly { readonly id: string }[] = [];
    for (const at of [1_000_000, 9_000_000, 14_000_000]) {
      const moved = session.answer({ ask: 'seek', branch: 0, to: { at } });
      if (moved.answer !== 'moved') throw new Error(JSON.stringify(moved));
      // The first frame is whole; those after it are what is different.
      if ('whole' in moved.frame) nodes = moved.frame.whole.nodes;
      for (const { id } of nodes) {
        const answer = session.answer({ ask: 'detail', branch: 0, target: { type: 'node', id } });
        if (answer.answer !== 'detail' || answer.detail === null) throw new Error(id);
        for (const row of answer.detail.rows) {
          rowsSeen += 1;
          if (IN_WORDS.test(row.label)) expect(koreanLabel(row.label), row.label).toBeDefined();
          if (row.label !== 'command') expect(koreanValue(row), `${row.label}: ${row.value}`).not.toMatch(ENGLISH);
        }
      }
    }
    expect(rowsSeen).toBeGreaterThan(50);
  },
);

test('what a stranger has written stays as it is', () => {
  expect(koreanValue({ label: 'value', value: 'yes' })).toBe('yes');
  expect(koreanValue({ label: 'status', value: 'up, started 3 times' })).toBe('실행 중, 3번 시작');
});
