/** The docker compose file: servers, clients and a container for the tools, all of the image apache/kafka. */
import { stringify } from 'yaml';
import { eraOf } from '../../scenario/era.ts';
import { type Scenario, type ServerPlan, serversOf } from '../../scenario/scenario.ts';
import { versionOf } from '../../scenario/versionOf.ts';
import { CANNOT, type CannotList } from './cannot.ts';
import { composeText, variableOf } from './quote.ts';

/** Sixteen letters in base64: every cluster of these files has the same. */
const CLUSTER_ID = 'VGlkZW1hcmtUaWRlbWFyaw';
/** The first image that Apache Kafka itself has published. */
const FIRST_IMAGE = '3.7.0';
const DATA = '/var/lib/kafka/data';
/** For clients of the machine itself: each broker has a port of its own there. */
const HOST_LISTENER = 19092;
const FIRST_HOST_PORT = 29000;
/** They follow from where the containers are. */
const OURS = [
  'log.dir',
  'log.dirs',
  'metadata.log.dir',
  'listener.security.protocol.map',
  'inter.broker.listener.name',
];

export interface Container {
  readonly name: string;
  readonly nodeId: number;
  readonly isBroker: boolean;
  readonly isController: boolean;
  readonly start: number;
  readonly rack: string | null;
  readonly config: ServerPlan['config'];
}

export function containersOf(scenario: Scenario, cannot: CannotList): readonly Container[] {
  const servers = serversOf(scenario).map(({ name, nodeId, roles, start, rack, config }) => ({
    name,
    nodeId,
    isBroker: roles.broker,
    isController: roles.controller,
    start,
    rack,
    config,
  }));
  if (eraOf(scenario) !== 'zookeeper' && servers.some(({ isController }) => isController)) return servers;
  cannot.add('zookeeper', CANNOT.zooKeeper);
  const brokers = servers.filter(({ isBroker }) => isBroker);
  const controllers = [1, 2, 3].map((id) => ({
    name: `c${id}`,
    nodeId: 3000 + id,
    isBroker: false,
    isController: true,
    start: 0,
    rack: null,
    config: {},
  }));
  return [...controllers, ...brokers.map((broker) => ({ ...broker, isController: false }))];
}

export function hostPort({ nodeId }: Container): number {
  return FIRST_HOST_PORT + nodeId;
}

export function imageOf(scenario: Scenario, cannot: CannotList): string {
  const { name } = versionOf(scenario);
  const [major = 0, minor = 0] = name.split('.').map(Number);
  if (major > 3 || (major === 3 && minor >= 7)) return `apache/kafka:${name}`;
  const image = `apache/kafka:${FIRST_IMAGE}`;
  cannot.add(`version ${name}`, CANNOT.image(name, image));
  return image;
}

export function bootstrapOf(containers: readonly Container[]): string {
  return containers
    .filter(({ isBroker }) => isBroker)
    .map(({ name }) => `${name}:9092`)
    .join(',');
}

export function composeFile(
  project: string,
  image: string,
  containers: readonly Container[],
  clients: readonly string[],
  cannot: CannotList,
): string {
  const voters = containers
    .filter(({ isController }) => isController)
    .map(({ name, nodeId }) => `${nodeId}@${name}:9093`)
    .join(',');
  const services: Record<string, object> = {};
  for (const container of containers) services[container.name] = serverService(container, image, voters, cannot);
  for (const name of [...clients, 'tools']) {
    services[name] = { image, hostname: name, entrypoint: ['sleep', 'infinity'], init: true, networks: ['kafka'] };
  }
  const volumes = Object.fromEntries(containers.map(({ name }) => [`${name}-data`, {}]));
  const file = { name: project, services, volumes, networks: { kafka: { name: project } } };
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

function serverService(container: Container, image: string, voters: string, cannot: CannotList): object {
  const { name, isBroker } = container;
  const port = isBroker ? 9092 : 9093;
  return {
    image,
    hostname: name,
    environment: environmentOf(container, voters, cannot),
    volumes: [`${name}-data:${DATA}`],
    networks: ['kafka'],
    ...(isBroker ? { ports: [`127.0.0.1:${hostPort(container)}:${HOST_LISTENER}`] } : {}),
    healthcheck: {
      test: ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/${name}/${port}`],
      interval: '2s',
      timeout: '2s',
      retries: 60,
    },
  };
}

function environmentOf(container: Container, voters: string, cannot: CannotList): Readonly<Record<string, string>> {
  const { name, nodeId, isBroker, isController, rack, config } = container;
  const listeners = [
    ...(isBroker ? ['PLAINTEXT://:9092', `HOST://:${HOST_LISTENER}`] : []),
    ...(isController ? ['CONTROLLER://:9093'] : []),
  ];
  const settings: Record<string, string> = {
    'auto.create.topics.enable': 'false',
  };
  for (const [key, value] of Object.entries(config)) {
    if (OURS.includes(key) || key.startsWith('zookeeper.')) cannot.add(`${key}=${value}`, CANNOT.setByImage);
    else settings[key] = String(value);
  }
  const own: Record<string, string> = {
    'node.id': String(nodeId),
    'process.roles': [...(isBroker ? ['broker'] : []), ...(isController ? ['controller'] : [])].join(','),
    listeners: listeners.join(','),
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': voters,
    'log.dirs': DATA,
    ...(isBroker
      ? {
          'advertised.listeners': `PLAINTEXT://${name}:9092,HOST://localhost:${hostPort(container)}`,
          'inter.broker.listener.name': 'PLAINTEXT',
        }
      : {}),
    ...(rack === null ? {} : { 'broker.rack': rack }),
  };
  const environment: Record<string, string> = { CLUSTER_ID, KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m' };
  for (const [key, value] of Object.entries({ ...settings, ...own })) environment[variableOf(key)] = composeText(value);
  return environment;
}
