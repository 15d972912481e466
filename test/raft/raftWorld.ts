/** A quorum and nothing else on the engine: servers that consist of their raft part. */
import { hashText } from '../../src/base/hash.ts';
import { millis, seconds } from '../../src/base/time.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Config, KafkaOut, ServerSetup, Voter } from '../../src/kafka/kinds.ts';
import type { KafkaMessage } from '../../src/kafka/messages.ts';
import { describeRaftMessage } from '../../src/kafka/raft/describe.ts';
import { electedLeader } from '../../src/kafka/raft/electionState.ts';
import { endOffset, endOffsetAndEpoch } from '../../src/kafka/raft/metadataLog.ts';
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
  if (!raft.isQuorumLeader(state)) return state;
  if (order.type === 'resign') return raft.resign(state, env, out);
  const record: MetadataRecord = { type: 'FeatureLevelRecord', name: order.name, featureLevel: 1 };
  return raft.appendToQuorum(state, [record], env, out);
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
};

export interface QuorumOptions {
  readonly seed?: number;
  readonly voters?: number;
  readonly observers?: number;
  readonly config?: Config;
}

/** Voters `c1`, `c2` … with those ids, observers `b101`, `b102` …. */
export class Quorum {
  readonly kernel: Kernel<RaftOnly>;
  readonly ids: readonly string[];
  readonly voterIds: readonly string[];
  readonly facts: { readonly node: string; readonly at: number; readonly fact: KafkaFact }[] = [];
  readonly watchers: ((step: Step<RaftOnly>) => void)[] = [];
  appended = 0;

  constructor({ seed = 1, voters = 3, observers = 1, config = DEFAULT_CONFIG }: QuorumOptions = {}) {
    const quorumVoters: Voter[] = Array.from({ length: voters }, (_, i) => ({ id: i + 1, host: `c${i + 1}` }));
    const setupOf = (nodeId: number): ServerSetup => ({
      kind: 'server',
      nodeId,
      roles: { controller: nodeId < 100, broker: nodeId > 100 },
      rack: null,
      clusterId: 'test',
      voters: quorumVoters,
      config,
      version: DEFAULT_KAFKA_VERSION,
    });
    const nodes = [
      ...quorumVoters.map(({ id, host }) => ({ id: host, setup: setupOf(id), startAt: 0 })),
      ...Array.from({ length: observers }, (_, i) => ({ id: `b${101 + i}`, setup: setupOf(101 + i), startAt: 0 })),
    ];
    this.ids = nodes.map(({ id }) => id);
    this.voterIds = quorumVoters.map(({ host }) => host);
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
