/** Reports to the page around, by messages. */
import type { PlayerEvent } from '../protocol.ts';
import type { Reporter } from './reporter.ts';

export function reporterToHost(send: (event: PlayerEvent) => void): Reporter {
  return {
    began: () => undefined,
    came: (data) => send({ type: 'beat', data }),
    predicted: (data) => send({ type: 'predicted', data }),
    reached: (data) => send({ type: 'goal', data }),
    completed: (score) => send({ type: 'completed', data: { score } }),
  };
}
