/** What leaders and followers sometimes come to. */
import type { ErrorName } from '../../kafka/errors.ts';
import { partitionAt } from '../../kafka/metadata/image.ts';
import { committedIsr, maximalIsr } from '../../kafka/replication/isrState.ts';
import { isLeader, isUnderMinIsr, type LeaderPartition } from '../../kafka/replication/partition.ts';
import { type Mark, onFact, onMessage, onPartition } from './mark.ts';

const refused = (name: string, error: ErrorName): Mark =>
  onFact(name, 'AlterPartitionRejected', (fact) => fact.error === error);

/** To a follower: its node is a broker. */
const fetchRefused = (name: string, error: ErrorName): Mark =>
  onMessage(
    name,
    'FetchResponse',
    ({ partitions }, { node }) => node.startsWith('b') && partitions.some(({ errorCode }) => errorCode === error),
  );

function onLeader(name: string, is: (now: LeaderPartition, before: LeaderPartition | undefined) => boolean): Mark {
  return onPartition(name, (now, before) => {
    if (!isLeader(now)) return false;
    return is(now, before !== undefined && isLeader(before) ? before : undefined);
  });
}

function leastEnd({ replica, log }: LeaderPartition, isr: readonly number[]): number {
  let least = log.logEndOffset;
  for (const { brokerId, logEndOffset } of replica.remoteReplicas) {
    if (isr.includes(brokerId) && logEndOffset < least) least = logEndOffset;
  }
  return least;
}

export const REPLICATION_MARKS: readonly Mark[] = [
  onFact('a replica left the ISR for its lag', 'IsrShrinkProposed'),
  onFact('two replicas left the ISR at once', 'IsrShrinkProposed', ({ out }) => out.length >= 2),
  onFact('a leader was left alone in the ISR', 'IsrShrinkProposed', ({ isr }) => isr.length === 1),
  onFact('a replica caught up and was proposed for the ISR', 'IsrExpandProposed'),
  onLeader('a follower caught up while another ISR change was in flight', ({ replica, log }, before) => {
    const { isrState } = replica;
    if (isrState.type === 'CommittedPartitionState' || before?.replica.isrState !== isrState) return false;
    const isr = maximalIsr(isrState);
    return replica.remoteReplicas.some(
      ({ brokerId, logEndOffset }) => !isr.includes(brokerId) && logEndOffset >= log.highWatermark && logEndOffset > 0,
    );
  }),
  onLeader('the high watermark moved while an ISR change was in flight', ({ replica, log }, before) => {
    return (
      replica.isrState.type !== 'CommittedPartitionState' &&
      before !== undefined &&
      before.log.highWatermark < log.highWatermark
    );
  }),
  onLeader('the high watermark waited for a member that was not committed yet', (leader) => {
    const { isrState } = leader.replica;
    if (isrState.type !== 'PendingExpandIsr') return false;
    return leastEnd(leader, isrState.lastCommittedState.isr) > leastEnd(leader, maximalIsr(isrState));
  }),
  onLeader('the high watermark stood still below min.insync.replicas', (leader) => {
    if (!isUnderMinIsr(leader)) return false;
    return leastEnd(leader, committedIsr(leader.replica.isrState)) > leader.log.highWatermark;
  }),
  onLeader('the high watermark rose by ten in one step', ({ log }, before) => {
    return before !== undefined && log.highWatermark >= before.log.highWatermark + 10;
  }),
  onLeader('a produce request waits in the purgatory', ({ produceWatchers }) => produceWatchers.length > 0),
  onLeader('two produce requests wait for the same partition', ({ produceWatchers }) => produceWatchers.length > 1),
  onPartition('a log has records of three leader epochs', ({ log }) => log.leaderEpochs.length >= 3),
  onPartition('a follower holds more than its leader', (now, _before, { witness }) => {
    if (now.replica.role !== 'follower' || now.replica.leaderId < 0) return false;
    const leader = witness.replica(now.topicPartition, now.replica.leaderId);
    return (
      leader?.role === 'leader' &&
      leader.leaderEpoch >= now.leaderEpoch &&
      leader.log.logEndOffset < now.log.logEndOffset
    );
  }),
  refused('an ISR change came from a leader whose epoch was over', 'FENCED_LEADER_EPOCH'),
  refused('an ISR change was based on an old partition epoch', 'INVALID_UPDATE_VERSION'),
  refused('an ISR change named a replica that may not join', 'INELIGIBLE_REPLICA'),
  onFact('a follower cut off records', 'LogTruncated', ({ removed }) => removed > 0),
  onFact('a follower cut off five records or more', 'LogTruncated', ({ removed }) => removed >= 5),
  onFact(
    'a former leader cut off what nobody else had',
    'LogTruncated',
    ({ removed, partition, broker, endOffset }, moment) => {
      const replicas = moment.witness.replicas(partition);
      return (
        removed > 0 && replicas.every((one) => one.broker === broker || one.log.highWatermark <= endOffset + removed)
      );
    },
  ),
  onMessage(
    'a leader told a follower where their histories part',
    'FetchResponse',
    ({ partitions }, { node }) =>
      node.startsWith('b') && partitions.some(({ divergingEpoch }) => divergingEpoch !== null),
  ),
  onFact(
    'two brokers lead one partition at once, in two epochs',
    'BecameLeader',
    ({ partition, broker, leaderEpoch }, { witness }) =>
      witness
        .replicas(partition)
        .some((one) => one.broker !== broker && one.role === 'leader' && one.leaderEpoch < leaderEpoch),
  ),
  onFact(
    'a leader appended in an epoch that was over',
    'RecordsAppended',
    ({ partition, leaderEpoch }, { witness }) => {
      const registration = partitionAt(witness.metadata, partition);
      return registration !== undefined && registration.leaderEpoch > leaderEpoch;
    },
  ),
  onFact(
    'a broker led the same partition again',
    'BecameLeader',
    ({ leaderEpoch, startOffset }) => leaderEpoch >= 2 && startOffset > 0,
  ),
  fetchRefused('a follower fetched with an epoch that was over', 'FENCED_LEADER_EPOCH'),
  fetchRefused('a follower knew a newer epoch than its leader', 'UNKNOWN_LEADER_EPOCH'),
  fetchRefused('a follower fetched before its leader had heard of the topic', 'UNKNOWN_TOPIC_OR_PARTITION'),
  onMessage(
    'a fetch brought several partitions at once',
    'FetchResponse',
    ({ partitions }, { node }) =>
      node.startsWith('b') && partitions.filter(({ records }) => records.length > 0).length > 1,
  ),
  onMessage(
    'a follower named a partition it does not fetch any more',
    'FetchRequest',
    ({ forgottenTopicsData }) => (forgottenTopicsData ?? []).length > 0,
  ),
];
