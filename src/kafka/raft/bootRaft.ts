/**
 * The start of a replica: what its disk holds, who it is, and the role it begins in.
 *
 * Kafka: KafkaRaftClient.initialize, KafkaRaftLog.createLog, org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.
 */
import { assert } from '../../base/assert.ts';
import type { Files } from '../../sim/protocol.ts';
import { randomUuid } from '../controller/uuid.ts';
import type { KafkaEnv, KafkaOut, ServerSetup } from '../kinds.ts';
import { becomeProspective, onBecomeCandidate } from './becoming.ts';
import { NO_CONTROL_RECORDS, ofLog, withControlRecords } from './controlRecords.ts';
import { QUORUM_STATE_FILE, type QuorumStateData } from './electionState.ts';
import { EMPTY_LOG, LOG_FILE, METADATA_DIRECTORY, type MetadataLog, type StoredLog } from './metadataLog.ts';
import { META_PROPERTIES_FILE, type MetaProperties } from './metaProperties.ts';
import { initializeQuorum } from './quorumState.ts';
import { settle } from './settle.ts';
import { recoverSnapshots, truncateToLatestSnapshot } from './snapshots.ts';
import type { RaftConfig, RaftState } from './state.ts';

export function bootRaft(setup: ServerSetup, files: Files, env: KafkaEnv, out: KafkaOut): RaftState {
  const directory = files[METADATA_DIRECTORY];
  const log = loadLog(directory, out);
  const stored = directory?.[QUORUM_STATE_FILE] as QuorumStateData | undefined;
  const directoryId = directoryIdOf(setup, directory, env, out);
  const loaded = withControlRecords(newState(setup, log, directoryId, env), ofLog(log));
  const initial = initializeQuorum(loaded, stored, env, out);
  const { role } = initial;
  const isOnlyVoter = initial.isVoter && initial.voters.length === 1;
  let started = initial;
  if (role.name === 'Candidate') started = onBecomeCandidate(initial, env, out);
  else if (isOnlyVoter) started = becomeProspective(initial, env, out);
  return settle(undefined, started, env, out);
}

/** A process may have died after it fetched a snapshot and before it cut the log. */
function loadLog(directory: Files[string] | undefined, out: KafkaOut): MetadataLog {
  const stored = (directory?.[LOG_FILE] as StoredLog | undefined) ?? EMPTY_LOG;
  const snapshots = recoverSnapshots(directory, stored.startOffset);
  return truncateToLatestSnapshot({ ...stored, snapshots }, out);
}

/** A disk without meta.properties is taken for one that was just formatted, without a say in who votes. */
function directoryIdOf(
  { nodeId, clusterId }: ServerSetup,
  directory: Files[string] | undefined,
  env: KafkaEnv,
  out: KafkaOut,
): string {
  const found = directory?.[META_PROPERTIES_FILE] as MetaProperties | undefined;
  if (found !== undefined) return found.directoryId;
  const directoryId = randomUuid(env, `directory.id ${env.self} ${env.now}`);
  const properties: MetaProperties = { version: 1, clusterId, nodeId, directoryId };
  out.persist(METADATA_DIRECTORY, META_PROPERTIES_FILE, properties);
  return directoryId;
}

function newState(setup: ServerSetup, log: MetadataLog, directoryId: string, env: KafkaEnv): RaftState {
  const bootstrap = setup.bootstrapServers?.map((host, place) => ({ id: -2 - place, host }));
  return {
    nodeId: setup.nodeId,
    endpoint: env.self,
    directoryId,
    staticVoters: setup.voters,
    bootstrapServers: bootstrap ?? setup.voters,
    controlRecords: NO_CONTROL_RECORDS,
    voters: setup.voters,
    kraftVersion: 0,
    isVoter: setup.voters.some(({ id }) => id === setup.nodeId),
    canBecomeVoter: setup.roles.controller,
    config: raftConfig(setup),
    bootedAt: env.now,
    epoch: 0,
    role: { name: 'Unattached', leaderId: undefined, votedKey: undefined, electionTimeoutAt: undefined },
    highWatermark: undefined,
    logHighWatermark: log.startOffset,
    log,
    connections: [],
    nextCorrelationId: 0,
    parkedFetches: [],
    nextParkedNumber: 0,
    timeoutsDrawn: 0,
    shutdownBy: undefined,
    fault: undefined,
  };
}

function raftConfig({ config, version }: ServerSetup): RaftConfig {
  const numberOf = (name: string): number => {
    const value = config[name];
    assert(typeof value === 'number', `${name} is not set`);
    return value;
  };
  const millisOf = (name: string): number => numberOf(`controller.quorum.${name}.ms`);
  return {
    electionTimeoutMs: millisOf('election.timeout'),
    fetchTimeoutMs: millisOf('fetch.timeout'),
    electionBackoffMaxMs: millisOf('election.backoff.max'),
    requestTimeoutMs: millisOf('request.timeout'),
    retryBackoffMs: millisOf('retry.backoff'),
    appendLingerMs: millisOf('append.linger'),
    fetchSnapshotMaxBytes: numberOf('controller.quorum.fetch.snapshot.max.bytes'),
    autoJoin: config['controller.quorum.auto.join.enable'] === true,
    retentionBytes: numberOf('metadata.max.retention.bytes'),
    retentionMs: numberOf('metadata.max.retention.ms'),
    ...(version.kip996 ? {} : { withoutPreVote: true }),
    ...(version.kip1166 ? {} : { withoutHighWatermarkNews: true }),
  };
}
