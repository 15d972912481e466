/**
 * Properties of a ZooKeeper ensemble: what its atomic broadcast promises, with the names of the TLA+ model of Zab that
 * belongs to ZooKeeper (zookeeper-specifications: Leadership, PrefixConsistency, GlobalPrimaryOrder …).
 */
import { at } from '../base/vector.ts';
import type { LoggedTxn } from '../kafka/messages.ts';
import { epochOf } from '../kafka/zookeeper/zxid.ts';
import { appliedIn, type EnsembleChange, servedBy, zxidText } from './ensembleChange.ts';
import type { Memory } from './memory.ts';
import type { JudgedFinding, Property, Text } from './property.ts';

const NO_DISK_WIPED: Text = {
  en: 'No disk of a ZooKeeper server was wiped: a change is acknowledged by who has it on its disk.',
  ko: 'ZooKeeper 서버의 디스크가 지워지지 않았을 때. 변경은 디스크에 기록한 서버만 승인해요.',
};

/** Judges findings by whether a disk of the ensemble was wiped before. */
function unlessWiped(memory: Memory): {
  readonly judged: (detail: string) => JudgedFinding;
  readonly fact: (fact: { readonly type: string; readonly node?: unknown }) => undefined;
} {
  const wiped = memory.map<string, boolean>();
  return {
    judged: (detail) => ({ detail, promised: wiped.size === 0 }),
    fact: (fact) => {
      if (fact.type === 'DiskWiped' && String(fact.node).startsWith('z')) wiped.set(String(fact.node), true);
      return undefined;
    },
  };
}

function leads({ after: { role } }: EnsembleChange): number | undefined {
  return role.name === 'LEADING' && role.phase === 'BROADCAST' ? role.epoch : undefined;
}

export const oneZooKeeperLeaderPerEpoch: Property = {
  name: 'OneZooKeeperLeaderPerEpoch',
  source: 'TLA+ Zab: Leadership1, Leadership2; QuorumPeer, Leader.lead',
  statement: {
    en: 'In one epoch of a ZooKeeper ensemble at most one server is its established leader.',
    ko: 'ZooKeeper 앙상블의 한 에포크에서 확정된 리더는 많아야 하나예요.',
  },
  guard: NO_DISK_WIPED,
  promised: () => true,
  start: (memory) => {
    const leaders = memory.map<number, number>();
    const { judged, fact } = unlessWiped(memory);
    return {
      fact,
      ensemble: (change) => {
        const epoch = leads(change);
        if (epoch === undefined) return undefined;
        const known = leaders.get(epoch);
        if (known === undefined) leaders.set(epoch, change.id);
        return known === undefined || known === change.id
          ? undefined
          : judged(`epoch ${epoch} of the ensemble is led by z${known} and by z${change.id}`);
      },
    };
  },
};

export const prefixConsistency: Property = {
  name: 'ZooKeeperPrefixConsistency',
  source: 'TLA+ Zab: PrefixConsistency, TotalOrder; CommitProcessor, FinalRequestProcessor',
  statement: {
    en: 'All servers of the ensemble apply the same changes in the same order; one may only be behind.',
    ko: '앙상블의 모든 서버는 같은 변경을 같은 순서로 적용해요. 뒤처질 수만 있어요.',
  },
  guard: NO_DISK_WIPED,
  promised: () => true,
  start: (memory) => {
    const applied = memory.map<number, LoggedTxn>();
    const followedBy = memory.map<number, number>();
    const { judged, fact } = unlessWiped(memory);
    return {
      fact,
      ensemble: (change) => {
        const { entries, previous } = appliedIn(change);
        let last = previous;
        for (const entry of entries) {
          const known = applied.get(entry.zxid);
          if (known === undefined) applied.set(entry.zxid, entry);
          else if (!isSameChange(known, entry)) {
            return judged(`z${change.id} applied another change as ${zxidText(entry.zxid)} than was applied before`);
          }
          const next = last === undefined ? undefined : followedBy.get(last.zxid);
          if (next !== undefined && next !== entry.zxid) {
            return judged(
              `z${change.id} applied ${zxidText(entry.zxid)} after ${zxidText(last!.zxid)}, where ${zxidText(next)} follows`,
            );
          }
          if (last !== undefined) followedBy.set(last.zxid, entry.zxid);
          last = entry;
        }
        return undefined;
      },
    };
  },
};

function isSameChange(a: LoggedTxn, b: LoggedTxn): boolean {
  if (a === b) return true;
  if (a.sessionId !== b.sessionId || a.xid !== b.xid || a.time !== b.time) return false;
  return a.txn === b.txn || JSON.stringify(a.txn) === JSON.stringify(b.txn);
}

