/** A scenario as the rest of the program sees it: checked, times in micros. The shape is the schema's. */
import type { z } from 'zod';
import type { scenarioSchema } from './schema.ts';

export type Scenario = z.output<typeof scenarioSchema>;

/** A server of the cluster, whether the file counts its servers or lists them. */
export interface ServerPlan {
  readonly name: string;
  readonly nodeId: number;
  readonly start: number;
  readonly rack: string | null;
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

/** Controllers take the ids after this one, so that they never meet a broker's. */
const CONTROLLER_IDS_AFTER = 3000;

export function controllerName(nodeId: number): string {
  return `c${nodeId - CONTROLLER_IDS_AFTER}`;
}

export function brokerName(id: number): string {
  return `b${id}`;
}

/** A combined server has a broker's id and name. */
export function serverName(nodeId: number): string {
  return nodeId > CONTROLLER_IDS_AFTER ? controllerName(nodeId) : brokerName(nodeId);
}

export function controllersOf({ cluster }: Scenario): ServerPlan[] {
  const listed = typeof cluster.controllers === 'number' ? counted(cluster.controllers) : cluster.controllers;
  return listed.map(({ id, start, config }) => ({
    name: `c${id}`,
    nodeId: CONTROLLER_IDS_AFTER + id,
    start: start ?? 0,
    rack: null,
    config: { ...cluster.config, ...config },
  }));
}

export function brokersOf({ cluster }: Scenario): ServerPlan[] {
  const listed = typeof cluster.brokers === 'number' ? counted(cluster.brokers) : cluster.brokers;
  return listed.map(({ id, start, rack, config }) => ({
    name: brokerName(id),
    nodeId: id,
    start: start ?? 0,
    rack: rack ?? null,
    config: { ...cluster.config, ...config },
  }));
}

interface ListedServer {
  readonly id: number;
  readonly start?: number | undefined;
  readonly rack?: string | undefined;
  readonly config?: Readonly<Record<string, string | number | boolean>> | undefined;
}

function counted(count: number): ListedServer[] {
  return Array.from({ length: count }, (_, place) => ({ id: place + 1 }));
}

/** The client that creates the topics of a scenario and carries out what its timeline asks of an administrator. */
export const ADMIN = 'admin';

/** Every node, in the order in which they are shown. */
export function nodeNames(scenario: Scenario): string[] {
  return [
    ...controllersOf(scenario).map(({ name }) => name),
    ...brokersOf(scenario).map(({ name }) => name),
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
