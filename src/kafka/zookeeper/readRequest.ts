/**
 * What a server answers by itself, from its own database: it may be behind others (the reads of
 * org.apache.zookeeper.server.FinalRequestProcessor).
 */
import type { WatchedEventType, ZooKeeperOperation, ZooKeeperResult } from '../messages.ts';
import { childrenOf, getZnode, statOf } from './dataTree.ts';
import { isValidPath } from './path.ts';
import type { Peer, Serving } from './state.ts';
import { addWatch, setWatches } from './watchManager.ts';

/** A follower asks its leader about a sync; a leader and a server alone have nobody to ask. */
export function isRead(peer: Peer, operation: ZooKeeperOperation): boolean {
  switch (operation.op) {
    case 'exists':
    case 'getData':
    case 'getChildren':
    case 'ping':
    case 'setWatches':
      return true;
    case 'sync':
      return peer.state.role.name !== 'FOLLOWING';
    default:
      return false;
  }
}

export function answerRead(peer: Peer, connection: number, operation: ZooKeeperOperation): ZooKeeperResult {
  const serving = peer.state.serving as Serving;
  const { tree } = peer.state.database;
  switch (operation.op) {
    case 'exists': {
      const { path, watch } = operation;
      if (!isValidPath(path)) return { code: 'BADARGUMENTS' };
      // A watch is set whether or not the node is there: it may be to hear of its creation.
      if (watch) peer.state.serving = { ...serving, dataWatches: addWatch(serving.dataWatches, path, connection) };
      const node = getZnode(tree, path);
      return node === undefined ? { code: 'NONODE' } : { code: 'OK', stat: statOf(node) };
    }
    case 'getData': {
      const { path, watch } = operation;
      const node = getZnode(tree, path);
      if (node === undefined) return { code: 'NONODE' };
      if (watch) peer.state.serving = { ...serving, dataWatches: addWatch(serving.dataWatches, path, connection) };
      return { code: 'OK', data: node.data, stat: statOf(node) };
    }
    case 'getChildren': {
      const { path, watch } = operation;
      const node = getZnode(tree, path);
      if (node === undefined) return { code: 'NONODE' };
      if (watch) peer.state.serving = { ...serving, childWatches: addWatch(serving.childWatches, path, connection) };
      return { code: 'OK', children: childrenOf(node), stat: statOf(node) };
    }
    case 'setWatches': {
      const { watches, missed } = setWatches(serving, tree, connection, operation);
      peer.state.serving = { ...serving, ...watches };
      for (const { event, path } of missed) fireWatch(peer, connection, event, path);
      return { code: 'OK' };
    }
    case 'sync':
      return { code: 'OK', path: operation.path };
    default:
      return { code: 'OK' };
  }
}

export function fireWatch(peer: Peer, connection: number, event: WatchedEventType, path: string): void {
  const client = (peer.state.serving as Serving).cnxns;
  const place = client.values.find((cnxn) => cnxn.connection === connection);
  peer.out.reply(connection, { type: 'ZooKeeperWatcherEvent', event, path });
  peer.out.fact({ type: 'WatchFired', server: peer.state.setup.myid, client: place?.client ?? '', event, path });
}
