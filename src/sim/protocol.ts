/**
 * What a protocol is to the engine: node functions, events in and effects out. Nothing here knows what the protocol is
 * for; `pingPong.ts` runs on it in forty lines, Kafka in a few thousand.
 */
import type { Micros } from '../base/time.ts';
import type { Command } from './command.ts';

/** A node's name, such as `b2`. */
export type NodeId = string;

/** Names one connection of one run. A connection that broke and was opened again has a new number. */
export type ConnectionId = number;

/** The types one protocol brings: every one is plain, readonly, serialisable data. */
export interface Kinds {
  state: unknown;
  message: unknown;
  /** What a person or a script asks of a node, beyond the engine's own commands (kill, pause, cut a link …). */
  order: unknown;
  /** What a timer carries back to its node. */
  timer: unknown;
  fact: unknown;
  /** What a node is set up with: ids, roles, configs, workload. */
  setup: unknown;
}

/** A node's files. A value is any immutable data; a directory and a file name address it. */
export type Files = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the kernel hands to a node. */
export type NodeEvent<K extends Kinds> =
  /** The process starts. `files` is what the disk holds; `cleanBoot` is false after a power loss or a wipe. */
  | { readonly type: 'booted'; readonly setup: K['setup']; readonly files: Files }
  /** A message arrives. The server side answers on `connection`; on the client side `lane` names the connection. */
  | {
      readonly type: 'arrived';
      readonly from: NodeId;
      readonly connection: ConnectionId;
      readonly lane: string;
      /** True where this node opened the connection. */
      readonly client: boolean;
      readonly message: K['message'];
    }
  /** The connection is gone: refused, closed by the other side, or broken. What was in flight on it will not arrive. */
  | {
      readonly type: 'disconnected';
      readonly from: NodeId;
      readonly connection: ConnectionId;
      readonly lane: string;
      readonly client: boolean;
    }
  | { readonly type: 'timer'; readonly key: string; readonly timer: K['timer'] }
  | { readonly type: 'flushed'; readonly directory: string; readonly token: number }
  | { readonly type: 'told'; readonly order: K['order'] };

/** What a node may know besides its own state and the event: the time, its own name, and chance. */
export interface Env {
  readonly now: Micros;
  readonly self: NodeId;
  /** An integer in [0, bound), a function of the seed and this name alone: put what makes it unique into the name. */
  draw(name: string, bound: number): number;
}

export interface Once {
  readonly chain: string;
  readonly place: number;
  /** Nobody else can know: told in any case. */
  readonly sure?: boolean;
}

/** What a node may ask of the world. Effects take place in the order asked; none can be observed by the handler. */
export interface Out<K extends Kinds> {
  /** On this node's own connection `lane` to `to`; opened on first use (one round trip more). In order, or not at all. */
  send(to: NodeId, lane: string, message: K['message']): void;
  /** On a connection that the other side opened. Silently nothing when it is gone meanwhile, as with a socket. */
  reply(connection: ConnectionId, message: K['message']): void;
  /** Closes this node's own connection: what is in flight on it is lost, the other side sees it closed. */
  close(to: NodeId, lane: string): void;
  /** Server side of the same. */
  closeConnection(connection: ConnectionId): void;
  /** One timer a key: setting it again replaces it. */
  setTimer(key: string, delay: Micros, timer: K['timer']): void;
  cancelTimer(key: string): void;
  /** Into the page cache: survives a kill, not a power loss. */
  write(directory: string, file: string, value: unknown): void;
  /** Write and fsync before anything else happens: what Kafka does for `quorum-state` and the metadata log. */
  persist(directory: string, file: string, value: unknown): void;
  remove(directory: string): void;
  /** Ask for an fsync of a directory as it is now; `flushed` comes back with the token when it is done. */
  flush(directory: string, token: number): void;
  /**
   * Several nodes may come to know of the same thing: with `once`, only who is first to tell it is heard. Along a chain
   * places only rise, and what belongs to one place is told in one event.
   */
  fact(fact: K['fact'], once?: Once): void;
  /** The process ends by itself: `clean` after a controlled shutdown (all files flushed), else as a crash would. */
  exit(clean: boolean): void;
}

/** A protocol: one function a node, and the few words the engine needs to print and to size things. */
export interface Protocol<K extends Kinds> {
  /** `state` is undefined for `booted` and for nothing else. Pure: same arguments, same state and effects. */
  handle(state: K['state'] | undefined, event: NodeEvent<K>, env: Env, out: Out<K>): K['state'];
  /** Bytes on the wire, for links with a bandwidth. */
  sizeOf(message: K['message']): number;
  /** The one text form of a message, a fact, an order. */
  describeMessage(message: K['message']): string;
  describeFact(fact: K['fact']): string;
  describeOrder(order: K['order']): string;
  /** What a command looks like in the story of the run; undefined for what needs no telling. */
  factOfCommand(command: Command<K>): K['fact'] | undefined;
  /** A setup with something edited in it, as the protocol writes such; undefined: it has no such words. */
  edited?(setup: K['setup'], text: string): K['setup'] | undefined;
}
