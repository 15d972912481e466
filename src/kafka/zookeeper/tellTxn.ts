/**
 * What a committed change is told as: by the leader that commits it, and by a leader that is new what its predecessor could
 * not.
 */
import type { Once } from '../../sim/protocol.ts';
import type { KafkaOut } from '../kinds.ts';
import type { LoggedTxn, ZooKeeperTxn } from '../messages.ts';

/** `sure`: it is committed now; else it may have been told before. */
export function tellTxn(out: KafkaOut, entry: LoggedTxn, sure: boolean): void {
  tellPart(out, entry, entry.txn, { chain: 'zookeeper', place: entry.zxid, sure });
}

function tellPart(out: KafkaOut, entry: LoggedTxn, txn: ZooKeeperTxn, once: Once): void {
  const { zxid, sessionId } = entry;
  switch (txn.type) {
    case 'create': {
      const ephemeralOwner = txn.ephemeral ? sessionId : 0;
      out.fact({ type: 'ZnodeCreated', path: txn.path, zxid, data: txn.data, ephemeralOwner }, once);
      return;
    }
    case 'delete':
      out.fact({ type: 'ZnodeDeleted', path: txn.path, zxid }, once);
      return;
    case 'setData':
      out.fact({ type: 'ZnodeChanged', path: txn.path, zxid, version: txn.version, data: txn.data }, once);
      return;
    case 'multi': {
      const isRefused = txn.txns.some(({ type }) => type === 'error');
      for (const part of txn.txns) if (!isRefused) tellPart(out, entry, part, once);
      return;
    }
    case 'createSession':
      out.fact({ type: 'ZooKeeperSessionCreated', session: sessionId, client: txn.client, timeout: txn.timeOut }, once);
      return;
    case 'closeSession': {
      const { client } = txn;
      for (const path of txn.pathsToDelete) out.fact({ type: 'ZnodeDeleted', path, zxid }, once);
      if (client === null) return;
      if (txn.expired) out.fact({ type: 'ZooKeeperSessionExpired', session: sessionId, client }, once);
      else out.fact({ type: 'ZooKeeperSessionClosed', session: sessionId, client }, once);
      return;
    }
    case 'check':
    case 'error':
      return;
  }
}
