/** What those who write lines have in hand: a fact, who told it, what the log remembers, and where lines go. */
import type { Micros } from '../../base/time.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { KafkaVersion } from '../../kafka/versions.ts';
import type { NodeView } from '../../sim/world.ts';
import type { LogLevel } from './serverLogFrames.ts';

export type ServerLogSetup = Extract<Kafka['setup'], { readonly kind: 'server' }>;

/** The world as the step of a line left it. */
export interface WorldAt {
  node(id: string): NodeView<Kafka> | undefined;
}

/** Where a fact does not hold what Kafka prints, it is read off the state that the step left behind. */
export type Message = string | ((world: WorldAt) => string);

export interface Told {
  readonly at: Micros;
  readonly step: number;
  /** Who told it; empty: a person, or the script. */
  readonly node: string;
  readonly fact: KafkaFact;
}

export type Say = (node: string, level: LogLevel, logger: string, message: Message) => void;

/** The cast of a run, by name and by id. */
export class Cast {
  readonly #servers = new Map<string, ServerLogSetup>();
  readonly #names = new Map<number, string>();
  readonly #clients = new Map<string, Kafka['setup']>();
  readonly #ensemble = new Map<number, string>();

  /** Tools and clients may come later. */
  add(nodes: readonly NodeView<Kafka>[]): void {
    for (const { id, setup } of nodes) {
      if (setup.kind === 'server') {
        this.#servers.set(id, setup);
        this.#names.set(setup.nodeId, id);
      } else if (setup.kind === 'zookeeper') this.#ensemble.set(setup.myid, id);
      else this.#clients.set(id, setup);
    }
  }

  server(name: string): ServerLogSetup | undefined {
    return this.#servers.get(name);
  }

  /** By node.id. */
  serverName(id: number): string | undefined {
    return this.#names.get(id);
  }

  zooKeeperName(myid: number): string | undefined {
    return this.#ensemble.get(myid);
  }

  client(name: string): Kafka['setup'] | undefined {
    return this.#clients.get(name);
  }

  /** Of a server; of whoever else the newest that there is. */
  versionOf(name: string): KafkaVersion {
    const setup = this.#servers.get(name) ?? this.#clients.get(name) ?? [...this.#servers.values()][0];
    if (setup === undefined || !('version' in setup)) throw new Error(`nobody knows the release of ${name}`);
    return setup.version;
  }
}

/** `[LogContext a=b] ` */
export function prefixed(context: string, message: Message): Message {
  return typeof message === 'string' ? `[${context}] ${message}` : (world) => `[${context}] ${message(world)}`;
}

/** As java.util.List prints itself. */
export function listText(items: readonly (string | number)[]): string {
  return `[${items.join(', ')}]`;
}
