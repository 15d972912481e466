/**
 * `tidemark/engine`: the simulator without Kafka. A protocol of your own is one function a node; the engine owns the
 * clock, the queue, the network and the disks, and every run is the same wherever it runs. docs/library.md has the promises.
 */
export { formatMicros, type Micros, millis, seconds } from '../base/time.ts';
export type { Command, Cue, LinkRule, ScriptLine, TimedCommand } from '../sim/command.ts';
export { DEFAULT_NETWORK, type NetworkSetup } from '../sim/network.ts';
export type { ConnectionId, Env, Files, Kinds, NodeEvent, NodeId, Once, Out, Protocol } from '../sim/protocol.ts';
export type { Direction, Director, EventKind, NodeSetup, NodeStatus, WorldSetup } from '../sim/world.ts';
export {
  type Happened,
  type Invariant,
  type InvariantBreak,
  type NodeAt,
  type Simulation,
  type SimulationOptions,
  simulate,
  type WorldAt,
} from './simulation.ts';
export { type Break, type Broken, breakOf, broken, type FactProperty, type Told } from './told.ts';
