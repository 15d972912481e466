/**
 * kafka-metadata-quorum (org.apache.kafka.tools.MetadataQuorumCommand).
 * *Simplified:* `--bootstrap-controller` asks a broker all the same; the directory id of a controller to add is what it tells
 * the quorum, where Kafka reads its meta.properties.
 */
import { ZERO_UUID } from '../../controller/uuid.ts';
import type { DescribeQuorumResponse, QuorumReplica } from '../../messages.ts';
import { call } from '../admin/call.ts';
import { describeCluster } from '../admin/cluster.ts';
import { ApiException } from '../admin/exceptions.ts';
import { executionException } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { readFile } from './files.ts';
import { type QuorumArguments, quorumArguments } from './quorumArguments.ts';

const CONTROLLER = { type: 'controller' } as const;
const CONTROLLER_PORT = 9093;

/** What ends the tool with one line. */
class TerseException extends Error {}

export function* metadataQuorumCommand(shell: Shell): Run<number> {
  const given = quorumArguments(shell);
  try {
    yield* carryOut(shell, given);
    return 0;
  } catch (error) {
    if (error instanceof TerseException) {
      shell.err(error.message);
      return 1;
    }
    if (!(error instanceof ApiException)) throw error;
    shell.err(error.text);
    shell.err((executionException(error) as ApiException).text);
    return 1;
  }
}

function* carryOut(shell: Shell, given: QuorumArguments): Run<void> {
  const { command, flags, commandConfig } = given;
  if (command === 'remove-controller') yield* removeController(shell, given);
  else if (command === 'add-controller') {
    if (commandConfig === null) {
      throw new TerseException(
        'You must supply the configuration file of the controller you are adding when using add-controller.',
      );
    }
    yield* addController(shell, readFile(shell, commandConfig), flags.has('--dry-run'));
  } else if (flags.has('--status') && flags.has('--replication')) {
    throw new TerseException('Only one of --status or --replication should be specified with describe sub-command');
  } else if (flags.has('--replication')) yield* describeReplication(shell, flags.has('--human-readable'));
  else if (!flags.has('--status')) {
    throw new TerseException('One of --status or --replication must be specified with describe sub-command');
  } else if (flags.has('--human-readable')) {
    throw new TerseException('The option --human-readable is only supported along with --replication');
  } else yield* describeStatus(shell);
}

function* describeQuorum(shell: Shell): Run<DescribeQuorumResponse> {
  const request = { type: 'DescribeQuorumRequest' } as const;
  const response = yield* call(shell, {
    name: 'describeMetadataQuorum',
    target: { type: 'least-loaded' },
    request,
    isRetriable: ({ errorCode }) => errorCode === 'NOT_CONTROLLER' || errorCode === 'NOT_LEADER_OR_FOLLOWER',
  });
  if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode);
  return response;
}

const ms = (micros: number): number => (micros < 0 ? -1 : Math.floor(micros / 1000));

// ---- describe -----------------------------------------------------------------------------------------------------------

function* describeReplication(shell: Shell, isHuman: boolean): Run<void> {
  const quorum = yield* describeQuorum(shell);
  const leader = quorum.currentVoters.find(({ replicaId }) => replicaId === quorum.leaderId)!;
  const time = (at: number): string => {
    if (at < 0) return '-1';
    return isHuman ? `${ms(shell.now) - ms(at)} ms ago` : `${ms(at)}`;
  };
  const row = (replica: QuorumReplica, status: string): string[] => [
    `${replica.replicaId}`,
    replica.replicaDirectoryId ?? ZERO_UUID,
    `${replica.logEndOffset}`,
    `${leader.logEndOffset - replica.logEndOffset}`,
    time(replica.lastFetchTimestamp),
    time(replica.lastCaughtUpTimestamp),
    status,
  ];
  const followers = quorum.currentVoters.filter((replica) => replica !== leader);
  prettyPrintTable(shell, [
    ['NodeId', 'DirectoryId', 'LogEndOffset', 'Lag', 'LastFetchTimestamp', 'LastCaughtUpTimestamp', 'Status'],
    row(leader, 'Leader'),
    ...followers.map((replica) => row(replica, 'Follower')),
    ...quorum.observers.map((replica) => row(replica, 'Observer')),
  ]);
}

/** ToolsUtils.prettyPrintTable */
function prettyPrintTable(shell: Shell, rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) shell.out(row.map((cell, column) => `${cell.padEnd(widths[column]!)}\t`).join(''));
}

