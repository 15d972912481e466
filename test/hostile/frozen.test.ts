/**
 * A run with the prototypes of the language frozen, as a page may have them that trusts none of its scripts: it is loaded,
 * led through, acted in, looked at and saved. What would change a prototype, for itself or for a stranger, throws here.
 */
import { expect, test } from 'vitest';
import type { Answer, Ask } from '../../src/worker/protocol.ts';

const TEXT = `tidemark: 1
title: { en: a, ko: 가 }
until: 6s
cluster: { controllers: 1, brokers: 3 }
topics: [{ name: orders, partitions: 2, replication-factor: 3 }]
producers: [{ name: p1, send: [{ topic: orders, every: 200ms, count: 20, key: "k{n%3}", value: "order-{n}" }] }]
consumers: [{ name: k1, group: g, subscribe: [orders] }]
timeline: [{ at: 3s, kill: leader of orders-0 }]
expect: [{ fact: LeaderElected, at-least: 1 }]
`;

test('a run, from its file to its export', { timeout: 30_000 }, async () => {
  for (const one of [Object, Function, Array, String, Number, Boolean, RegExp, Error, Map, Set, Promise, Uint8Array])
    Object.freeze(one.prototype);
  expect(Reflect.set(Object.prototype, 'polluted', 1)).toBe(false);

  // Only now, so that what modules do when they are loaded is held by it, too.
  const { Session } = await import('../../src/worker/session.ts');
  const session = new Session({ clock: () => 0, sliceMs: 60_000 });
  const ask = (one: Ask): Answer => {
    const answer = session.answer(one);
    if (answer.answer === 'failed' || answer.answer === 'problems') throw new Error(JSON.stringify([one, answer]));
    return answer;
  };
  const branch = 0;
  ask({ ask: 'load', name: 'frozen', text: TEXT });
  ask({ ask: 'seek', branch, to: { at: 6_000_000 } });
  ask({ ask: 'seek', branch, to: { at: 2_000_000 } });
  ask({ ask: 'act', branch, act: { type: 'console', line: 'kafka-topics --describe', reader: null } } as Ask);
  ask({ ask: 'detail', branch: 1, target: { type: 'partition', id: 'orders-0' } });
  ask({ ask: 'why', branch: 1, target: { type: 'partition', id: 'orders-0' } } as Ask);
  for (const what of ['leadership', 'run-ledger', 'console', 'link', 'export-compose', 'verdicts'] as const)
    ask({ ask: what, branch });
  ask({ ask: 'export-facts', branch, format: 'json', language: 'ko' });
  const exported = ask({ ask: 'export', branch });
  if (exported.answer !== 'exported') throw new Error(exported.answer);
  ask({ ask: 'import', text: exported.text });
  const hostile = session.answer({ ask: 'load', name: 'x', text: `${TEXT}__proto__: { polluted: 1 }\n` });
  expect(hostile.answer).toBe('problems');
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
