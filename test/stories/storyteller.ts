/**
 * Runs a story: blocks of commands, `----`, and what they print. The commands drive a whole cluster through the public
 * way in: a world, its history, its nodes' states. A block prints only what the story asks for.
 */
import { get } from '../../src/base/table.ts';
import { formatMicros } from '../../src/base/time.ts';
import { slice, type Vector, vectorOf } from '../../src/base/vector.ts';
import type { ConsumerState } from '../../src/kafka/consumer/state.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import { readFeatures, withFeatures } from '../../src/kafka/features.ts';
import type { Kafka, KafkaOrder } from '../../src/kafka/kinds.ts';
import { type TextDirectory, textFilesOf } from '../../src/kafka/log/checkpointFiles.ts';
import { partitionAt } from '../../src/kafka/metadata/image.ts';
import type { ProducerState } from '../../src/kafka/producer/state.ts';
import { isProtocolId, withProtocol } from '../../src/kafka/protocolGenerations.ts';
import type { RecordBatch } from '../../src/kafka/records.ts';
import type { ServerState } from '../../src/kafka/server/state.ts';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion, kafkaVersion } from '../../src/kafka/versions.ts';
import { childrenOf, getZnode, statOf } from '../../src/kafka/zookeeper/dataTree.ts';
import type { ZooKeeperServerState } from '../../src/kafka/zookeeper/state.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { History } from '../../src/record/history.ts';
import { parseDuration } from '../../src/scenario/duration.ts';
import type { Command } from '../../src/sim/command.ts';
import { cluster, topic } from '../support/cluster.ts';
import { runTool } from '../support/tools.ts';
import { consumerOf, consumerOrder, describeConsumer } from './consumers.ts';
import { closeOrder, describeProducer, namesOf, workloadOf } from './producers.ts';

export interface Block {
  readonly comment: readonly string[];
  readonly commands: readonly string[];
  readonly expected: readonly string[];
}

export function parseStory(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.trim().split(/\n\s*\n/)) {
    const lines = part.split('\n');
    const comment = lines.filter((line) => line.startsWith('#'));
    const rest = lines.filter((line) => !line.startsWith('#'));
    const divide = rest.indexOf('----');
    blocks.push({
      comment,
      commands: (divide < 0 ? rest : rest.slice(0, divide)).filter((line) => line.trim() !== ''),
      expected: divide < 0 ? [] : rest.slice(divide + 1),
    });
  }
  return blocks;
}

export function printStory(blocks: readonly Block[]): string {
  return `${blocks
    .map(({ comment, commands, expected }) =>
      [...comment, ...commands, ...(commands.length > 0 ? ['----', ...expected] : [])].join('\n'),
    )
    .join('\n\n')}\n`;
}

export class Storyteller {
  #history!: History<Kafka>;
  #watcher!: PropertyWatcher;
  /** Facts told before this one were told in earlier blocks. */
  #told = 0;

