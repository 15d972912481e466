/** A scenario as the rest of the program sees it: checked, times in micros. The shape is the schema's. */
import type { z } from 'zod';
import { eraOf, zooKeepersOf } from './era.ts';
import type { scenarioSchema } from './schema.ts';

export type Scenario = z.output<typeof scenarioSchema>;

/** A server of the cluster, whether the file counts its servers or lists them. */
export interface ServerPlan {
  readonly name: string;
  readonly nodeId: number;
  readonly start: number;
  readonly rack: string | null;
  /** advertised.listeners, as host:port. */
  readonly advertised?: string;
  /** process.roles */
  readonly roles: { readonly controller: boolean; readonly broker: boolean };
  /** A controller that is among the first voters. */
  readonly voter: boolean;
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

/** Controllers take the ids after this one, so that they never meet a broker's. */
const CONTROLLER_IDS_AFTER = 3000;

function controllerName(nodeId: number): string {
  return `c${nodeId - CONTROLLER_IDS_AFTER}`;
}

export function brokerName(id: number): string {
  return `b${id}`;
}

/** A combined server has a broker's id and name. */
export function serverName(nodeId: number): string {
  return nodeId > CONTROLLER_IDS_AFTER ? controllerName(nodeId) : brokerName(nodeId);
}

/** The node.id behind a server's name. */
export function serverId(name: string): number {
  const number = Number(name.slice(1));
  return name.startsWith('c') ? CONTROLLER_IDS_AFTER + number : number;
}

/** Kafka's servers, controllers first. With ZooKeeper there are brokers, and one of them is the controller. */
export function serversOf(scenario: Scenario): ServerPlan[] {
  const { cluster } = scenario;
  const { controllers, brokers, combined } = cluster;
  const hasQuorum = eraOf(scenario) !== 'zookeeper';
  const plan = (
    { id, start, rack, advertised, voter, config }: ListedServer,
    nodeId: number,
    roles: ServerPlan['roles'],
  ): ServerPlan => ({
    name: roles.broker ? brokerName(id) : `c${id}`,
    nodeId,
    start: start ?? 0,
    rack: rack ?? null,
    ...(advertised === undefined ? {} : { advertised }),
    roles,
    voter: roles.controller && voter !== false,
    config: { ...cluster.config, ...config },
  });
  const both = combined === undefined ? [] : counted(combined);
  const alone = hasQuorum ? listed(controllers) : [];
  return [
    ...alone.map((one) => plan(one, CONTROLLER_IDS_AFTER + one.id, { controller: true, broker: false })),
    ...both.map((one) => plan(one, one.id, { controller: hasQuorum, broker: true })),
    ...listed(brokers).map((one) =>
      plan(one, one.id, { controller: hasQuorum && one.roles?.includes('controller') === true, broker: true }),
    ),
  ];
}

/** Of the quorum. */
export function controllersOf(scenario: Scenario): ServerPlan[] {
  return serversOf(scenario).filter(({ roles }) => roles.controller);
}

export function brokersOf(scenario: Scenario): ServerPlan[] {
  return serversOf(scenario).filter(({ roles }) => roles.broker);
}

/** The voters stand in the metadata log, and can be changed: kraft.version 1 (KIP-853). */
export function hasDynamicVoters({ cluster }: Scenario): boolean {
  return cluster.features?.['kraft.version'] === 1;
}

interface ListedServer {
  readonly id: number;
  readonly start?: number | undefined;
  readonly rack?: string | undefined;
  readonly advertised?: string | undefined;
  readonly roles?: readonly ('broker' | 'controller')[] | undefined;
  readonly voter?: boolean | undefined;
  readonly config?: Readonly<Record<string, string | number | boolean>> | undefined;
}

function listed(servers: number | readonly ListedServer[]): readonly ListedServer[] {
  return typeof servers === 'number' ? counted(servers) : servers;
}

function counted(count: number): ListedServer[] {
  return Array.from({ length: count }, (_, place) => ({ id: place + 1 }));
}

/** The client that creates the topics of a scenario and carries out what its timeline asks of an administrator. */
export const ADMIN = 'admin';

/** Every node, in the order in which they are shown. */
export function nodeNames(scenario: Scenario): string[] {
  return [
    ...zooKeepersOf(scenario).map(({ name }) => name),
    ...serversOf(scenario).map(({ name }) => name),
    ...(scenario.producers ?? []).map(({ name }) => name),
    ...(scenario.consumers ?? []).map(({ name }) => name),
    ADMIN,
  ];
}

/** Topics created at the start, and those that the timeline creates. */
export function topicNames(scenario: Scenario): string[] {
  const created = (scenario.timeline ?? []).flatMap((line) => line['create-topic'] ?? []);
  return [...(scenario.topics ?? []), ...created].map(({ name }) => name);
}
