/** Flags of both kinds of search: of a model's states and of a cluster's schedules. */
import { quoted } from '../scenario/problems.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { type Flags, single, UsageError } from './flags.ts';

export const MS_PER_MINUTE = 60_000;
const USUAL_MINUTES = 10;

export function wholeNumber(flags: Flags, name: string, least: number, most: number): number | undefined {
  const text = single(flags, name);
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} must be a whole number from ${least} to ${grouped(most)}, not ${quoted(text)}`);
}

export function minutesOf(flags: Flags): number {
  const text = single(flags, '--minutes');
  if (text === undefined) return USUAL_MINUTES;
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0) return value;
  throw new UsageError(`--minutes must be a number above 0, such as 5 or 0.5, not ${quoted(text)}`);
}
