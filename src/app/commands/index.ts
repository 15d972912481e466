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

/** What does something to the cluster, or to another beside it. */
const ACTS = /^(fault|client|change|rung|search)\.|^branch\.fork$|^lens\.console$/;

/** An operator has fewer of them; in a page that is locked nothing can be done. */
export const COMMANDS: readonly Command[] = ALL.map((command) => {
  const isInside = !isForOperator(command.id);
  const isAct = ACTS.test(command.id);
  if (!isInside && !isAct) return command;
  return {
    ...command,
    when: (state) => !(isAct && state.isLocked) && !(isInside && isOperator(state)) && command.when(state),
  };
});

export function commandOf(id: string): Command {
  const command = COMMANDS.find((candidate) => candidate.id === id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}
