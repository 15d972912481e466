/**
 * A protocol of one's own: everybody says every 100 ms that he is there, and follows the highest name heard of lately. Two
 * leaders at once are possible, as in every protocol without a quorum: the engine finds the moment.
 */
import assert from 'node:assert/strict';
import { DEFAULT_NETWORK, formatMicros, millis, seconds, simulate } from 'tidemark/engine';

const SILENT = millis(350);

const election = {
  handle(state, event, env, out) {
    switch (event.type) {
      case 'booted':
        out.setTimer('tick', env.draw('first tick', millis(100)) + 1, {});
        return { others: event.setup.others, heard: {}, leader: null, born: env.now };
      case 'arrived':
        return { ...state, heard: { ...state.heard, [event.message.from]: env.now } };
      case 'timer': {
        out.setTimer('tick', millis(100), {});
        for (const other of state.others) out.send(other, 'greetings', { from: env.self });
        if (env.now - state.born < SILENT) return state;
        const alive = state.others.filter((other) => env.now - (state.heard[other] ?? -SILENT) < SILENT);
        const leader = [env.self, ...alive].sort().at(-1);
        if (leader !== state.leader) out.fact({ type: 'LeaderChosen', by: env.self, leader });
        return { ...state, leader };
      }
      default:
        return state;
    }
  },
  sizeOf: () => 50,
  describeMessage: ({ from }) => `${from} is here`,
  describeFact: ({ by, leader }) => `${by} follows ${leader}`,
  describeOrder: () => '',
  factOfCommand: () => undefined,
};

const names = ['a', 'b', 'c'];
const run = simulate(
  {
    protocol: election,
    seed: 1,
    network: DEFAULT_NETWORK,
    nodes: names.map((id) => ({ id, setup: { others: names.filter((one) => one !== id) }, startAt: 0 })),
    script: [],
  },
  {
    freeze: true,
    invariants: {
      OneLeader: ({ nodes }) => {
        const leading = nodes.filter(({ id, status, state }) => status === 'up' && state?.leader === id);
        return leading.length < 2 ? undefined : `${leading.map(({ id }) => id).join(' and ')} lead`;
      },
    },
  },
);

// Left alone, all agree.
run.runUntil(seconds(2));
assert.deepEqual(
  run.nodes.map(({ state }) => state.leader),
  ['c', 'c', 'c'],
);

// The leader dies: b follows it, and nobody ever saw two.
const crash = run.fork();
crash.command({ type: 'kill', node: 'c' });
crash.runUntil(seconds(4));
assert.equal(crash.node('a').state.leader, 'b');
assert.deepEqual(crash.broken, []);

// The same moment, but the leader is cut off instead: it goes on leading, and so does b.
const cut = run.fork();
cut.command({ type: 'link', from: ['c'], to: ['a', 'b'], rule: { cut: true } });
cut.command({ type: 'link', from: ['a', 'b'], to: ['c'], rule: { cut: true } });
cut.runUntil(seconds(4));
const [found] = cut.broken;
assert.equal(found.name, 'OneLeader');

process.stdout.write(`${formatMicros(found.at)}: ${found.detail}\n`);
