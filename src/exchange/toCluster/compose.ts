/** The docker compose file: servers, clients and a container for the tools, all of one image. */
import { stringify } from 'yaml';
import { eraOf, type ZooKeeperPlan, zooKeepersOf } from '../../scenario/era.ts';
import { type Scenario, type ServerPlan, serversOf } from '../../scenario/scenario.ts';
import { versionOf } from '../../scenario/versionOf.ts';
import { CANNOT, type CannotList } from './cannot.ts';
import { archiveBuild, brokerOnZooKeeper, serverOfArchive, zooKeeperService } from './ownImage.ts';
import { composeText, variableOf } from './quote.ts';
import { isFrom, type Release } from './release.ts';

/** Sixteen letters in base64: every cluster of these files has the same. */
const CLUSTER_ID = 'VGlkZW1hcmtUaWRlbWFyaw';
/** Before it the tools ask ZooKeeper in one place and brokers in another. */
const FIRST_RELEASE = '2.6.3';
const DATA = '/var/lib/kafka/data';
/** For clients of the machine itself: each broker has a port of its own there. */
const HOST_LISTENER = 19092;
const FIRST_HOST_PORT = 29000;
/** What the addresses of the containers begin with: a variable of compose, where another network has them already. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: compose reads it
const NETWORK = '${TIDEMARK_NET:-10.93}';
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

export interface Servers {
  /** Those of Kafka. */
  readonly containers: readonly Container[];
  /** The ensemble that keeps their metadata; none with a quorum of controllers. */
  readonly ensemble: readonly ZooKeeperPlan[];
}

export function serversFor(scenario: Scenario, cannot: CannotList): Servers {
  const era = eraOf(scenario);
  const containers = serversOf(scenario).map(({ name, nodeId, roles, start, rack, config }) => ({
    name,
    nodeId,
    isBroker: roles.broker,
    isController: era !== 'zookeeper' && roles.controller,
    start,
    rack,
    config,
  }));
  if (era === 'migration') cannot.add('era: migration', CANNOT.migration);
  return { containers, ensemble: era === 'zookeeper' ? zooKeepersOf(scenario) : [] };
}

export function hostPort({ nodeId }: Container): number {
  return FIRST_HOST_PORT + nodeId;
}

export function releaseOf(scenario: Scenario, cannot: CannotList): Release {
  const { name } = versionOf(scenario);
  if (isFrom(name, 3, 7)) return { asked: name, used: name, image: `apache/kafka:${name}`, isBuilt: false };
  const used = isFrom(name, 2, 6) ? name : FIRST_RELEASE;
  cannot.add(`version ${name}`, used === name ? CANNOT.built : CANNOT.older(name, used));
  return { asked: name, used, image: `tidemark-kafka:${used}`, isBuilt: true };
}

export function bootstrapOf(containers: readonly Container[]): string {
  return containers
    .filter(({ isBroker }) => isBroker)
    .map(({ name }) => `${name}:9092`)
    .join(',');
}

interface Parts {
  readonly project: string;
  readonly release: Release;
  readonly servers: Servers;
  readonly clients: readonly string[];
}

