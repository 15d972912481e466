/** One word of Tidemark or Kafka, told: a key of the format, a setting, an error code, a fact, a property, a term. */

import { meaningOf, type Owner } from '../../course/configs/index.ts';
import { ERROR_NAMES, errorMeaning, RETRIABLE_WORDS } from '../../course/errors/index.ts';
import { GLOSSARY } from '../../course/glossary/index.ts';
import { definitionOf, formatConfigValue } from '../../kafka/config/config.ts';
import type { ConfigDefinition, ConfigScope } from '../../kafka/config/definitions.ts';
import { everyDefinition } from '../../kafka/config/versionDefinitions.ts';
import { KAFKA_VERSIONS } from '../../kafka/versions.ts';
import { ZOOKEEPER_DEFAULTS } from '../../kafka/zookeeper/setup.ts';
import { ANOMALIES, anomalyOf, propertyNames, propertyOf } from '../../properties/index.ts';
import { keyNames, keysNamed } from '../../scenario/assist/keysNamed.ts';
import { FACT_NAMES, fieldsOf, isFactName } from '../../scenario/factFields.ts';
import { FINDING_CODES, type FindingCode } from '../../scenario/lint/finding.ts';
import { hasEffect, SET_BY_TIDEMARK } from '../../scenario/modelledConfigs.ts';
import { plainTerm } from './allWords.ts';
import { FACT_MEANINGS } from './factMeanings.ts';

const SCOPES: Readonly<Record<ConfigScope, string>> = {
  server: 'servers',
  topic: 'topics',
  group: 'groups',
  producer: 'producers',
  consumer: 'consumers',
  'zookeeper-consumer': 'consumers whose group is in ZooKeeper',
  admin: 'the admin client',
};

/** Where in a file a setting of such a scope stands. */
const STANDS_IN: Readonly<Record<ConfigScope, string>> = {
  server: 'cluster.config, or config of a server; alter-config { broker }',
  topic: 'config of a topic; alter-config { topic }',
  group: 'alter-config { group }',
  producer: 'config of a producer',
  consumer: 'config of a consumer',
  'zookeeper-consumer': 'config of a consumer with connector: zookeeper',
  admin: 'nowhere in a file',
};

const ZOO_CFG_NAMES: readonly string[] = Object.keys(ZOOKEEPER_DEFAULTS);
/** Where the default follows from another setting. */
const DERIVED: Readonly<Record<string, string>> = {
  minSessionTimeout: 'twice tickTime',
  maxSessionTimeout: 'twenty times tickTime',
};

/** Empty: there is no such word. */
export function wordLines(word: string): readonly string[] {
  return [
    ...keyLines(word),
    ...settingLines(word),
    ...zooCfgLines(word),
    ...errorLines(word),
    ...factLines(word),
    ...propertyLines(word),
    ...findingLines(word),
    ...termLines(word),
  ];
}

/** To suggest one from. */
export function everyWord(): readonly string[] {
  const settings = (Object.keys(SCOPES) as ConfigScope[]).flatMap((scope) =>
    everyDefinition(scope).flatMap(({ name, internal }) => (internal === true ? [] : [name])),
  );
  const anomalies = ANOMALIES.map(({ name }) => name as string);
  return [
    ...keyNames(),
    ...settings,
    ...ERROR_NAMES,
    ...FACT_NAMES,
    ...propertyNames,
    ...anomalies,
    ...Object.keys(FINDING_CODES),
    ...ZOO_CFG_NAMES,
    ...GLOSSARY.flatMap(({ en }) => en.map(plainTerm)),
  ];
}

function keyLines(word: string): readonly string[] {
  const found = keysNamed(word);
  if (found.length === 0) return [];
  const lines = found.flatMap(({ path, words, must }) => [
    `  ${path}: ${words?.en ?? ''}`,
    ...(must === null ? [] : [`    ${must}`]),
  ]);
  return [`${word}, a key of a scenario file (docs/scenario-format.md)`, ...lines];
}

function settingLines(word: string): readonly string[] {
  const scopes = (Object.keys(SCOPES) as ConfigScope[]).filter((scope) =>
    everyDefinition(scope).some(({ name, internal }) => name === word && internal !== true),
  );
  return scopes.flatMap((scope) => settingOf(scope, word));
}

/** Of zoo.cfg: they stand in the file as ZooKeeper's settings and are no settings of Kafka. */
function zooCfgLines(word: string): readonly string[] {
  if (!ZOO_CFG_NAMES.includes(word)) return [];
  const name = word as keyof typeof ZOOKEEPER_DEFAULTS;
  return [
    `${word}, a setting of ZooKeeper servers (zoo.cfg)`,
    ...[meaningOf('zookeeper', word)?.en].flatMap((means) => (means === undefined ? [] : [`  ${means}`])),
    `  default: ${ZOOKEEPER_DEFAULTS[name] === -1 ? DERIVED[word] : ZOOKEEPER_DEFAULTS[name]}`,
    '  in a file: cluster: { zookeeper: { servers: 3, config: { … } } }',
  ];
}

