/** What the controller and the brokers' lifecycle sometimes come to. */
import type { ErrorName } from '../../kafka/errors.ts';
import type { PartitionDelta } from '../../kafka/metadata/image.ts';
import { type Mark, onFact, onMessage, onMetadata } from './mark.ts';

/** A partition was there before and is another now. */
function onChange(
  name: string,
  is: (now: NonNullable<PartitionDelta['after']>, before: NonNullable<PartitionDelta['before']>) => boolean,
): Mark {
  return onMetadata(name, ({ partitions }) =>
    partitions.some(({ before, after }) => before !== undefined && after !== undefined && is(after, before)),
  );
}

const heartbeatRefused = (name: string, error: ErrorName): Mark =>
  onMessage(name, 'BrokerHeartbeatResponse', ({ errorCode }) => errorCode === error);

export const CONTROLLER_MARKS: readonly Mark[] = [
  onFact('a broker was fenced', 'BrokerFenced'),
  onFact('a broker came back after it was fenced', 'BrokerUnfenced', (_fact, { step }) => step.at > 5_000_000),
  onFact('a broker asked to be shut down', 'BrokerInControlledShutdown'),
  onFact('a broker ended in good order', 'ProcessExited', ({ clean, node }) => clean && node.startsWith('b')),
  onFact('a controller ended in good order', 'ProcessExited', ({ clean, node }) => clean && node.startsWith('c')),
  onFact('a broker found that it had not ended in good order', 'UncleanShutdownDetected'),
  onMessage('a broker may shut down', 'BrokerHeartbeatResponse', ({ shouldShutDown }) => shouldShutDown),
  onMessage(
    'a broker that wants to shut down has to wait',
    'BrokerHeartbeatRequest',
    ({ wantShutDown, brokerId }, { witness }) =>
      wantShutDown &&
      witness.metadata.topics.values.some(({ partitions }) => partitions.some(({ leader }) => leader === brokerId)),
  ),
  heartbeatRefused('a broker asked a controller that is not active', 'NOT_CONTROLLER'),
  onMessage(
    'a broker registered while its last life was not over',
    'BrokerRegistrationResponse',
    ({ errorCode }) => errorCode === 'DUPLICATE_BROKER_REGISTRATION',
  ),
  onChange(
    'a leader was elected from the ISR',
    (now, before) => now.leader >= 0 && now.leader !== before.leader && before.isr.includes(now.leader),
  ),
  onChange(
    'a leader was elected from the ELR',
    (now, before) =>
      now.leader >= 0 &&
      now.leader !== before.leader &&
      before.elr.includes(now.leader) &&
      !before.isr.includes(now.leader),
  ),
  onChange(
    'the last known leader was elected',
    (now, before) =>
      now.leader >= 0 &&
      before.leader === -1 &&
      before.isr.length + before.elr.length === 0 &&
      before.lastKnownElr.includes(now.leader),
  ),
  onChange('a partition lost its last leader', (now, before) => before.leader >= 0 && now.leader === -1),
  onChange('a partition without a leader has one again', (now, before) => before.leader === -1 && now.leader >= 0),
  onChange(
    'the preferred leader took over from another',
    (now, before) =>
      before.leader >= 0 &&
      now.leader !== before.leader &&
      now.leader === now.replicas[0] &&
      before.isr.includes(before.leader) &&
      now.isr.includes(before.leader),
  ),
  onChange(
    'an ISR is whole again',
    (now, before) => now.isr.length === now.replicas.length && before.isr.length < before.replicas.length,
  ),
  onChange('the last member of an ISR was gone and stayed in it: there is no ELR', (now) => {
    return now.leader === -1 && now.isr.length === 1;
  }),
  onChange('an ISR is empty', (now) => now.isr.length === 0),
  onChange('a replica is eligible though not in sync', (now) => now.elr.length > 0),
  onChange('two replicas are eligible though not in sync', (now) => now.elr.length > 1),
  onChange(
    'an eligible replica lost its standing by an unclean shutdown',
    (now, before) => before.elr.length > now.elr.length && now.isr.length <= before.isr.length,
  ),
  onChange('nobody is in sync or eligible', (now) => now.isr.length + now.elr.length === 0),
  onChange(
    'the leader epoch stayed as the ISR shrank',
    (now, before) => now.isr.length < before.isr.length && now.leaderEpoch === before.leaderEpoch,
  ),
  onFact('an unclean election', 'LeaderElected', ({ unclean }) => unclean),
  onChange(
    'a partition recovered from an unclean election',
    (now, before) => before.leaderRecoveryState === 'RECOVERING' && now.leaderRecoveryState === 'RECOVERED',
  ),
  onFact('a controller took over', 'ControllerActivated', ({ epoch }) => epoch > 1),
  onFact('a controller was deposed', 'ControllerDeactivated'),
  onMessage(
    'a controller answered only after it was deposed',
    'AlterPartitionResponse',
    ({ errorCode }) => errorCode === 'NOT_CONTROLLER',
  ),
  onMessage(
    'one AlterPartition carried several partitions',
    'AlterPartitionRequest',
    ({ partitions }) => partitions.length > 1,
  ),
  onFact('a reassignment was completed', 'ReassignmentCompleted'),
  onFact('a reassignment took the leadership away', 'ReassignmentCompleted', ({ partition, replicas }, { witness }) =>
    witness.replicas(partition).some(({ role, broker }) => role === 'leader' && !replicas.includes(broker)),
  ),
  onFact('a reassignment was cancelled', 'ReassignmentCancelled'),
  onFact('a topic got more partitions', 'PartitionsAdded'),
  onFact('a replica that is not wanted any more was deleted', 'ReplicaDeleted'),
  onFact('a link was cut', 'LinkChanged', ({ rule }) => rule === 'cut'),
  onFact('a machine lost its power', 'PowerLost'),
  onFact('a disk was wiped', 'DiskWiped'),
  onFact('a process was paused', 'ProcessPaused'),
];
