/** A committed change in one line, as zkTxnLogToolkit prints it, shorter. */
import type { LoggedTxn } from '../../kafka/messages/zookeeper.ts';

type Txn = LoggedTxn['txn'];

export function txnText(txn: Txn): string {
  switch (txn.type) {
    case 'create':
      return `create${txn.ephemeral ? ' -e' : ''} ${txn.path}`;
    case 'delete':
      return `delete ${txn.path}`;
    case 'setData':
      return `set ${txn.path} v${txn.version}`;
    case 'check':
      // The log has the version that a change would have made.
      return `check ${txn.path} v${txn.version - 1}`;
    case 'multi':
      return `multi [${txn.txns.map(txnText).join('; ')}]`;
    case 'createSession':
      return `createSession ${txn.timeOut} ms`;
    case 'closeSession':
      return txn.pathsToDelete.length === 0 ? 'closeSession' : `closeSession, deletes ${txn.pathsToDelete.join(', ')}`;
    case 'error':
      return `error ${txn.code}`;
  }
}

/** What it is about, where that is one znode. */
export function pathOfTxn(txn: Txn): string | null {
  switch (txn.type) {
    case 'create':
    case 'delete':
    case 'setData':
    case 'check':
      return txn.path;
    case 'multi': {
      const paths = new Set(txn.txns.filter(({ type }) => type !== 'check').map(pathOfTxn));
      const [only] = paths;
      return paths.size === 1 ? (only ?? null) : null;
    }
    case 'closeSession':
      return txn.pathsToDelete.length === 1 ? txn.pathsToDelete[0]! : null;
    default:
      return null;
  }
}
