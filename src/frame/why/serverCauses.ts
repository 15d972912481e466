/** Causes of what servers are: their quorum, their registration, their state, and what is done to the cluster. */
import type { Causes } from './causes.ts';
import type { Look, Told } from './look.ts';
import { before, isAbout, ofServer, onChain, sameStep, silenceOf } from './ways.ts';

/** Who led the quorum before, whose silence made others stand. */
function leaderBefore(look: Look, told: Told): { node: string } | undefined {
  const elected = look.newest('QuorumLeaderElected', told.index);
  return elected?.fact.type === 'QuorumLeaderElected' ? { node: ofServer(elected.fact.leaderId) } : undefined;
}

const sameId = (cause: object, fact: object): boolean =>
  'id' in cause && 'id' in fact && (cause as { id: number }).id === (fact as { id: number }).id;
const ofBroker = (cause: object, brokerId: number): boolean =>
  ('brokerId' in cause && cause.brokerId === brokerId) ||
  ('broker' in cause && cause.broker === brokerId) ||
  ('node' in cause && cause.node === ofServer(brokerId)) ||
  ('session' in cause && 'client' in cause && cause.client === ofServer(brokerId));

export const SERVER_CAUSES: Causes = {
  RaftRoleChanged: [
    (look, told, fact) =>
      fact.to === 'Prospective' || (fact.to === 'Candidate' && fact.from !== 'Prospective')
        ? silenceOf(() => leaderBefore(look, told))(look, told, fact)
        : undefined,
    (look, told, fact) =>
      fact.to === 'Candidate' || fact.to === 'Leader'
        ? before(['RaftRoleChanged'], (cause) => sameId(cause, fact))(look, told, fact)
        : undefined,
    (look, told, fact) =>
      fact.from === 'Prospective' && fact.to === 'Follower'
        ? before(['RaftRoleChanged'], (cause) => sameId(cause, fact))(look, told, fact)
        : undefined,
    onChain(['QuorumLeaderElected', 'RaftRoleChanged'], () => true),
    before(['ProcessStarted'], (cause, fact) => 'node' in cause && cause.node === ofServer(fact.id)),
  ],
  QuorumLeaderElected: [
    before(
      ['RaftRoleChanged'],
      (cause, fact) => cause.type === 'RaftRoleChanged' && cause.id === fact.leaderId && cause.to === 'Candidate',
    ),
  ],
  ControllerActivated: [
    before(['QuorumLeaderElected'], (cause, fact) => 'leaderId' in cause && cause.leaderId === fact.id),
    before(['ZooKeeperSessionExpired', 'ProcessKilled'], () => true),
  ],
  ControllerDeactivated: [sameStep(['RaftRoleChanged'], sameId), onChain(['QuorumLeaderElected'], () => true)],
  QuorumLogTruncated: [before(['QuorumLeaderElected'], () => true)],
  QuorumLogStartAdvanced: [before(['SnapshotWritten'], sameId)],
  SnapshotFetched: [before(['QuorumLogStartAdvanced'], () => true)],
  SnapshotLoaded: [before(['SnapshotFetched'], sameId)],
  BrokerRegistered: [before(['ProcessStarted'], (cause, fact) => ofBroker(cause, fact.brokerId))],
  BrokerFenced: [
    sameStep(['BrokerRegistered'], (cause, fact) => 'brokerId' in cause && cause.brokerId === fact.brokerId),
    (look, told, fact) => {
      // It asked for it: a controlled shutdown that nothing stands in the way of any more.
      const asked = before(['ControlledShutdownRequested', 'ProcessStarted'], (cause) =>
        ofBroker(cause, fact.brokerId),
      )(look, told, fact);
      if (asked?.fact.type !== 'ControlledShutdownRequested') return undefined;
      const died = before(['ProcessKilled', 'PowerLost'], (cause) => ofBroker(cause, fact.brokerId))(look, told, fact);
      return died !== undefined && died.index > asked.index ? undefined : asked;
    },
    silenceOf((fact) => ({ node: ofServer(fact.brokerId) })),
    before(['BrokerStateChanged'], (cause, fact) => ofBroker(cause, fact.brokerId)),
  ],
  BrokerUnfenced: [
    before(
      ['BrokerStateChanged', 'BrokerRegistered'],
      (cause, fact) =>
        ofBroker(cause, fact.brokerId) &&
        (cause.type === 'BrokerRegistered' || ('to' in cause && cause.to === 'RECOVERY')),
    ),
  ],
  BrokerInControlledShutdown: [
    before(['ControlledShutdownRequested'], (cause, fact) => ofBroker(cause, fact.brokerId)),
  ],
  BrokerStateChanged: [
    (look, told, fact) => {
      const types = {
        STARTING: 'ProcessStarted',
        RECOVERY: 'BrokerRegistered',
        RUNNING: 'BrokerUnfenced',
        PENDING_CONTROLLED_SHUTDOWN: 'ControlledShutdownRequested',
        SHUTTING_DOWN: 'BrokerStateChanged',
      } as const;
      const inZooKeeper = { RECOVERY: 'ZooKeeperSessionCreated', RUNNING: 'BrokerRegistered' } as const;
      const { isOfZooKeeper } = look.siteOf(told);
      const type = { ...types, ...(isOfZooKeeper ? inZooKeeper : {}) }[fact.to as keyof typeof types];
      return type && before([type], (cause) => ofBroker(cause, fact.brokerId))(look, told, fact);
    },
    before(['ProcessStarted'], (cause, fact) => ofBroker(cause, fact.brokerId)),
  ],
  UncleanShutdownDetected: [before(['ProcessKilled', 'PowerLost'], (cause, fact) => ofBroker(cause, fact.broker))],
  LogRecovered: [sameStep(['UncleanShutdownDetected'], () => true)],
  ProcessExited: [
    before(['ControlledShutdownRequested', 'BrokerStateChanged'], (cause, fact) =>
      'node' in cause ? cause.node === fact.node : 'brokerId' in cause && ofServer(cause.brokerId) === fact.node,
    ),
  ],
  BrokerUnregistered: [onChain(['ToolStarted', 'ToolInput'], () => true)],
  TopicCreated: [onChain(['ToolStarted', 'RecordSent'], () => true)],
  TopicDeleted: [onChain(['ToolStarted', 'ToolInput'], () => true)],
  PartitionsAdded: [onChain(['ToolStarted', 'ToolInput'], () => true)],
  ReassignmentStarted: [onChain(['ToolStarted', 'ToolInput'], () => true)],
  ReassignmentCancelled: [onChain(['ToolStarted', 'ToolInput'], () => true)],
  ReassignmentCompleted: [
    sameStep(['IsrChanged'], isAbout),
    onChain(['IsrExpandProposed'], isAbout),
    before(['ReassignmentStarted'], isAbout),
  ],
  ReplicaDeleted: [
    before(['ReassignmentCompleted', 'TopicDeleted'], (cause, fact) =>
      cause.type === 'TopicDeleted' ? fact.partition.startsWith(`${cause.topic}-`) : isAbout(cause, fact),
    ),
  ],
};
