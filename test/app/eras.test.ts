/** One scenario in both eras under one playhead: the first difference is marked, and what was done by hand is done in both. */
import { expect, test } from 'vitest';
import { chosenText, comparedName, rungAddress, rungText } from '../../src/app/rungs.ts';
import { applyFrameDifference } from '../../src/frame/difference.ts';
import type { Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';
import { wholeText } from '../scenario/support.ts';

const TEXT = wholeText(`
version: 3.9.1
until: 40s
cluster: { zookeeper: 3, controllers: 3, brokers: 3 }
producers: [{ name: p1, send: [{ topic: orders, every: 200ms }] }]
timeline: [{ at: 10s, kill: { node: leader of orders-0, for: 5s }, era: kraft }]`);
type Moved = Extract<Answer, { answer: 'moved' }>;

function opened(rung: { readonly era?: string } = {}) {
  const session = new Session({ clock: () => 0 });
  const loaded = session.answer({ ask: 'load', name: 'both', text: TEXT, ...rung });
  if (loaded.answer !== 'loaded') throw new Error(JSON.stringify(loaded));
  const moved = (ask: Ask): Moved => {
    const answer = session.answer(ask);
    if (answer.answer !== 'moved') throw new Error(JSON.stringify(answer));
    return answer;
  };
  return { session, loaded, moved };
}

test('the other era beside this one', () => {
  const { session, moved } = opened();
  moved({ ask: 'seek', branch: 0, to: { at: 6_000_000 } });
  moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b3' } });
  moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'c1' } });
  moved({ ask: 'seek', branch: 0, to: { at: 9_000_000 } });
  const made = moved({ ask: 'beside', branch: 0, rung: { version: '3.9.1', era: 'zookeeper' } });
  const { branches, leftOut } = made;
  // There is no c1 to kill.
  expect(leftOut).toBe(1);
  expect(branches.map(({ rung }) => [rung?.version, rung?.era])).toEqual([
    ['3.9.1', 'kraft'],
    ['3.9.1', 'zookeeper'],
  ]);
  const sought = moved({ ask: 'seek', branch: 1, to: { at: 9_000_000 } });
  const { frame } = sought;
  // What differs until both have a leader says nothing, and the death of b3 has been noticed in neither yet.
  expect(sought.branches[1]!.divergence).toBeNull();
  if (!('whole' in made.frame) || 'whole' in frame)
    throw new Error('the first frame of a branch is whole, and no other');
  const { nodes, partitions } = applyFrameDifference(made.frame.whole, frame);
  expect(nodes.map(({ id, status }) => `${id} ${status}`)).toEqual([
    ...['z1 up', 'z2 up', 'z3 up', 'b1 up', 'b2 up', 'b3 down'],
    ...['p1 up', 'admin up'],
  ]);
  expect(partitions.map(({ id }) => id)).toEqual(['orders-0']);
  const difference = session.answer({ ask: 'difference', one: 0, other: 1 });
  expect(difference.answer).toBe('difference');
  const [kraft, zookeeper] = branches;
  expect(rungText(zookeeper!.rung!)).toBe('3.9.1 · ZooKeeper');
  expect(rungText(kraft!.rung!)).toBe('3.9.1');
  expect(comparedName(zookeeper!, kraft, 'en')).toContain('ZooKeeper');
  expect(rungAddress(branches, 1, 0)).toEqual({ beside: { era: 'zookeeper', protocol: 'kip-320' } });
  expect(rungAddress(branches, 1, null)).toEqual({ version: '3.9.1', era: 'zookeeper' });
  expect(chosenText({ version: '3.9.1', era: 'zookeeper' })).toBe('Kafka 3.9.1 · ZooKeeper');
  moved({ ask: 'seek', branch: 0, to: { at: 30_000_000 } });
  // A broker is missed after 9 seconds in the one, after a session of 18 in the other.
  const later = moved({ ask: 'seek', branch: 1, to: { at: 30_000_000 } });
  const divergence = later.branches[1]!.divergence;
  expect(divergence?.at).toBeGreaterThan(13_000_000);
  expect(divergence?.at).toBeLessThan(18_000_000);
});

test('loaded in it from the start it is the same run, and it is saved as that', () => {
  const { session, moved } = opened();
  moved({ ask: 'beside', branch: 0, rung: { era: 'zookeeper' } });
  const beside = moved({ ask: 'seek', branch: 1, to: { at: 12_000_000 } });
  const own = opened({ era: 'zookeeper' });
  expect(own.moved({ ask: 'seek', branch: 0, to: { at: 12_000_000 } }).fingerprint).toBe(beside.fingerprint);
  const { text } = session.answer({ ask: 'export', branch: 1 }) as Extract<Answer, { answer: 'exported' }>;
  const again = opened();
  expect(again.session.answer({ ask: 'import', text })).toMatchObject({
    answer: 'loaded',
    scenario: { refused: null },
  });
  expect(again.moved({ ask: 'seek', branch: 0, to: { at: 12_000_000 } }).fingerprint).toBe(beside.fingerprint);
});

test('an era that the release does not have is refused in words', () => {
  const session = new Session({ clock: () => 0 });
  const text = TEXT.replace('version: 3.9.1', 'version: 4.3.1').replace('zookeeper: 3, ', '');
  const loaded = session.answer({ ask: 'load', name: 'both', text, era: 'zookeeper' });
  expect(loaded).toMatchObject({ answer: 'loaded', scenario: { version: '4.3.1' } });
  expect(loaded.answer === 'loaded' && loaded.scenario.refused?.en).toContain('Kafka 4.3.1 has no ZooKeeper');
});
