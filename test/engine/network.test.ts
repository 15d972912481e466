/** What TCP promises, under rules: order, a handshake before the first byte, and a machine that goes on sending for a dead process. */
import { expect, test } from 'vitest';
import type { Command } from '../../src/sim/command.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import type { Env, NodeEvent, Out, Protocol } from '../../src/sim/protocol.ts';
import type { WorldSetup } from '../../src/sim/world.ts';

interface Letters {
  setup: null;
  state: { readonly written: number };
  message: { readonly text: string };
  order: { readonly write: string };
  timer: never;
  fact: { readonly type: 'Read'; readonly text: string };
}

function handle(
  state: Letters['state'] | undefined,
  event: NodeEvent<Letters>,
  _env: Env,
  out: Out<Letters>,
): Letters['state'] {
  if (state === undefined || event.type === 'booted') return { written: 0 };
  if (event.type === 'told') {
    out.send('bob', 'post', { text: event.order.write });
    return { written: state.written + 1 };
  }
  if (event.type === 'arrived') out.fact({ type: 'Read', text: event.message.text });
  return state;
}

const letters: Protocol<Letters> = {
  handle,
  sizeOf: () => 100,
  describeMessage: ({ text }) => text,
  describeFact: ({ text }) => `read ${text}`,
  describeOrder: ({ write }) => `write ${write}`,
  factOfCommand: () => undefined,
};

const LATENCY = 400;

function readBy(script: readonly (readonly [number, Command<Letters>])[]): string[] {
  const world: WorldSetup<Letters> = {
    protocol: letters,
    seed: 1,
    network: { latency: LATENCY, jitter: 0, connectTimeout: 10_000_000 },
    nodes: ['ann', 'bob'].map((id) => ({ id, setup: null, startAt: 0 })),
    script: script.map(([at, command]) => ({ at, command })),
  };
  const kernel = new Kernel(world);
  const read: string[] = [];
  for (let step = kernel.runNext(9_000_000); step !== undefined; step = kernel.runNext(9_000_000)) {
    read.push(...step.facts.map(({ fact }) => `${fact.text} at ${step.at}`));
  }
  return read;
}

const write = (text: string): Command<Letters> => ({ type: 'tell', node: 'ann', order: { write: text } });
const cut = (from: string, to: string, isCut = true): Command<Letters> => ({
  type: 'link',
  from: [from],
  to: [to],
  rule: { cut: isCut },
});
const heal: Command<Letters> = { type: 'heal' };

test('the first request waits for the handshake', () => {
  expect(readBy([[1_000, write('a')]])).toEqual([`a at ${1_000 + 3 * LATENCY}`]);
});

test('what is in flight does not overtake what was held', () => {
  const read = readBy([
    [1_000, write('a')],
    [10_000, write('b')],
    [10_100, cut('ann', 'bob')],
    // The second letter is held at 10.4 ms; the third would be there at 10.7 ms.
    [10_300, write('c')],
    [10_500, heal],
  ]);
  expect(read).toEqual(['a at 2200', 'b at 10900', 'c at 10900']);
});

test('nor when the link is cut again while that is on its way', () => {
  const read = readBy([
    [1_000, write('a')],
    [10_000, write('b')],
    [10_050, write('c')],
    [10_100, cut('ann', 'bob')],
    [10_430, heal],
    [10_440, cut('ann', 'bob')],
    [10_500, write('d')],
    [20_000, heal],
    [20_100, cut('ann', 'bob')],
    [20_200, heal],
  ]);
  expect(read).toEqual(['a at 2200', 'b at 20400', 'c at 20400', 'd at 20400']);
});

test('what a sleeping process has in its machine no cut keeps back', () => {
  const read = readBy([
    [1_000, write('a')],
    [10_000, { type: 'pause', node: 'bob' }],
    [10_100, write('b')],
    [11_000, cut('ann', 'bob')],
    [11_100, write('c')],
    [12_000, { type: 'resume', node: 'bob' }],
    [20_000, heal],
  ]);
  expect(read).toEqual(['a at 2200', 'b at 12000', 'c at 20400']);
});

test('a machine goes on sending for a process that was killed', () => {
  const read = readBy([
    [1_000, write('a')],
    [10_000, cut('ann', 'bob')],
    [11_000, write('b')],
    [12_000, { type: 'kill', node: 'ann' }],
    [20_000, heal],
  ]);
  expect(read).toEqual(['a at 2200', 'b at 20400']);
});

test('a machine without power sends nothing again', () => {
  const read = readBy([
    [1_000, write('a')],
    [10_000, cut('ann', 'bob')],
    [11_000, write('b')],
    [11_900, write('c')],
    [12_000, { type: 'power-loss', node: 'ann' }],
    [20_000, heal],
  ]);
  expect(read).toEqual(['a at 2200']);
});

test('a request that waited for its connection is never sent when its process ends', () => {
  const read = readBy([
    [1_000, cut('ann', 'bob')],
    [2_000, write('a')],
    [9_000, { type: 'kill', node: 'ann' }],
    [20_000, heal],
    [30_000, { type: 'start', node: 'ann' }],
    [40_000, write('b')],
  ]);
  expect(read).toEqual(['b at 41200']);
});

test('a handshake that was cut off begins anew', () => {
  const read = readBy([
    [1_000, cut('ann', 'bob')],
    [2_000, write('a')],
    [20_000, heal],
  ]);
  expect(read).toEqual([`a at ${20_000 + 3 * LATENCY}`]);
});

test('no connection opens while the way back is cut; one that is open goes on', () => {
  const oneWay = [
    [10_000, cut('bob', 'ann')],
    [11_000, write('b')],
    [20_000, heal],
  ] as const;
  expect(readBy(oneWay)).toEqual([`b at ${20_000 + 3 * LATENCY}`]);
  expect(readBy([[1_000, write('a')], ...oneWay])).toEqual(['a at 2200', 'b at 11400']);
});
