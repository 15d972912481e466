/** The steps of test/conformance/recorded/zookeeper-era-*.json on a simulated cluster, and what stands in ZooKeeper then. */
import { seconds } from '../../src/base/time.ts';
import type { Kafka, ToolSetup } from '../../src/kafka/kinds.ts';
import type { ZooKeeperOperation } from '../../src/kafka/messages/zookeeper.ts';
import type { KafkaMessage } from '../../src/kafka/messages.ts';
import { wordsOf } from '../../src/kafka/tools/words.ts';
import { type KafkaVersion, kafkaVersion } from '../../src/kafka/versions.ts';
import { childrenOf, type DataTree, getZnode, statOf } from '../../src/kafka/zookeeper/dataTree.ts';
import { History } from '../../src/record/history.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { scenarioOf } from './tools.ts';

const CONTROL: readonly string[] = ['LeaderAndIsrRequest', 'UpdateMetadataRequest', 'StopReplicaRequest'];

/** [path, data, version, cversion, owner: 0 or the broker] */
export type TreeRow = readonly [string, string | null, number, number, string | 0];

export interface Sent {
  readonly to: string;
  readonly from: string;
  readonly message: KafkaMessage;
}

/** What a broker, or a tool, asks of ZooKeeper. */
export interface Asked {
  readonly who: string;
  readonly operation: ZooKeeperOperation;
}

export class EraCluster {
  readonly history: History<Kafka>;
  readonly sent: Sent[] = [];
  readonly asked: Asked[] = [];
  readonly version: string;
  #tools = 0;

  constructor(version: string, freeze = false) {
    this.version = version;
    const brokers = [1, 2, 3].map((id) => `{ id: ${id}, start: ${id * 20}s }`).join(', ');
    const config =
      'replica.lag.time.max.ms: 4000, offsets.topic.num.partitions: 3, offsets.topic.replication.factor: 3, ' +
      'zookeeper.session.timeout.ms: 18000, leader.imbalance.check.interval.seconds: 100000, num.partitions: 2, ' +
      'default.replication.factor: 2';
    const text = `version: ${version}\ncluster: { zookeeper: 1, brokers: [${brokers}], config: { ${config} } }\nproducers: [{ name: p1, config: { acks: 1 } }]\ntopics: []`;
    this.history = new History<Kafka>(toWorld(scenarioOf(text)), { freeze });
    this.run(5);
  }

  run(duration: number): void {
    const until = this.history.kernel.now + seconds(duration);
    for (let step = this.history.forward(until); step !== undefined; step = this.history.forward(until)) {
      const { node, event } = step.scheduled;
      if (event?.type !== 'arrived' || !step.handled) continue;
      const { from, message } = event;
      if (message.type === 'ZooKeeperRequest') this.asked.push({ who: from, operation: message.operation });
      else if (CONTROL.includes(message.type) && this.#isBound(node)) this.sent.push({ to: node, from, message });
    }
    this.history.runUntil(until);
  }

  /** A connection to a broker that is still starting would be refused by its port; here the request arrives, and is not heard. */
  #isBound(node: string): boolean {
    const state = this.history.kernel.node(node)?.state;
    if (state?.kind !== 'server' || state.broker === undefined) return false;
    const { acceptingRequests, lifecycle, firstPublished } = state.broker;
    return acceptingRequests || (!this.rules.bindsWhenReady && lifecycle.state === 'RECOVERY' && firstPublished);
  }

  do(command: Parameters<History<Kafka>['command']>[0]): void {
    this.history.command(command);
  }

  /** A tool's line, to its end. */
  tool(line: string, input?: readonly string[]): void {
    const parsed = wordsOf(line);
    if (!parsed.ok) throw new Error(parsed.problem);
    const [tool = '', ...args] = parsed.words;
    const id = `tool-${++this.#tools}`;
    const hosts = ['b1', 'b2', 'b3'];
    const version = kafkaVersion(this.version)!;
    const setup: ToolSetup = { kind: 'tool', line, tool, args, hosts, files: {}, version };
    this.do({ type: 'spawn', process: { id, setup } });
    for (const text of input ?? []) this.do({ type: 'tell', node: id, order: { type: 'input', text } });
    if (input !== undefined) this.do({ type: 'tell', node: id, order: { type: 'end-of-input' } });
    for (let waited = 0; waited < 100 && this.history.kernel.node(id)?.status === 'up'; waited++) this.run(0.25);
    const exited = this.history.facts.find(({ fact }) => fact.type === 'ToolExited' && fact.tool === id)?.fact;
    if (exited?.type === 'ToolExited' && exited.status === 0) return;
    if (exited === undefined) this.do({ type: 'kill', node: id });
    const printed = this.history.facts.flatMap(({ fact }) =>
      fact.type === 'ToolPrinted' && fact.tool === id ? [fact.text] : [],
    );
    throw new Error(`${line}: ${exited === undefined ? 'no answer' : printed.join('\n')}`);
  }

