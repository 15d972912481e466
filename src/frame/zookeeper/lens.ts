/** What the ZooKeeper lens is answered: the arithmetic of the quorum, and the part that was asked for. */
import type { Recording } from '../recording.ts';
import { quorumOf, zooKeeperNodes } from './databases.ts';
import { ensembleFrame } from './ensembleFrame.ts';
import { eraControllerFrame } from './eraControllerFrame.ts';
import { eraHistoryOf } from './eraHistory.ts';
import { znodesFrame } from './znodesFrame.ts';
import type { ZooKeeperAsk, ZooKeeperLensFrame } from './zooKeeperLens.ts';

export function zooKeeperLens({ kernel, facts, visitedAt, at }: Recording, ask: ZooKeeperAsk): ZooKeeperLensFrame {
  const { nodes } = kernel;
  const servers = zooKeeperNodes(nodes);
  const { part } = ask;
  const names = servers.map(({ view }) => view.id);
  return {
    quorum: quorumOf(servers),
    ensemble: part === 'ensemble' ? ensembleFrame(servers, nodes) : null,
    znodes: part === 'znodes' ? znodesFrame(servers, ask, at) : null,
    controller: part === 'controller' ? eraControllerFrame(servers, nodes) : null,
    history: part === 'time' ? eraHistoryOf(facts).frame(visitedAt, names) : null,
  };
}
