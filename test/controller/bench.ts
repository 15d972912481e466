// One active controller on a bench: its effects are collected, its records committed when the test says so, and its
// state frozen, so that a story reads as what was asked and what came of it.

import { draw } from '../../src/base/draw.ts';
import { deepFreeze } from '../../src/base/freeze.ts';
import { type Micros, millis } from '../../src/base/time.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import { describeControllerMessage, describeMetadataRecord } from '../../src/kafka/controller/describe.ts';
import * as controller from '../../src/kafka/controller/quorumController.ts';
import type {
  ControllerRequest,
  ControllerResponse,
  ControllerState,
  ControllerTimer,
} from '../../src/kafka/controller/state.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Config, KafkaEnv, KafkaOut, ServerSetup } from '../../src/kafka/kinds.ts';
import type { CreatableTopic, CreateTopicsResponse } from '../../src/kafka/messages.ts';
import { brokerOf, type PartitionRegistration, partitionAt } from '../../src/kafka/metadata/image.ts';
import type { MetadataEntry, MetadataRecord } from '../../src/kafka/records.ts';
import { KAFKA_4_3_1, type KafkaVersion } from '../../src/kafka/versions.ts';

export const CLUSTER_ID = 'tidemark-cluster';

interface Settings {
  readonly config?: Config;
  readonly version?: KafkaVersion;
  readonly racks?: Readonly<Record<string, string>>;
}

export function withoutElr(): KafkaVersion {
  const features = { ...KAFKA_4_3_1.features, 'eligible.leader.replicas.version': 0 };
  return { ...KAFKA_4_3_1, features };
}

export class ControllerBench {
  state: ControllerState;
  readonly log: MetadataEntry[] = [];
  committed = 0;
  now: Micros = 0;
  readonly facts: KafkaFact[] = [];
  readonly replies = new Map<number, ControllerResponse>();
  readonly timers = new Map<string, { readonly at: Micros; readonly timer: ControllerTimer }>();
  #connections = 100;
  #epoch = 1;
  readonly #settings: Settings;

