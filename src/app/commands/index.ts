/** Every command, in the order of the palette. */
import { isForOperator, isOperator } from '../eyes.ts';
import { BRANCHES } from './branches.ts';
import { CLIENTS } from './clients.ts';
import type { Command } from './command.ts';
import { FAULTS } from './faults.ts';
import { LENS_COMMANDS } from './lenses.ts';
import { LESSONS } from './lessons.ts';
import { PAGE } from './page.ts';
import { STOPS } from './stops.ts';
import { TRANSPORT } from './transport.ts';

const ALL: readonly Command[] = [
  ...TRANSPORT,
  ...STOPS,
  ...LESSONS,
  ...BRANCHES,
  ...FAULTS,
  ...CLIENTS,
  ...LENS_COMMANDS,
  ...PAGE,
];

/** An operator has fewer of them. */
export const COMMANDS: readonly Command[] = ALL.map((command) =>
  isForOperator(command.id) ? command : { ...command, when: (state) => !isOperator(state) && command.when(state) },
);

export function commandOf(id: string): Command {
  const command = COMMANDS.find((candidate) => candidate.id === id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}
