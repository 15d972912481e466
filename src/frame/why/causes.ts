/** For each fact what can be behind it, likeliest first. What is in no list is followed along the chain of events. */
import type { FactType } from '../../kafka/facts.ts';
import { isRoutine } from '../factGroups.ts';
import { CLIENT_CAUSES } from './clientCauses.ts';
import { ERA_CAUSES } from './eraCauses.ts';
import type { FactOf, Look, Told } from './look.ts';
import { REPLICATION_CAUSES } from './replicationCauses.ts';
import { isRoot } from './roots.ts';
import { SERVER_CAUSES } from './serverCauses.ts';
import { isAbout, type Way } from './ways.ts';

export type Causes = { readonly [T in FactType]?: readonly Way<FactOf<T>>[] };

const CAUSES: Causes = { ...SERVER_CAUSES, ...REPLICATION_CAUSES, ...CLIENT_CAUSES, ...ERA_CAUSES };

/** What is told on the way to these is how the message came, and not why. */
const NOT_ALONG: ReadonlySet<FactType> = new Set<FactType>([
  'GroupMemberRemoved',
  'PartitionsRevoked',
  'LeaderElected',
  'ConsumerClosed',
  'OffsetsExpired',
  'SegmentsDeleted',
  'LogCleaned',
  'TopicCreated',
  'TopicDeleted',
  'ClientWarned',
  'ZooKeeperSessionCreated',
  'ZooKeeperSessionClosed',
]);

/** `seen`: what the chain has told already; nothing brings itself about. */
export function causeOf(look: Look, told: Told, seen: ReadonlySet<number>): Told | undefined {
  const { fact } = told;
  if (isRoot(fact.type)) return undefined;
  for (const way of (CAUSES[fact.type] ?? []) as readonly Way[]) {
    const found = way(look, told, fact);
    if (found !== undefined && !seen.has(found.index) && found.step <= told.step) return found;
  }
  return NOT_ALONG.has(fact.type) ? undefined : alongTheChain(look, told, seen);
}

/** Anything told on the way here that is no routine and about the same thing. */
function alongTheChain(look: Look, told: Told, seen: ReadonlySet<number>): Told | undefined {
  const { trace } = look.recording.history;
  for (let step = trace.cause(told.step), hops = 0; step > 0 && hops < 64; hops++, step = trace.cause(step)) {
    for (const one of look.ofStep(step))
      if (!seen.has(one.index) && !isRoutine(one.fact) && isAbout(one.fact, told.fact)) return one;
  }
  return undefined;
}
