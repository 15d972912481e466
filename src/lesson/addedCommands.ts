/**
 * What a world does beyond another that is the same but for its script. Done by hand at its times, to a branch of that
 * other's run, it gives the run of the world itself: no other event may be due at the same instant.
 */
import type { Micros } from '../base/time.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { Command } from '../sim/command.ts';
import type { WorldSetup } from '../sim/world.ts';

export interface AddedCommand {
  readonly at: Micros;
  readonly command: Command<Kafka>;
}

/** In the order of their times. Undefined: the worlds differ in more, or what is done is known by the run alone. */
export function addedCommands(plain: WorldSetup<Kafka>, more: WorldSetup<Kafka>): readonly AddedCommand[] | undefined {
  if ((plain.director === undefined) !== (more.director === undefined)) return undefined;
  if (JSON.stringify(plain.nodes) !== JSON.stringify(more.nodes)) return undefined;
  const added = more.script.slice(plain.script.length);
  const due = new Set([...plain.script.map(({ at }) => at), ...plain.nodes.map(({ startAt }) => startAt)]);
  const commands: AddedCommand[] = [];
  for (const { at, afterEvents, command } of added) {
    if (afterEvents !== undefined || command.type === 'cue' || due.has(at)) return undefined;
    commands.push({ at, command });
  }
  if (plain.script.some(({ afterEvents }) => afterEvents !== undefined)) return undefined;
  return commands.sort((a, b) => a.at - b.at);
}