  constructor(settings: Settings = {}) {
    this.#settings = settings;
    const setup: ServerSetup = {
      kind: 'server',
      nodeId: 1,
      roles: { controller: true, broker: false },
      rack: null,
      clusterId: CLUSTER_ID,
      voters: [{ id: 1, host: 'c1' }],
      config: resolvedConfig('server', settings.config ?? {}),
      version: settings.version ?? KAFKA_4_3_1,
    };
    this.state = deepFreeze(controller.bootController(setup, this.#env(), this.#out()));
  }

  /** Elected: the quorum commits the leader's first record, then tells the controller. */
  elect(epoch = 1): this {
    this.#epoch = epoch;
    const voters = [1];
    const record = { type: 'LeaderChangeMessage', leaderId: 1, voters, grantingVoters: voters } as const;
    this.log.push({ offset: this.log.length, epoch, timestamp: this.now, record });
    this.commit();
    return this.#take(
      controller.handleQuorumLeaderChange(
        this.state,
        { leaderId: 1, epoch },
        this.log.length,
        this.#env(),
        this.#out(),
      ),
    );
  }

  /** Another is elected: what is not committed is cut from the log. */
  depose(leaderId: number, epoch: number): this {
    this.log.length = this.committed;
    return this.#take(
      controller.handleQuorumLeaderChange(this.state, { leaderId, epoch }, this.log.length, this.#env(), this.#out()),
    );
  }

  commit(to: number = this.log.length): this {
    const entries = this.log.slice(this.committed, to);
    this.committed = to;
    this.state = deepFreeze(controller.handleCommittedEntries(this.state, entries, false, this.#out()));
    return this;
  }

  /** The answer, or undefined while it waits for its records. */
  send(request: ControllerRequest): () => ControllerResponse | undefined {
    const connection = this.#connections++;
    const event = { type: 'arrived', from: 'b', connection, lane: 'broker', client: false, message: request } as const;
    this.#take(controller.handleControllerArrival(this.state, event, this.log.length, this.#env(), this.#out()));
    return () => this.replies.get(connection);
  }

  /** The same, and all of it committed. */
  ask<R extends ControllerResponse = ControllerResponse>(request: ControllerRequest): R {
    const answer = this.send(request);
    this.commit();
    return answer() as R;
  }

  /** Lets time pass; timers fire, and what they write is committed. */
  wait(ms: number): this {
    const until = this.now + millis(ms);
    for (;;) {
      const next = [...this.timers].sort(([, left], [, right]) => left.at - right.at)[0];
      if (next === undefined || next[1].at > until) break;
      const [key, { at, timer }] = next;
      this.timers.delete(key);
      this.now = at;
      this.#take(controller.handleControllerTimer(this.state, timer, this.log.length, this.#env(), this.#out()));
      this.commit();
    }
    this.now = until;
    return this;
  }

  // ---- what the stories say ------------------------------------------------------------------------------------------

  register(id: number, incarnation = `${id}-first`, previousBrokerEpoch = -1): ControllerResponse {
    return this.ask({
      type: 'BrokerRegistrationRequest',
      correlationId: 0,
      brokerId: id,
      clusterId: CLUSTER_ID,
      incarnationId: incarnation,
      listeners: [{ name: 'PLAINTEXT', host: `b${id}`, port: 9092 }],
      rack: this.#settings.racks?.[`${id}`] ?? null,
      logDirs: [`dir-of-${id}`],
      previousBrokerEpoch,
    });
  }

  heartbeat(
    id: number,
    wants: { readonly fence?: true; readonly shutDown?: true; readonly offset?: number } = {},
  ): string {
    return describeControllerMessage(
      this.ask({
        type: 'BrokerHeartbeatRequest',
        correlationId: 0,
        brokerId: id,
        brokerEpoch: this.epochOf(id),
        currentMetadataOffset: wants.offset ?? this.log.length - 1,
        wantFence: wants.fence ?? false,
        wantShutDown: wants.shutDown ?? false,
      }),
    );
  }

  epochOf(id: number): number {
    return brokerOf(this.state.image, id)?.epoch ?? -1;
  }

  /** Registered and unfenced. */
  brokers(...ids: readonly number[]): this {
    for (const id of ids) {
      this.register(id);
      this.heartbeat(id);
    }
    return this;
  }

  create(topic: Partial<CreatableTopic> & { readonly name: string }): CreateTopicsResponse['topics'][number] {
    return this.createAll([topic])[0]!;
  }

  createAll(topics: readonly (Partial<CreatableTopic> & { readonly name: string })[]): CreateTopicsResponse['topics'] {
    const defaults = { numPartitions: -1, replicationFactor: -1, assignments: [], configs: {} };
    const asked = topics.map((topic) => ({ ...defaults, ...topic }));
    return this.ask<CreateTopicsResponse>({
      type: 'CreateTopicsRequest',
      correlationId: 0,
      topics: asked,
      timeoutMs: 30_000,
    }).topics;
  }

  /** `orders-0` with these replicas, whoever is up in the ISR. */
  orders(replicas: readonly number[], configs: Readonly<Record<string, string>> = {}): this {
    this.create({ name: 'orders', assignments: [replicas], configs });
    return this;
  }

  partition(tp = 'orders-0'): PartitionRegistration {
    return partitionAt(this.state.image, tp)!;
  }

  /** `leader 1 epoch 0/0 isr [1,2] elr []`: leader epoch, then partition epoch. */
  show(tp = 'orders-0'): string {
    const { leader, leaderEpoch, partitionEpoch, isr, elr, lastKnownElr, leaderRecoveryState } = this.partition(tp);
    const extra = `${elr.length > 0 ? ` elr [${elr}]` : ''}${lastKnownElr.length > 0 ? ` last leader [${lastKnownElr}]` : ''}`;
    const recovering = leaderRecoveryState === 'RECOVERING' ? ' recovering' : '';
    return `leader ${leader} epoch ${leaderEpoch}/${partitionEpoch} isr [${isr}]${extra}${recovering}`;
  }

  /** The records written since the last look, without the ticking of NoOps. */
  written(): string[] {
    const since = this.log.slice(this.#looked);
    this.#looked = this.log.length;
    const { topicNames } = this.state.image;
    const name = (topicId: string) => topicNames.values[topicNames.index[topicId] ?? -1];
    return since.map(({ record }) => describeMetadataRecord(record, name)).filter((text) => text !== 'NoOp');
  }
  #looked = 0;

  told(): string[] {
    return this.facts.splice(0).map(describeFact);
  }

  #take({ state, append }: controller.ControllerResult): this {
    this.state = deepFreeze(state);
    append.forEach((record: MetadataRecord) => {
      this.log.push(deepFreeze({ offset: this.log.length, epoch: this.#epoch, timestamp: this.now, record }));
    });
    return this;
  }

  #env(): KafkaEnv {
    return { now: this.now, self: 'c1', draw: (name, bound) => draw(7, name, bound) };
  }

  #out(): KafkaOut {
    const unexpected = (): never => {
      throw new Error('not an effect of a controller');
    };
    return {
      send: unexpected,
      close: unexpected,
      closeConnection: unexpected,
      write: unexpected,
      persist: unexpected,
      remove: unexpected,
      flush: unexpected,
      exit: unexpected,
      reply: (connection, message) => void this.replies.set(connection, message as ControllerResponse),
      setTimer: (key, delay, timer) =>
        void this.timers.set(key, { at: this.now + delay, timer: timer as ControllerTimer }),
      cancelTimer: (key) => void this.timers.delete(key),
      fact: (fact) => void this.facts.push(fact),
    };
  }
}