/** Of the glossary, in either language, however it is written. */
function termLines(word: string): readonly string[] {
  const same = (one: string) => one.toLowerCase().replaceAll('-', ' ') === word.toLowerCase().replaceAll('-', ' ');
  return GLOSSARY.filter(({ id, en, ko }) => [id, ...en, ...ko].map(plainTerm).some(same)).flatMap(
    ({ en, ko, means, source }) => [
      `${plainTerm(en[0]!)} (${plainTerm(ko[0]!)}), a term of the glossary`,
      `  ${means.en}`,
      ...(source === undefined ? [] : [`  in Kafka: ${source}`]),
    ],
  );
}

function settingOf(scope: ConfigScope, name: string): readonly string[] {
  const definition = everyDefinition(scope).find((one) => one.name === name)!;
  const means = meaningOf(scope as Owner, name)?.en;
  const set = SET_BY_TIDEMARK[scope][name];
  return [
    `${name}, a Kafka setting of ${SCOPES[scope]}: ${definition.type}`,
    ...(means === undefined ? [] : [`  ${means}`]),
    ...defaultLines(scope, name),
    ...rangeLines(definition),
    `  in a file: ${set === undefined ? STANDS_IN[scope] : `not set by hand: ${set.en}`}`,
    ...(set !== undefined || hasEffect(scope, name) ? [] : ['  changes nothing in this model yet']),
  ];
}

/** One line where all releases agree. */
function defaultLines(scope: ConfigScope, name: string): readonly string[] {
  const byDefault = new Map<string, string[]>();
  for (const version of KAFKA_VERSIONS) {
    const definition = definitionOf(scope, name, version.name);
    const text = definition === undefined ? 'not there' : defaultText(definition);
    byDefault.set(text, [...(byDefault.get(text) ?? []), version.name]);
  }
  if (byDefault.size === 1) return [`  default: ${[...byDefault.keys()][0]} in every release`];
  return [...byDefault].map(([text, versions]) => `  default: ${text} in ${versions.join(', ')}`);
}

function defaultText({ type, default: value }: ConfigDefinition): string {
  if (value === undefined) return 'none, it is required';
  const text = formatConfigValue(type, value);
  return text === '' ? '(empty)' : text;
}

function rangeLines({ min, max, oneOf }: ConfigDefinition): readonly string[] {
  if (oneOf !== undefined) return [`  one of: ${oneOf.join(', ')}`];
  if (min === undefined && max === undefined) return [];
  return [
    `  range: ${[min === undefined ? [] : `at least ${min}`, max === undefined ? [] : `at most ${max}`].flat().join(', ')}`,
  ];
}

function errorLines(word: string): readonly string[] {
  const name = ERROR_NAMES.find((one) => one === word || String(errorMeaning(one)!.code) === word);
  if (name === undefined) return [];
  const { code, means, retriable } = errorMeaning(name)!;
  return [`${name}, Kafka's error code ${code}`, `  ${means.en}`, `  ${RETRIABLE_WORDS[retriable].en}`];
}

function factLines(word: string): readonly string[] {
  if (!isFactName(word)) return [];
  const fields = Object.entries(fieldsOf(word)).map(([name, kind]) => `${name} (${String(kind)})`);
  return [
    `${word}, a fact that happens in a run`,
    `  ${FACT_MEANINGS[word]}`,
    `  fields for \`where\`: ${fields.length === 0 ? 'none' : fields.join(', ')}`,
    `  in a file: expect { fact: ${word} }, never, timeline when { fact: ${word} }, moments of a lesson`,
  ];
}

function propertyLines(word: string): readonly string[] {
  const anomaly = anomalyOf(word);
  if (anomaly !== undefined) {
    const { statement, guard } = anomaly;
    return [
      `${word}, an anomaly that clients see`,
      `  ${statement.en}`,
      `  promised: ${guard.en}`,
      `  in a file: expect { anomaly: ${word}, shown: true or false }`,
    ];
  }
  const property = propertyNames.includes(word) ? propertyOf(word) : undefined;
  if (property === undefined) return [];
  return [
    `${word}, a property`,
    `  ${property.statement.en}`,
    `  in a file: expect { property: ${word} }, or { breaks: ${word} }`,
  ];
}

function findingLines(word: string): readonly string[] {
  if (!Object.hasOwn(FINDING_CODES, word)) return [];
  const [level, about] = FINDING_CODES[word as FindingCode];
  return [`${word}, of \`tidemark lint\`: ${level}`, `  ${about}`];
}
