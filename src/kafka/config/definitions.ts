// The shape of one Kafka setting, as its ConfigDef declares it, and the recorded definitions of Kafka 4.3.1.
// The files in recorded/ were read from the released jars; they are data and are never edited by hand.

import { OLD_CONSUMER_DEFINITIONS } from './oldConsumerDefinitions.ts';
import admin from './recorded/admin.json' with { type: 'json' };
import consumer from './recorded/consumer.json' with { type: 'json' };
import group from './recorded/group.json' with { type: 'json' };
import producer from './recorded/producer.json' with { type: 'json' };
import server from './recorded/server.json' with { type: 'json' };
import topic from './recorded/topic.json' with { type: 'json' };

/** `group`: what the config resource GROUP takes; `zookeeper-consumer`: the consumer whose group is in ZooKeeper. */
export type ConfigScope = 'server' | 'topic' | 'group' | 'producer' | 'consumer' | 'zookeeper-consumer' | 'admin';

export type ConfigType = 'boolean' | 'int' | 'long' | 'short' | 'double' | 'string' | 'list' | 'class' | 'password';

/** A list is kept as its comma separated text; null is a setting that is not set. */
export type ConfigValue = string | number | boolean | null;

/** A validator of Kafka's that is neither a range nor a list of words; config.ts knows each. */
export type ConfigRule =
  | 'auto-offset-reset'
  | 'bootstrap-servers'
  | 'gzip-level'
  | 'quorum-voters'
  | 'share-auto-offset-reset'
  | 'throttled-replicas';

export interface ConfigDefinition {
  readonly name: string;
  readonly type: ConfigType;
  /** Absent: required, it has no default. A long of 9223372036854775807 reads as 2 to the power of 63. */
  readonly default?: ConfigValue;
  readonly min?: number;
  readonly max?: number;
  /** Allowed words; of a list, each of its elements. */
  readonly oneOf?: readonly string[];
  readonly caseInsensitive?: true;
  /** An empty text (or list) is refused. */
  readonly notEmpty?: true;
  /** A list without empty elements, whose repeated ones are left out. */
  readonly distinct?: true;
  readonly rule?: ConfigRule;
  readonly importance: 'high' | 'medium' | 'low';
  /** Not part of Kafka's documented settings. */
  readonly internal?: true;
  /** Of a topic or group setting: the server setting that is its default. */
  readonly serverDefault?: string;
  /** Of a topic setting with several: all of them, strongest first, with the factor to the topic setting's unit. */
  readonly serverSynonyms?: readonly (readonly [name: string, factor: number])[];
}

interface RecordedDefinitions {
  readonly definitions: readonly ConfigDefinition[];
}

// The compiler reads JSON texts as plain strings and pairs as arrays, hence the detour over unknown.
function recorded(file: unknown): readonly ConfigDefinition[] {
  return (file as RecordedDefinitions).definitions;
}

/** Every definition, by scope, sorted by name. */
export const CONFIG_DEFINITIONS: Readonly<Record<ConfigScope, readonly ConfigDefinition[]>> = {
  server: recorded(server),
  topic: recorded(topic),
  group: recorded(group),
  producer: recorded(producer),
  consumer: recorded(consumer),
  'zookeeper-consumer': OLD_CONSUMER_DEFINITIONS,
  admin: recorded(admin),
};
