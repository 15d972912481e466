/** A quorum and nothing else on the engine: servers that consist of their raft part. */
import { hashText } from '../../src/base/hash.ts';
import { millis, seconds } from '../../src/base/time.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Config, KafkaOut, ServerSetup, Voter } from '../../src/kafka/kinds.ts';
import type { KafkaMessage, RaftAdminRequest } from '../../src/kafka/messages.ts';
import { describeRaftMessage } from '../../src/kafka/raft/describe.ts';
import { electedLeader } from '../../src/kafka/raft/electionState.ts';
import { endOffset, endOffsetAndEpoch, epochOfOffset } from '../../src/kafka/raft/metadataLog.ts';
import { formattedDisk } from '../../src/kafka/raft/metaProperties.ts';
import * as raft from '../../src/kafka/raft/raftClient.ts';
import type { RaftState, RaftTimer } from '../../src/kafka/raft/state.ts';
import type { MetadataRecord } from '../../src/kafka/records.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import type { Command } from '../../src/sim/command.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { DEFAULT_NETWORK } from '../../src/sim/network.ts';
import type { Env, NodeEvent, Out, Protocol } from '../../src/sim/protocol.ts';
import type { Step } from '../../src/sim/world.ts';

export type RaftOrder =
  | { readonly type: 'append'; readonly name: string }
  | { readonly type: 'resign' }
  | { readonly type: 'snapshot' }
  | { readonly type: 'clean' }
  | { readonly type: 'add-voter' | 'remove-voter'; readonly voter: Voter }
  | { readonly type: 'shutdown' };

export interface RaftOnly {
  setup: ServerSetup;
  state: RaftState;
  message: KafkaMessage;
  order: RaftOrder;
  timer: RaftTimer;
  fact: KafkaFact;
}

function handle(state: RaftState | undefined, event: NodeEvent<RaftOnly>, env: Env, out: Out<RaftOnly>): RaftState {
  // The same effects: timers and facts of the quorum are among Kafka's.
  const next = handled(state, event, env, out as unknown as KafkaOut);
  if (next.shutdownBy !== undefined && raft.isRaftShutdownComplete(next, env.now)) out.exit(true);
  return next;
}

function handled(state: RaftState | undefined, event: NodeEvent<RaftOnly>, env: Env, out: KafkaOut): RaftState {
  if (event.type === 'booted') return raft.bootRaft(event.setup, event.files, env, out);
  const current = state as RaftState;
  switch (event.type) {
    case 'arrived':
      return raft.handleRaftArrival(current, event, env, out);
    case 'disconnected':
      return raft.handleRaftDisconnected(current, event, env, out);
    case 'timer':
      return raft.handleRaftTimer(current, event.timer, env, out);
    case 'flushed':
      return current;
    case 'told':
      return told(current, event.order, env, out);
  }
}

function told(state: RaftState, order: RaftOrder, env: Env, out: KafkaOut): RaftState {
  if (order.type === 'shutdown') return raft.shutdownRaft(state, env, out);
  if (order.type === 'clean') return raft.handleRaftTimer(state, { part: 'raft', type: 'clean-log' }, env, out);
  if (order.type === 'snapshot') return snapshot(state, env, out);
  if (order.type === 'add-voter' || order.type === 'remove-voter') return changeVoters(state, order, env, out);
  if (!raft.isQuorumLeader(state)) return state;
  if (order.type === 'resign') return raft.resign(state, env, out);
  if (order.type !== 'append') return state;
  const record: MetadataRecord = { type: 'FeatureLevelRecord', name: order.name, featureLevel: 1 };
  return raft.appendToQuorum(state, [record], env, out);
}

/** Of everything committed, with nothing of a listener's in it. */
function snapshot(state: RaftState, env: Env, out: KafkaOut): RaftState {
  const { log, logHighWatermark: offset } = state;
  if (offset <= log.startOffset) return state;
  const epoch = epochOfOffset(log, offset - 1) as number;
  return raft.createSnapshot(state, { offset, epoch }, env.now, [], env, out);
}