function* describeStatus(shell: Shell): Run<void> {
  const { clusterId } = yield* describeCluster(shell);
  const quorum = yield* describeQuorum(shell);
  const { leaderId, leaderEpoch, highWatermark, currentVoters, observers } = quorum;
  const leader = currentVoters.find(({ replicaId }) => replicaId === leaderId)!;
  let behind = currentVoters[0]!;
  for (const voter of currentVoters) if (voter.logEndOffset < behind.logEndOffset) behind = voter;
  const bothKnown = leader.lastCaughtUpTimestamp >= 0 && behind.lastCaughtUpTimestamp >= 0;
  const lagTime = ms(leader.lastCaughtUpTimestamp) - ms(behind.lastCaughtUpTimestamp);
  const described = (replicas: readonly QuorumReplica[]): string =>
    `[${replicas.map((replica) => nodeText(quorum, replica)).join(', ')}]`;
  shell.out(`ClusterId:              ${clusterId}`);
  shell.out(`LeaderId:               ${leaderId}`);
  shell.out(`LeaderEpoch:            ${leaderEpoch}`);
  shell.out(`HighWatermark:          ${highWatermark}`);
  shell.out(`MaxFollowerLag:         ${leader.logEndOffset - behind.logEndOffset}`);
  shell.out(`MaxFollowerLagTimeMs:   ${behind === leader ? 0 : bothKnown ? lagTime : -1}`);
  shell.out(`CurrentVoters:          ${described(currentVoters)}`);
  shell.out(`CurrentObservers:       ${described(observers)}`);
}

function nodeText({ nodes = [] }: DescribeQuorumResponse, { replicaId, replicaDirectoryId }: QuorumReplica): string {
  const hasDirectory = replicaDirectoryId !== null && replicaDirectoryId !== ZERO_UUID;
  const directory = hasDirectory ? `, "directoryId": "${replicaDirectoryId}"` : '';
  const host = nodes.find(({ nodeId }) => nodeId === replicaId)?.host;
  const endpoints = host === undefined ? '' : `, "endpoints": ["CONTROLLER://${host}:${CONTROLLER_PORT}"]`;
  return `{"id": ${replicaId}${directory}${endpoints}}`;
}

// ---- voters -------------------------------------------------------------------------------------------------------------

function* removeController(shell: Shell, { controllerId, controllerDirectoryId, flags }: QuorumArguments): Run<void> {
  if (controllerId < 0) throw new TerseException(`Invalid negative --controller-id: ${controllerId}`);
  const isDryRun = flags.has('--dry-run');
  if (!isDryRun) {
    const request = {
      type: 'RemoveRaftVoterRequest',
      voterId: controllerId,
      voterDirectoryId: controllerDirectoryId,
    } as const;
    const response = yield* call(shell, { name: 'removeRaftVoter', target: CONTROLLER, request });
    if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode, response.errorMessage);
  }
  const done = isDryRun ? 'DRY RUN of removing ' : 'Removed ';
  shell.out(`${done} KRaft controller ${controllerId} with directory id ${controllerDirectoryId}`);
}

function* addController(shell: Shell, file: string, isDryRun: boolean): Run<void> {
  const property = (name: string): string | undefined => {
    const line = file.split('\n').find((each) => each.trim().startsWith(`${name}=`));
    return line?.trim().slice(name.length + 1);
  };
  const isThis = 'Is this a valid controller configuration file?';
  const nodeId = property('node.id');
  if (nodeId === undefined) throw new TerseException(`node.id not found in configuration file. ${isThis}`);
  if (Number(nodeId) < 0) throw new TerseException(`node.id was negative in configuration file. ${isThis}`);
  if (property('process.roles')?.includes('controller') !== true) {
    throw new TerseException(`process.roles did not contain 'controller' in configuration file. ${isThis}`);
  }
  const host = /CONTROLLER:\/\/([^:,]+)/.exec(property('listeners') ?? '')?.[1];
  if (host === undefined) {
    throw new TerseException('Cannot find information about controller listener name: CONTROLLER');
  }
  const { observers } = yield* describeQuorum(shell);
  const voterId = Number(nodeId);
  const voterDirectoryId = observers.find(({ replicaId }) => replicaId === voterId)?.replicaDirectoryId ?? ZERO_UUID;
  if (!isDryRun) {
    const request = { type: 'AddRaftVoterRequest', voterId, voterDirectoryId, endpoint: host } as const;
    const asked = { ...request, ackWhenCommitted: true };
    const response = yield* call(shell, { name: 'addRaftVoter', target: CONTROLLER, request: asked });
    if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode, response.errorMessage);
  }
  shell.out(
    `${isDryRun ? 'DRY RUN of adding' : 'Added'} controller ${voterId} with directory id ${voterDirectoryId} and ` +
      `endpoints: CONTROLLER://${host}:${CONTROLLER_PORT}`,
  );
}
