/** The scenario's text: short where a list would be long, every text quoted by the YAML library. */

import { Document, isScalar, visit } from 'yaml';
import { definitionOf } from '../../kafka/config/config.ts';
import type { DescribedCluster } from './described.ts';
import type { PlannedServers } from './planBrokers.ts';
import type { PlannedConfigs, Section } from './planConfigs.ts';
import type { PlannedConsumer } from './planGroups.ts';
import type { PlannedOffsets } from './planRecords.ts';
import { assignmentOf, at, type Line } from './planShape.ts';
import type { PlannedTopic } from './planTopics.ts';

export interface Written {
  readonly cluster: DescribedCluster;
  readonly servers: PlannedServers;
  readonly topics: readonly PlannedTopic[];
  /** Moved to where it was; null: placed anew. */
  readonly offsetsTopic: PlannedTopic | null;
  readonly configs: PlannedConfigs;
  readonly offsets: PlannedOffsets;
  readonly lines: readonly Line[];
  readonly consumers: readonly PlannedConsumer[];
  readonly loading: number;
  readonly readyAtMs: number;
}

const SENDS = 50;
/** In which all records are loaded, in microseconds. */
const LOADED_WITHIN = 2_500_000;
const MOST_TRAFFIC = 20;
const MOST_INTERNAL = 50;
const AFTERWARDS = 60_000;

export function scenarioText(written: Written): string {
  const { servers, topics, consumers, lines, readyAtMs } = written;
  const producers = [...loaders(written), ...traffic(written)];
  const file = {
    tidemark: 1,
    title: { en: 'A cluster as described', ko: '실제 클러스터에서 가져온 상태' },
    summary: {
      en: `Brokers, replicas, leaders, ISRs and lag of a real cluster. At ${at(readyAtMs)} it stands as described; what comes before is the way there.`,
      ko: `실제 클러스터의 브로커, 레플리카, 리더, ISR, 랙을 옮겼어요. ${at(readyAtMs)}에 출력과 같은 상태가 되고, 그전은 준비 과정이에요.`,
    },
    seed: 1,
    until: at(readyAtMs + AFTERWARDS),
    version: servers.version,
    cluster: clusterOf(written),
    topics: topics.map((topic) => ({
      name: topic.name,
      assignment: topic.partitions.map(assignmentOf),
      ...ifAny('config', written.configs.topics.get(topic.name)),
    })),
    ...(producers.length === 0 ? {} : { producers }),
    ...(consumers.length === 0 ? {} : { consumers }),
    ...(lines.length === 0 ? {} : { timeline: lines }),
  };
  const document = new Document(file, { aliasDuplicateObjects: false });
  visit(document, {
    // `[1, 2, 3]`, as people write replicas.
    Seq: (_, list) => {
      if (list.items.every((item) => isScalar(item))) list.flow = true;
    },
  });
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function clusterOf({ cluster, servers, configs, offsetsTopic: offsets }: Written): Record<string, unknown> {
  const { brokers, controllers, hasZooKeeper } = servers;
  const described = cluster.topics.get('__consumer_offsets');
  // Where it is placed anew more replicas than it had keep a coordinator, though brokers are down.
  const own = offsets?.partitions.reduce((most, { replicas }) => Math.max(most, replicas.length), 1);
  const factor = own ?? Math.min(3, brokers.length);
  const count = described?.count ?? described?.partitions.size ?? 0;
  const needed: Record<string, string | number> = {
    ...(factor === 3 ? {} : { 'offsets.topic.replication.factor': factor }),
    ...(count > 0 && count <= MOST_INTERNAL ? { 'offsets.topic.num.partitions': count } : {}),
  };
  const config = { ...configs.cluster, ...needed };
  return {
    ...(hasZooKeeper ? { zookeeper: 3 } : controllers === 0 ? {} : { controllers }),
    brokers: brokers.map(({ id, realId, rack, isVoter }) => ({
      id,
      ...(rack === null ? {} : { rack }),
      ...(isVoter ? { roles: ['broker', 'controller'] } : {}),
      ...ifAny('config', configs.brokers.get(realId)),
    })),
    ...ifAny('config', config),
  };
}

function ifAny(name: string, section: Section | Readonly<Record<string, string | number>> | undefined): object {
  return section === undefined || Object.keys(section).length === 0 ? {} : { [name]: section };
}

/** What the partitions hold already. With acks=1: min.insync.replicas of the description may ask for more than there are. */
function loaders({ offsets, loading, servers }: Written): object[] {
  // There is none before 0.11.
  const hasIdempotence = definitionOf('producer', 'enable.idempotence', servers.version) !== undefined;
  const sends = [...offsets.ends]
    .filter(([, end]) => end > 0)
    .map(([name, count]) => {
      const dash = name.lastIndexOf('-');
      return {
        topic: name.slice(0, dash),
        partition: Number(name.slice(dash + 1)),
        key: 'key-{n%17}',
        every: `${Math.max(100, Math.min(50_000, Math.floor(LOADED_WITHIN / count)))}us`,
        count,
        start: at(loading),
      };
    });
  const producers: object[] = [];
  for (let from = 0; from < sends.length; from += SENDS) {
    producers.push({
      name: from === 0 ? 'loader' : `loader-${from / SENDS + 1}`,
      start: at(loading),
      config: { acks: '1', ...(hasIdempotence ? { 'enable.idempotence': false } : {}), 'linger.ms': 20 },
      send: sends.slice(from, from + SENDS),
    });
  }
  return producers;
}

/** From the moment on. */
function traffic({ topics, readyAtMs }: Written): object[] {
  const led = topics.filter((topic) => topic.partitions.some(({ isLed }) => isLed));
  const send = led.slice(0, MOST_TRAFFIC).map(({ name }) => ({
    topic: name,
    key: 'key-{n%17}',
    every: '500ms',
    start: at(readyAtMs + 1_000),
  }));
  return send.length === 0 ? [] : [{ name: 'traffic', start: at(readyAtMs + 1_000), send }];
}
