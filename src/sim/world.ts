/** What a run starts from, and the plain shapes the kernel keeps, copies and shows. */
import type { Micros } from '../base/time.ts';
import type { Command, Cue, LinkRule, ScriptLine } from './command.ts';
import type { Disk } from './disk.ts';
import type { LatePlace } from './lateLines.ts';
import type { Told } from './machine.ts';
import type { Connection, NetworkSetup } from './network.ts';
import type { ConnectionId, Files, Kinds, NodeEvent, NodeId, Protocol } from './protocol.ts';

export interface NodeSetup<K extends Kinds> {
  readonly id: NodeId;
  readonly setup: K['setup'];
  /** Other setups that a command can give it, by name. */
  readonly setups?: Readonly<Record<string, K['setup']>>;
  readonly startAt: Micros;
  /** What its disk holds before it ever starts. Absent: nothing. */
  readonly disk?: Files;
}

/** What a director wants done, each after a delay from now. */
export interface Direction<K extends Kinds> {
  readonly state: unknown;
  readonly commands: readonly { readonly delay: Micros; readonly command: Command<K> | Cue }[];
}

/** Commands that follow facts: the script of a scenario. Pure, and part of every checkpoint. */
export interface Director<K extends Kinds> {
  readonly initial: unknown;
  onFact(state: unknown, fact: K['fact'], node: NodeId, at: Micros): Direction<K>;
  /** A cue is due. Its commands run as events of their own, after those already due now. */
  onCue?(state: unknown, cue: Cue, at: Micros): Direction<K>;
}

/** Everything a run is derived from, but for what a person does to it later. */
export interface WorldSetup<K extends Kinds> {
  readonly protocol: Protocol<K>;
  readonly seed: number;
  readonly nodes: readonly NodeSetup<K>[];
  readonly network: NetworkSetup;
  readonly script: readonly ScriptLine<K>[];
  readonly director?: Director<K>;
}

export type NodeStatus = 'up' | 'paused' | 'down' | 'off';

/** One node as it stands. `down`: the process is dead. `off`: the machine has no power. */
export interface NodeView<K extends Kinds> {
  readonly id: NodeId;
  readonly setup: K['setup'];
  /** What it starts with the next time, where that is something else. */
  readonly nextSetup: K['setup'] | undefined;
  readonly status: NodeStatus;
  /** Of the process; undefined while there is none. */
  readonly state: K['state'] | undefined;
  readonly disk: Disk;
  /** How often the process was started. */
  readonly lives: number;
}

/** What sits in the queue. One shape, so that the engine under us sees one shape. */
export interface Scheduled<K extends Kinds> {
  readonly kind: EventKind;
  readonly node: NodeId;
  /** Of the node among the nodes of the world; -1 for what the kernel does itself. */
  readonly place: number;
  /** Step that put it there. 0 is the start of the run. */
  readonly cause: number;
  readonly sentAt: Micros;
  /** Messages and connection ends: a number of their own for each; else 0. */
  readonly number: number;
  readonly connection: ConnectionId;
  /** Set for what a node handles. */
  readonly event: NodeEvent<K> | undefined;
  /** Set for `command`, `flushed`, `write-back`: what the kernel does itself; and for what waits for a sleeping process. */
  readonly detail: unknown;
}

export type EventKind =
  | 'boot'
  | 'message'
  | 'disconnect'
  | 'connect-timeout'
  | 'timer'
  | 'flushed'
  | 'write-back'
  | 'command';

/** Its number in fingerprints and traces: what happens most is asked first. */
export function codeOf(kind: EventKind): number {
  if (kind === 'message') return 2;
  if (kind === 'timer') return 5;
  return EVENT_KINDS.indexOf(kind) + 1;
}

/** The kind with code 1, 2, … */
export const EVENT_KINDS: readonly EventKind[] = [
  'boot',
  'message',
  'disconnect',
  'connect-timeout',
  'timer',
  'flushed',
  'write-back',
  'command',
];

/** One event that ran, for whoever watches. */
export interface Step<K extends Kinds> {
  /** 1 for the first event of the run. */
  readonly step: number;
  readonly at: Micros;
  readonly scheduled: Scheduled<K>;
  /** The handler that ran, if one did: a dropped message or a kernel event changes no node. */
  readonly handled: boolean;
  readonly before: K['state'] | undefined;
  readonly after: K['state'] | undefined;
  readonly facts: readonly { readonly node: NodeId; readonly fact: K['fact'] }[];
}

/** All that decides how a run goes on. */
export interface World<K extends Kinds> {
  readonly now: Micros;
  readonly nodes: readonly (NodeView<K> & { readonly backlog: readonly Scheduled<K>[] })[];
  readonly pending: readonly { readonly time: Micros; readonly event: Scheduled<K> }[];
  readonly connections: readonly Connection<Scheduled<K>>[];
  readonly opened: number;
  readonly rules: ReadonlyMap<string, LinkRule>;
  readonly told: Told;
  readonly director: unknown;
  readonly late: LatePlace;
}

/** Everything needed to go on from here: references to immutable states, and copies of the small mutable rest. */
export interface Checkpoint<K extends Kinds> extends World<K> {
  readonly step: number;
  readonly fingerprint: readonly [number, number];
  readonly messages: number;
}
