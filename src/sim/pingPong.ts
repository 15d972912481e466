/**
 * The smallest protocol: one node serves, the other returns, and a rally ends after so many strokes. It is the tutorial
 * of the engine and the proof that nothing in it knows Kafka.
 */
import { millis } from '../base/time.ts';
import { DEFAULT_NETWORK } from './network.ts';
import type { Env, NodeEvent, Out, Protocol } from './protocol.ts';
import type { WorldSetup } from './world.ts';

export interface PingPong {
  setup: { readonly opponent: string; readonly serves: boolean; readonly strokes: number };
  state: { readonly opponent: string; readonly strokesLeft: number; readonly returned: number };
  message: { readonly ball: number };
  order: { readonly serve: true };
  timer: { readonly type: 'serve' };
  fact: { readonly type: 'BallReturned' | 'BallDropped' | 'NodeKilled'; readonly ball: number };
}

type State = PingPong['state'];

function handle(state: State | undefined, event: NodeEvent<PingPong>, env: Env, out: Out<PingPong>): State {
  if (event.type === 'booted') {
    if (event.setup.serves) out.setTimer('serve', millis(1), { type: 'serve' });
    return { opponent: event.setup.opponent, strokesLeft: event.setup.strokes, returned: 0 };
  }
  if (state === undefined) throw new Error('a node is booted before it is told anything');
  switch (event.type) {
    case 'timer':
    case 'told':
      out.send(state.opponent, 'court', { ball: env.draw(`spin ${env.now}`, 1000) });
      return state;
    case 'arrived': {
      if (state.strokesLeft === 0) {
        out.fact({ type: 'BallDropped', ball: event.message.ball });
        return state;
      }
      const message = { ball: event.message.ball + 1 };
      if (event.client) out.send(event.from, event.lane, message);
      else out.reply(event.connection, message);
      if (message.ball % 100 === 0) out.fact({ type: 'BallReturned', ball: message.ball });
      return { ...state, strokesLeft: state.strokesLeft - 1, returned: state.returned + 1 };
    }
    case 'disconnected':
      out.setTimer('serve', millis(50), { type: 'serve' });
      return state;
    case 'flushed':
      return state;
  }
}

export const pingPong: Protocol<PingPong> = {
  handle,
  sizeOf: () => 100,
  describeMessage: ({ ball }) => `ball ${ball}`,
  describeFact: ({ type, ball }) => `${type} ${ball}`,
  describeOrder: () => 'serve',
  factOfCommand: (command) => (command.type === 'kill' ? { type: 'NodeKilled', ball: 0 } : undefined),
};

/** Two players and a rally of `strokes` strokes each. */
export function rally(seed: number, strokes: number): WorldSetup<PingPong> {
  return {
    protocol: pingPong,
    seed,
    network: DEFAULT_NETWORK,
    nodes: [
      { id: 'ann', setup: { opponent: 'bob', serves: true, strokes }, startAt: 0 },
      { id: 'bob', setup: { opponent: 'ann', serves: false, strokes }, startAt: 0 },
    ],
    script: [],
  };
}
