/** What the explanations of one answer look at: facts, the trace of causes, events replayed, settings in force. */
import { firstAtLeast } from '../../base/sorted.ts';
import type { FactType, KafkaFact } from '../../kafka/facts.ts';
import type { Config, Kafka } from '../../kafka/kinds.ts';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion } from '../../kafka/versions.ts';
import type { RecordedFact } from '../../record/history.ts';
import type { Step } from '../../sim/world.ts';
import type { Recording } from '../recording.ts';
import { Replay } from './replay.ts';
import type { RuleSite } from './rules/catalogue.ts';
import type { SettingSeen } from './whyFrames.ts';

export type Told = RecordedFact<Kafka> & { readonly index: number };
export type FactOf<T extends FactType> = Extract<KafkaFact, { readonly type: T }>;

export class Look {
  readonly recording: Recording;
  readonly #replay: Replay;

  constructor(recording: Recording) {
    this.recording = recording;
    this.#replay = new Replay(recording);
  }

  told(index: number): Told {
    const recorded = this.recording.facts.recorded(index)!;
    return { ...recorded, index };
  }

  event(step: number): Step<Kafka> | undefined {
    return this.#replay.step(step);
  }

  /** In words, if it is at hand. */
  known(step: number): Step<Kafka> | undefined {
    return this.#replay.known(step);
  }

  /** The facts of one step, in the order they were told. */
  ofStep(step: number): Told[] {
    const { facts } = this.recording;
    const list: Told[] = [];
    for (let index = facts.countUpTo(step - 1); index < facts.countUpTo(step); index++) list.push(this.told(index));
    return list;
  }

  /** The newest fact of a type among those before `index`, that matches. */
  newest<T extends FactType>(
    type: T,
    before: number,
    matches: (fact: FactOf<T>, told: RecordedFact<Kafka>) => boolean = () => true,
  ): Told | undefined {
    const { facts } = this.recording;
    const places = facts.placesOf(type);
    for (let place = firstAtLeast(places, before) - 1; place >= 0; place--) {
      const recorded = facts.recorded(places[place]!)!;
      if (matches(recorded.fact as FactOf<T>, recorded)) return { ...recorded, index: places[place]! };
    }
    return undefined;
  }

  newestOf(
    types: readonly FactType[],
    before: number,
    matches: (fact: KafkaFact, told: RecordedFact<Kafka>) => boolean,
  ): Told | undefined {
    let best: Told | undefined;
    for (const type of types) {
      const found = this.newest(type, before, matches as never);
      if (found !== undefined && (best === undefined || found.index > best.index)) best = found;
    }
    return best;
  }

  /** The setup a node has, by its name. */
  setup(node: string) {
    return this.recording.history.kernel.node(node)?.setup;
  }

  version(node: string): KafkaVersion {
    const setup = this.setup(node);
    return setup !== undefined && 'version' in setup ? setup.version : this.#anyVersion();
  }

  #anyVersion(): KafkaVersion {
    for (const { setup } of this.recording.history.world.nodes) if (setup.kind === 'server') return setup.version;
    return DEFAULT_KAFKA_VERSION;
  }

  /** Which rules hold where this was told: of its release, and of its era by the setup it had then (KIP-866). */
  siteOf({ node, index }: Pick<Told, 'node' | 'index'>): RuleSite {
    const changed = this.newest('ServerReconfigured', Number.MAX_SAFE_INTEGER, (fact) => fact.node === node);
    const isBefore = changed !== undefined && index < changed.index;
    const began = this.recording.history.world.nodes.find(({ id }) => id === node);
    const setup = isBefore ? began?.setup : this.setup(node);
    const isServer = setup?.kind === 'server';
    return {
      version: this.version(node).name,
      isOfZooKeeper: isServer ? setup.zookeeper !== undefined && !setup.roles.controller : this.#isOfZooKeeper(),
    };
  }

  /** A client's cluster: no server of it is a KRaft controller. */
  #isOfZooKeeper(): boolean {
    const servers = this.recording.history.world.nodes.filter(({ setup }) => setup.kind === 'server');
    return servers.every(({ setup }) => setup.kind === 'server' && !setup.roles.controller);
  }

  /** A setting of a node as it stands in its file or by default; none where it has no such setting. */
  setting(node: string, key: string): SettingSeen[] {
    const value = this.value(node, key);
    return value === undefined || value === null ? [] : [{ key, value: String(value) }];
  }

  value(node: string, key: string): Config[string] | undefined {
    const setup = this.setup(node);
    if (setup === undefined || setup.kind === 'tool' || !('config' in setup)) return undefined;
    return (setup.config as Config)[key];
  }
}
