/** What is printed of a group's command that failed (ConsumerGroupCommand.printError). */
import type { Shell } from '../program.ts';

export function printError(shell: Shell, message: string): void {
  shell.out(`\nError: ${message}`);
}
