/** Where a record lies now: each of its appends, in the log of each replica, living or dead. */
import { at, partitionPoint } from '../../base/vector.ts';
import type { PartitionLog } from '../../kafka/log/partitionLog.ts';
import { nextOffsetOf, recordAt, recordId } from '../../kafka/records.ts';
import type { Recording } from '../recording.ts';
import type { Entry, Sent } from '../recordLedger.ts';
import { type FoundReplica, replicasOf } from '../replicaFrames.ts';
import type { CopyFrame } from './biographyFrames.ts';
import { leadersOf } from './leaderLogs.ts';

type ReplicaState = CopyFrame['replicas'][number]['state'];

interface Holder {
  readonly broker: number;
  readonly alive: boolean;
  readonly replica: FoundReplica;
}

export interface Copies {
  readonly copies: readonly CopyFrame[];
  readonly hasLeader: boolean;
}

export function copiesOf(recording: Recording, sent: Sent): Copies {
  const { kernel, step, history } = recording;
  const holders: Holder[] = [];
  for (const node of kernel.nodes) {
    if (node.setup.kind !== 'server') continue;
    const replica = replicasOf(node).find(({ partition }) => partition === sent.partition);
    if (replica !== undefined) holders.push({ broker: node.setup.nodeId, alive: node.state !== undefined, replica });
  }
  const leader = leadersOf([holders.map(({ replica }) => replica)]).get(sent.partition ?? '');
  const copies = sent.copies
    .filter((entry) => entry.step <= step)
    .map((entry): CopyFrame => {
      const replicas = holders.map(({ broker, alive, replica }) => ({
        broker,
        alive,
        leader: replica === leader,
        state: stateIn(replica.log, entry),
      }));
      const counts = replicas.some(({ leader: leads, state }) => leads && (state === 'held' || state === 'committed'));
      return { offset: entry.offset, epoch: entry.epoch, at: history.trace.at(entry.step), counts, replicas };
    });
  return { copies, hasLeader: leader !== undefined };
}

function stateIn(log: PartitionLog, { offset, epoch, sent }: Entry): ReplicaState {
  if (offset < log.logStartOffset) return 'deleted';
  if (offset >= log.logEndOffset) return 'absent';
  const place = partitionPoint(log.batches, (batch) => nextOffsetOf(batch) > offset);
  const batch = at(log.batches, place);
  const found = batch === undefined || batch.baseOffset > offset ? undefined : recordAt(batch, offset);
  if (found === undefined || batch === undefined) return 'compacted';
  if (batch.partitionLeaderEpoch !== epoch || found.id !== recordId(sent.client, sent.record)) return 'other';
  return offset < log.highWatermark ? 'committed' : 'held';
}
