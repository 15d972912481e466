/** How a process ended: who was shut down or closed is not called dead, and who left the cluster for good is not fenced. */
import { expect, test } from 'vitest';
import type { Frame } from '../../src/frame/frame.ts';
import { nodeStates } from '../../src/views/stage/names.ts';
import { Session } from '../../src/worker/session.ts';

const TEXT = `
tidemark: 1
title: { en: Ends }
until: 30s
cluster: { controllers: 1, brokers: 4 }
topics: [{ name: orders, assignment: [[1, 2]] }]
producers: [{ name: p1, send: [{ topic: orders, every: 500ms }] }]
consumers: [{ name: k1, subscribe: [orders], group: g }]
timeline:
  - { at: 8s, close: k1 }
  - { at: 8s, controlled-shutdown: b3 }
  - { at: 8s, kill: b4 }
  - { at: 20s, unregister-broker: b4 }
  - { at: 22s, start: b3 }
`;

test('closed, stopped, dead, not registered, and up again', () => {
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: 'ends', text: TEXT })).toMatchObject({ answer: 'loaded' });
  const statesAt = (seconds: number): Record<string, string> => {
    let moved = session.answer({ ask: 'seek', branch: 0, to: { at: seconds * 1_000_000 } });
    while (moved.answer === 'moved' && moved.more)
      moved = session.answer({ ask: 'seek', branch: 0, to: { at: seconds * 1_000_000 } });
    const forked = session.answer({ ask: 'fork', branch: 0 });
    if (forked.answer !== 'moved' || !('whole' in forked.frame)) throw new Error(JSON.stringify(forked).slice(0, 200));
    const { nodes }: Frame = forked.frame.whole;
    return Object.fromEntries(
      ['k1', 'b3', 'b4'].map((id) => [id, nodeStates(nodes.find((node) => node.id === id)!, 'en').join(' · ')]),
    );
  };
  expect(statesAt(18)).toEqual({ k1: 'closed', b3: 'stopped · fenced', b4: 'dead · fenced' });
  expect(statesAt(28)).toEqual({ k1: 'closed', b3: '', b4: 'dead · not registered' });
  // Gone back, the kill is still to come.
  expect(statesAt(5)).toEqual({ k1: '', b3: '', b4: '' });
});
