/** What an administrator does, as the tools of Kafka are asked for it. */
import { unreachable } from '../../base/assert.ts';
import { partitionsOf, reassignmentsOf } from '../../scenario/administration.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ConfigSection, TimelineLine, TopicSection } from '../../scenario/schema.ts';
import { shellWord, shellWords } from './quote.ts';

export type AdminAction =
  | 'create-topic'
  | 'elect-leaders'
  | 'alter-config'
  | 'reassign'
  | 'cancel-reassignment'
  | 'list-reassignments'
  | 'create-partitions'
  | 'delete-records'
  | 'unregister-broker';

export function adminCommands(
  line: TimelineLine,
  action: AdminAction,
  bootstrap: string,
  scenario: Scenario,
): string[] {
  const tool = (name: string, ...words: readonly string[]) =>
    `tool ${shellWords([`kafka-${name}.sh`, '--bootstrap-server', bootstrap, ...words])}`;
  switch (action) {
    case 'create-topic':
      return [createTopic(line['create-topic']!, bootstrap)];
    case 'elect-leaders': {
      const { type, partitions } = line['elect-leaders']!;
      const all = ['--election-type', type, '--all-topic-partitions'];
      if (partitions === 'all') return [`${tool('leader-election', ...all)} || true`];
      const named = JSON.stringify({ partitions: partitions.map(placeOf) });
      return [withFile(named, `${tool('leader-election', '--election-type', type)} --path-to-json-file`)];
    }
    case 'alter-config':
      return [tool('configs', '--alter', ...alterWords(line['alter-config']!))];
    case 'reassign': {
      const moves = reassignmentsOf(line.reassign!).map(({ partition, to }) => ({
        ...placeOf(partition),
        replicas: to,
      }));
      return [reassign(moves, bootstrap, '--execute')];
    }
    case 'cancel-reassignment': {
      const named = partitionsOf(line['cancel-reassignment']!);
      const moves = named.map((partition) => ({ ...placeOf(partition), replicas: lastWanted(scenario, partition) }));
      return [reassign(moves, bootstrap, '--cancel')];
    }
    case 'list-reassignments':
      return [tool('reassign-partitions', '--list')];
    case 'create-partitions': {
      const { topic, count, assignment } = line['create-partitions']!;
      const words = ['--alter', '--topic', topic, '--partitions', String(count)];
      if (assignment === undefined) return [tool('topics', ...words)];
      // The tool wants to hear of the partitions that are there as well, and looks at the others only.
      const before = count - assignment.length;
      const known = scenario.topics?.find(({ name }) => name === topic)?.assignment ?? [];
      const all = Array.from({ length: before }, (_, place) => known[place] ?? assignment[0]!);
      return [tool('topics', ...words, '--replica-assignment', placed([...all, ...assignment]))];
    }
    case 'delete-records': {
      const { partition, before } = line['delete-records']!;
      const offset = before === 'high-watermark' ? -1 : before;
      const file = JSON.stringify({ partitions: [{ ...placeOf(partition), offset }], version: 1 });
      return [withFile(file, `${tool('delete-records')} --offset-json-file`)];
    }
    case 'unregister-broker': {
      const nodes = line['unregister-broker']!;
      return partitionsOf(nodes).map((node) => {
        const id = /^b(\d+)$/.exec(node)?.[1] ?? '0';
        return `tool ${shellWords(['kafka-cluster.sh', 'unregister', '--bootstrap-server', bootstrap, '--id', id])}`;
      });
    }
    default:
      return unreachable(action);
  }
}

export function createTopic(topic: TopicSection, bootstrap: string): string {
  const { name, partitions, assignment, config } = topic;
  const factor = topic['replication-factor'];
  const words = [
    ...['kafka-topics.sh', '--bootstrap-server', bootstrap, '--create', '--if-not-exists', '--topic', name],
    ...(assignment === undefined ? [] : ['--replica-assignment', placed(assignment)]),
    ...(assignment !== undefined || partitions === undefined ? [] : ['--partitions', String(partitions)]),
    ...(assignment !== undefined || factor === undefined ? [] : ['--replication-factor', String(factor)]),
    ...Object.entries(config ?? {}).flatMap(([key, value]) => ['--config', `${key}=${String(value)}`]),
  ];
  return `tool ${shellWords(words)}`;
}

/** `1:2:3,2:3:1` */
function placed(assignment: readonly (readonly number[])[]): string {
  return assignment.map((replicas) => replicas.join(':')).join(',');
}

function placeOf(partition: string): { topic: string; partition: number } {
  const dash = partition.lastIndexOf('-');
  return { topic: partition.slice(0, dash), partition: Number(partition.slice(dash + 1)) };
}

function reassign(moves: readonly object[], bootstrap: string, how: string): string {
  const file = JSON.stringify({ version: 1, partitions: moves });
  const words = ['kafka-reassign-partitions.sh', '--bootstrap-server', bootstrap, how];
  return withFile(file, `tool ${shellWords(words)} --reassignment-json-file`);
}

/** The text goes into a file of the container with the tools. */
function withFile(text: string, command: string): string {
  return `put_file ${shellWord(text)}; ${command} /tmp/tidemark.json || true`;
}

/** A cancellation names the replicas that were asked for; they are not looked at. */
function lastWanted(scenario: Scenario, partition: string): readonly number[] {
  const asked = (scenario.timeline ?? []).flatMap((line) =>
    line.reassign === undefined ? [] : reassignmentsOf(line.reassign),
  );
  const last = asked.filter((one) => one.partition === partition).pop();
  return last?.to ?? [0];
}

function alterWords({ topic, broker, group, set, remove }: NonNullable<TimelineLine['alter-config']>): string[] {
  const type = topic !== undefined ? 'topics' : broker !== undefined ? 'brokers' : 'groups';
  const name = topic ?? broker?.replace(/^b/, '') ?? group ?? '';
  return [
    ...['--entity-type', type, '--entity-name', name],
    ...(set === undefined ? [] : ['--add-config', configText(set)]),
    ...(remove === undefined ? [] : ['--delete-config', remove.join(',')]),
  ];
}

/** A value with commas stands in brackets. */
function configText(set: ConfigSection): string {
  return Object.entries(set)
    .map(([key, value]) => `${key}=${/,/.test(String(value)) ? `[${String(value)}]` : String(value)}`)
    .join(',');
}
