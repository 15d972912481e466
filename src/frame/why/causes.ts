/** For each fact what can be behind it, likeliest first. What is in no list is followed along the chain of events. */
import type { FactType } from '../../kafka/facts.ts';
import { isRoutine } from '../factGroups.ts';
import { CLIENT_CAUSES } from './clientCauses.ts';
import { ERA_CAUSES } from './eraCauses.ts';
import type { FactOf, Look, Told } from './look.ts';
import { REPLICATION_CAUSES } from './replicationCauses.ts';
import { SERVER_CAUSES } from './serverCauses.ts';
import { isAbout, type Way } from './ways.ts';

export type Causes = { readonly [T in FactType]?: readonly Way<FactOf<T>>[] };

const CAUSES: Causes = { ...SERVER_CAUSES, ...REPLICATION_CAUSES, ...CLIENT_CAUSES, ...ERA_CAUSES };

/** What people do has no cause in the run. */
const ROOTS: ReadonlySet<FactType> = new Set<FactType>([
  'ProcessKilled',
  'PowerLost',
  'DiskWiped',
  'ProcessStarted',
  'ProcessPaused',
  'ProcessResumed',
  'ControlledShutdownRequested',
  'LinkChanged',
  'NetworkHealed',
  'ConnectionBroken',
  'DiskSlowed',
  'ServerReconfigured',
  'ToolStarted',
  'ToolInput',
  'ToolInterrupted',
  'RecordSent',
  'PositionSought',
  'PartitionsPaused',
  'PartitionsResumed',
]);

/** What is told on the way to these is how the message came, and not why. */
const NOT_ALONG: ReadonlySet<FactType> = new Set<FactType>([
  'GroupMemberRemoved',
  'LeaderElected',
  'ConsumerClosed',
  'OffsetsExpired',
  'SegmentsDeleted',
  'LogCleaned',
  'TopicCreated',
  'TopicDeleted',
]);

export function causeOf(look: Look, told: Told): Told | undefined {
  const { fact } = told;
  if (ROOTS.has(fact.type)) return undefined;
  for (const way of (CAUSES[fact.type] ?? []) as readonly Way[]) {
    const found = way(look, told, fact);
    if (found !== undefined && found.index !== told.index && found.step <= told.step) return found;
  }
  return NOT_ALONG.has(fact.type) ? undefined : alongTheChain(look, told);
}

/** Anything told on the way here that is no routine and about the same thing. */
function alongTheChain(look: Look, told: Told): Told | undefined {
  const { trace } = look.recording.history;
  for (let step = trace.cause(told.step), hops = 0; step > 0 && hops < 64; hops++, step = trace.cause(step)) {
    for (const one of look.ofStep(step)) if (!isRoutine(one.fact) && isAbout(one.fact, told.fact)) return one;
  }
  return undefined;
}
