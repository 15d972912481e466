/** A why-not under construction: conditions in Kafka's order, judged from the world at the playhead. */
import { get } from '../../../base/table.ts';
import type { ConsumerState } from '../../../kafka/consumer/state.ts';
import type { FactType, KafkaFact } from '../../../kafka/facts.ts';
import type { Kafka } from '../../../kafka/kinds.ts';
import {
  brokerOf,
  type MetadataImage,
  type PartitionRegistration,
  partitionAt,
} from '../../../kafka/metadata/image.ts';
import type { LeaderPartition, Partition } from '../../../kafka/replication/partition.ts';
import { isLeader } from '../../../kafka/replication/partition.ts';
import type { RemoteReplica } from '../../../kafka/replication/remoteReplica.ts';
import { serverName } from '../../../scenario/scenario.ts';
import type { NodeView } from '../../../sim/world.ts';
import { newestImage } from '../../metadataFrames.ts';
import type { Recording } from '../../recording.ts';
import { Look } from '../look.ts';
import { ruleOf } from '../rules/catalogue.ts';
import type { ConditionFrame, Said, SettingSeen } from '../whyFrames.ts';

export interface Found {
  readonly says: Said;
  readonly met: boolean | null;
  readonly seen: Said;
  readonly rule?: string;
  readonly settings?: readonly SettingSeen[];
  readonly since?: ConditionFrame['since'];
}

/** The world at the playhead, as a why-not looks at it. */
export class Scene {
  readonly recording: Recording;
  readonly look: Look;
  readonly nodes: readonly NodeView<Kafka>[];
  readonly image: MetadataImage;
  readonly at: number;
  readonly #before: number;

  constructor(recording: Recording) {
    const { kernel } = recording;
    this.recording = recording;
    this.look = new Look(recording);
    this.nodes = kernel.nodes;
    this.image = newestImage(kernel.nodes);
    this.at = recording.at;
    this.#before = recording.facts.countUpTo(recording.step);
  }

  node(id: string): NodeView<Kafka> | undefined {
    return this.nodes.find((node) => node.id === id);
  }

  isUp(id: string): boolean {
    return this.node(id)?.status === 'up';
  }

  registration(partition: string): PartitionRegistration | undefined {
    return partitionAt(this.image, partition);
  }

  /** As the committed metadata has it: it may lead and be in an ISR. */
  isActive(brokerId: number): boolean {
    const broker = brokerOf(this.image, brokerId);
    return broker !== undefined && !broker.fenced && !broker.inControlledShutdown;
  }

  /** As the broker's process has it. */
  hosted(partition: string, brokerId: number): Partition | undefined {
    const state = this.node(serverName(brokerId))?.state;
    if (state?.kind !== 'server' || state.broker === undefined) return undefined;
    return get(state.broker.partitions, partition);
  }

  /** The process that leads it in the newest epoch. */
  leader(
    partition: string,
  ): { readonly id: number; readonly name: string; readonly partition: LeaderPartition } | undefined {
    let best: { id: number; name: string; partition: LeaderPartition } | undefined;
    for (const { id: name, setup, state } of this.nodes) {
      if (setup.kind !== 'server' || state?.kind !== 'server' || state.broker === undefined) continue;
      const found = get(state.broker.partitions, partition);
      if (found === undefined || !isLeader(found)) continue;
      if (best === undefined || found.leaderEpoch > best.partition.leaderEpoch)
        best = { id: setup.nodeId, name, partition: found };
    }
    return best;
  }

  /** What the leader knows of a follower, with what the follower's fetch session brought since (as it counts itself). */
  follower(
    leader: { readonly name: string; readonly partition: LeaderPartition },
    id: number,
  ): RemoteReplica | undefined {
    const remote = leader.partition.replica.remoteReplicas.find(({ brokerId }) => brokerId === id);
    const state = this.node(leader.name)?.state;
    if (remote === undefined || state?.kind !== 'server' || state.broker === undefined) return remote;
    if (remote.logEndOffset !== leader.partition.log.logEndOffset) return remote;
    let at = remote.lastFetchTime;
    for (const session of state.broker.fetchSessions.values)
      if (session.replicaId === id && leader.partition.sessions.includes(session.id))
        at = Math.max(at, session.lastFetchTime);
    return at < remote.resetAt
      ? remote
      : { ...remote, lastFetchTime: at, lastCaughtUpTime: Math.max(at, remote.lastCaughtUpTime) };
  }

  consumer(node: string): ConsumerState | undefined {
    const state = this.node(node)?.state;
    return state?.kind === 'consumer' ? state : undefined;
  }

  /** The moment: the newest fact of these types that matches. */
  since(types: readonly FactType[], matches: (fact: KafkaFact) => boolean = () => true): ConditionFrame['since'] {
    const told = this.look.newestOf(types, this.#before, matches);
    return told === undefined ? null : { step: told.step, at: told.at, fact: this.recording.facts.frame(told.index) };
  }

  /** When a process came to be as it is. */
  sinceProcess(node: string): ConditionFrame['since'] {
    return this.since(
      [
        'ProcessKilled',
        'PowerLost',
        'ProcessPaused',
        'ProcessExited',
        'ProcessStarted',
        'ProcessResumed',
        'ConsumerClosed',
      ],
      (fact) => ('node' in fact && fact.node === node) || ('client' in fact && fact.client === node),
    );
  }
}

export function conditionFrame({ says, met, seen, rule, settings, since }: Found): ConditionFrame {
  return {
    says,
    met,
    seen,
    rule: rule === undefined ? null : ruleOf(rule),
    settings: settings ?? [],
    since: since ?? null,
  };
}