  tell(commands: readonly string[]): string[] {
    return commands.flatMap((command) => this.#run(command.trim().split(/\s+/)));
  }

  get brokenPromises(): string[] {
    return this.#watcher.breaks.filter(({ promised }) => promised).map(({ name, detail }) => `${name}: ${detail}`);
  }

  #run([name = '', ...words]: string[]): string[] {
    const node = words[0] ?? '';
    switch (name) {
      case 'cluster':
        return this.#cluster(words);
      case 'run':
        this.#history.runUntil(this.#history.kernel.now + duration(node));
        return [];
      case 'until':
        return this.#until(words);
      case 'kill':
      case 'start':
      case 'pause':
      case 'resume':
      case 'power-loss':
      case 'wipe':
        return this.#command({ type: name, node });
      case 'reconfigure':
        for (const one of words.slice(1)) this.#command({ type: 'reconfigure', node: one, to: node });
        return [];
      case 'shutdown':
        return this.#command({ type: 'tell', node, order: { type: 'controlled-shutdown' } });
      case 'cut':
        this.#command({ type: 'link', from: [words[1]!], to: [node], rule: { cut: true } });
        return this.#command({ type: 'link', from: [node], to: [words[1]!], rule: { cut: true } });
      case 'cut-one-way':
        return this.#command({ type: 'link', from: [node], to: [words[1]!], rule: { cut: true } });
      case 'isolate': {
        const others = this.#history.kernel.nodes.map(({ id }) => id).filter((id) => id !== node);
        this.#command({ type: 'link', from: [node], to: others, rule: { cut: true } });
        return this.#command({ type: 'link', from: others, to: [node], rule: { cut: true } });
      }
      case 'slow':
        return this.#command({
          type: 'link',
          from: [node],
          to: [words[1]!],
          rule: { delay: duration(words[2] ?? '') },
        });
      case 'heal':
        return this.#command({ type: 'heal' });
      case 'break':
        return this.#command({ type: 'break-connections', from: [node], to: [words[1]!] });
      case 'heal-between':
        this.#command({ type: 'link', from: [words[1]!], to: [node], rule: { cut: false, delay: 0 } });
        return this.#command({ type: 'link', from: [node], to: [words[1]!], rule: { cut: false, delay: 0 } });
      case 'produce':
        return this.#produce(words);
      case 'fill': {
        const [, target = '', count = '', bytes = ''] = words;
        return this.#produce([node, target, ...Array<string>(Number(count)).fill('x'.repeat(Number(bytes)))]);
      }
      case 'flush':
        return this.#command({ type: 'tell', node, order: { type: 'flush' } });
      case 'close':
        return this.#command({ type: 'tell', node, order: closeOrder(words[1]) });
      case 'count': {
        const before = this.#told;
        const told = this.#facts([words[0]!]).filter((line) => words.slice(1).every((word) => line.includes(word)));
        // What is only counted may still be told.
        this.#told = before;
        return [`${words.join(' ')}: ${told.length}`];
      }
      case 'producer':
        return describeProducer(node, this.#history.kernel.node(node)?.state as ProducerState | undefined);
      case 'tell':
        return this.#command({ type: 'tell', node, order: consumerOrder(words.slice(1)) });
      case 'where':
        return words.flatMap((one) =>
          describeConsumer(one, this.#history.kernel.node(one)?.state as ConsumerState | undefined),
        );
      case 'elect':
        return this.#command({
          type: 'tell',
          node: 'admin',
          order: {
            type: 'elect-leaders',
            electionType: node === 'unclean' ? 'UNCLEAN' : 'PREFERRED',
            partitions: [words[1]!],
          },
        });
      case 'admin':
        return this.#command({ type: 'tell', node: 'admin', order: adminOrder(words) });
      case 'replicas':
        return this.#replicas(node);
      case 'broken':
        return this.#broken();
      case 'files':
        return this.#files(node);
      case 'cat':
        return this.#cat(node, words.slice(1));
      case 'logs':
        return this.#logs(node);
      case 'partition':
        return this.#partition(node);
      case 'facts':
        return this.#facts(words);
      case 'quorum':
        return this.#quorum();
      case 'metadata-logs':
        return this.#metadataLogs();
      case 'consumer':
        return this.#facts(['RecordsConsumed']);
      case 'znode':
        return words.map((path) => `${path} ${this.#znode(path)}`);
      case 'tool':
        return this.#tool(words.join(' '));
      default:
        throw new Error(`unknown story command ${name}`);
    }
  }

  /** `brokers=3 controllers=3 (or zookeeper=3, with migration=yes both) topic=orders:1:3[:name=value] server:NAME=VALUE producer:NAME=VALUE seed=1 racks=a,b late=b4 producers=1 send=orders:every=1s:mode=sync advertised=kafka:9092 names=kafka>b1,b2 bootstrap=b1 combined=yes spares=1 protocol=kip-101 feature:NAME=0` */
  #cluster(words: readonly string[]): string[] {
    const overrides = { server: {}, producer: {}, consumer: {}, feature: {} } as Record<
      string,
      Record<string, string | number | boolean>
    >;
    const plain: Record<string, string> = {};
    const members: [string, string][] = [];
    for (const word of words) {
      const [key, value] = [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)];
      const scope = /^(server|producer|consumer|feature):(.+)$/.exec(key);
      if (key.startsWith('member:')) members.push([key.slice(7), value]);
      else if (scope === null) plain[key] = value;
      else overrides[scope[1]!]![scope[2]!] = settingOf(value);
    }
    const [topicName = 'orders', partitions = '1', factor = '3', ...configs] = (plain['topic'] ?? 'orders:1:3').split(
      ':',
    );
    const topicConfigs = Object.fromEntries(configs.map((pair) => pair.split('=') as [string, string]));
    this.#watcher = new PropertyWatcher(PROPERTIES);
    this.#history = new History(
      cluster({
        seed: Number(plain['seed'] ?? 1),
        controllers: Number(plain['controllers'] ?? 3),
        ...(plain['zookeeper'] === undefined ? {} : { zookeeper: Number(plain['zookeeper']) }),
        ...(plain['migration'] === 'yes' ? { migration: true } : {}),
        brokers: Number(plain['brokers'] ?? 3),
        topics: [topic(topicName, Number(partitions), Number(factor), topicConfigs)],
        server: overrides['server']!,
        producer: overrides['producer']!,
        consumer: plain['consumer'] === 'none' ? null : overrides['consumer']!,
        consumers: members.map(
          ([name, text]) =>
            (bootstrap, version) =>
              consumerOf(name, text, bootstrap, version),
        ),
        workload: (plain['send'] ?? '').split(';').flatMap(workloadOf),
        producers: Number(plain['producers'] ?? 1),
        ...namesOf(plain),
        version: versionOf(
          plain['version'] ?? (plain['zookeeper'] === undefined ? undefined : '3.9.1'),
          plain['protocol'],
          overrides['feature'] as Record<string, string | number>,
        ),
        combined: plain['combined'] === 'yes',
        ...(plain['spares'] === undefined ? {} : { spares: Number(plain['spares']) }),
        ...(plain['racks'] === undefined ? {} : { racks: plain['racks'].split(',') }),
        late: Object.fromEntries(
          (plain['late'] ?? '').split(',').flatMap((name) => (name === '' ? [] : [[name, duration('1h')]])),
        ),
      }),
      { freeze: true, watch: this.#watcher.watch },
    );
    this.#told = 0;
    const ready = this.#runUntilFact((fact) => fact.type === 'TopicCreated', 30_000_000);
    this.#history.runUntil(this.#history.kernel.now + 2_000_000);
    this.#told = this.#history.facts.length;
    return ready === undefined ? ['no topic within 30 s'] : [];
  }

  /** What the database of z1 says: its data, its version, its children. */
  #znode(path: string): string {
    const state = this.#history.kernel.node('z1')?.state as ZooKeeperServerState | undefined;
    const node = state === undefined ? undefined : getZnode(state.database.tree, path);
    if (node === undefined) return 'is not there';
    const children = childrenOf(node);
    const below = children.length === 0 ? '' : `, below it ${children.join(' ')}`;
    return `version ${statOf(node).version} ${node.data}${below}`;
  }

  /** A line of a shell, and what it printed. */
  #tool(line: string): string[] {
    const { out, err, status } = runTool(this.#history, line);
    const printed = `${err}${out}`.split('\n').filter((text) => text.trim() !== '');
    return status === 0 ? printed : [...printed, status === undefined ? 'still runs' : `exit status ${status}`];
  }

  #command(command: Command<Kafka>): string[] {
    this.#history.command(command);
    return [];
  }

  /** `p1 orders a b k:c`: values, with a key where there is a colon. `p1 orders-0 a` chooses the partition. */
  #produce([producer = '', target = '', ...values]: readonly string[]): string[] {
    const chosen = /^(.*)-(\d+)$/.exec(target);
    for (const word of values) {
      const colon = word.indexOf(':');
      this.#command({
        type: 'tell',
        node: producer,
        order: {
          type: 'produce',
          topic: chosen?.[1] ?? target,
          partition: chosen === null ? null : Number(chosen[2]),
          key: colon < 0 ? null : word.slice(0, colon),
          value: word.slice(colon + 1),
          count: 1,
        },
      });
    }
    return [];
  }

  /** `until LeaderElected partition=orders-0 within=20s` prints the fact, or says that it did not come. */
  #until([type = '', ...conditions]: readonly string[]): string[] {
    const within = conditions.find((word) => word.startsWith('within='))?.slice(7) ?? '60s';
    const fields = conditions.filter((word) => !word.startsWith('within=')).map((word) => word.split('='));
    const started = this.#history.kernel.now;
    const found = this.#runUntilFact(
      (fact) =>
        fact.type === type &&
        fields.every(([key, value]) => String((fact as unknown as Record<string, unknown>)[key!]) === value),
      started + duration(within),
    );
    return [found === undefined ? `no ${type} within ${within}` : describeFact(found)];
  }

  #runUntilFact(wanted: (fact: KafkaFact) => boolean, limit: number): KafkaFact | undefined {
    for (let step = this.#history.forward(limit); step !== undefined; step = this.#history.forward(limit)) {
      const found = step.facts.find(({ fact }) => wanted(fact));
      if (found !== undefined) return found.fact;
    }
    return undefined;
  }

  /** Facts of these types told since the last time anything was asked. `at` prints times, too. */
  #facts(types: readonly string[]): string[] {
    const fresh = this.#history.facts.slice(this.#told);
    this.#told = this.#history.facts.length;
    return fresh
      .filter(({ fact }) => types.includes(fact.type))
      .map(({ at, fact }) => (types.includes('at') ? `${formatMicros(at)} ` : '') + describeFact(fact));
  }

  #servers(): {
    id: string;
    nodeId: number;
    state: ServerState | undefined;
    disk: Readonly<Record<string, unknown>>;
  }[] {
    return this.#history.world.nodes.flatMap(({ id, setup }) => {
      if (setup.kind !== 'server') return [];
      const view = this.#history.kernel.node(id)!;
      const disk = Object.fromEntries(view.disk.cached.keys.map((key, i) => [key, view.disk.cached.values[i]]));
      return [{ id, nodeId: setup.nodeId, state: view.state as ServerState | undefined, disk }];
    });
  }

  #logs(partition: string): string[] {
    return this.#servers()
      .filter(({ id }) => id.startsWith('b'))
      .flatMap(({ id, state, disk }) => {
        const hosted = state?.broker === undefined ? undefined : get(state.broker.partitions, partition);
        if (hosted !== undefined) {
          const { log, replica, leaderEpoch } = hosted;
          const values = valuesOf(log.batches);
          return [
            `${id} ${replica.role.padEnd(8)} epoch ${leaderEpoch} leo ${log.logEndOffset} hw ${log.highWatermark}  ${values}`.trimEnd(),
          ];
        }
        const stored = (disk[partition] as { log?: { batches: Vector<RecordBatch>; logEndOffset: number } } | undefined)
          ?.log;
        return stored === undefined
          ? []
          : [`${id} dead     leo ${stored.logEndOffset}  ${valuesOf(stored.batches)}`.trimEnd()];
      });
  }

  #partition(name: string): string[] {
    const registration = partitionAt(this.#watcher.metadata, name);
    if (registration === undefined) return [`${name} does not exist`];
    const { leader, leaderEpoch, partitionEpoch, isr, elr, lastKnownElr } = registration;
    const extra =
      elr.length + lastKnownElr.length > 0 ? ` elr [${elr.join(',')}] last known [${lastKnownElr.join(',')}]` : '';
    return [
      `${name} leader ${leader === -1 ? 'none' : `b${leader}`} leader epoch ${leaderEpoch} partition epoch ${partitionEpoch} isr [${isr.join(',')}]${extra}`,
    ];
  }

  /** What did not hold so far, in the order in which it broke. A promise of this rung's that broke fails the story anyway. */
  #broken(): string[] {
    const { breaks } = this.#watcher;
    return breaks.length === 0 ? ['every property held'] : breaks.map(({ name, detail }) => `${name}: ${detail}`);
  }

  #disk(node: string): readonly TextDirectory[] {
    return textFilesOf(this.#history.kernel.node(node)!.disk, { voters: [3001, 3002, 3003] });
  }

  /** Every file of the broker's own logs, and whether it is on the platter. */
  #files(node: string): string[] {
    return this.#disk(node)
      .filter(({ name }) => name !== '__cluster_metadata-0')
      .flatMap(({ name, files }) =>
        files.map(
          (file) =>
            `${name}/${file.name}${file.flushed ? '' : file.platter === null ? ' *' : ' (older on the platter)'}`,
        ),
      );
  }

  /** `cat b1 log-dir/replication-offset-checkpoint [platter]`, without the trailing line break. */
  #cat(node: string, [path = '', what]: readonly string[]): string[] {
    const [directory, name] = path.split('/');
    const file = this.#disk(node)
      .find((one) => one.name === directory)
      ?.files.find((one) => one.name === name);
    if (file === undefined) return [`${path}: no such file`];
    const text = what === 'platter' ? file.platter : file.text;
    return text === null ? [`${path}: not on the platter`] : text.trimEnd().split('\n');
  }

  #replicas(name: string): string[] {
    const registration = partitionAt(this.#watcher.metadata, name);
    if (registration === undefined) return [`${name} does not exist`];
    const { replicas, addingReplicas, removingReplicas } = registration;
    const moving = addingReplicas.length + removingReplicas.length > 0;
    const extra = moving ? ` adding [${addingReplicas.join(',')}] removing [${removingReplicas.join(',')}]` : '';
    return [`${name} replicas [${replicas.join(',')}]${extra}`];
  }

  /** Where each copy of the metadata log begins and ends, its snapshots, and who votes according to it. */
  #metadataLogs(): string[] {
    return this.#servers().map(({ id, state }) => {
      if (state?.raft === undefined) return `${id} ${state === undefined ? 'down' : 'has none'}`;
      const { log, highWatermark, voters, isVoter } = state.raft;
      const snapshots = log.snapshots.map(({ offset, epoch }) => `${offset}@${epoch}`).join(' ');
      const span = `${log.startOffset}..${log.startOffset + log.entries.length} hw ${highWatermark ?? '-'}`;
      const known = voters.map((voter) => voter.id).join(',');
      return `${id} ${isVoter ? 'voter' : 'observer'} log ${span} snapshots [${snapshots}] voters [${known}]`;
    });
  }

  #quorum(): string[] {
    const { nodes } = this.#history.world;
    const isController = (node: string): boolean =>
      nodes.some(({ id, setup }) => id === node && setup.kind === 'server' && setup.roles.controller);
    return this.#servers()
      .filter(({ id }) => isController(id))
      .map(({ id, state }) =>
        state?.raft === undefined ? `${id} down` : `${id} ${state.raft.role.name} epoch ${state.raft.epoch}`,
      );
  }
}

