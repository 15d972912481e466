/** A whole number that stands behind a flag, within its bounds. */
import { quoted } from '../scenario/problems.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { UsageError } from './flags.ts';

export function wholeNumberOf(text: string | undefined, flag: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${flag} must be a whole number from ${least} to ${grouped(most)}, not ${quoted(text)}`);
}
