/** Which server a client tries next (org.apache.zookeeper.client.StaticHostProvider). *Simplified:* the list never changes. */
import type { KafkaEnv } from '../kinds.ts';
import type { ClientDraft } from './clientState.ts';

/** Each session tries the servers in an order of its own. */
export function shuffled(env: KafkaEnv, servers: readonly string[], incarnation: number): readonly string[] {
  const order = [...servers];
  for (let size = order.length; size > 1; size--) {
    const place = env.draw(`zk-servers ${env.self} at ${env.now} session ${incarnation} of ${size}`, size);
    const last = order[size - 1]!;
    order[size - 1] = order[place]!;
    order[place] = last;
  }
  return order;
}

/** Moves to the next server; true: all were tried since there was a connection. */
export function nextServer(client: ClientDraft): boolean {
  client.currentIndex = (client.currentIndex + 1) % client.servers.length;
  const allTried = client.currentIndex === client.lastIndex;
  // Not before the first attempt of all.
  if (client.lastIndex === -1) client.lastIndex = 0;
  return allTried;
}