function valuesOf(batches: Vector<RecordBatch>): string {
  return slice(batches ?? vectorOf<RecordBatch>([]), 0)
    .flatMap(({ records, partitionLeaderEpoch }) => records.map(({ value }) => `${value}@${partitionLeaderEpoch}`))
    .join(' ');
}

function settingOf(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d+$/.test(value) ? Number(value) : value;
}

function versionOf(
  name: string | undefined,
  protocol: string | undefined,
  features: Readonly<Record<string, number | string>>,
): KafkaVersion {
  const named = name === undefined ? DEFAULT_KAFKA_VERSION : kafkaVersion(name);
  if (named === undefined) throw new Error(`unknown version ${name}`);
  const { problems } = Object.keys(features).length === 0 ? { problems: [] } : readFeatures(named, features);
  if (problems.length > 0) throw new Error(problems.map(({ says }) => says.en).join('; '));
  const version = Object.keys(features).length === 0 ? named : withFeatures(named, features);
  if (protocol === undefined) return version;
  if (!isProtocolId(protocol)) throw new Error(`unknown protocol ${protocol}`);
  return withProtocol(version, protocol);
}

function duration(text: string): number {
  const micros = parseDuration(text);
  if (micros === undefined) throw new Error(`not a duration: ${text}`);
  return micros;
}

