/**
 * A scenario for real Apache Kafka: a docker compose file, a bash script with the same steps, and what cannot be done
 * there. Every text of the scenario is quoted for whoever reads it: YAML, compose's variables, bash, the tools.
 */
import type { Scenario } from '../../scenario/scenario.ts';
import type { TopicSection } from '../../scenario/schema.ts';
import { createTopic } from './adminSteps.ts';
import { CANNOT, type Cannot, CannotList } from './cannot.ts';
import { CLIENT_START, type ClientStep, consumerSteps, producerSteps } from './clients.ts';
import { bootstrapOf, type Container, composeFile, hostPort, releaseOf, type Servers, serversFor } from './compose.ts';
import { partitionCounts } from './placed.ts';
import { comment, shellWord, shellWords } from './quote.ts';
import type { Release } from './release.ts';
import { type ScriptLine, scriptText } from './script.ts';
import { timelineSteps } from './steps.ts';

export interface ToClusterAsk {
  readonly name: string;
  /** Something was done by hand in the run that is exported. */
  readonly byHand: boolean;
}

export interface ToCluster {
  readonly compose: string;
  readonly script: string;
  readonly readme: string;
  readonly cannot: readonly Cannot[];
  /** The same three, under their names. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

export function toCluster(scenario: Scenario, { name, byHand }: ToClusterAsk): ToCluster {
  const cannot = new CannotList();
  cannot.add('at', CANNOT.times);
  cannot.add('seed', CANNOT.seed);
  const release = releaseOf(scenario, cannot);
  const servers = serversFor(scenario, cannot);
  const clients = [...(scenario.producers ?? []), ...(scenario.consumers ?? [])].map((client) => client.name);
  leaveOut(scenario, byHand, cannot);
  const project = projectName(name);
  const compose = composeFile({ project, release, servers, clients }, cannot);
  const script = scriptOf(scenario, { name, project, release, servers, clients, cannot });
  const readme = readmeOf({ name, release, servers, clients, cannot: cannot.all });
  const files = [
    { name: 'compose.yaml', text: compose },
    { name: 'run.sh', text: script },
    { name: 'README.md', text: readme },
  ];
  return { compose, script, readme, cannot: cannot.all, files };
}

/** As compose wants it: small letters, digits and dashes. */
function projectName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return plain === '' ? 'tidemark' : `tidemark-${plain}`;
}

function leaveOut(scenario: Scenario, byHand: boolean, cannot: CannotList): void {
  const { network, protocol, cluster, expect, drill, consumers = [], producers = [] } = scenario;
  for (const section of ['cluster', 'topics', 'producers', 'consumers', 'timeline'] as const) {
    for (const one of [scenario[section]].flat()) {
      if (holdsZeroByte(one)) cannot.add(one !== undefined && 'name' in one ? one.name : section, CANNOT.zeroByte);
    }
  }
  if (byHand) cannot.add('commands', CANNOT.byHand);
  if ((expect?.length ?? 0) > 0) cannot.add('expect', CANNOT.expectations);
  if (drill !== undefined) cannot.add('drill', CANNOT.drill);
  if (protocol !== undefined) cannot.add('protocol', CANNOT.rung);
  if (network?.latency !== undefined || network?.jitter !== undefined) cannot.add('network', CANNOT.latency);
  const isNamed =
    typeof cluster.brokers !== 'number' && cluster.brokers.some(({ advertised }) => advertised !== undefined);
  const others = [...consumers, ...producers].some(({ names }) => names !== undefined);
  if (network?.names !== undefined || isNamed || others) cannot.add('names', CANNOT.names);
}

function holdsZeroByte(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, one]) => key.includes('\0') || holdsZeroByte(one));
}

interface Parts {
  readonly name: string;
  readonly project: string;
  readonly release: Release;
  readonly servers: Servers;
  readonly clients: readonly string[];
  readonly cannot: CannotList;
}

