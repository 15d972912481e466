/** What may stand for a value: words of the schema, names that the file has, facts, times. */
import { NOTHING, type Says } from '../../base/says.ts';
import { FEATURE_NAMES } from '../../kafka/features.ts';
import { TOOL_NAMES } from '../../kafka/tools/programs.ts';
import { ANOMALIES, propertyNames } from '../../properties/index.ts';
import { FACT_FIELDS, FACT_NAMES, type FieldKind } from '../factFields.ts';
import { LENSES } from '../lesson/lenses.ts';
import { fieldKindWords } from '../says/fieldKinds.ts';
import { ACTIONS } from '../schema.ts';
import type { AssistItem, ItemKind } from './item.ts';
import { type KnownNames, nodesIn } from './names.ts';
import { entryOf, type OutlineNode, textOf } from './outline.ts';
import { metaOf, type Schema, wordsOf } from './schemaWalk.ts';

export function plainItem(label: string, kind: ItemKind, detail: Says = NOTHING, rank = 0): AssistItem {
  return { label, kind, insert: label, detail, words: null, isRequired: false, setting: null, rank };
}

const DURATIONS = ['100us', '1ms', '10ms', '100ms', '200ms', '500ms', '1s', '2s', '5s', '10s', '30s', '1m', '5m'];

/** Actions whose value names nodes. */
const OF_NODES: readonly string[] = [
  ...ACTIONS.slice(0, 9),
  'node',
  'from',
  'to',
  'with',
  'select',
  'on',
  'unregister-broker',
  'add-voter',
  'remove-voter',
];

/** By the key whose value it is, or whose list it stands in. */
export function valueItems(
  key: string,
  schemas: readonly Schema[],
  beside: OutlineNode,
  names: KnownNames,
): readonly AssistItem[] {
  const found: AssistItem[] = [];
  const add = (kind: ItemKind, labels: readonly string[], rank = 0) => {
    for (const label of labels) found.push(plainItem(label, kind, NOTHING, rank));
  };
  for (const schema of schemas) {
    const { id = '' } = metaOf(schema);
    if (id === 'Duration' || id === 'PositiveDuration' || ['latency', 'jitter', 'by'].includes(key)) {
      DURATIONS.forEach((duration, place) => {
        add('duration', [duration], 1 - place / DURATIONS.length);
      });
    }
    add('word', wordsOf(schema), 5);
  }
  if (key === 'to' && entryOf(beside, 'partition') !== undefined) {
    add('node', names.brokers.map(idOf));
    return distinct(found);
  }
  if (key === 'assignment') add('node', names.brokers.map(idOf));
  if (OF_NODES.includes(key)) addNodes(add, key, names);
  addNamed(add, key, names);
  return distinct(found);
}

type Add = (kind: ItemKind, labels: readonly string[], rank?: number) => void;

function addNodes(add: Add, key: string, names: KnownNames): void {
  const servers = [...names.brokers, ...names.controllers, ...names.zooKeepers];
  add('node', servers, 4);
  if (['from', 'to', 'pause', 'select', 'kill', 'restart'].includes(key)) {
    add('node', [...names.producers, ...names.consumers], 3);
  }
  if (key === 'from' || key === 'to') add('node', ['others'], 3);
  if (key === 'select') add('partition', names.partitions, 2);
  else {
    add('node', ['active controller'], 2);
    for (const partition of names.partitions.slice(0, 12)) {
      add('node', [`leader of ${partition}`], 2);
      add('node', [`follower of ${partition}`, `followers of ${partition}`], 1);
    }
    if (names.zooKeepers.length > 0) add('node', ['zookeeper leader', 'zookeeper followers', 'zookeeper servers']);
  }
}

function addNamed(add: Add, key: string, names: KnownNames): void {
  for (const { keys, kind, of, rank = 3 } of NAMED) if (keys.includes(key)) add(kind, of(names), rank);
}

