/**
 * The controller (org.apache.kafka.controller.QuorumController; KIP-500, KIP-631). The leader of the metadata quorum is
 * the active one: it turns each request into records, replays them at once on its own image, and answers when they are
 * committed. The others replay what is committed and wait. Losing the lead throws the uncommitted part away.
 *
 * *Simplified:* no metadata transactions (KIP-868), no controller registrations; a request is handled the
 * moment it arrives, so that none times out in the queue.
 */
import { assert } from '../../base/assert.ts';
import { emptyTable } from '../../base/table.ts';
import type { Arrived, KafkaEnv, KafkaOut, ServerSetup } from '../kinds.ts';
import { emptyImage, imageOfSnapshot, replayEntries, replayRecords, zkMigrationState } from '../metadata/image.ts';
import type { RaftSnapshot } from '../raft/snapshots.ts';
import type { MetadataEntry, MetadataRecord } from '../records.ts';
import { activationRecords } from './activationRecords.ts';
import { NO_SESSIONS, sessionsOf, startControlledShutdown } from './brokerHeartbeatManager.ts';
import { replayHeartbeats } from './clusterControl.ts';
import { factsOf } from './commitFacts.ts';
import { isControllerMessage, notController, operate, runsInPreMigration } from './controllerApis.ts';
import {
  activateTasks,
  deactivateTasks,
  rescheduleMaybeFenceStaleBrokers,
  runTask,
  scheduleTask,
} from './periodicTasks.ts';
import { answerWhenCommitted, completeUpTo } from './purgatory.ts';
import type { ControllerState, ControllerTimer } from './state.ts';

export { isControllerMessage } from './controllerApis.ts';

/** `append` goes to the metadata log at the offsets that begin with the `nextOffset` of the call, and right after it. */
export interface ControllerResult {
  readonly state: ControllerState;
  readonly append: readonly MetadataRecord[];
  readonly resign?: boolean;
}

export function bootController(setup: ServerSetup, _env: KafkaEnv, _out: KafkaOut): ControllerState {
  return {
    setup,
    claimEpoch: -1,
    leaderId: -1,
    image: emptyImage(),
    committed: emptyImage(),
    lastWritten: -1,
    heartbeats: emptyTable(),
    contacts: emptyTable(),
    deferred: [],
  };
}

export function isActiveController(state: ControllerState): boolean {
  return state.claimEpoch !== -1;
}

export function handleControllerArrival(
  state: ControllerState,
  { connection, message }: Arrived,
  nextOffset: number,
  env: KafkaEnv,
  out: KafkaOut,
): ControllerResult {
  if (!isControllerMessage(message)) return { state, append: [] };
  if (!isActiveController(state)) {
    out.reply(connection, notController(state, message, state.leaderId));
    return { state, append: [] };
  }
  if (isInPreMigration(state) && !runsInPreMigration(message)) {
    out.reply(connection, notController(state, message, state.leaderId));
    return { state, append: [] };
  }
  const operation = operate(state, message, nextOffset, env);
  const written = write(operation.state, operation.records, nextOffset);
  if (message.type === 'BrokerHeartbeatRequest' || message.type === 'BrokerRegistrationRequest') {
    rescheduleMaybeFenceStaleBrokers(written, env.now, out);
  }
  if (operation.failed || operation.read) {
    out.reply(connection, operation.response);
    return { state: written, append: operation.records };
  }
  const next =
    operation.shuttingDown === undefined ? written : withShutdownOffset(written, operation.shuttingDown, nextOffset);
  return {
    state: answerWhenCommitted(next, connection, message, operation.response, out),
    append: operation.records,
  };
}

export function handleControllerTimer(
  state: ControllerState,
  timer: ControllerTimer,
  nextOffset: number,
  env: KafkaEnv,
  out: KafkaOut,
): ControllerResult {
  if (!isActiveController(state)) return { state, append: [] };
  if (isInPreMigration(state) && timer.task !== 'writeNoOpRecord') {
    scheduleTask(state, timer.task, out);
    return { state, append: [] };
  }
  const { state: next, records } = runTask(state, timer.task, env.now, out);
  const written = write(next, records, nextOffset);
  if (timer.task === 'maybeFenceStaleBroker') rescheduleMaybeFenceStaleBrokers(written, env.now, out);
  return { state: written, append: records };
}

