/** Commands: what a person or a script does to the world. Everything else in a run follows from these and the seed. */
import type { Micros } from '../base/time.ts';
import type { Kinds, NodeId } from './protocol.ts';
import type { NodeSetup } from './world.ts';

/** What a link does with what is sent over it, in one direction. */
export interface LinkRule {
  /** Nothing passes: TCP holds what is sent and delivers it after the cut is healed, unless an end gives up first. */
  readonly cut: boolean;
  /** Added to each message's latency. */
  readonly delay: Micros;
  /** 0 means no limit. Messages queue behind each other on a slow link. */
  readonly bytesPerSecond: number;
}

export const CLEAR_LINK: LinkRule = { cut: false, delay: 0, bytesPerSecond: 0 };

export type Command<K extends Kinds = Kinds> =
  /** The process dies at once; the page cache survives; peers see their connections closed. */
  | { readonly type: 'kill'; readonly node: NodeId }
  /** The machine loses power: what was not flushed is gone, and no peer is told. */
  | { readonly type: 'power-loss'; readonly node: NodeId }
  /** Starts a node that is down with what its disk holds. */
  | { readonly type: 'start'; readonly node: NodeId }
  /** Its file of settings is another one from now on, of those prepared for it: what runs goes by it when it starts again. */
  | { readonly type: 'reconfigure'; readonly node: NodeId; readonly to: string }
  /** A process that did not exist before: a node of the world from here on, started at once. Its name must be new. */
  | {
      readonly type: 'spawn';
      readonly process: Omit<NodeSetup<K>, 'startAt'>;
      /** The node whose setup it has but for its names: how such a command is told to people, and saved. */
      readonly like?: NodeId;
      /** The node on whose machine it runs: it finds that one's files as they are now, to read. */
      readonly beside?: NodeId;
    }
  /** Empties the disk of a node that is down. */
  | { readonly type: 'wipe'; readonly node: NodeId }
  /** A long garbage collection: timers are late, messages wait. */
  | { readonly type: 'pause'; readonly node: NodeId }
  | { readonly type: 'resume'; readonly node: NodeId }
  /** fsyncs of this node take `factor` times as long. 1 heals. */
  | { readonly type: 'slow-disk'; readonly node: NodeId; readonly factor: number }
  /** Rules for each direction from any of `from` to any of `to`; unset fields are left as they are. */
  | {
      readonly type: 'link';
      readonly from: readonly NodeId[];
      readonly to: readonly NodeId[];
      readonly rule: Partial<LinkRule>;
    }
  /** All links clear again. */
  | { readonly type: 'heal' }
  /** One message in flight, named by its sequence, is lost: over TCP that is a broken connection. */
  | { readonly type: 'break-connection'; readonly message: number }
  /** Every connection that a node of `from` has opened to one of `to` breaks: both ends notice, what is in flight is lost. */
  | { readonly type: 'break-connections'; readonly from: readonly NodeId[]; readonly to: readonly NodeId[] }
  /** One message in flight is held back, and all behind it on its connection, until `release`. */
  | { readonly type: 'hold'; readonly message: number }
  | { readonly type: 'release'; readonly connection: number }
  /** Something the protocol understands. */
  | { readonly type: 'tell'; readonly node: NodeId; readonly order: K['order'] };

/** A command with its place in the run: before the first event later than `at`, or exactly as event number `step`. */
export interface TimedCommand<K extends Kinds = Kinds> {
  readonly at: Micros;
  /** For commands given at a playhead: how many events had run. Left out in scripts, which know times only. */
  readonly step?: number;
  readonly command: Command<K>;
}

/** A line of the script whose commands the director finds when it is due, because they depend on what happened. */
export interface Cue {
  readonly type: 'cue';
  readonly line: number;
  /** As a person wrote it, for the list of events. */
  readonly text: string;
}

/** One line of a script: first of all that happens at `at`. */
export interface ScriptLine<K extends Kinds = Kinds> {
  readonly at: Micros;
  /** Not first, but when so many events of that instant have run, commands not counted. */
  readonly afterEvents?: number;
  readonly command: Command<K> | Cue;
}
