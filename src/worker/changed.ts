/** What is asked for when one thing is changed, read before anything is run: throws what a person can read. */
import { Refusal } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { type Change, readChange, unpackChanges } from '../scenario/change.ts';
import { changeWords } from '../scenario/changeWords.ts';
import { formatDuration } from '../scenario/duration.ts';
import { parseScenario } from '../scenario/parse.ts';
import { CHANGE_SAYS } from '../scenario/says/change.ts';
import type { Command } from '../sim/command.ts';
import type { Ask } from './protocol.ts';
import type { LoadedRun } from './runs.ts';

type Asked = Extract<Ask, { ask: 'change' }>['change'];

/** One more against the run, or the whole list against its file. */
export function askedChange(asked: Asked, run: LoadedRun): readonly Change[] | { readonly add: Change } {
  if ('packed' in asked) {
    const unpacked = unpackChanges(asked.packed);
    if (!unpacked.ok) throw new Refusal(unpacked.says);
    return unpacked.changes;
  }
  const read = readChange('whatIf' in asked ? whatIf(asked.whatIf, run) : asked);
  if (!read.ok) throw new Refusal(read.says);
  return { add: read.change };
}

function whatIf(place: number, { text }: LoadedRun): unknown {
  const parsed = parseScenario(text);
  const found = parsed.ok ? parsed.scenario.lesson?.['what-if']?.[place] : undefined;
  if (found === undefined) throw new Refusal(CHANGE_SAYS.noWhatIf(place + 1));
  return found.change;
}

export function changedHere(
  run: LoadedRun,
  change: Change,
  at: Micros,
): { readonly commands: readonly Command<Kafka>[]; readonly words: { readonly en: string; readonly ko: string } } {
  const here = run.here(change);
  if (!here.ok) throw new Refusal(here.says);
  const parsed = parseScenario(run.text);
  if (!parsed.ok) throw new Error('the scenario cannot be read');
  // What a line says of its own time does not count: it is now.
  const { at: _at, when: _when, ...line } = change.add ?? {};
  const { en, ko } = changeWords(change.add === undefined ? change : { add: line }, parsed.scenario);
  const from = formatDuration(at);
  return { commands: here.commands, words: { en: `${en}, from ${from} on`, ko: `${ko} (${from}부터)` } };
}
