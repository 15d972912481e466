/** The smallest parts of the schema of a scenario file, each with the words for what it must be. */
import { z } from 'zod';
import { BANDWIDTH_PATTERN, DURATION_PATTERN, parseBandwidth, parseDuration } from './duration.ts';

// A page under a strict content security policy has no eval, and zod would try it to run faster.
z.config({ jitless: true });

const DURATION = 'a duration with its unit, such as 400us, 200ms, 30s, 5m or 1h';
const BANDWIDTH = 'a bandwidth such as 500B/s, 50kB/s or 2MB/s';

export const duration = z
  .string(DURATION)
  .regex(DURATION_PATTERN, DURATION)
  .transform((text, context) => converted(parseDuration(text), DURATION, context))
  .meta({ id: 'Duration', description: 'A number and its unit: us, ms, s, m or h.' });

export const positiveDuration = z
  .string(DURATION)
  .regex(DURATION_PATTERN, DURATION)
  .transform((text, context) => converted(parseDuration(text) || undefined, 'longer than zero', context))
  .meta({ id: 'PositiveDuration', description: 'A number above zero and its unit: us, ms, s, m or h.' });

export const bandwidth = z
  .string(BANDWIDTH)
  .regex(BANDWIDTH_PATTERN, BANDWIDTH)
  .transform((text, context) => converted(parseBandwidth(text), BANDWIDTH, context));

function converted(value: number | undefined, phrase: string, context: z.core.$RefinementCtx<string>): number {
  if (value !== undefined) return value;
  context.issues.push({ code: 'custom', message: phrase, input: context.value, params: { leaf: true } });
  return z.NEVER;
}

export function whole(least: number, most: number) {
  const phrase = `a whole number from ${least} to ${most}`;
  return z.int(phrase).min(least, phrase).max(most, phrase);
}

export function text(most: number) {
  const phrase = `a text of at most ${most} characters (numbers in quotes)`;
  return z.string(phrase).max(most, phrase);
}

/** The value of a record: null is a tombstone. */
export function recordValue(most: number) {
  const phrase = `a text of at most ${most} characters (numbers in quotes), or null: a tombstone`;
  return z.union([z.string(phrase).max(most, phrase), z.null(phrase)], phrase);
}

/** A text in both languages, or in the one that its author has: whoever reads the other is shown that one. */
export function both(most: number) {
  return bothWith(most, {});
}

/** The same, with other keys beside the languages. */
export function bothWith<More extends z.ZodRawShape>(most: number, more: More) {
  const part = z
    .string('a text')
    .trim()
    .min(1, 'a text that is not empty')
    .max(most, `a text of at most ${most} characters`)
    .optional();
  return z
    .strictObject({ en: part, ko: part, ...more }, 'a group with en and ko')
    .meta({ anyOf: [{ required: ['en'] }, { required: ['ko'] }] })
    .transform((group, context) => {
      const { en, ko } = group as { en?: string | undefined; ko?: string | undefined };
      const text = en ?? ko;
      if (text === undefined) {
        context.issues.push({ code: 'custom', message: 'a text lacks its words: en, ko, or both', input: group });
        return z.NEVER;
      }
      return { ...group, en: en ?? text, ko: ko ?? text };
    });
}

const NAME = 'a name of letters, digits, dots, dashes and underscores that starts with a letter, at most 30 characters';
export const name = z.string(NAME).regex(/^[A-Za-z][A-Za-z0-9._-]{0,29}$/, NAME);

const TOPIC = 'a topic name: letters, digits, dots, dashes and underscores, at most 249 characters';
export const topicName = z.string(TOPIC).regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/, TOPIC);

const ADDRESS = 'an address such as kafka:9092, localhost:9093 or b1';
export const address = z.string(ADDRESS).regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?(:\d{1,5})?$/, ADDRESS);

const LEADS_TO = 'a broker such as b1, a list of brokers, refused, or no-answer';

/** Where names lead: what DNS and /etc/hosts say. */
export const names = z
  .record(address, some(z.string(LEADS_TO), LEADS_TO), 'a group of names and where they lead')
  .meta({ id: 'Names', description: 'Names of brokers and where they lead: a broker, several, refused or no-answer.' });

/** `orders-0`, or `orders` for all its partitions where that is allowed. */
export const partition = z.string('a partition such as orders-0');
export const fact = z.string('the name of a fact, such as LeaderElected');
export const scalar = z.union([z.string(), z.number(), z.boolean()], 'a text, a number, true or false');

export function config(id: string) {
  return z
    .record(z.string(), scalar, 'a group of settings under their Kafka names')
    .meta({ id, description: "Kafka's settings under their real names." });
}

export function list<T extends z.ZodType>(item: T, most: number) {
  return z.array(item, 'a list').max(most, `a list of at most ${most}`);
}

/** One, or a list of at least one. */
export function some<T extends z.ZodType<unknown, unknown>>(item: T, phrase: string) {
  return z.union([item, z.array(item).min(1, 'a list that is not empty').max(100, 'a list of at most 100')], phrase);
}

/** A group in which exactly one of `keys` stands: what it is for. Checked in check.ts, told to editors here. */
export function exactlyOne(...keys: readonly string[]) {
  return { oneOf: keys.map((key) => ({ required: [key] })) };
}
