/** Causes where the metadata is in ZooKeeper, and on the way from there (KIP-866). */
import type { FactType } from '../../kafka/facts.ts';
import type { Causes } from './causes.ts';
import type { Look, Told } from './look.ts';
import { before, isAbout, ofServer, onChain, sameStep, silenceOf } from './ways.ts';

/** The server that led the ensemble before. */
function ensembleLeader(look: Look, told: Told): { node: string } | undefined {
  const led = look.newest('ZooKeeperLeaderEstablished', told.index);
  return led?.fact.type === 'ZooKeeperLeaderEstablished' ? { node: `z${led.fact.server}` } : undefined;
}

export const ERA_CAUSES: Causes = {
  ZooKeeperStateChanged: [
    sameStep(['ZooKeeperQuorumLost'], () => true),
    (look, told, fact) =>
      fact.to === 'LOOKING' ? silenceOf(() => ensembleLeader(look, told))(look, told, fact) : undefined,
    before(['ZooKeeperStateChanged'], (cause, fact) => 'server' in cause && cause.server === fact.server),
  ],
  ZooKeeperQuorumLost: [
    before(['ProcessKilled', 'PowerLost', 'ProcessPaused', 'LinkChanged'], (cause) => {
      if (cause.type === 'LinkChanged') return [...cause.from, ...cause.to].some((end) => end.startsWith('z'));
      return 'node' in cause && cause.node.startsWith('z');
    }),
  ],
  ZooKeeperLeaderEstablished: [
    before(['ZooKeeperStateChanged'], (cause, fact) => 'server' in cause && cause.server === fact.server),
  ],
  ZooKeeperFollowerSynced: [before(['ZooKeeperLeaderEstablished'], () => true)],
  ZooKeeperSessionCreated: [
    before(['ZooKeeperSessionExpired', 'ProcessStarted'], (cause, fact) =>
      'client' in cause ? cause.client === fact.client : 'node' in cause && cause.node === fact.client,
    ),
    before(['BrokerStateChanged'], (cause, fact) => 'brokerId' in cause && ofServer(cause.brokerId) === fact.client),
  ],
  ZooKeeperSessionExpired: [silenceOf((fact) => ({ node: fact.client }))],
  ZooKeeperSessionClosed: [
    before(['ControlledShutdownRequested', 'ConsumerClosed', 'BrokerStateChanged'], (cause, fact) =>
      'node' in cause
        ? cause.node === fact.client
        : 'brokerId' in cause
          ? ofServer(cause.brokerId) === fact.client
          : 'client' in cause && cause.client === fact.client,
    ),
  ],
  ZooKeeperConnectionChanged: [
    (look, told, fact) =>
      fact.state === 'Expired'
        ? look.newest('ZooKeeperSessionExpired', told.index, (cause) => cause.session === fact.session)
        : undefined,
    (look, told, fact) =>
      fact.state === 'Disconnected'
        ? silenceOf<typeof fact>(() => ({ node: fact.server }))(look, told, fact)
        : undefined,
    (look, told, fact) =>
      fact.state === 'Disconnected'
        ? silenceOf<typeof fact>(() => ({ node: fact.client }))(look, told, fact)
        : undefined,
  ],
  BrokerFailed: [
    before(
      ['ZooKeeperSessionExpired', 'ZooKeeperSessionClosed'],
      (cause, fact) => 'client' in cause && cause.client === ofServer(fact.brokerId),
    ),
  ],
  ControllerFailoverCompleted: [
    before(['ControllerActivated'], (cause, fact) => 'id' in cause && cause.id === fact.id),
  ],
  StaleControllerRefused: [
    before(
      ['ControllerActivated'],
      (cause, fact) => cause.type === 'ControllerActivated' && cause.epoch === fact.knownEpoch,
    ),
  ],
  StaleBrokerEpochRefused: [
    before(['BrokerRegistered', 'ProcessStarted'], (cause, fact) =>
      'brokerId' in cause ? cause.brokerId === fact.broker : 'node' in cause && cause.node === ofServer(fact.broker),
    ),
  ],
  PartitionOwnershipConflict: [
    before(['PartitionsAssigned'], (cause, fact) => 'group' in cause && cause.group === fact.group),
  ],
  ConsumerRebalanceGivenUp: [before(['PartitionOwnershipConflict'], isAbout)],
  MigrationDriverStateChanged: [
    (look, told, fact) =>
      fact.from === 'UNINITIALIZED'
        ? look.newest('ProcessStarted', told.index, ({ node }) => node === told.node)
        : undefined,
    (look, told, fact) => {
      const types: Readonly<Record<string, FactType>> = {
        WAIT_FOR_CONTROLLER_QUORUM: 'ControllerActivated',
        BECOME_CONTROLLER: 'BrokerRegistered',
        ZK_MIGRATION: 'ZkControllerClaimed',
        SYNC_KRAFT_TO_ZK: 'MetadataMigrated',
      };
      const type = types[fact.to];
      return type && look.newest(type, told.index);
    },
    (look, told, fact) =>
      fact.from === 'UNINITIALIZED'
        ? undefined
        : look.newest('MigrationDriverStateChanged', told.index, ({ id }) => id === fact.id),
  ],
  ZkMigrationStateChanged: [
    before(['MetadataMigrated', 'MigrationDriverStateChanged', 'ControllerActivated'], () => true),
  ],
  ZkControllerClaimed: [
    before(['MigrationDriverStateChanged'], (cause, fact) => 'id' in cause && cause.id === fact.id),
  ],
  MetadataMigrated: [before(['ZkControllerClaimed'], () => true)],
  DualWriteRefused: [before(['ControllerActivated', 'ZkControllerClaimed'], () => true)],
  KRaftControllerFollowed: [
    onChain(['ZkControllerClaimed', 'MetadataMigrated'], () => true),
    before(['MetadataMigrated'], () => true),
  ],
};
