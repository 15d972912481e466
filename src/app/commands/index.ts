/** Every command, in the order of the palette. */
import { BRANCHES } from './branches.ts';
import { CLIENTS } from './clients.ts';
import type { Command } from './command.ts';
import { FAULTS } from './faults.ts';
import { LENS_COMMANDS } from './lenses.ts';
import { PAGE } from './page.ts';
import { STOPS } from './stops.ts';
import { TRANSPORT } from './transport.ts';

export const COMMANDS: readonly Command[] = [
  ...TRANSPORT,
  ...STOPS,
  ...BRANCHES,
  ...FAULTS,
  ...CLIENTS,
  ...LENS_COMMANDS,
  ...PAGE,
];

export function commandOf(id: string): Command {
  const command = COMMANDS.find((candidate) => candidate.id === id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}
