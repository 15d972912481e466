/** Ids of servers as people name them: where Kafka says leaderId 3002, the screen knows it as c2. */
import { serverName } from '../scenario/scenario.ts';

/** Fields that hold the id of one server. */
const ONE: ReadonlySet<string> = new Set([
  'leaderId',
  'leader',
  'previousLeader',
  'votedFor',
  'candidateId',
  'voterId',
  'replicaId',
  'nodeId',
  'brokerId',
  'broker',
  'joining',
  'controllerId',
  'activeControllerId',
]);

const MANY: ReadonlySet<string> = new Set([
  'isr',
  'previousIsr',
  'replicas',
  'previousReplicas',
  'elr',
  'lastKnownElr',
  'votes',
  'voters',
  'out',
  'target',
  'adding',
  'removing',
  'addingReplicas',
  'removingReplicas',
  'shuttingDownBrokerIds',
  'brokerModificationsHandlers',
]);

/** A fact's field: `c2`, `b1, b3`. What is no id stays as it is: -1 is nobody. */
export function namedInFact(field: string, value: string): string {
  // The quorum's facts are about a server under this plain name.
  if ((ONE.has(field) || field === 'id') && /^\d+$/.test(value)) return serverName(Number(value));
  if (MANY.has(field) && /^\d+(,\d+)*$/.test(value)) return value.split(',').map(Number).map(serverName).join(', ');
  return value;
}

/** A field of a node's state keeps Kafka's number, with the name behind it; undefined where it holds no server. */
export function namedInState(field: string, value: unknown): string | undefined {
  if (ONE.has(field) && isId(value)) return `${value} (${serverName(value)})`;
  if (MANY.has(field) && Array.isArray(value) && value.length > 0 && value.every(isId))
    return `[${value.join(', ')}] (${value.map(serverName).join(', ')})`;
  return undefined;
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}
