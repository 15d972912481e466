/** Where a why begins: for each side of a thing the newest fact that made it what it is, at or before the playhead. */
import type { FactType, KafkaFact } from '../../kafka/facts.ts';
import { serverName } from '../../scenario/scenario.ts';
import { isRoutine } from '../factGroups.ts';
import { findMessage } from '../messageFrames.ts';
import type { Recording } from '../recording.ts';
import type { WhyAspect, WhySubject } from './whyFrames.ts';

export interface Head {
  readonly step: number;
  /** Of a fact of that step; null: it told none that matters. */
  readonly index: number | null;
  readonly aspect: WhyAspect;
  readonly aspects: readonly WhyAspect[];
}

interface Side {
  readonly aspect: WhyAspect;
  readonly types: readonly FactType[];
  readonly matches: (fact: KafkaFact) => boolean;
}

const STATUS: readonly FactType[] = [
  'ProcessKilled',
  'PowerLost',
  'ProcessStarted',
  'ProcessPaused',
  'ProcessResumed',
  'ProcessExited',
  'ControlledShutdownRequested',
  'BrokerFenced',
  'BrokerUnfenced',
  'BrokerFailed',
  'BrokerInControlledShutdown',
  'BrokerStateChanged',
  'ZooKeeperStateChanged',
  'ZooKeeperSessionExpired',
  'ConsumerClosed',
  'ProducerClosed',
];
const FATES: readonly FactType[] = ['RecordAcknowledged', 'RecordFailed', 'RecordUnknown', 'RecordSent'];

export function headOf(recording: Recording, subject: WhySubject, wanted: WhyAspect): Head | undefined {
  switch (subject.type) {
    case 'step':
      return ofStep(recording, subject.step);
    case 'fact': {
      const recorded = recording.facts.recorded(subject.index);
      return recorded && { step: recorded.step, index: subject.index, aspect: 'newest', aspects: [] };
    }
    case 'message': {
      const cause = findMessage(recording.kernel, subject.id)?.cause;
      return cause === undefined || cause === 0 ? undefined : ofStep(recording, cause);
    }
    case 'property': {
      const broken = recording.properties
        .frames(recording.step)
        .find(({ name, status }) => name === subject.name && status === 'broken');
      return typeof broken?.brokenAtStep === 'number' ? ofStep(recording, broken.brokenAtStep) : undefined;
    }
    default:
      return ofSides(recording, sidesOf(subject), wanted);
  }
}

function ofStep({ history, facts }: Recording, step: number): Head | undefined {
  if (step < 1 || step > history.head) return undefined;
  const [from, to] = [facts.countUpTo(step - 1), facts.countUpTo(step)];
  let index: number | null = null;
  for (let place = from; place < to; place++) {
    const { fact } = facts.recorded(place)!;
    if (!isRoutine(fact)) index ??= place;
  }
  return { step, index, aspect: 'newest', aspects: [] };
}

function ofSides({ facts, step }: Recording, sides: readonly Side[], wanted: WhyAspect): Head | undefined {
  const end = facts.countUpTo(step);
  const found: { aspect: WhyAspect; index: number }[] = [];
  for (const { aspect, types, matches } of sides) {
    let newest = -1;
    for (const type of types) {
      const places = facts.placesOf(type);
      for (let place = places.length - 1; place >= 0 && places[place]! > newest; place--) {
        if (places[place]! >= end || !matches(facts.recorded(places[place]!)!.fact)) continue;
        newest = places[place]!;
        break;
      }
    }
    if (newest >= 0) found.push({ aspect, index: newest });
  }
  if (found.length === 0) return undefined;
  const chosen = found.find(({ aspect }) => aspect === wanted) ?? newestOf(found);
  const aspects = found.map(({ aspect }) => aspect);
  return { step: facts.recorded(chosen.index)!.step, index: chosen.index, aspect: chosen.aspect, aspects };
}

function newestOf(found: readonly { aspect: WhyAspect; index: number }[]) {
  return found.reduce((best, one) => (one.index > best.index ? one : best));
}