/** Without a `leaderId` nobody leads. */
export function handleQuorumLeaderChange(
  state: ControllerState,
  { leaderId, epoch }: { readonly leaderId: number | undefined; readonly epoch: number },
  nextOffset: number,
  env: KafkaEnv,
  out: KafkaOut,
): ControllerResult {
  const isLeader = leaderId === state.setup.nodeId;
  const known: ControllerState = { ...state, leaderId: leaderId ?? -1 };
  if (isActiveController(state)) {
    if (isLeader) return { state: { ...known, claimEpoch: epoch }, append: [] };
    return { state: renounce(known, out), append: [] };
  }
  return isLeader ? claim(known, epoch, nextOffset, env, out) : { state: known, append: [] };
}

export function handleCommittedEntries(
  state: ControllerState,
  entries: readonly MetadataEntry[],
  isQuorumLeader: boolean,
  out: KafkaOut,
): ControllerState {
  const isActive = isActiveController(state);
  if (!isActive && !isQuorumLeader) {
    const image = replayEntries(state.committed, entries);
    return { ...state, image, committed: image };
  }
  // What a controller wrote that died before it was committed is told by its successor, which commits it.
  const latest = isActive ? state.image : replayEntries(state.committed, entries);
  const committed = replayEntries(state.committed, entries, (entry, before, after) => {
    const once = { chain: 'metadata', place: entry.offset, sure: isActive };
    for (const fact of factsOf(entry, before, after, latest)) out.fact(fact, once);
  });
  if (!isActive) return { ...state, image: committed, committed };
  return completeUpTo({ ...state, committed }, committed.offset, out);
}

/** Everything anew, as it was at the snapshot. An active controller is never behind its own log. */
export function handleSnapshot(state: ControllerState, snapshot: RaftSnapshot): ControllerState {
  assert(!isActiveController(state), 'the active controller is asked to load a snapshot');
  const image = imageOfSnapshot(snapshot.records, snapshot, state.committed);
  return { ...state, image, committed: image };
}

function claim(
  state: ControllerState,
  epoch: number,
  nextOffset: number,
  env: KafkaEnv,
  out: KafkaOut,
): ControllerResult {
  const claimed: ControllerState = {
    ...state,
    ...sessionsOf(state.image, env.now),
    claimEpoch: epoch,
    lastWritten: -1,
  };
  out.fact({ type: 'ControllerActivated', id: state.setup.nodeId, epoch });
  const records = activationRecords(claimed);
  activateTasks(claimed, out);
  return { state: write(claimed, records, nextOffset), append: records };
}

/** Back to what is committed. Whoever waits for an answer hears that this is not the controller, and tries again. */
function renounce(state: ControllerState, out: KafkaOut): ControllerState {
  for (const { connection, request } of state.deferred) out.reply(connection, notController(state, request, -1));
  deactivateTasks(out);
  out.fact({ type: 'ControllerDeactivated', id: state.setup.nodeId, epoch: state.claimEpoch });
  return { ...state, ...NO_SESSIONS, claimEpoch: -1, lastWritten: -1, image: state.committed, deferred: [] };
}

/** Generate, then replay: the only way in which records reach the image of the controller that wrote them. */
function write(state: ControllerState, records: readonly MetadataRecord[], nextOffset: number): ControllerState {
  if (records.length === 0) return state;
  const image = replayRecords(state.image, records, nextOffset, state.claimEpoch);
  const written: ControllerState = { ...state, image, lastWritten: nextOffset + records.length - 1 };
  return records.reduce(replayHeartbeats, written);
}

/** The last offset before or of this call: once every other broker has seen it, none takes this one for a leader. */
function withShutdownOffset(state: ControllerState, brokerId: number, nextOffset: number): ControllerState {
  const offset = Math.max(state.lastWritten, nextOffset - 1);
  return { ...state, heartbeats: startControlledShutdown(state.heartbeats, brokerId, offset) };
}

// ---- the migration from ZooKeeper ------------------------------------------------------------------------------------

/** FeatureControlManager.inPreMigrationMode: there is nothing here yet that could be changed. */
function isInPreMigration({ image }: ControllerState): boolean {
  return zkMigrationState(image) === 'PRE_MIGRATION';
}

/** MigrationRecordConsumer: what was read in ZooKeeper. undefined: this is not the controller. */
export function writeMigrationRecords(
  state: ControllerState,
  records: readonly MetadataRecord[],
  nextOffset: number,
): ControllerResult | undefined {
  if (!isActiveController(state)) return undefined;
  return { state: write(state, records, nextOffset), append: records };
}
