/** Causes of what happens to partitions: elections, the ISR, the high watermark, copies and truncation. */
import { committedIsr, maximalIsr } from '../../kafka/replication/isrState.ts';
import type { Causes } from './causes.ts';
import { hosted } from './hosted.ts';
import type { FactOf } from './look.ts';
import { before, isAbout, ofServer, onChain, sameStep, silenceOf, type Way } from './ways.ts';

const changedBroker = (cause: object): number | undefined =>
  'brokerId' in cause ? (cause as { brokerId: number }).brokerId : undefined;

const BROKER_CHANGES = [
  'BrokerFenced',
  'BrokerInControlledShutdown',
  'BrokerUnfenced',
  'BrokerRegistered',
  'BrokerUnregistered',
] as const;

/** Who was waited for is so no longer: the leader learnt of a smaller ISR, and counts over that (maybeIncrementLeaderHW). */
const becauseTheIsrShrank: Way<FactOf<'HighWatermarkAdvanced'>> = (look, told, fact) => {
  if (!fact.leader) return undefined;
  const step = look.event(told.step);
  const [was, is] = [hosted(step?.before, fact.partition)?.replica, hosted(step?.after, fact.partition)?.replica];
  if (was?.role !== 'leader' || is?.role !== 'leader') return undefined;
  const committed = committedIsr(was.isrState);
  const left = committed.filter((id) => !maximalIsr(is.isrState).includes(id));
  if (left.length === 0) return undefined;
  return look.newestOf(
    ['IsrChanged', 'IsrWritten'],
    told.index,
    (cause) =>
      isAbout(cause, fact) &&
      (cause.type === 'IsrChanged' || (cause.type === 'IsrWritten' && cause.accepted)) &&
      !left.some((id) => cause.isr.includes(id)),
  );
};

/** A replica joins again since what had kept it away is over, or joins since a reassignment wants it; copying is the way. */
const whatBroughtItBack: Way<FactOf<'IsrExpandProposed'>> = (look, told, fact) => {
  const name = ofServer(fact.joining);
  const moved = look.newest(
    'ReassignmentStarted',
    told.index,
    (cause) => isAbout(cause, fact) && cause.adding.includes(fact.joining),
  );
  const left = look.newest(
    'IsrChanged',
    told.index,
    (cause) => isAbout(cause, fact) && cause.previousIsr.includes(fact.joining) && !cause.isr.includes(fact.joining),
  );
  const since = left?.index ?? -1;
  if (moved !== undefined && moved.index > since) return moved;
  if (left === undefined) return undefined;
  const back = look.newestOf(
    ['BrokerUnfenced', 'BrokerRegistered', 'ProcessResumed', 'NetworkHealed', 'LinkChanged', 'DiskSlowed'],
    told.index,
    (cause) =>
      cause.type === 'NetworkHealed' ||
      changedBroker(cause) === fact.joining ||
      ('node' in cause && cause.node === name) ||
      (cause.type === 'LinkChanged' && (cause.from.includes(name) || cause.to.includes(name))),
  );
  return back !== undefined && back.index > since ? back : undefined;
};

/** A new controller finds out who is gone while it was none (onControllerFailover). */
const foundAtFailover: Way<FactOf<'LeaderElected' | 'IsrChanged'>> = (look, told) =>
  look.siteOf(told).isOfZooKeeper
    ? look.newest('ControllerActivated', told.index, ({ id }) => ofServer(id) === told.node)
    : undefined;