  /** A tool's line that comes to nothing, as its words say. */
  toolFails(line: string, words: string): void {
    let said = '';
    try {
      this.tool(line);
    } catch (error) {
      said = `${error}`;
    }
    if (!said.includes(words)) throw new Error(`${line}: ${said || 'done'}`);
  }

  get rules(): KafkaVersion {
    return kafkaVersion(this.version)!;
  }

  produce(partition: number): void {
    const order = { type: 'produce', topic: 'orders', partition, key: null, value: 'v', count: 1 } as const;
    this.do({ type: 'tell', node: 'p1', order });
  }

  reassign(topicPartition: string, replicas: readonly number[] | null, duration = 5): void {
    this.do({ type: 'tell', node: 'admin', order: { type: 'reassign', partitions: [{ topicPartition, replicas }] } });
    this.run(duration);
  }

  /** Its node, as /controller has it. */
  get controller(): string {
    const data = this.tree().find(([path]) => path === '/controller')?.[1];
    return `b${(JSON.parse(data ?? '{}') as { brokerid?: number }).brokerid}`;
  }

  /** Before KIP-455 a person, or a tool, writes a znode. */
  get hasZnodesOfAdministration(): boolean {
    return !kafkaVersion(this.version)!.kip455;
  }

  createZnode(path: string, data: string): void {
    this.shell(['create', path, data]);
  }

  /** zookeeper-shell, and a session more than the recorder had. */
  shell(command: readonly string[]): void {
    const id = `tool-${++this.#tools}`;
    const args = ['z1:2181', ...command];
    const version = kafkaVersion(this.version)!;
    const setup: ToolSetup = {
      kind: 'tool',
      line: '',
      tool: 'zookeeper-shell',
      args,
      hosts: ['z1'],
      files: {},
      version,
    };
    this.do({ type: 'spawn', process: { id, setup } });
    this.run(8);
  }

  tree(): readonly TreeRow[] {
    const state = this.history.kernel.node('z1')?.state;
    if (state?.kind !== 'zookeeper') throw new Error('z1 is down');
    const rows: TreeRow[] = [];
    walk(state.database.tree, '/', (owner) => this.#ownerOf(owner), rows);
    return rows;
  }

  #ownerOf(session: number): string | 0 {
    if (session === 0) return 0;
    for (const { fact } of this.history.facts) {
      if (fact.type === 'ZooKeeperConnectionChanged' && fact.session === session) return fact.client;
    }
    return `0x${session.toString(16)}`;
  }
}

function walk(tree: DataTree, path: string, ownerOf: (session: number) => string | 0, rows: TreeRow[]): void {
  const znode = getZnode(tree, path);
  if (znode === undefined) return;
  const { version, cversion, ephemeralOwner } = statOf(znode);
  rows.push([path, znode.data, version, cversion, ownerOf(ephemeralOwner)]);
  for (const name of [...childrenOf(znode)].sort()) walk(tree, `${path === '/' ? '' : path}/${name}`, ownerOf, rows);
}

const AT = '--bootstrap-server b1:9092,b2:9092,b3:9092';

