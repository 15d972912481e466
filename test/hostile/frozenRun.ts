/**
 * In a thread of its own, whose prototypes of the language it freezes before anything of the house is loaded: a run of either
 * era is loaded, led through, acted in, looked at and saved. What would change a prototype throws here.
 */
import { parentPort } from 'node:worker_threads';
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
const OF_AN_ERA = TEXT.replace('controllers: 1, brokers: 3', 'zookeeper: 1, brokers: 3');

for (const one of [Object, Function, Array, String, Number, Boolean, RegExp, Error, Map, Set, Promise, Uint8Array])
  Object.freeze(one.prototype);

// Only now, so that what modules do when they are loaded is held by it, too.
const { Session } = await import('../../src/worker/session.ts');
for (const text of [TEXT, OF_AN_ERA]) play(text);
parentPort?.postMessage({
  isFrozen: !Reflect.set(Object.prototype, 'polluted', 1),
  polluted: ({} as { polluted?: number }).polluted,
});

function play(text: string): void {
  const session = new Session({ clock: () => 0, sliceMs: 60_000 });
  const ask = (one: Ask): Answer => {
    const answer = session.answer(one);
    if (answer.answer === 'failed' || answer.answer === 'problems') throw new Error(JSON.stringify([one, answer]));
    return answer;
  };
  const branch = 0;
  ask({ ask: 'load', name: 'frozen', text });
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
  const hostile = session.answer({ ask: 'load', name: 'x', text: `${text}__proto__: { polluted: 1 }\n` });
  if (hostile.answer !== 'problems') throw new Error(hostile.answer);
}