function sidesOf(subject: Exclude<WhySubject, { type: 'step' | 'fact' | 'message' | 'property' }>): readonly Side[] {
  switch (subject.type) {
    case 'node':
      return sidesOfNode(subject.id);
    case 'partition': {
      const isHere = (fact: KafkaFact): boolean => 'partition' in fact && fact.partition === subject.id;
      const isCreated = (fact: KafkaFact): boolean =>
        isHere(fact) || (fact.type === 'TopicCreated' && subject.id.startsWith(`${fact.topic}-`));
      return [
        { aspect: 'leader', types: ['LeaderElected', 'TopicCreated'], matches: isCreated },
        { aspect: 'isr', types: ['IsrChanged', 'TopicCreated'], matches: isCreated },
        { aspect: 'elr', types: ['ElrChanged'], matches: isHere },
        {
          aspect: 'high-watermark',
          types: ['HighWatermarkAdvanced'],
          matches: (fact) => isHere(fact) && 'leader' in fact && fact.leader === true,
        },
      ];
    }
    case 'replica': {
      const isHere = (fact: KafkaFact): boolean =>
        'partition' in fact &&
        fact.partition === subject.partition &&
        'broker' in fact &&
        fact.broker === subject.broker;
      return [
        { aspect: 'high-watermark', types: ['HighWatermarkAdvanced'], matches: isHere },
        {
          aspect: 'log-end',
          types: ['RecordsAppended', 'RecordsReplicated', 'LogTruncated', 'LogRecovered'],
          matches: isHere,
        },
        { aspect: 'role', types: ['BecameLeader', 'BecameFollower', 'ReplicaDeleted'], matches: isHere },
      ];
    }
    case 'record': {
      const { partition, broker, offset } = subject;
      const isHere = (fact: KafkaFact): boolean =>
        (fact.type === 'RecordsAppended' || fact.type === 'RecordsReplicated') &&
        fact.partition === partition &&
        fact.broker === broker &&
        fact.baseOffset <= offset &&
        offset < fact.baseOffset + fact.count;
      const isFate = (fact: KafkaFact): boolean =>
        fact.type === 'RecordAcknowledged' && fact.partition === partition && fact.offset === offset;
      return [
        { aspect: 'log-end', types: ['RecordsAppended', 'RecordsReplicated'], matches: isHere },
        { aspect: 'fate', types: ['RecordAcknowledged'], matches: isFate },
      ];
    }
    case 'link':
      return [
        {
          aspect: 'status',
          types: ['NetworkHealed', 'LinkChanged'],
          matches: (fact) =>
            fact.type === 'NetworkHealed' ||
            (fact.type === 'LinkChanged' && fact.from.includes(subject.from) && fact.to.includes(subject.to)),
        },
      ];
    case 'group': {
      const isHere = (fact: KafkaFact): boolean => 'group' in fact && fact.group === subject.id;
      return [
        { aspect: 'state', types: ['GroupStateChanged', 'GroupEpochBumped', 'GroupDeleted'], matches: isHere },
        { aspect: 'rebalance', types: ['GroupRebalanceStarted', 'GroupEpochBumped'], matches: isHere },
        { aspect: 'members', types: ['GroupMemberRemoved', 'GroupMemberJoined'], matches: isHere },
        {
          aspect: 'assignment',
          types: [
            'AssignmentComputed',
            'TargetAssignmentComputed',
            'MemberAssignmentChanged',
            'PartitionsAssigned',
            'PartitionsRevoked',
            'PartitionsLost',
          ],
          matches: isHere,
        },
      ];
    }
    case 'sent-record':
      return [
        {
          aspect: 'fate',
          types: FATES,
          matches: (fact) =>
            'client' in fact && fact.client === subject.client && 'record' in fact && fact.record === subject.record,
        },
      ];
    case 'position': {
      const { client, partition } = subject;
      const isHere = (fact: KafkaFact): boolean =>
        'client' in fact && fact.client === client && 'partition' in fact && fact.partition === partition;
      const isCommit = (fact: KafkaFact): boolean =>
        'offsets' in fact &&
        'client' in fact &&
        fact.client === client &&
        Object.hasOwn(Object(fact.offsets), partition);
      return [
        {
          aspect: 'position',
          types: ['RecordsConsumed', 'OffsetReset', 'CommittedOffsetFound', 'PositionSought'],
          matches: isHere,
        },
        // What it is measured against is the end of the log that consumers may read.
        {
          aspect: 'lag',
          types: ['HighWatermarkAdvanced'],
          matches: (fact) => fact.type === 'HighWatermarkAdvanced' && fact.leader && fact.partition === partition,
        },
        { aspect: 'committed', types: ['OffsetCommitCompleted', 'OffsetCommitFailed'], matches: isCommit },
      ];
    }
    case 'committed': {
      const isHere = (fact: KafkaFact): boolean =>
        'group' in fact &&
        fact.group === subject.group &&
        ((fact.type === 'OffsetCommitted' && fact.partition === subject.partition) ||
          (fact.type === 'OffsetsExpired' && fact.partitions.includes(subject.partition)) ||
          // With ZooKeeper no broker tells of it.
          (fact.type === 'OffsetCommitCompleted' && Object.hasOwn(fact.offsets, subject.partition)));
      return [
        {
          aspect: 'committed',
          types: ['OffsetCommitted', 'OffsetsExpired', 'OffsetCommitCompleted'],
          matches: isHere,
        },
      ];
    }
  }
}

function sidesOfNode(id: string): readonly Side[] {
  const isIt = (fact: KafkaFact): boolean =>
    ('node' in fact && fact.node === id) ||
    ('brokerId' in fact && serverName(fact.brokerId) === id) ||
    ('client' in fact && fact.client === id) ||
    ('server' in fact && `z${String(fact.server)}` === id);
  const isServer = (fact: KafkaFact): boolean => 'id' in fact && serverName(fact.id) === id;
  return [
    { aspect: 'status', types: STATUS, matches: isIt },
    {
      aspect: 'quorum-role',
      types: ['RaftRoleChanged', 'ControllerActivated', 'ControllerDeactivated', 'ZooKeeperLeaderEstablished'],
      matches: (fact) => isServer(fact) || isIt(fact),
    },
    {
      aspect: 'assignment',
      types: ['PartitionsAssigned', 'PartitionsRevoked', 'PartitionsLost', 'GroupMemberRemoved', 'PollTimeoutExpired'],
      matches: isIt,
    },
    { aspect: 'position', types: ['RecordsConsumed', 'OffsetReset', 'CommittedOffsetFound'], matches: isIt },
    { aspect: 'fate', types: ['RecordAcknowledged', 'RecordFailed', 'RecordUnknown', 'ProduceRetried'], matches: isIt },
  ];
}
