// The validators of single settings that are neither a range nor a list of words.
// Follows the validators of AutoOffsetResetStrategy, QuorumConfig, GzipCompression and ThrottledReplicaListValidator.

import { betweenMarks } from '../../base/lists.ts';
import { type Says, says } from '../../base/says.ts';
import type { ConfigRule, ConfigValue } from './definitions.ts';
import { configExceptionText, twiceInvalid } from './exceptionTexts.ts';

/** The elements of a list setting. */
export function listElements(value: ConfigValue): readonly string[] {
  return typeof value !== 'string' || value === '' ? [] : value.split(',');
}

export interface Rule {
  readonly says: Says;
  /** Kafka's own words about a text that is not allowed. */
  refuses(name: string, text: string): string;
  allows(value: ConfigValue): boolean;
}

const HOST_AND_PORT = String.raw`(\[[0-9a-fA-F:.]+\]|[^@:,\[\]\s]+):\d+`;

const WHOLE_HOST_AND_PORT = new RegExp(`^${HOST_AND_PORT}$`);
const EACH_HOST = 'Each entry should be in the form "{host}:{port}"';

/** Each rule, with the words that tell a person what it allows. */
export const CONFIG_RULES: Readonly<Record<ConfigRule, Rule>> = {
  'auto-offset-reset': {
    says: says(
      'earliest, latest, none or by_duration:<ISO-8601 duration>',
      'earliest, latest, none, by_duration:<ISO-8601 기간> 중 하나',
    ),
    refuses: (name, text) =>
      twiceInvalid(
        name,
        text,
        "The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.",
      ),
    allows: (value) => ['earliest', 'latest', 'none'].includes(String(value)) || isDurationAgo(String(value)),
  },
  'share-auto-offset-reset': {
    says: says(
      'earliest, latest or by_duration:<ISO-8601 duration>',
      'earliest, latest, by_duration:<ISO-8601 기간> 중 하나',
    ),
    refuses: (name, text) =>
      twiceInvalid(
        name,
        text,
        "The value must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
      ),
    allows: (value) => ['earliest', 'latest'].includes(String(value)) || isDurationAgo(String(value)),
  },
  'bootstrap-servers': {
    says: says('a comma separated list of host:port', '쉼표로 나눈 host:port의 목록'),
    refuses: (name, text) => {
      const wrong = elementsOf(text).find((element) => !WHOLE_HOST_AND_PORT.test(element)) ?? text;
      return `Failed to parse host name from ${wrong} for the configuration ${name}. ${EACH_HOST}`;
    },
    allows: (value) => everyElement(value, WHOLE_HOST_AND_PORT),
  },
  'gzip-level': {
    says: says('-1 or a whole number from 1 to 9', '-1, 또는 1 이상 9 이하의 정수'),
    refuses: (name, text) => configExceptionText(name, Number(text), 'Value must be between 1 and 9 or equal to -1'),
    allows: (value) => value !== 0,
  },
  'quorum-voters': {
    says: says('a comma separated list of id@host:port', '쉼표로 나눈 id@host:port의 목록'),
    refuses: invalidVoters,
    allows: (value) => everyElement(value, new RegExp(`^-?\\d+@${HOST_AND_PORT}$`)),
  },
  'throttled-replicas': {
    says: says('* or a comma separated list of partition:broker', '* 또는 쉼표로 나눈 partition:broker의 목록'),
    refuses: (name, text) => {
      const form = '[partitionId]:[brokerId],[partitionId]:[brokerId],...';
      const rule = `${name} must be the literal '*' or a list of replicas in the following format: ${form}`;
      return configExceptionText(name, `[${elementsOf(text).join(', ')}]`, rule);
    },
    allows: (value) => {
      const elements = elementsOf(String(value));
      return elements.every((element) => /^(\d+:\d+)?$/.test(element)) || elements.join('') === '*';
    },
  },
};

function elementsOf(text: string): readonly string[] {
  return betweenMarks(text, ',');
}

/** QuorumConfig.parseVoterConnections */
function invalidVoters(name: string, text: string): string {
  const form = 'Each entry should be in the form `{id}@{host}:{port}`.';
  for (const entry of elementsOf(text)) {
    const parts = entry.split('@');
    if (parts.length !== 2) return `Invalid configuration value for ${name}. ${form}`;
    if (!/^[+-]?\d+$/.test(parts[0]!)) return `Failed to parse voter ID as an integer from ${parts[0]}`;
    if (WHOLE_HOST_AND_PORT.test(parts[1]!)) continue;
    return `Failed to parse host name from entry ${entry} for the configuration ${name}. ${form}`;
  }
  return `Invalid configuration value for ${name}. ${form}`;
}

function everyElement(value: ConfigValue, pattern: RegExp): boolean {
  return listElements(value).every((element) => pattern.test(element));
}

const DURATION =
  /^by_duration:([+-]?)P(?:([+-]?\d+)D)?(T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:\.\d{0,9})?)S)?)?$/i;

/** java.time.Duration's text form, of a duration that is not negative. */
function isDurationAgo(text: string): boolean {
  if (!text.startsWith('by_duration:')) return false;
  const match = DURATION.exec(text);
  if (!match) return false;
  const [, sign, days, time, hours, minutes, seconds] = match;
  const hasTime = hours !== undefined || minutes !== undefined || seconds !== undefined;
  if (time !== undefined && !hasTime) return false;
  if (days === undefined && !hasTime) return false;
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return sign === '-' ? total <= 0 : total >= 0;
}