/** Answers go nowhere: the tests look at the log. */
function changeVoters(
  state: RaftState,
  { type, voter }: Extract<RaftOrder, { type: 'add-voter' | 'remove-voter' }>,
  env: Env,
  out: KafkaOut,
): RaftState {
  const common = { correlationId: 0, voterId: voter.id, voterDirectoryId: voter.directoryId ?? '' };
  const request: RaftAdminRequest =
    type === 'remove-voter'
      ? { type: 'RemoveRaftVoterRequest', ...common }
      : { type: 'AddRaftVoterRequest', ...common, endpoint: voter.host, ackWhenCommitted: true };
  return raft.handleRaftAdmin(state, -1, request, undefined, env, out);
}

const protocol: Protocol<RaftOnly> = {
  handle,
  sizeOf: () => 100,
  describeMessage: (message) => (raft.isRaftMessage(message) ? describeRaftMessage(message) : message.type),
  describeFact: (fact) => JSON.stringify(fact),
  describeOrder: ({ type }) => type,
  factOfCommand: () => undefined,
};

export const DEFAULT_CONFIG: Config = {
  'controller.quorum.election.timeout.ms': 1000,
  'controller.quorum.fetch.timeout.ms': 2000,
  'controller.quorum.election.backoff.max.ms': 1000,
  'controller.quorum.request.timeout.ms': 2000,
  'controller.quorum.retry.backoff.ms': 20,
  'controller.quorum.append.linger.ms': 25,
  'controller.quorum.fetch.snapshot.max.bytes': 1048576,
  'controller.quorum.auto.join.enable': false,
  'metadata.max.retention.bytes': 104857600,
  'metadata.max.retention.ms': 604800000,
};

export interface QuorumOptions {
  readonly seed?: number;
  readonly voters?: number;
  readonly observers?: number;
  /** Voters in the log (kraft.version 1), and so many controllers more that may be made voters. */
  readonly spares?: number;
  readonly config?: Config;
}

/** Voters `c1`, `c2` … with those ids, spares after them, observers `b101`, `b102` …. */
export class Quorum {
  readonly kernel: Kernel<RaftOnly>;
  readonly ids: readonly string[];
  /** All controllers: those that vote, have voted, or may. */
  readonly voterIds: readonly string[];
  readonly facts: { readonly node: string; readonly at: number; readonly fact: KafkaFact }[] = [];
  readonly watchers: ((step: Step<RaftOnly>) => void)[] = [];
  appended = 0;

  constructor({ seed = 1, voters = 3, observers = 1, spares, config = DEFAULT_CONFIG }: QuorumOptions = {}) {
    const dynamic = spares !== undefined;
    const controllers = Array.from({ length: voters + (spares ?? 0) }, (_, i): Voter => {
      const voter = { id: i + 1, host: `c${i + 1}` };
      return dynamic ? { ...voter, directoryId: `directory ${i + 1}` } : voter;
    });
    const quorumVoters = controllers.slice(0, voters);
    const setupOf = (nodeId: number): ServerSetup => ({
      kind: 'server',
      nodeId,
      roles: { controller: nodeId < 100, broker: nodeId > 100 },
      rack: null,
      clusterId: 'test',
      voters: dynamic ? [] : quorumVoters,
      ...(dynamic ? { bootstrapServers: quorumVoters.map(({ host }) => host) } : {}),
      config,
      version: DEFAULT_KAFKA_VERSION,
    });
    const nodes = [
      ...controllers.map((voter) => ({
        id: voter.host,
        setup: setupOf(voter.id),
        startAt: 0,
        ...(dynamic ? { disk: formattedDisk('test', voter, voter.id <= voters ? quorumVoters : undefined) } : {}),
      })),
      ...Array.from({ length: observers }, (_, i) => ({ id: `b${101 + i}`, setup: setupOf(101 + i), startAt: 0 })),
    ];
    this.ids = nodes.map(({ id }) => id);
    this.voterIds = controllers.map(({ host }) => host);
    this.kernel = new Kernel<RaftOnly>(
      { protocol, seed: hashText(`quorum ${seed}`), nodes, network: DEFAULT_NETWORK, script: [] },
      { freeze: true },
    );
  }

