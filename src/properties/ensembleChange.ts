/** One server of a ZooKeeper ensemble as an event changed it, and what properties of ensembles ask of that. */
import { at } from '../base/vector.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { LoggedTxn, ZooKeeperTxn } from '../kafka/messages.ts';
import { isServing } from '../kafka/zookeeper/committedDatabase.ts';
import type { ZkDatabase, ZooKeeperServerState } from '../kafka/zookeeper/state.ts';

export interface EnsembleChange {
  /** myid */
  readonly id: number;
  /** Undefined: its process has just started. */
  readonly before: ZooKeeperServerState | undefined;
  readonly after: ZooKeeperServerState;
  readonly facts: readonly { readonly node: string; readonly fact: KafkaFact }[];
}

/** What it serves its clients from; undefined: it serves nobody. Only what is committed is in it. */
export function servedBy(server: ZooKeeperServerState | undefined): ZkDatabase | undefined {
  return server !== undefined && isServing(server) ? server.database : undefined;
}

const NOTHING: readonly LoggedTxn[] = [];

/**
 * Changes that it applied in this event, in order, as far as it still has them; of one that has just begun to serve all that
 * it has. The first is preceded by the one before it in the log, if that is still there.
 */
export function appliedIn({ before, after }: EnsembleChange): {
  readonly entries: readonly LoggedTxn[];
  readonly previous: LoggedTxn | undefined;
} {
  const is = servedBy(after);
  const was = servedBy(before);
  if (is === undefined || was?.committedLog === is.committedLog) return { entries: NOTHING, previous: undefined };
  const log = is.committedLog;
  let first = log.length;
  while (first > 0 && at(log, first - 1)!.zxid > (was?.lastProcessedZxid ?? 0)) first--;
  const entries: LoggedTxn[] = [];
  for (let place = first; place < log.length; place++) entries.push(at(log, place)!);
  return { entries, previous: first === 0 ? undefined : at(log, first - 1) };
}

/** The parts of a change that was carried out; none of one that was refused. */
export function partsOf(txn: ZooKeeperTxn): readonly ZooKeeperTxn[] {
  if (txn.type !== 'multi') return txn.type === 'error' ? [] : [txn];
  return txn.txns.some(({ type }) => type === 'error') ? [] : txn.txns;
}

/** As ZooKeeper's log writes it. */
export function zxidText(zxid: number): string {
  return `0x${zxid.toString(16)}`;
}