export function composeFile({ project, release, servers, clients }: Parts, cannot: CannotList): string {
  const { containers, ensemble } = servers;
  const { image, isBuilt, used } = release;
  const services: Record<string, object> = {};
  for (const one of ensemble)
    services[one.name] = { ...serviceOf(one.name, image, 2181), ...zooKeeperService(one, ensemble) };
  for (const container of containers) services[container.name] = serverService(container, servers, release, cannot);
  for (const name of [...clients, 'tools']) {
    services[name] = { image, hostname: name, entrypoint: ['sleep', 'infinity'], init: true };
  }
  if (isBuilt) services.tools = { ...services.tools, build: archiveBuild(used) };
  const volumes = Object.fromEntries([...ensemble, ...containers].map(({ name }) => [`${name}-data`, {}]));
  const placed = Object.entries(services).map(([name, service], place) => [
    name,
    { ...service, networks: { kafka: { ipv4_address: addressAt(place) } } },
  ]);
  const kafka = { name: project, ipam: { config: [{ subnet: `${NETWORK}.0.0/16` }] } };
  const file = { name: project, services: Object.fromEntries(placed), volumes, networks: { kafka } };
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

/**
 * The same one each time: of two servers that are started again, either could get the address of the other, and a client
 * that remembers it would ask the wrong one for as long as that answers.
 */
function addressAt(place: number): string {
  return `${NETWORK}.${1 + Math.floor(place / 200)}.${10 + (place % 200)}`;
}

/** It listens: it has begun. */
function serviceOf(name: string, image: string, port: number): object {
  return {
    image,
    hostname: name,
    volumes: [`${name}-data:${DATA}`],
    healthcheck: {
      test: ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/${name}/${port}`],
      interval: '2s',
      timeout: '2s',
      retries: 60,
    },
  };
}

function serverService(container: Container, servers: Servers, release: Release, cannot: CannotList): object {
  const { name, isBroker } = container;
  const settings = settingsOf(container, servers, cannot);
  const how =
    servers.ensemble.length > 0
      ? brokerOnZooKeeper(settings)
      : release.isBuilt
        ? serverOfArchive(settings, CLUSTER_ID)
        : { environment: environmentOf(settings) };
  return {
    ...serviceOf(name, release.image, isBroker ? 9092 : 9093),
    ...how,
    ...(isBroker ? { ports: [`127.0.0.1:${hostPort(container)}:${HOST_LISTENER}`] } : {}),
  };
}

/** As the image of Apache Kafka wants to be told. */
function environmentOf(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const environment: Record<string, string> = { CLUSTER_ID, KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m' };
  for (const [key, value] of Object.entries(settings)) environment[variableOf(key)] = composeText(value);
  return environment;
}

function settingsOf(container: Container, servers: Servers, cannot: CannotList): Readonly<Record<string, string>> {
  const { name, nodeId, isBroker, isController, rack, config } = container;
  const hasQuorum = servers.ensemble.length === 0;
  const listeners = [
    ...(isBroker ? ['PLAINTEXT://:9092', `HOST://:${HOST_LISTENER}`] : []),
    ...(isController ? ['CONTROLLER://:9093'] : []),
  ];
  const settings: Record<string, string> = {
    'auto.create.topics.enable': 'false',
  };
  for (const [key, value] of Object.entries(config)) {
    const isOurs = OURS.includes(key) || key === 'zookeeper.connect' || (hasQuorum && key.startsWith('zookeeper.'));
    if (isOurs) cannot.add(`${key}=${value}`, CANNOT.setByImage);
    else settings[key] = String(value);
  }
  const voters = servers.containers.filter((one) => one.isController);
  return {
    ...settings,
    ...(hasQuorum
      ? {
          'node.id': String(nodeId),
          'process.roles': [...(isBroker ? ['broker'] : []), ...(isController ? ['controller'] : [])].join(','),
          'controller.listener.names': 'CONTROLLER',
          'controller.quorum.voters': voters.map((one) => `${one.nodeId}@${one.name}:9093`).join(','),
        }
      : {
          'broker.id': String(nodeId),
          'zookeeper.connect': servers.ensemble.map((one) => `${one.name}:2181`).join(','),
        }),
    listeners: listeners.join(','),
    'listener.security.protocol.map': `PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT${hasQuorum ? ',CONTROLLER:PLAINTEXT' : ''}`,
    'log.dirs': DATA,
    ...(isBroker
      ? {
          'advertised.listeners': `PLAINTEXT://${name}:9092,HOST://localhost:${hostPort(container)}`,
          'inter.broker.listener.name': 'PLAINTEXT',
        }
      : {}),
    ...(rack === null ? {} : { 'broker.rack': rack }),
  };
}