  get now(): number {
    return this.kernel.now;
  }

  run(duration: number): void {
    const until = this.kernel.now + duration;
    for (let step = this.kernel.runNext(until); step !== undefined; step = this.kernel.runNext(until)) this.#see(step);
    this.kernel.idleUntil(until);
  }

  /** Until `condition` holds, looked at every 10 ms; throws after `limit`. */
  runUntil(what: string, condition: () => boolean, limit = seconds(30)): number {
    const start = this.now;
    while (!condition()) {
      if (this.now - start > limit) throw new Error(`${what}: not within ${limit / 1_000_000} s\n${this.describe()}`);
      this.run(millis(10));
    }
    return this.now - start;
  }

  do(command: Command<RaftOnly>): void {
    this.#see(this.kernel.apply(command));
  }

  #see(step: Step<RaftOnly>): void {
    for (const { node, fact } of step.facts) this.facts.push({ node, at: step.at, fact });
    for (const watch of this.watchers) watch(step);
  }

  state(id: string): RaftState | undefined {
    return this.kernel.node(id)?.state;
  }

  isUp(id: string): boolean {
    return this.kernel.node(id)?.status === 'up';
  }

  /** The leader of the highest epoch that has one. */
  get leader(): string | undefined {
    let best: string | undefined;
    for (const id of this.voterIds) {
      const state = this.state(id);
      if (state?.role.name !== 'Leader') continue;
      if (best === undefined || state.epoch > this.state(best)!.epoch) best = id;
    }
    return best;
  }

  /** One leader, everyone who is up follows it, and everything is committed everywhere. */
  get isSettled(): boolean {
    const { leader } = this;
    if (leader === undefined) return false;
    const leading = this.state(leader)!;
    const end = endOffset(leading.log);
    return this.ids.every((id) => {
      const state = this.state(id);
      if (state === undefined) return true;
      const follows = electedLeader(state) === leading.nodeId && state.epoch === leading.epoch;
      return follows && endOffset(state.log) === end && state.highWatermark === end;
    });
  }

  settle(limit = seconds(30)): number {
    return this.runUntil('settle', () => this.isSettled, limit);
  }

  append(count = 1): void {
    const { leader } = this;
    if (leader === undefined) return;
    for (let i = 0; i < count; i++) {
      this.do({ type: 'tell', node: leader, order: { type: 'append', name: `record ${++this.appended}` } });
    }
  }

  changeVoters(type: 'add-voter' | 'remove-voter', host: string): void {
    const { leader } = this;
    const state = this.state(host);
    const known = this.state(leader ?? '')?.voters.find((voter) => voter.host === host);
    if (leader === undefined) return;
    const id = Number(host.slice(1));
    const directoryId = state?.directoryId ?? known?.directoryId ?? `directory ${id}`;
    this.do({ type: 'tell', node: leader, order: { type, voter: { id, host, directoryId } } });
  }

  /** As the leader has them in its log. */
  get voters(): readonly string[] {
    return this.state(this.leader ?? '')?.voters.map(({ host }) => host) ?? [];
  }

  cut(from: readonly string[], to: readonly string[], cut = true): void {
    this.do({ type: 'link', from, to, rule: { cut } });
    this.do({ type: 'link', from: to, to: from, rule: { cut } });
  }

  isolate(id: string): void {
    this.cut(
      [id],
      this.ids.filter((other) => other !== id),
    );
  }

  describe(): string {
    return this.ids.map((id) => `${id} ${describeReplica(this.state(id))}`).join('\n');
  }
}

export function describeReplica(state: RaftState | undefined): string {
  if (state === undefined) return 'down';
  const leader = electedLeader(state);
  const known = leader === undefined ? '' : ` leader ${leader}`;
  const end = endOffsetAndEpoch(state.log);
  return `${state.role.name} epoch ${state.epoch}${known} log ${end.offset}@${end.epoch} hw ${state.highWatermark ?? '-'}`;
}