/** `reassign orders-0 2,3,4`, `cancel orders-0`, `list`, `partitions orders 4 [1,2;2,3]`, `unregister b4`, `elect preferred [orders-0]`, `set orders name=value` */
function adminOrder([what, subject = '', value = '']: readonly string[]): KafkaOrder {
  const replicas = (text: string) => text.split(',').map(Number);
  switch (what) {
    case 'reassign':
      return { type: 'reassign', partitions: [{ topicPartition: subject, replicas: replicas(value) }] };
    case 'cancel':
      return { type: 'reassign', partitions: [{ topicPartition: subject, replicas: null }] };
    case 'list':
      return { type: 'list-reassignments', partitions: null };
    case 'partitions': {
      const [count = '', placed] = value.split(':');
      const assignments = placed === undefined ? null : placed.split(';').map(replicas);
      return { type: 'create-partitions', topic: { name: subject, count: Number(count), assignments } };
    }
    case 'create': {
      const assignments = value.split(';').map(replicas);
      return {
        type: 'create-topic',
        topic: { name: subject, numPartitions: -1, replicationFactor: -1, assignments, configs: {} },
      };
    }
    case 'add-voter':
    case 'remove-voter':
      return { type: what, voter: { id: 3000 + Number(subject.slice(1)), host: subject } };
    case 'delete-records':
      return { type: 'delete-records', topicPartition: subject, offset: Number(value) };
    case 'unregister':
      return { type: 'unregister-broker', brokerId: Number(subject.slice(1)) };
    case 'elect': {
      const electionType = subject === 'unclean' ? 'UNCLEAN' : 'PREFERRED';
      return { type: 'elect-leaders', electionType, partitions: value === '' ? null : value.split(',') };
    }
    case 'set': {
      const [name = '', to = ''] = value.split('=');
      return { type: 'alter-config', resourceType: 'TOPIC', resourceName: subject, configs: { [name]: to } };
    }
    default:
      throw new Error(`unknown admin order ${what}`);
  }
}