export const committedWritesSurvive: Property = {
  name: 'CommittedZnodesSurvive',
  source: 'TLA+ Zab: Agreement, PrimaryIntegrity; Leader.lead, Learner.syncWithLeader',
  statement: {
    en: 'Whatever the ensemble has once applied is known to every leader that it has later.',
    ko: '앙상블이 한 번 적용한 변경은 그 뒤의 모든 리더가 알고 있어요.',
  },
  guard: NO_DISK_WIPED,
  promised: () => true,
  start: (memory) => {
    const furthest = memory.map<'zxid', number>();
    const { judged, fact } = unlessWiped(memory);
    return {
      fact,
      ensemble: (change) => {
        const { id, before, after } = change;
        const is = servedBy(after);
        if (is === undefined) return undefined;
        const known = furthest.get('zxid') ?? 0;
        const { entries } = appliedIn(change);
        const applied = entries[entries.length - 1]?.zxid ?? 0;
        if (applied > known) furthest.set('zxid', applied);
        const isNew = servedBy(before) === undefined || leads({ ...change, after: before! }) !== leads(change);
        const decides = leads(change) !== undefined || after.role.name === 'STANDALONE';
        if (!isNew || !decides) return undefined;
        // With its epoch a leader takes the number that begins it: what it has is what it had before.
        const last = at(is.committedLog, is.committedLog.length - 1)?.zxid ?? 0;
        const had = Math.max(last, (before?.database ?? is).lastProcessedZxid);
        return had < known
          ? judged(`z${id} leads and has nothing after ${zxidText(had)}; ${zxidText(known)} was applied`)
          : undefined;
      },
    };
  },
};

interface Epochs {
  readonly accepted: number;
  readonly current: number;
}

export const monotonicZxid: Property = {
  name: 'MonotonicZxid',
  source: 'TLA+ Zab: GlobalPrimaryOrder, LocalPrimaryOrder; QuorumPeer.setAcceptedEpoch, setCurrentEpoch',
  statement: {
    en: 'The epochs of a ZooKeeper server never fall, and what it serves only grows, change by change, epoch by epoch.',
    ko: 'ZooKeeper 서버의 에포크는 내려가지 않고, 제공하는 내용은 변경마다, 에포크마다 앞으로만 나아가요.',
  },
  guard: NO_DISK_WIPED,
  promised: () => true,
  start: (memory) => {
    const known = memory.map<number, Epochs>();
    const { judged, fact } = unlessWiped(memory);
    return {
      fact,
      ensemble: (change) => {
        const { id, after } = change;
        const detail = epochsFell(id, known.get(id), after) ?? zxidFell(change);
        const { acceptedEpoch: accepted, currentEpoch: current } = after;
        const last = known.get(id);
        if (last?.accepted !== accepted || last.current !== current) known.set(id, { accepted, current });
        return detail === undefined ? undefined : judged(detail);
      },
    };
  },
};

function epochsFell(
  id: number,
  known: Epochs | undefined,
  { acceptedEpoch, currentEpoch }: EnsembleChange['after'],
): string | undefined {
  if (currentEpoch > acceptedEpoch) return `z${id}: current epoch ${currentEpoch}, accepted only ${acceptedEpoch}`;
  if (known === undefined) return undefined;
  if (acceptedEpoch < known.accepted) return `z${id}: accepted epoch fell from ${known.accepted} to ${acceptedEpoch}`;
  return currentEpoch < known.current
    ? `z${id}: current epoch fell from ${known.current} to ${currentEpoch}`
    : undefined;
}

function zxidFell(change: EnsembleChange): string | undefined {
  const { id, before, after } = change;
  const [was, is] = [servedBy(before), servedBy(after)];
  if (is === undefined || is === was) return undefined;
  if (was !== undefined && is.lastProcessedZxid < was.lastProcessedZxid) {
    return `z${id}: went back from ${zxidText(was.lastProcessedZxid)} to ${zxidText(is.lastProcessedZxid)} while it serves`;
  }
  let last = was?.lastProcessedZxid ?? 0;
  for (const { zxid } of appliedIn(change).entries) {
    if (zxid <= last) return `z${id}: applied ${zxidText(zxid)} after ${zxidText(last)}`;
    last = zxid;
  }
  const { name } = after.role;
  return name !== 'STANDALONE' && epochOf(last) > after.currentEpoch
    ? `z${id}: applied ${zxidText(last)} in epoch ${after.currentEpoch}`
    : undefined;
}

export const ENSEMBLE_PROPERTIES: readonly Property[] = [
  oneZooKeeperLeaderPerEpoch,
  prefixConsistency,
  committedWritesSurvive,
  monotonicZxid,
];