/** What the recorder did in each step; its controller may be another broker here, so that who is shut down differs. */
export const ERA_STEPS: Readonly<Record<string, (cluster: EraCluster) => void>> = {
  'ZooKeeper is empty': () => undefined,
  'b1 starts': (cluster) => cluster.run(17),
  'b2 starts': (cluster) => cluster.run(17),
  'b3 starts': (cluster) => cluster.run(17),
  'a topic with replicas chosen': (cluster) =>
    cluster.tool(`kafka-topics ${AT} --create --topic orders --replica-assignment 1:2:3,2:3:1,3:1:2`),
  'a topic with settings': (cluster) =>
    cluster.tool(
      `kafka-topics ${AT} --create --topic payments --replica-assignment 2:1,3:2 --config min.insync.replicas=2`,
    ),
  records: (cluster) => cluster.tool(`kafka-console-producer ${AT} --topic orders`, ['a', 'b', 'c', 'd', 'e']),
  'a group commits': (cluster) =>
    cluster.tool(`kafka-console-consumer ${AT} --topic orders --group g --from-beginning --max-messages 5`),
  'a topic setting changes': (cluster) =>
    cluster.tool(
      `kafka-configs ${AT} --alter --entity-type topics --entity-name orders --add-config retention.ms=3600000`,
    ),
  'a broker setting changes': (cluster) => {
    const alter = `kafka-configs ${AT} --alter --entity-type brokers`;
    cluster.tool(`${alter} --entity-name 2 --add-config log.cleaner.threads=2`);
    cluster.tool(`${alter} --entity-default --add-config message.max.bytes=2000000`);
  },
  'b3 is killed and its session expires': (cluster) => {
    cluster.do({ type: 'kill', node: 'b3' });
    cluster.run(22);
  },
  'b3 starts again and catches up': (cluster) => {
    cluster.do({ type: 'start', node: 'b3' });
    cluster.run(8);
  },
  'preferred leaders are elected': (cluster) => {
    if (!cluster.hasZnodesOfAdministration) elect(cluster);
    else cluster.createZnode('/admin/preferred_replica_election', partitionsJson(['orders', 2], ['payments', 1]));
  },
  'b3 is paused and leaves the ISR': (cluster) => {
    for (const partition of [0, 1]) cluster.produce(partition);
    cluster.run(1);
    cluster.do({ type: 'pause', node: 'b3' });
    for (const partition of [0, 1]) cluster.produce(partition);
    cluster.run(9);
    cluster.do({ type: 'resume', node: 'b3' });
    cluster.run(10);
  },
  'preferred leaders are elected again': elect,
  'the controller b1 is killed': (cluster) => {
    cluster.do({ type: 'kill', node: 'b1' });
    cluster.run(22);
  },
  'b1 starts again and catches up': (cluster) => {
    cluster.do({ type: 'start', node: 'b1' });
    cluster.run(8);
  },
  'preferred leaders are elected after that': elect,
  'a partition is reassigned': (cluster) => {
    if (!cluster.hasZnodesOfAdministration) cluster.reassign('payments-1', [1, 3]);
    else cluster.createZnode('/admin/reassign_partitions', reassignmentJson('payments', 1, [1, 3]));
  },
  'another is reassigned to more replicas': (cluster) => cluster.reassign('payments-0', [2, 1, 3]),
  // Who is paused would have to act: the new replica, or the leader that should take it in; the controller goes on.
  'a reassignment that cannot finish, cancelled': (cluster) => {
    const paused = cluster.controller === 'b3' ? 'b2' : 'b3';
    cluster.do({ type: 'pause', node: paused });
    cluster.reassign('payments-1', [2, 3], 1);
    cluster.reassign('payments-1', null, 1);
    cluster.do({ type: 'resume', node: paused });
    cluster.run(5);
  },
  'partitions are added': (cluster) => {
    const line = `kafka-topics ${AT} --alter --topic orders --partitions 4`;
    if (cluster.rules.kip195) cluster.tool(line);
    else cluster.toolFails(line, 'The node does not support CREATE_PARTITIONS');
  },
  'a topic is deleted': (cluster) => {
    const line = `kafka-topics ${AT} --delete --topic payments`;
    // Turned off by default before 1.0, and nobody says so.
    if (cluster.rules.kip195) cluster.tool(line);
    else cluster.toolFails(line, 'no answer');
  },
};

function partitionsJson(...partitions: readonly (readonly [string, number])[]): string {
  return JSON.stringify({ version: 1, partitions: partitions.map(([topic, partition]) => ({ topic, partition })) });
}

function reassignmentJson(topic: string, partition: number, replicas: readonly number[]): string {
  return JSON.stringify({ version: 1, partitions: [{ topic, partition, replicas }] });
}

function elect(cluster: EraCluster): void {
  cluster.tool(`kafka-leader-election ${AT} --election-type preferred --all-topic-partitions`);
}

/** As the recordings have it. */
export function controlRequest(message: KafkaMessage): {
  readonly api: string;
  readonly controllerEpoch: number;
  readonly partitions: readonly (readonly [string, ...unknown[]])[];
  readonly liveBrokers?: readonly number[];
} {
  switch (message.type) {
    case 'LeaderAndIsrRequest': {
      const partitions = message.partitionStates.map((state): readonly [string, ...unknown[]] => {
        const { topicPartition, leader, leaderEpoch, isr, partitionEpoch, replicas, isNew } = state;
        return [topicPartition, leader, leaderEpoch, isr, partitionEpoch, replicas, ...(isNew ? [true] : [])];
      });
      return { api: 'LeaderAndIsr', controllerEpoch: message.controllerEpoch, partitions };
    }
    case 'UpdateMetadataRequest': {
      const partitions = message.partitionStates.map((state): readonly [string, ...unknown[]] => {
        const { topicPartition, leader, leaderEpoch, isr, zkVersion, replicas, offlineReplicas } = state;
        return [topicPartition, leader, leaderEpoch, isr, zkVersion, replicas, offlineReplicas];
      });
      const liveBrokers = message.liveBrokers.map(({ id }) => id);
      return { api: 'UpdateMetadata', controllerEpoch: message.controllerEpoch, partitions, liveBrokers };
    }
    case 'StopReplicaRequest': {
      const partitions = message.partitionStates.map((state): readonly [string, ...unknown[]] => {
        return [state.topicPartition, state.leaderEpoch, state.deletePartition];
      });
      return { api: 'StopReplica', controllerEpoch: message.controllerEpoch, partitions };
    }
    default:
      throw new Error(message.type);
  }
}
