/**
 * What could stand where the cursor is: a tool, one of its flags, a topic, a group, a broker, a file, or a command of the
 * console itself. Pure: what there is in the cluster at this instant comes in.
 */
import { OPTION_TOOLS, RECORDED_OPTIONS } from '../kafka/tools/options/recordedOptions.ts';
import { TOOL_NAMES, toolNamed } from '../kafka/tools/programs.ts';

export interface Surroundings {
  readonly topics: readonly string[];
  readonly groups: readonly string[];
  /** Their names: `b1`. */
  readonly brokers: readonly string[];
  readonly nodes: readonly string[];
  readonly facts: readonly string[];
  readonly files: readonly string[];
  /** Words of the console's own. */
  readonly commands: readonly string[];
}

export interface Completion {
  /** Where the word begins that is to be replaced. */
  readonly from: number;
  readonly candidates: readonly string[];
}

const BROKER_FLAGS = ['--bootstrap-server'];
const TOPIC_FLAGS = ['--topic', '--entity-name', '--topic-list'];
const FILE_FLAGS = [
  '--reassignment-json-file',
  '--topics-to-move-json-file',
  '--offset-json-file',
  '--path-to-json-file',
  '--from-file',
  '--command-config',
];

const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--entity-type': ['topics', 'brokers'],
  '--election-type': ['preferred', 'unclean'],
  '--time': ['latest', 'earliest', 'max-timestamp'],
  '--offset': ['earliest', 'latest'],
  '--type': ['classic', 'consumer'],
  '--state': ['stable', 'empty', 'preparingrebalance', 'completingrebalance', 'assigning', 'reconciling'],
  '--formatter-property': [
    'print.key=true',
    'print.partition=true',
    'print.offset=true',
    'print.timestamp=true',
    'print.headers=true',
    'print.value=false',
    'key.separator=',
  ],
  '--reader-property': ['parse.key=true', 'key.separator=:', 'parse.headers=true', 'null.marker='],
  '--command-property': ['group.protocol=consumer', 'acks=', 'linger.ms=', 'auto.offset.reset=earliest'],
};

export function completionAt(line: string, cursor: number, around: Surroundings): Completion {
  const before = line.slice(0, cursor);
  const from = before.search(/\S*$/);
  const word = before.slice(from);
  const words = before
    .slice(0, from)
    .split(/\s+/)
    .filter((each) => each !== '');
  const all = candidatesFor(words, word, around);
  const candidates = [...new Set(all)].filter((candidate) => candidate.startsWith(word) && candidate !== word);
  return { from, candidates: candidates.sort() };
}

function candidatesFor(words: readonly string[], word: string, around: Surroundings): readonly string[] {
  const [first] = words;
  if (first === undefined) return [...TOOL_NAMES, ...TOOL_NAMES.map((name) => `${name}.sh`), ...around.commands];
  const tool = toolNamed(first);
  if (tool === undefined) return ownCandidates(first, around);
  const previous = words[words.length - 1]!;
  if (BROKER_FLAGS.includes(previous)) return around.brokers.map((name) => `${name}:9092`);
  if (TOPIC_FLAGS.includes(previous)) return around.topics;
  if (previous === '--group') return around.groups;
  if (FILE_FLAGS.includes(previous)) return around.files;
  const values = Object.hasOwn(VALUES, previous) ? VALUES[previous]! : [];
  if (values.length > 0 && !word.startsWith('-')) return values;
  if (tool === 'kafka-metadata-quorum') {
    return [
      'describe',
      'add-controller',
      'remove-controller',
      '--status',
      '--replication',
      '--human-readable',
      '--bootstrap-server',
    ];
  }
  const known = OPTION_TOOLS.find((name) => name === tool);
  return known === undefined ? [] : RECORDED_OPTIONS[known].options.map(({ name }) => `--${name}`);
}

function ownCandidates(command: string, { nodes, facts, files, brokers }: Surroundings): readonly string[] {
  switch (command) {
    case 'until':
      return facts;
    case 'kill':
    case 'start':
    case 'pause':
    case 'resume':
    case 'power-loss':
    case 'wipe':
      return nodes;
    case 'stop':
      return brokers;
    case 'add':
      return ['like', ...nodes];
    case 'cat':
    case 'write':
      return files;
    default:
      return [];
  }
}
