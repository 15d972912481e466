/** What can be read of the world of an instant, one thing at a time: of a whole frame a lesson needs a number or two. */
import { leadersOf } from '../frame/biography/leaderLogs.ts';
import type { LedgerFrame, NodeFrame, PartitionFrame, QuorumFrame } from '../frame/frame.ts';
import { coordinatedGroups } from '../frame/groups/coordinators.ts';
import type { GroupNow } from '../frame/groups/groupFrame.ts';
import { groupNow } from '../frame/groups/groupNow.ts';
import { isInternal } from '../frame/internalTopics.ts';
import type { Spot } from '../frame/lessonFrames.ts';
import { newestImage, partitionFrames, quorumFrame } from '../frame/metadataFrames.ts';
import { nodeFrame } from '../frame/nodeFrames.ts';
import type { Recording } from '../frame/recording.ts';
import type { LeaderLog } from '../frame/recordsInLog.ts';
import { type FoundReplica, replicasOf } from '../frame/replicaFrames.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { parseSelector } from '../scenario/selectors.ts';
import { standingAt } from './known.ts';

const NO_CONFIG = {};
const NO_GROUPS: ReadonlyMap<number, readonly string[]> = new Map();

/** Worlds that were read last: a question reads the same instant once for each of its options, a seek each. */
const KEPT = 24;
const kept = new WeakMap<Recording, Map<string, WorldNow>>();

/** The world of an instant. The playhead stays where it was. */
export function worldAt(recording: Recording, spot: Spot): WorldNow {
  let worlds = kept.get(recording);
  if (worlds === undefined) {
    worlds = new Map();
    kept.set(recording, worlds);
  }
  const key = `${spot.step} ${spot.at}`;
  const known = worlds.get(key);
  if (known !== undefined) return known;
  const world = standingAt(recording, spot, () => new WorldNow(recording));
  for (const oldest of worlds.keys()) {
    if (worlds.size < KEPT) break;
    worlds.delete(oldest);
  }
  worlds.set(key, world);
  return world;
}

/** Holds on to states that nobody changes: it stays true when the playhead has gone. */
export class WorldNow {
  readonly #recording: Recording;
  readonly #spot: Spot;
  readonly #nodes: Recording['kernel']['nodes'];
  #image: MetadataImage | undefined;
  #replicas: ReadonlyMap<string, readonly FoundReplica[]> | undefined;

  /** The recording stands where it is read. */
  constructor(recording: Recording) {
    this.#recording = recording;
    this.#spot = { step: recording.step, at: recording.at };
    // The kernel goes on in the same slots.
    this.#nodes = recording.kernel.nodes.map((node) => ({ ...node }));
  }

  partition(id: string): PartitionFrame | undefined {
    return partitionFrames(this.image, NO_CONFIG).find((partition) => partition.id === id);
  }

  /** Its copy on a broker, wherever its log was found. */
  replica(partition: string, node: string): FoundReplica | undefined {
    return this.replicas.get(node)?.find((replica) => replica.partition === partition);
  }

  /** Of those that lead, the one of the highest epoch. */
  leaderReplica(partition: string): FoundReplica | undefined {
    return leadersOf([...this.replicas.values()]).get(partition);
  }

  /** Partitions that it leads, and those of which it is to have a copy, as the metadata says. */
  ledBy(node: string): readonly PartitionFrame[] {
    return this.#shown.filter(({ leader }) => `b${leader}` === node);
  }

  heldBy(node: string): readonly PartitionFrame[] {
    return this.#shown.filter(({ replicas }) => replicas.some((id) => `b${id}` === node));
  }

  /** Kafka's own topics are not counted. */
  get #shown(): readonly PartitionFrame[] {
    return partitionFrames(this.image, NO_CONFIG).filter(({ topic }) => !isInternal(topic));
  }

  node(id: string): NodeFrame | undefined {
    const node = this.#nodes.find((one) => one.id === id);
    if (node === undefined) return undefined;
    const { image, leaderLogs } = this;
    const now = this.#spot.at;
    return nodeFrame(node, { now, image, leaderLogs, coordinated: NO_GROUPS, replicas: () => [] });
  }

  group(id: string): GroupNow | undefined {
    const found = coordinatedGroups(this.#nodes).get(id);
    if (found === undefined) return undefined;
    const leaders = leadersOf([...this.replicas.values()]);
    return groupNow(found, { nodes: this.#nodes, image: this.image, leaders, at: this.#spot.at });
  }

  get ledger(): LedgerFrame {
    return this.#recording.ledger.frame(this.#spot.step, this.leaderLogs);
  }

  get quorum(): QuorumFrame {
    return quorumFrame(this.#nodes);
  }

  /** A node by its name, or by what it is now: `leader of orders-0`. Undefined: there is none. */
  named(text: string): string | undefined {
    const selector = parseSelector(text);
    switch (selector?.type) {
      case 'node':
        return this.#nodes.some(({ id }) => id === selector.name) ? selector.name : undefined;
      case 'leader': {
        const leader = this.partition(selector.partition)?.leader ?? -1;
        return leader < 0 ? undefined : `b${leader}`;
      }
      case 'follower': {
        const partition = this.partition(selector.partition);
        const follower = [...(partition?.isr ?? [])].sort((a, b) => a - b).find((id) => id !== partition?.leader);
        return follower === undefined ? undefined : `b${follower}`;
      }
      case 'active controller':
        return this.#find((frame) => frame.kind !== 'zookeeper' && 'active' in frame && frame.active);
      case 'zookeeper':
        return this.#find((frame) => frame.kind === 'zookeeper' && frame.active === (selector.which === 'leader'));
      default:
        return undefined;
    }
  }

  /** The first living one. */
  #find(is: (frame: NodeFrame) => boolean): string | undefined {
    for (const { id } of this.#nodes) {
      const frame = this.node(id);
      if (frame !== undefined && frame.status !== 'down' && frame.status !== 'off' && is(frame)) return id;
    }
    return undefined;
  }

  private get image(): MetadataImage {
    this.#image ??= newestImage(this.#nodes);
    return this.#image;
  }

  private get replicas(): ReadonlyMap<string, readonly FoundReplica[]> {
    this.#replicas ??= new Map(this.#nodes.map((node) => [node.id, replicasOf(node)]));
    return this.#replicas;
  }

  private get leaderLogs(): ReadonlyMap<string, LeaderLog> {
    const logs = new Map<string, LeaderLog>();
    for (const [partition, { log }] of leadersOf([...this.replicas.values()])) {
      const { logStartOffset, logEndOffset, leaderEpochs } = log;
      logs.set(partition, { logStartOffset, logEndOffset, epochs: leaderEpochs });
    }
    return logs;
  }
}
