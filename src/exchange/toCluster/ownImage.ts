/**
 * Kafka as its archive has it, without what the image of Apache Kafka adds: with ZooKeeper, and releases of before 3.7,
 * which have no image. Each server gets its file of settings in a variable, and its container writes it down.
 */
import type { ZooKeeperPlan } from '../../scenario/era.ts';
import { composeText, propertyLine } from './quote.ts';

const DATA = '/var/lib/kafka/data';
const KAFKA = '/opt/kafka/bin';
const FILE = '/tmp/server.properties';
const WRITE = `printf '%s' "$$PROPERTIES" > ${FILE}`;

/** Made on the machine that runs it, from the archive of Apache Kafka: `docker compose build tools`. */
export function archiveBuild(name: string): object {
  const file = `kafka_2.13-${name}`;
  return {
    context: '.',
    dockerfile_inline: `FROM eclipse-temurin:11-jre
RUN apt-get update && apt-get install -y --no-install-recommends procps && rm -rf /var/lib/apt/lists/*
ADD https://archive.apache.org/dist/kafka/${name}/${file}.tgz /tmp/archive.tgz
RUN mkdir -p /opt/kafka/ ${DATA} && tar xzf /tmp/archive.tgz -C /opt/kafka/ --strip-components 1 && rm /tmp/archive.tgz
`,
  };
}

type Settings = Readonly<Record<string, string>>;

export function brokerOnZooKeeper(settings: Settings): object {
  return started(settings, {}, `exec ${KAFKA}/kafka-server-start.sh ${FILE}`);
}

/** In the quorum of a release without an image. */
export function serverOfArchive(settings: Settings, clusterId: string): object {
  const format = `${KAFKA}/kafka-storage.sh format --ignore-formatted -t "$$CLUSTER_ID" -c ${FILE}`;
  return started(settings, { CLUSTER_ID: clusterId }, `${format} && exec ${KAFKA}/kafka-server-start.sh ${FILE}`);
}

export function zooKeeperService({ myid, config }: ZooKeeperPlan, ensemble: readonly ZooKeeperPlan[]): object {
  const settings: Record<string, string> = { tickTime: '2000', initLimit: '10', syncLimit: '5' };
  for (const [name, value] of Object.entries(config)) settings[name] = String(value);
  const members = ensemble.map((one) => [`server.${one.myid}`, `${one.name}:2888:3888`]);
  const all = {
    ...settings,
    dataDir: DATA,
    clientPort: '2181',
    'admin.enableServer': 'false',
    // One alone is no ensemble.
    ...(ensemble.length > 1 ? Object.fromEntries(members) : {}),
  };
  const own = `printf '%s' "$$MYID" > ${DATA}/myid`;
  return started(all, { MYID: String(myid) }, `${own} && exec ${KAFKA}/zookeeper-server-start.sh ${FILE}`);
}

function started(settings: Settings, variables: Settings, command: string): object {
  const text = Object.entries(settings).map(([name, value]) => propertyLine(name, value));
  return {
    entrypoint: ['bash', '-c', `${WRITE} && ${command}`],
    environment: {
      PROPERTIES: composeText(`${text.join('\n')}\n`),
      ...variables,
      KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m',
    },
  };
}