function scriptOf(scenario: Scenario, { name, project, release, servers, clients, cannot }: Parts): string {
  const { containers } = servers;
  const ensemble = servers.ensemble.map((one) => one.name);
  const bootstrap = bootstrapOf(containers);
  const brokers = { bootstrap, release, partitions: partitionCounts(scenario) };
  const nodes = [...ensemble, ...containers.map((one) => one.name), ...clients];
  if ([...servers.ensemble, ...containers].some(({ start }) => start > 0 && start <= CLIENT_START))
    cannot.add('start', CANNOT.together);
  const all = [...servers.ensemble, ...containers];
  const first = [...all.filter(({ start }) => start <= CLIENT_START).map((one) => one.name), ...clients, 'tools'];
  const later = all.filter(({ start }) => start > CLIENT_START);
  const starts: ScriptLine[] = later.map((one) => ({
    at: one.start,
    isWaiting: false,
    say: `start ${one.name}`,
    commands: [`start_servers ${shellWord(one.name)}`],
  }));
  const topics = (scenario.topics ?? []).map((topic) => ({ topic, from: neededFrom(topic, containers) }));
  const created: ScriptLine[] = topics.flatMap(({ topic, from }) =>
    from === 0
      ? []
      : [{ at: from, isWaiting: false, say: `create ${topic.name}`, commands: [createTopic(topic, bootstrap)] }],
  );
  const running = [
    ...(scenario.producers ?? []).flatMap((producer) => producerSteps(producer, brokers, cannot)),
    ...(scenario.consumers ?? []).flatMap((consumer) => consumerSteps(consumer, brokers, cannot)),
  ].map((step, place) => ({ ...step, run: `run_${place + 1}` }));
  const programs = new Map(
    clients.map((client) => [client, running.filter(({ node }) => node === client).map(({ run }) => run)]),
  );
  const stops = (scenario.consumers ?? []).flatMap(({ name: consumer, stop }) =>
    stop === undefined
      ? []
      : [
          {
            at: stop,
            isWaiting: false,
            say: `stop ${consumer}`,
            commands: [`on ${shellWord(consumer)} pkill -TERM java || true`],
          },
        ],
  );
  const timeline = timelineSteps({ scenario, bootstrap, release, nodes, ensemble, programs, cannot });
  return scriptText({
    title: `${comment(name)}: ${comment(scenario.title.en)}`,
    project,
    bootstrap,
    release,
    ensemble,
    first,
    setup: [
      ...features(scenario, bootstrap, cannot),
      ...topics.flatMap(({ topic, from }) => (from === 0 ? [`again ${createTopic(topic, bootstrap)}`] : [])),
    ],
    programs: running.map(programText),
    // Of the same time: first who begins, then what is done.
    lines: [...starts, ...created, ...running.map(clientLine), ...stops, ...timeline].sort((a, b) => a.at - b.at),
    until: scenario.until,
    topics: (scenario.topics ?? []).map((topic) => topic.name),
    groups: [
      ...new Set(
        (scenario.consumers ?? []).flatMap(({ group, config }) => group ?? config?.['group.id'] ?? []).map(String),
      ),
    ],
  });
}

/** A topic is made when the brokers that it names are there; 0: at once. */
function neededFrom(topic: TopicSection, containers: readonly Container[]): number {
  const brokers = containers.filter(({ isBroker }) => isBroker);
  const named = brokers.filter(({ nodeId }) => topic.assignment?.some((replicas) => replicas.includes(nodeId)));
  const factor = topic.assignment === undefined ? (topic['replication-factor'] ?? 1) : 0;
  const byStart = brokers.map(({ start }) => start).sort((a, b) => a - b);
  const from = Math.max(0, ...named.map(({ start }) => start), byStart[factor - 1] ?? 0);
  return from > CLIENT_START ? from : 0;
}

interface Running extends ClientStep {
  /** The function of the script that begins it. */
  readonly run: string;
}

function programText({ run, node, program }: Running): string {
  return `${run}() { spawn ${shellWords([node, program])}; }`;
}

function clientLine({ at, node, run }: Running): ScriptLine {
  return { at, isWaiting: false, say: `${node} begins`, commands: [run] };
}

/** The image formats with the levels of its release; those of features can be changed afterwards. */
function features({ cluster }: Scenario, bootstrap: string, cannot: CannotList): string[] {
  return Object.entries(cluster.features ?? {}).flatMap(([feature, level]) => {
    if (feature === 'metadata.version' || feature === 'kraft.version') {
      cannot.add(`${feature}: ${level}`, feature === 'kraft.version' ? CANNOT.dynamicVoters : CANNOT.metadataVersion);
      return [];
    }
    const words = (how: string) =>
      shellWords(['kafka-features.sh', '--bootstrap-server', bootstrap, how, '--feature', `${feature}=${level}`]);
    return [`tool ${words('upgrade')} || tool ${words('downgrade')} || true`];
  });
}

interface Readme {
  readonly name: string;
  readonly release: Release;
  readonly servers: Servers;
  readonly clients: readonly string[];
  readonly cannot: readonly Cannot[];
}

function readmeOf({ name, release, servers, clients, cannot }: Readme): string {
  const { containers, ensemble } = servers;
  const plain = (text: string) => comment(text).replace(/[\\`*_<>[\]#|]/g, '\\$&');
  const list = (language: 'en' | 'ko') =>
    cannot.map(({ what, reason }) => `- ${plain(what)}: ${reason[language]}`).join('\n');
  const brokers = containers.filter(({ isBroker }) => isBroker);
  const hosts = brokers.map((broker) => `localhost:${hostPort(broker)}`).join(',');
  const names = (all: readonly string[]) => all.map(plain).join(', ');
  return `# ${plain(name)} on a real cluster

\`docker compose\` 2.20 or newer, and bash. The image is \`${release.image}\`, one container each:
servers ${names([...ensemble, ...containers].map((one) => one.name))}${clients.length === 0 ? '' : `; clients ${names(clients)}`}; tools.

    bash run.sh
    docker compose logs -f ${clients[clients.length - 1] ?? brokers[0]?.name ?? 'tools'}
    docker compose exec tools bash
    docker compose down -v

The last line removes everything, data too: before the steps are run a second time, do that first. One such cluster runs at
a time; its network is 10.93.0.0/16, or another one with \`export TIDEMARK_NET=10.94\`. In it a broker is
\`${brokers[0]?.name ?? 'b1'}:9092\`; for programs of your own machine they are \`${hosts}\`.

What is not as in Tidemark:

${list('en')}

## 실제 클러스터에서

\`bash run.sh\`로 실행하고 \`docker compose down -v\`로 데이터까지 지웁니다. 다시 실행하려면 먼저 지우세요.
컨테이너 밖에서는 \`${hosts}\`로 접속합니다. Tidemark와 다른 점:

${list('ko')}
`;
}
