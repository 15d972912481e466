/** A link's part of a run: what was done by hand goes out in it, and comes back from whoever wrote it. */
import type { Recording } from '../frame/recording.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { Intervention } from '../record/history.ts';
import { chosenOf } from '../scenario/overrides.ts';
import { packRun, unpackRun } from '../scenario/runLink.ts';
import { withChanges } from './changes.ts';
import type { LinkFrame, LoadedScenario } from './protocol.ts';
import type { RunSource } from './runs.ts';

export interface Linked {
  readonly commands: readonly Intervention<Kafka>[] | undefined;
  readonly scenario: LoadedScenario['linked'];
}

export const NOT_LINKED: Linked = { commands: undefined, scenario: null };

/** Something in the link that cannot be used is left out and told: the scenario itself is fine. */
export function linkedRun(acts: string, asked: Omit<RunSource, 'commands'>): Linked {
  const applied = withChanges({ ...asked, commands: [] });
  const { name, text, seed = 0, ...rung } = applied.ok ? applied.source : asked;
  const unpacked = unpackRun(acts, { name, text, seed, ...chosenOf(rung) });
  if (!unpacked.ok) return { commands: undefined, scenario: { problem: unpacked.says } };
  const { commands, fingerprint } = unpacked.run;
  return { commands, scenario: { fingerprint } };
}

export function linkOf(recording: Recording): LinkFrame {
  const { history, step, at, kernel } = recording;
  const nextAt = step < history.head ? history.trace.at(step + 1) : kernel.nextTime;
  // Where more happens at this very time, the time alone does not say after what.
  const place = nextAt !== undefined && nextAt <= at ? { step } : { at };
  const commands = history.interventions;
  if (commands.length === 0) return { at: place, acts: null, isTooLong: false };
  const acts = packRun({ commands, fingerprint: kernel.fingerprint });
  return { at: place, acts: acts ?? null, isTooLong: acts === undefined };
}
