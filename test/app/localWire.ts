/** A worker in the same thread: everything that crosses is cloned, as it would be. */
import type { Wire } from '../../src/worker/client.ts';
import { Session } from '../../src/worker/session.ts';

export interface LocalWire extends Wire {
  crash(): void;
}

export function localWire(): LocalWire {
  const session = new Session({ clock: () => performance.now() });
  const wire: LocalWire = {
    onmessage: null,
    onerror: null,
    postMessage: (ask) => {
      const answer = structuredClone({ ...session.answer(structuredClone(ask)), id: ask.id });
      setTimeout(() => wire.onmessage?.({ data: answer }), 0);
    },
    terminate: () => undefined,
    crash: () => wire.onerror?.({ message: 'out of memory' }),
  };
  return wire;
}