interface Named {
  readonly keys: readonly string[];
  readonly kind: ItemKind;
  readonly of: (names: KnownNames) => readonly string[];
  readonly rank?: number;
}

/** Keys whose values are names, and whose. */
const NAMED: readonly Named[] = [
  { keys: ['producer', 'flush', 'client', 'close'], kind: 'node', of: ({ producers }) => producers },
  { keys: ['consumer', 'unsubscribe', 'client', 'close'], kind: 'node', of: ({ consumers }) => consumers },
  { keys: ['broker', 'bootstrap'], kind: 'node', of: ({ brokers }) => brokers },
  { keys: ['controller'], kind: 'node', of: ({ controllers }) => controllers },
  { keys: ['topic', 'topics', 'subscribe', 'assign'], kind: 'topic', of: ({ topics }) => topics },
  {
    keys: ['partition', 'partitions', 'cancel-reassignment', 'of', 'assign'],
    kind: 'partition',
    of: ({ partitions }) => partitions,
    rank: 2,
  },
  { keys: ['group'], kind: 'group', of: ({ groups }) => groups },
  { keys: ['fact'], kind: 'fact', of: () => FACT_NAMES },
  { keys: ['property', 'breaks'], kind: 'property', of: () => propertyNames },
  { keys: ['anomaly'], kind: 'property', of: () => ANOMALIES.map(({ name }) => name) },
  { keys: ['lens'], kind: 'word', of: () => LENSES },
  { keys: ['console', 'line'], kind: 'tool', of: () => TOOL_NAMES },
];

// ---- groups whose keys are names -----------------------------------------------------------------------------------------

/** Keys of `where:`, `features:` and of groups by partition. */
export function nameKeys(key: string, around: OutlineNode | undefined, names: KnownNames): readonly AssistItem[] {
  switch (key) {
    case 'where':
      return Object.entries(fieldsOf(textOf(entryOf(around, 'fact')))).map(([name, kind]) =>
        plainItem(name, 'field', fieldKindWords(kind)),
      );
    case 'features':
      return FEATURE_NAMES.map((name) => plainItem(name, 'word'));
    case 'position':
    case 'committed':
    case 'lag':
    case 'owners':
      return names.partitions.map((name) => plainItem(name, 'partition'));
    case 'names':
      return names.brokers.map((name) => plainItem(name, 'node'));
    default:
      return [];
  }
}

export function fieldsOf(fact: string | undefined): Readonly<Record<string, FieldKind>> {
  if (fact === undefined || !Object.hasOwn(FACT_FIELDS, fact)) return {};
  return FACT_FIELDS[fact as keyof typeof FACT_FIELDS] as Readonly<Record<string, FieldKind>>;
}

export function isFact(name: string): boolean {
  return Object.hasOwn(FACT_FIELDS, name);
}

/** What a field of a fact may be. */
export function fieldValues(field: string, kind: FieldKind | undefined, names: KnownNames): readonly AssistItem[] {
  const of = (labels: readonly string[], item: ItemKind) => labels.map((label) => plainItem(label, item));
  if (field === 'group') return of(names.groups, 'group');
  switch (kind) {
    case 'node':
    case 'nodes':
      return of(nodesIn(names), 'node');
    case 'client':
      return of([...names.producers, ...names.consumers], 'node');
    case 'partition':
    case 'partitions':
      return of(names.partitions, 'partition');
    case 'topic':
      return of(names.topics, 'topic');
    case 'broker':
    case 'brokers':
      return of(names.brokers.map(idOf), 'node');
    case 'flag':
      return of(['true', 'false'], 'word');
    default:
      return [];
  }
}

/** b2 is broker 2. */
function idOf(node: string): string {
  return node.slice(1);
}

function distinct(items: readonly AssistItem[]): readonly AssistItem[] {
  const seen = new Set<string>();
  return items.filter(({ label }) => !seen.has(label) && seen.add(label) !== undefined);
}