export const REPLICATION_CAUSES: Causes = {
  LeaderElected: [
    sameStep([...BROKER_CHANGES], (cause, fact) => changedBroker(cause) === fact.previousLeader),
    sameStep([...BROKER_CHANGES], (cause, fact) => changedBroker(cause) === fact.leader),
    sameStep(
      ['TopicCreated', 'PartitionsAdded'],
      (cause, fact) => 'topic' in cause && fact.partition.startsWith(`${cause.topic}-`),
    ),
    sameStep(['ReassignmentCompleted', 'ReassignmentCancelled']),
    onChain(['BrokerFailed', 'ControlledShutdownRequested', 'ToolStarted', 'ToolInput'], () => true),
    onChain([...BROKER_CHANGES], () => true),
    before(
      ['BrokerFailed'],
      (cause, fact) => cause.type === 'BrokerFailed' && cause.brokerId === fact.previousLeader && fact.leader < 0,
    ),
    (look, told, fact) => {
      // Back home: the preferred replica is in the ISR again since then.
      const isr = before(['IsrChanged'], (cause) => isAbout(cause, fact))(look, told, fact);
      return isr?.fact.type === 'IsrChanged' && isr.fact.isr.includes(fact.leader) ? isr : undefined;
    },
    foundAtFailover,
  ],
  IsrChanged: [
    sameStep([...BROKER_CHANGES], (cause, fact) => {
      const id = changedBroker(cause);
      return id !== undefined && fact.isr.includes(id) !== fact.previousIsr.includes(id);
    }),
    onChain(['IsrShrinkProposed', 'IsrExpandProposed', 'IsrWritten'], isAbout),
    before(
      ['IsrShrinkProposed', 'IsrExpandProposed'],
      (cause, fact) => isAbout(cause, fact) && 'isr' in cause && String(cause.isr) === String(fact.isr),
    ),
    sameStep(['ReassignmentCompleted', 'ReassignmentCancelled']),
    onChain(['BrokerFailed', 'ControlledShutdownRequested'], () => true),
    // The controller's one thread comes to it later than it heard of it.
    before(
      ['BrokerFailed'],
      (cause, fact) =>
        cause.type === 'BrokerFailed' &&
        fact.previousIsr.includes(cause.brokerId) &&
        !fact.isr.includes(cause.brokerId),
    ),
    before(
      ['ReassignmentStarted'],
      (cause, fact) =>
        isAbout(cause, fact) &&
        cause.type === 'ReassignmentStarted' &&
        fact.isr.some((id) => cause.adding.includes(id) && !fact.previousIsr.includes(id)),
    ),
    sameStep(['LeaderElected']),
    onChain([...BROKER_CHANGES], () => true),
    foundAtFailover,
  ],
  ElrChanged: [sameStep(['LeaderElected']), sameStep(['IsrChanged']), sameStep([...BROKER_CHANGES], () => true)],
  IsrWritten: [
    before(
      ['IsrShrinkProposed', 'IsrExpandProposed'],
      (cause, fact) => isAbout(cause, fact) && 'broker' in cause && cause.broker === fact.broker,
    ),
  ],
  IsrShrinkProposed: [silenceOf((fact) => ({ node: ofServer(fact.out[0]!), peers: [ofServer(fact.broker)] }))],
  IsrExpandProposed: [
    whatBroughtItBack,
    before(['RecordsReplicated', 'BecameFollower', 'BrokerUnfenced'], (cause, fact) =>
      cause.type === 'BrokerUnfenced'
        ? cause.brokerId === fact.joining
        : isAbout(cause, fact) && 'broker' in cause && cause.broker === fact.joining,
    ),
  ],
  AlterPartitionRejected: [
    before(
      ['IsrShrinkProposed', 'IsrExpandProposed'],
      (cause, fact) => isAbout(cause, fact) && 'broker' in cause && cause.broker === fact.broker,
    ),
  ],
  BecameLeader: [
    onChain(['LeaderElected']),
    before(
      ['LeaderElected'],
      (cause, fact) => isAbout(cause, fact) && 'leaderEpoch' in cause && cause.leaderEpoch === fact.leaderEpoch,
    ),
    // With ZooKeeper who is taken out of the ISR raises the leader epoch, and the leader stays.
    before(
      ['IsrChanged'],
      (cause, fact) => isAbout(cause, fact) && 'leaderEpoch' in cause && cause.leaderEpoch === fact.leaderEpoch,
    ),
    before(['TopicCreated'], (cause, fact) => 'topic' in cause && fact.partition.startsWith(`${cause.topic}-`)),
  ],
  BecameFollower: [
    sameStep(['ProcessStarted'], () => true),
    (look, told, fact) => {
      const elected = before(['LeaderElected'], (cause) => isAbout(cause, fact))(look, told, fact);
      const started = before(
        ['BrokerRegistered', 'ProcessStarted'],
        (cause) => changedBroker(cause) === fact.broker || ('node' in cause && cause.node === ofServer(fact.broker)),
      )(look, told, fact);
      if (elected === undefined || started === undefined) return elected ?? started;
      return started.index > elected.index ? started : elected;
    },
    before(['TopicCreated'], (cause, fact) => 'topic' in cause && fact.partition.startsWith(`${cause.topic}-`)),
  ],
  RecordsAppended: [
    (look, told, fact) => {
      const { partition, baseOffset, leaderEpoch } = fact;
      const sender = look.recording.ledger.senderOf(partition, baseOffset, leaderEpoch);
      if (sender === null) return undefined;
      const { client, record } = sender;
      const isIt = (batch: { client: string; first: number; last: number }): boolean =>
        batch.client === client && batch.first <= record && record <= batch.last;
      return look.newest('BatchSent', told.index, isIt);
    },
    // What a coordinator writes down for a group.
    sameStep(['OffsetCommitted', 'MemberAssignmentChanged', 'GroupEpochBumped', 'GroupGenerationStarted'], () => true),
    onChain(['OffsetCommitSent', 'GroupMemberJoined', 'AssignmentComputed'], () => true),
  ],
  BatchSent: [
    (look, told, fact) =>
      fact.attempt === 0
        ? undefined
        : look.newest(
            'ProduceRetried',
            told.index,
            ({ client, batch, partition }) =>
              client === fact.client && batch === fact.batch && partition === fact.partition,
          ),
    before(
      ['RecordSent'],
      (cause, fact) => cause.type === 'RecordSent' && cause.client === fact.client && cause.record === fact.first,
    ),
  ],
  RecordsReplicated: [
    (look, told, fact) => {
      const name = ofServer(fact.broker);
      const appended = look.newest(
        'RecordsAppended',
        told.index,
        (cause) => cause.partition === fact.partition && cause.baseOffset <= fact.baseOffset,
      );
      // Long after they were appended: something kept it from fetching, and does not any more.
      const opened = look.newestOf(
        ['NetworkHealed', 'LinkChanged', 'ProcessResumed', 'BecameFollower'],
        told.index,
        (cause) =>
          cause.type === 'NetworkHealed' ||
          ('node' in cause && cause.node === name) ||
          (cause.type === 'LinkChanged' && (cause.from.includes(name) || cause.to.includes(name))) ||
          (cause.type === 'BecameFollower' && cause.broker === fact.broker && cause.partition === fact.partition),
      );
      if (appended === undefined || opened === undefined) return appended ?? opened;
      return opened.index > appended.index ? opened : appended;
    },
  ],
  HighWatermarkAdvanced: [
    becauseTheIsrShrank,
    (look, told, fact) => {
      if (!fact.leader) return undefined;
      // A fetch moved it: who fetched had copied up to there before.
      const { trace } = look.recording.history;
      const from = look.recording.history.nodeName(trace.node(trace.cause(told.step)));
      if (trace.kind(told.step) !== 'message' || from === told.node) return undefined;
      return look.newest(
        'RecordsReplicated',
        told.index,
        (cause) =>
          isAbout(cause, fact) &&
          ofServer(cause.broker) === from &&
          cause.baseOffset + cause.count >= fact.highWatermark,
      );
    },
    (look, told, fact) => (fact.leader ? sameStep<typeof fact>(['RecordsAppended'])(look, told, fact) : undefined),
    (look, told, fact) =>
      fact.leader ? onChain<typeof fact>(['IsrChanged', 'IsrShrinkProposed'])(look, told, fact) : undefined,
    (look, told, fact) => (fact.leader ? sameStep<typeof fact>(['BecameLeader'])(look, told, fact) : undefined),
    (look, told, fact) => {
      const ofLeader = (isIt: (highWatermark: number) => boolean) =>
        look.newest(
          'HighWatermarkAdvanced',
          told.index,
          (cause) => cause.leader && isAbout(cause, fact) && isIt(cause.highWatermark),
        );
      if (fact.leader) return undefined;
      return ofLeader((value) => value === fact.highWatermark) ?? ofLeader((value) => value >= fact.highWatermark);
    },
  ],
  LogTruncated: [
    (look, told, fact) => {
      const followed = look.newest(
        'BecameFollower',
        told.index,
        (cause) => isAbout(cause, fact) && cause.broker === fact.broker,
      );
      const elected = look.newest(
        'LeaderElected',
        told.index,
        (cause) => isAbout(cause, fact) && cause.leader >= 0 && cause.leader !== fact.broker,
      );
      const name = ofServer(fact.broker);
      const started = look.newest('ProcessStarted', told.index, ({ node }) => node === name);
      // It was away while another was elected: that it follows since its start explains nothing.
      const wasAway = elected !== undefined && started !== undefined && started.index > elected.index;
      return wasAway ? elected : (followed ?? elected);
    },
  ],
  AppendRefused: [
    (look, told, fact) =>
      look.newest(fact.error.startsWith('NOT_ENOUGH') ? 'IsrChanged' : 'LeaderElected', told.index, (cause) =>
        isAbout(cause, fact),
      ),
  ],
  LogStartOffsetAdvanced: [onChain(['LogStartOffsetAdvanced', 'SegmentsDeleted', 'ToolStarted'])],
};
