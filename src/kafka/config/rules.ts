// The validators of single settings that are neither a range nor a list of words.
// Follows the validators of AutoOffsetResetStrategy, QuorumConfig, GzipCompression and ThrottledReplicaListValidator.

import type { ConfigRule, ConfigValue } from './definitions.ts';

/** The elements of a list setting. */
export function listElements(value: ConfigValue): readonly string[] {
  return typeof value !== 'string' || value === '' ? [] : value.split(',');
}

export interface Rule {
  readonly says: string;
  allows(value: ConfigValue): boolean;
}

const HOST_AND_PORT = String.raw`(\[[0-9a-fA-F:.]+\]|[^@:,\[\]\s]+):\d+`;

/** Each rule, with the words that tell a person what it allows. */
export const CONFIG_RULES: Readonly<Record<ConfigRule, Rule>> = {
  'auto-offset-reset': {
    says: 'earliest, latest, none or by_duration:<ISO-8601 duration>',
    allows: (value) => ['earliest', 'latest', 'none'].includes(String(value)) || isDurationAgo(String(value)),
  },
  'bootstrap-servers': {
    says: 'a comma separated list of host:port',
    allows: (value) => everyElement(value, new RegExp(`^${HOST_AND_PORT}$`)),
  },
  'gzip-level': {
    says: '-1 or a whole number from 1 to 9',
    allows: (value) => value !== 0,
  },
  'quorum-voters': {
    says: 'a comma separated list of id@host:port',
    allows: (value) => everyElement(value, new RegExp(`^-?\\d+@${HOST_AND_PORT}$`)),
  },
  'throttled-replicas': {
    says: '* or a comma separated list of partition:broker',
    allows: (value) => /^(\*|(\d+:\d+(,\d+:\d+)*,?)?)$/.test(String(value)),
  },
};

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
